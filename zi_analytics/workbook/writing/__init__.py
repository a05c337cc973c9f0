"""Worksheets that the program writes: an empty one for an office to fill in."""

from zi_analytics.workbook.writing.blank import write_blank
from zi_analytics.workbook.writing.whose import blank_file_name

__all__ = ["blank_file_name", "write_blank"]
