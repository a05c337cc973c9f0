"""The sheet on which a worksheet of our own says what it is: its fields, and how they are read.

What stands there was asked for by name and chosen from lists, so it is taken as it stands; what
is left empty is proposed as for any other worksheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zi_analytics.workbook.cells import Book, Sheet
from zi_analytics.workbook.recognising.identity import LONGEST_NAME, propose_identity
from zi_analytics.workbook.recognising.wording import as_text, fold, typed

LAYOUT = "zi-analytics"
VERSION = "1"
MARK = f"{LAYOUT}/{VERSION}"
"""What stands beside "sheet layout": a sheet without it is not ours, whatever its labels say."""

FIELDS = {
    **{"unit kerja": "unit", "work unit": "unit"},
    **{"tahun": "year", "year": "year"},
    **{"triwulan": "quarter", "quarter": "quarter"},
    **{"penilai": "assessor", "assessor": "assessor"},
    **{"instrumen": "instrument", "instrument": "instrument"},
    **{"susunan lembar": "layout", "sheet layout": "layout"},
}
"""What each field is labelled with in either language, folded."""
ASSESSORS = {"unit": "unit", "tpi": "tpi", "tpi 2": "tpi2", "tpn": "tpn"}
"""The assessors by how they are chosen, folded."""

SEARCH_ROWS = 40
YEAR = re.compile(r"20[0-9]{2}")
QUARTER = re.compile(r"\bB(?:03|06|09|12)\b")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a worksheet says of itself; "" for what it does not say.

    ``period`` is "2025-B06" or "2025", ``assessor`` a code ("unit", "tpi" …), ``instrument`` and
    ``layout`` are codes that may be unknown here.
    """

    unit: str = ""
    period: str = ""
    assessor: str = ""
    instrument: str = ""
    layout: str = ""


def identify(book: Book, file_name: str) -> Identity:
    """What our own sheet states, and proposals for the unit and the period it does not."""
    stated = next((found for found in map(_fields, book.sheets) if found), None)
    if stated is None:
        unit, period = propose_identity(book, file_name)
        return Identity(unit, period)
    # Its sheets are headed by what they ask for: only the file's name can still tell anything.
    unit, period = propose_identity(Book(book.format, ()), file_name)
    return Identity(
        unit=typed(stated.get("unit", ""))[:LONGEST_NAME] or unit,
        period=_period(stated.get("year", ""), stated.get("quarter", "")) or period,
        assessor=ASSESSORS.get(fold(stated.get("assessor", "")), ""),
        instrument=stated.get("instrument", ""),
        layout=LAYOUT,
    )


def _fields(sheet: Sheet) -> Mapping[str, str]:
    """The fields of our own sheet by their code; empty for any other sheet."""
    found = dict(_labelled(sheet))
    return found if found.get("layout") == MARK else {}


def _labelled(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for cells in sheet.rows[:SEARCH_ROWS]:
        if len(cells) > 1 and isinstance(cells[0], str):
            code = FIELDS.get(fold(cells[0]))
            if code is not None:
                yield code, as_text(cells[1])


def _period(year: str, quarter: str) -> str:
    """ "2025-B06" from "2025" and "Triwulan II (B06)"; the whole year where no quarter is named."""
    found, of_year = YEAR.search(year), QUARTER.search(quarter)
    if found is None:
        return ""
    return f"{found[0]}-{of_year[0]}" if of_year else found[0]
