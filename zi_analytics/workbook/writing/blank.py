"""An empty worksheet of any instrument, as the bytes of an .xlsx file."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import xlsxwriter

from zi_analytics.instrument import Instrument
from zi_analytics.workbook.writing.cover import write_cover
from zi_analytics.workbook.writing.plan import COVER, SUMMARY, TABLE, Plan
from zi_analytics.workbook.writing.stored import StoredWorksheet
from zi_analytics.workbook.writing.styles import FONT, Styles
from zi_analytics.workbook.writing.summary import write_summary
from zi_analytics.workbook.writing.table import write_table
from zi_analytics.workbook.writing.whose import Whose

MADE = datetime(2025, 1, 1)
"""The date in the document: the same worksheet has the same bytes, whenever it is made."""
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
NORMAL = {"font_name": FONT, "font_size": 10}
"""The font that the widths of columns are counted in."""


def write_blank(
    instrument: Instrument,
    *,
    unit: str = "",
    period: str = "",
    assessor: str = "unit",
    language: str = "id",
) -> bytes:
    """An empty worksheet of ``instrument`` for an office to fill in.

    ``period`` is "2025-B06", "2025" or "" to be filled in, as ``unit`` is; ``assessor`` is
    "unit", "tpi", "tpi2" or "tpn". ValueError for anything else.
    """
    whose, plan = Whose(unit, period, assessor), Plan(instrument, language)
    stream = BytesIO()
    # XlsxWriter writes into the properties it is given: the next workbook would differ.
    book = xlsxwriter.Workbook(stream, {**OPTIONS, "default_format_properties": dict(NORMAL)})
    book.set_properties({"title": instrument.title.say(language), "created": MADE})
    styles = Styles(book)
    cover, table, summary = (
        book.add_worksheet(plan.sheet(name), StoredWorksheet) for name in (COVER, TABLE, SUMMARY)
    )
    write_cover(cover, plan, whose, styles)
    write_table(table, plan, whose, styles)
    write_summary(summary, plan, whose, styles)
    (table if whose.unit and whose.period else cover).activate()
    book.close()
    return stream.getvalue()
