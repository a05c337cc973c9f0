"""Addresses and numbers read for thousands of cells at once, straight from a part's bytes."""

from __future__ import annotations

from typing import Any

import numpy as np

Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Integers = np.ndarray[Any, np.dtype[np.int64]]
_Places = np.ndarray[Any, np.dtype[np.intp]]

_QUOTE = ord('"')
_LONGEST_NUMBER = 25
_LONGEST_WHOLE = 7
_LONGEST_PLACE = 11
_BLOCK = 1 << 16
"""Cells that are read at once: enough to be quick, few enough to be small."""
# Indexed by how many figures are left; beyond the end the index is 0 or negative and the figure 0.
_TENS = np.array([0] + [10**n for n in range(11)] + [0] * 11, dtype=np.int64)
_TWENTY_SIXES = np.array([0, 1, 26, 676] + [0] * 22, dtype=np.int64)
_NUMERIC = np.zeros(256, dtype=bool)
_NUMERIC[np.frombuffer(b"0123456789.-+eE", dtype=np.uint8)] = True
_EXPONENT = np.zeros(256, dtype=bool)
_EXPONENT[[ord("e"), ord("E")]] = True


def read_places(data: Bytes, tags: _Places, name: bytes) -> tuple[Integers, Integers, _Places]:
    """Row, column and end of the address for tags like ``<c r="AB12"`` or ``<row r="12"``.

    ``tags`` are where the tags begin. Row and column count from 1 and are -1 where the tag does
    not begin with an address as Excel writes it; the end is where its closing quote stands.
    """
    lead = b"<" + name + b' r="'
    rows = np.empty(len(tags), dtype=np.int64)
    columns, quotes = np.empty_like(rows), np.empty(len(tags), dtype=np.intp)
    for start in range(0, len(tags), _BLOCK):
        part = slice(start, start + _BLOCK)
        rows[part], columns[part], quotes[part] = _read_block(data, tags[part], lead)
    fits = rows > 0
    fits &= (columns > 0) if name == b"c" else (columns == 0)
    return np.where(fits, rows, -1), np.where(fits, columns, -1), quotes


def _read_block(data: Bytes, tags: _Places, lead: bytes) -> tuple[Integers, Integers, _Places]:
    window = _window(data, tags, len(lead) + _LONGEST_PLACE)
    fits = (window[:, : len(lead)] == np.frombuffer(lead, dtype=np.uint8)).all(axis=1)
    window = window[:, len(lead) :]
    length = (window == _QUOTE).argmax(axis=1)
    offsets = np.arange(_LONGEST_PLACE)
    inside = offsets < length[:, None]
    is_letter = ((window - 65) < 26) & inside
    is_figure = ((window - 48) < 10) & inside
    letters = is_letter.sum(axis=1)
    in_front = offsets < letters[:, None]
    fits &= (length > letters) & (letters <= 3) & (length - letters <= 7)
    fits &= (is_letter == in_front).all(axis=1) & (is_figure == (inside & ~in_front)).all(axis=1)
    # A zero in front ("A01") is nothing a spreadsheet program writes.
    fits &= window[np.arange(len(tags)), letters] != ord("0")
    figures = np.where(is_figure, window - 48, 0)
    rows = (figures * _TENS[length[:, None] - offsets]).sum(axis=1)
    numbers = np.where(is_letter, window - 64, 0)
    columns = (numbers * _TWENTY_SIXES[letters[:, None] - offsets]).sum(axis=1)
    return np.where(fits, rows, -1), columns, tags + len(lead) + length


def _window(data: Bytes, begin: _Places, width: int) -> Bytes:
    """``width`` bytes from each of the places, one row each."""
    return np.asarray(data[np.minimum(begin[:, None] + np.arange(width), len(data) - 1)])


def read_whole_numbers(data: Bytes, begin: _Places, end: _Places | None) -> Integers:
    """The whole numbers in [begin, end), or up to a quote if ``end`` is None; -1 for others."""
    numbers = np.empty(len(begin), dtype=np.int64)
    for start in range(0, len(begin), _BLOCK):
        part = slice(start, start + _BLOCK)
        window = _window(data, begin[part], _LONGEST_WHOLE + 1)
        length = (window == _QUOTE).argmax(axis=1) if end is None else end[part] - begin[part]
        offsets = np.arange(_LONGEST_WHOLE + 1)
        inside = offsets < length[:, None]
        figures = window - 48
        fits = (length > 0) & (length <= _LONGEST_WHOLE) & ((figures < 10) | ~inside).all(axis=1)
        exponents = np.clip(length, 0, _LONGEST_WHOLE)[:, None] - offsets
        read = (np.where(inside, figures, 0) * _TENS[exponents]).sum(axis=1)
        numbers[part] = np.where(fits, read, -1)
    return numbers


def read_numbers(data: Bytes, begin: _Places, end: _Places) -> bool:
    """Whether every span is a finite number as a spreadsheet program writes it."""
    if not len(begin):
        return True
    length = end - begin
    longest = int(length.max())
    if longest > _LONGEST_NUMBER:
        return False
    first, last = data[begin], data[end - 1]
    starts_well = ((first >= 48) & (first <= 57)) | (first == ord("-"))
    if not starts_well.all() or not ((last >= 48) & (last <= 57)).all():
        return False
    offsets = np.arange(longest)
    window = data[np.minimum(begin[:, None] + offsets, len(data) - 1)]
    inside = offsets < length[:, None]
    if not (_NUMERIC[window] | ~inside).all():
        return False
    unusual = ((_EXPONENT[window] | (window == ord("+"))) & inside).any(axis=1)
    signs = ((window[:, 1:] == ord("-")) & inside[:, 1:]).any(axis=1)
    points = ((window == ord(".")) & inside).sum(axis=1) > 1
    return all(
        _is_finite(data[start:stop].tobytes())
        for start, stop in zip(
            begin[unusual | signs | points].tolist(),
            end[unusual | signs | points].tolist(),
            strict=True,
        )
    )


def _is_finite(text: bytes) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False
