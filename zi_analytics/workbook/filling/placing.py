"""Where in a worksheet each answer of one assessor belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from zi_analytics.findings import Finding, Refused
from zi_analytics.instrument import Instrument
from zi_analytics.workbook.opening.loading import load_book
from zi_analytics.workbook.opening.worksheet import Place
from zi_analytics.workbook.reader import recognise
from zi_analytics.workbook.recognising.wording import as_text


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """The cells of one question or count: of its answer, and of the note to it.

    ``options`` are the options as the sheet itself writes them beside the question.
    """

    sheet: str
    answer: Place
    note: Place | None
    options: tuple[str, ...]


def find_answer_places(
    data: bytes, name: str, assessor: str
) -> tuple[Instrument, Mapping[str, AnswerPlace]]:
    """The worksheet's instrument, and the cells of one assessor's answers by code.

    Refused when the file is no worksheet, or has no column for this assessor.
    """
    recognised = recognise(load_book(data, name), PurePath(name).name)
    places: dict[str, AnswerPlace] = {}
    for worksheet, match in recognised.worksheets if recognised is not None else ():
        columns = worksheet.columns.get(assessor, {})
        for code, row in match.rows.items():
            column = columns.get(id(row.table.sheet))
            if column is None:
                continue
            typed = row.cells[row.table.type - 1] if row.table.type <= len(row.cells) else None
            places[code] = AnswerPlace(
                row.table.sheet.name,
                (row.row, column.column),
                (row.row, column.notes[0]) if column.notes else None,
                tuple(part.strip() for part in as_text(typed).split("/")),
            )
    if recognised is None or not places:
        raise Refused(Finding("fill-no-column", details=(("assessor", assessor.upper()),)))
    return recognised.instrument, places
