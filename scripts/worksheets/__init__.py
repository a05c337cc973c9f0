"""Makers of worksheets in every layout of the field, with live formulas and planted faults.

Used by ``scripts/make_samples.py`` and by the tests. They share nothing with ``zi_analytics``
but the data of the instrument, so that the reader is tested against sheets it did not make.
"""
