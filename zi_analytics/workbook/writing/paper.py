"""What all sheets of a written worksheet have in common: paper, footer and protection."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from zi_analytics.language.numbers import period_text
from zi_analytics.language.wording import say
from zi_analytics.workbook.writing.whose import Whose

A4 = 9
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.45, "bottom": 0.6}
"""In inches; below there is room for the footer."""
LONGEST_NAME = 90
"""A footer holds 255 characters in all."""


def set_paper(
    sheet: Worksheet, title: str, whose: Whose, language: str, last: tuple[int, int]
) -> None:
    """A4 landscape, one page wide; unit, period and page numbers in the footer.

    ``last`` is the last row and column that is printed, from 0.
    """
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(**MARGINS)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.print_area(0, 0, *last)
    sheet.set_footer(_footer(title, whose, language), {"margin": 0.3})


def protect(sheet: Worksheet) -> None:
    """Keep formulas from being overwritten by accident; there is no password to forget."""
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})


def _footer(title: str, whose: Whose, language: str) -> str:
    period = period_text(whose.period, language) if whose.period else ""
    left = " · ".join(part for part in (whose.unit[:LONGEST_NAME], period) if part)
    pages = say("Page {page} of {pages}", language, page="&P", pages="&N")
    # A space after the size: a name that begins with a digit would be read as part of it.
    return f"&L&8 {_plain(left)}&C&8 {_plain(title)}&R&8 {pages}"


def _plain(text: str) -> str:
    """A text in which no character is taken for a code of the footer."""
    return text.replace("&", "&&")
