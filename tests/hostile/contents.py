"""Sound files whose worksheet was tampered with: cells are read, judging them comes later."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from tests.hostile import books, worksheet
from tests.hostile.archives import zipped
from tests.hostile.case import Case, Cases
from tests.hostile.worksheet import ANSWER, Rows


def cases() -> list[Case]:
    found = Cases("contents")
    row = worksheet.first_question()

    def changed(name: str, note: str, change: Callable[[Rows], object]) -> None:
        rows = worksheet.rows()
        change(rows)
        found.accept(name, books.book(books.sheet(rows)), note, same=False)

    def warned(name: str, note: str, change: Callable[[Rows], object], code: str) -> None:
        rows = worksheet.rows()
        change(rows)
        data = books.book(books.sheet(rows))
        found.warn(name, data, note, code, same=False, judged="reading")

    def cell(place: tuple[int, int], value: worksheet.Value) -> Callable[[Rows], object]:
        return lambda rows: rows[place[0] - 1].__setitem__(place[1] - 1, value)

    def blank(rows: Rows) -> None:
        for line in rows[1:]:
            line[ANSWER - 1 :] = [None] * len(line[ANSWER - 1 :])

    changed("blank_form.xlsx", "nobody has answered", blank)
    changed("row_inserted.xlsx", "a row inserted", lambda rows: rows.insert(row, ["", "Sisipan"]))
    changed("question_missing.xlsx", "a question deleted", lambda rows: rows.pop(row - 1))
    changed("question_twice.xlsx", "a question twice", lambda rows: rows.append(rows[row - 1]))
    warned(
        "weight_changed.xlsx",
        "an indicator's weight changed",
        cell((row - 1, 8), 40),
        "weight-changed",
    )
    warned(
        "weight_of_area_changed.xlsx",
        "an area's weight of 4 changed to 40",
        cell((worksheet.row_of("A.I.1"), 8), 40),
        "weight-changed",
    )
    changed("type_overwritten.xlsx", "the answer type is gone", cell((row, 10), "x"))
    for number, answer in enumerate((" ya ", "Ya.", "a.", "A\u200b", -1, 5, "101%", 1e10)):
        changed(f"answer_{number}.xlsx", f"answer {answer!r}", cell((row, ANSWER), answer))
    changed(
        "columns_added.xlsx",
        "columns at the right",
        lambda rows: [line.extend(["kolom tambahan", 1]) for line in rows],
    )
    clean = books.parts([books.filled()]).items()
    found.accept("same_stored.xlsx", zipped(clean, zipfile.ZIP_STORED), "same values, other bytes")
    found.accept(
        "two_units.xlsx",
        zipped(books.parts([books.filled(), books.filled("B")], ["Jawaban", "B"]).items()),
        "two units in one workbook",
    )
    return found.found
