"""An assessor's stored answers put into the columns that the unit's own worksheet has for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite

from zi_analytics.findings import Finding
from zi_analytics.instrument import AnswerKind, AnswerType, Instrument
from zi_analytics.workbook.cells import listed
from zi_analytics.workbook.filling.cells import SheetPlace, fill_cells
from zi_analytics.workbook.filling.placing import AnswerPlace, find_answer_places
from zi_analytics.workbook.reading import Answer, AssessmentReading, State

_NOTHING = (State.BLANK, State.MISSING, State.NOT_COMPUTABLE)
"""What needs no cell: an unanswered question, and a ratio whose counts are written themselves."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The filled workbook, how many answers stand in it, and what could not be placed."""

    data: bytes
    answers: int
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Plan:
    """What is to be written, by cell with the code it is for, and what is not."""

    contents: dict[SheetPlace, str | float] = field(default_factory=dict)
    codes: dict[SheetPlace, str] = field(default_factory=dict)
    without_place: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    def write(self, code: str, place: SheetPlace, content: str | float) -> None:
        self.contents[place] = content
        self.codes[place] = code


def fill_assessment(original: bytes, name: str, assessment: AssessmentReading) -> Filled:
    """``original`` with the answers and notes of ``assessment`` in that assessor's columns.

    Unanswered questions leave their cells as they are. Run it in a child process. Refused when
    the file is no worksheet, has no such columns or cannot be changed.
    """
    instrument, places = find_answer_places(original, name, assessment.assessor)
    plan = _plan(instrument, places, assessment.answers)
    filled = fill_cells(original, plan.contents, name)
    kept = [at for at in filled.formulas if not _is_computed(instrument, plan, at)]
    without = [*plan.without_place, *(plan.codes[at] for at in filled.covered)]
    found = [
        _cells_finding(kept),
        _codes_finding("fill-no-place", without),
        _codes_finding("fill-answer-unclear", plan.unclear),
        Finding("fill-computed-on-opening"),
    ]
    untouched = {*filled.formulas, *filled.covered}
    notes = {(place.sheet, place.note) for place in places.values()}
    answers = sum(at not in untouched and at not in notes for at in plan.contents)
    return Filled(filled.data, answers, tuple(finding for finding in found if finding is not None))


def _plan(
    instrument: Instrument, places: Mapping[str, AnswerPlace], answers: Mapping[str, Answer]
) -> _Plan:
    plan = _Plan()
    for code, answer in answers.items():
        place = places.get(code)
        note = answer.note.strip()
        if answer.state in _NOTHING and not note:
            continue
        if place is None or code not in instrument.node:
            plan.without_place.append(code)
            continue
        if answer.state not in _NOTHING:
            content = _content(instrument.type_of(code), answer, place)
            if content is None:
                plan.unclear.append(code)
            else:
                plan.write(code, (place.sheet, place.answer), content)
        if note and place.note is not None:
            plan.write(code, (place.sheet, place.note), note)
        elif note:
            plan.without_place.append(code)
    return plan


def _content(answer_type: AnswerType, answer: Answer, place: AnswerPlace) -> str | float | None:
    """What belongs in the cell; None where the answer has no value."""
    value = answer.value
    if answer.state is not State.ANSWERED or value is None or not isfinite(value):
        return None
    if answer_type.kind is AnswerKind.CHOICE:
        keys = (option.key for option in answer_type.options if option.value == value)
        key = next(keys, None)
        if key is None:
            return None
        return next((own for own in place.options if own.casefold() == key.casefold()), key)
    if answer_type.kind is AnswerKind.INDEX:
        return float(f"{value * (answer_type.highest or 1.0):.12g}")
    return value


def _is_computed(instrument: Instrument, plan: _Plan, at: SheetPlace) -> bool:
    """Whether the formula in a cell is that of a ratio whose counts have been written."""
    ratio = instrument.ratios.get(plan.codes[at])
    return (
        ratio is not None
        and not isinstance(plan.contents[at], str)
        and bool({*ratio.part, *ratio.whole} & set(plan.codes.values()))
    )


def _cells_finding(kept: Iterable[SheetPlace]) -> Finding | None:
    cells = sorted(kept)
    if not cells:
        return None
    sheet = cells[0][0]
    details = (("count", len(cells)), ("cells", listed(cells, sheet)))
    return Finding("fill-formula-kept", sheet, listed(cells[:1], sheet), details=details)


def _codes_finding(code: str, questions: Iterable[str]) -> Finding | None:
    named = tuple(dict.fromkeys(questions))
    if not named:
        return None
    return Finding(code, details=(("count", len(named)), ("questions", ", ".join(named))))
