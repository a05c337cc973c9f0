"""Our own blank worksheet filled in as an office does it: only the cells meant for it are typed in.

Where the cells are is told by the sheet itself: the rows that ask for an answer stand in the
instrument's order, so nothing of the writer is used to find them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from random import Random

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from zi_analytics.instrument import AnswerKind, Instrument, Level, Ratio, load
from zi_analytics.workbook.writing import write_blank

Typed = str | float | int

HEADING_ROW = 5
TYPES, ANSWERS, SHARES, NOTES, EVIDENCE = 5, 6, 8, 9, 10
"""Columns of a worksheet with questions."""
WEIGHTS, FIGURES, FIGURE_NOTES, FIGURE_EVIDENCE = 3, 4, 6, 7
"""Columns of a worksheet with a figure for each area."""
SHEETS = {"id": ("Identitas", "Lembar Kerja ZI", "Ringkasan")}
SHEETS["en"] = ("Identity", "ZI Worksheet", "Summary")


@dataclass(frozen=True)
class FilledBlank:
    """A blank worksheet with ``answers`` typed in, by code."""

    name: str
    instrument: str
    answers: Mapping[str, Typed]
    unit: str = "Kelurahan Sapuro Kebulen"
    period: str = "2025-B06"
    assessor: str = "unit"
    language: str = "id"
    evidence: bool = True

    def data(self) -> bytes:
        """The file as a program saves it that computes nothing."""
        instrument = load(self.instrument)
        blank = _blank(self.instrument, self.unit, self.period, self.assessor, self.language)
        book = openpyxl.load_workbook(BytesIO(blank))
        sheet = book[SHEETS[self.language][1]]
        rows = rows_of(instrument, sheet)
        asks = has_questions(instrument)
        column = ANSWERS if asks else FIGURES
        notes, evidence = (NOTES, EVIDENCE) if asks else (FIGURE_NOTES, FIGURE_EVIDENCE)
        for code, answer in self.answers.items():
            _type(sheet, rows[code], column, answer)
        for question in instrument.questions if self.evidence else ():
            _type(sheet, rows[question.code], notes, f"Catatan {question.label.id.lower()}")
            link = f"https://bukti.contoh.example/{rows[question.code]}"
            _type(sheet, rows[question.code], evidence, link)
        stream = BytesIO()
        book.save(stream)
        return stream.getvalue()


@cache
def _blank(instrument: str, unit: str, period: str, assessor: str, language: str) -> bytes:
    return write_blank(
        load(instrument), unit=unit, period=period, assessor=assessor, language=language
    )


def _type(sheet: Worksheet, row: int, column: int, value: Typed) -> None:
    """Type into a cell, as one can: into cells that are not locked."""
    cell = sheet.cell(row, column)
    assert not cell.protection.locked, f"{cell.coordinate} is locked"
    cell.value = value


def has_questions(instrument: Instrument) -> bool:
    kinds = {answer_type.kind for _, answer_type in instrument.answered}
    return kinds != {AnswerKind.FIGURE}


def rows_of(instrument: Instrument, sheet: Worksheet) -> dict[str, int]:
    """The rows, counted from 1, of everything that is answered."""
    rows = range(HEADING_ROW + 1, sheet.max_row + 1)
    if has_questions(instrument):
        asking = [row for row in rows if sheet.cell(row, TYPES).value]
    else:
        asking = [row for row in rows if not sheet.cell(row, FIGURES).protection.locked]
    codes = [node.code for node, _ in instrument.answered]
    return dict(zip(codes, asking, strict=True))


def draw(instrument: Instrument, random: Random, quality: float = 0.5) -> dict[str, Typed]:
    """An answer to everything, without contradictions; ``quality`` 0 to 1 says how good."""
    answers: dict[str, Typed] = {}
    for node, answer_type in instrument.answered:
        level = min(1.0, max(0.0, random.gauss(quality, 0.25)))
        if answer_type.kind is AnswerKind.CHOICE:
            keys = [option.key for option in answer_type.options]
            answers[node.code] = keys[round((1 - level) * (len(keys) - 1))]
        elif answer_type.kind is AnswerKind.INDEX:
            answers[node.code] = round(1 + 3 * level, 2)
        elif answer_type.kind is AnswerKind.FIGURE:
            answers[node.code] = round(level * (answer_type.highest or node.weight or 0.0), 2)
    for ratio in instrument.ratios.values():
        answers |= _draw_counts(ratio, random)
    return answers


def _draw_counts(ratio: Ratio, random: Random) -> dict[str, Typed]:
    whole = [random.randint(1, 9) for _ in ratio.whole]
    if ratio.rule == "fall":
        before, now = random.choice([(0, 0), (4, 1), (3, 3), (2, 5), (7, 0)])
        whole, part = [before], now
        unused = now
    else:
        part = random.randint(0, sum(whole))
        unused = sum(whole) - part
    assert len(ratio.part) == 1
    return {
        **dict(zip(ratio.whole, whole, strict=True)),
        ratio.part[0]: part,
        **dict.fromkeys(ratio.unused, unused),
    }


def with_gaps(
    instrument: Instrument, answers: Mapping[str, Typed], random: Random
) -> dict[str, Typed]:
    """``answers`` half filled in: some left out, some counts 0, so that ratios have no base."""
    kept: dict[str, Typed] = {}
    for code, answer in answers.items():
        fate = random.random()
        if fate < 0.35:
            continue
        is_count = instrument.node[code].level is Level.COUNT
        kept[code] = 0 if is_count and fate < 0.65 else answer
    return kept


def marks(data: bytes, language: str) -> Iterator[tuple[str, str, bool | None]]:
    """Predicate label, limit label and whether it is marked as met, as the summary shows them.

    None is what cannot be said for certain.

    The line for all limits of a predicate comes last, after its limits.
    """
    book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    sheet = book[SHEETS[language][2]]
    predicate = ""
    for row in range(1, sheet.max_row + 1):
        label, mark = sheet.cell(row, 1).value, sheet.cell(row, 5).value
        if mark in ("Hasil", "Result"):
            predicate = str(label)
        elif isinstance(mark, str) and mark[0] in "✓✕?":
            yield predicate, str(label), None if mark[0] == "?" else mark[0] == "✓"
