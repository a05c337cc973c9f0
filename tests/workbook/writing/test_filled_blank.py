"""The blank worksheet filled in, computed by LibreOffice and read again: it follows the rule."""

from __future__ import annotations

from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from random import Random

import numpy as np
import openpyxl
import pytest

from tests import independent
from tests.workbook.written import codes, only
from tests.worksheets.filled_blanks import (
    ANSWERS,
    HEADING_ROW,
    SHARES,
    SHEETS,
    FilledBlank,
    draw,
    has_questions,
    marks,
    with_gaps,
)
from tests.worksheets.libreoffice import convert
from zi_analytics.instrument import Instrument, Level, available, load
from zi_analytics.scoring import judge, score, values_of
from zi_analytics.workbook.reader import read_bytes
from zi_analytics.workbook.reading import AssessmentReading, Reading, State

pytestmark = pytest.mark.libreoffice

NEAR = 1e-9
OF_GAPS = {
    *("questions-unanswered", "ratio-not-computable", "count-not-filled", "ratio-above-one"),
    "counts-do-not-add-up",
}
"""What a half-filled worksheet is rightly told: none of it says that a figure is wrong."""
OF_OPEN_PREDICATES = {"lke-2019": "predicate-by-total-only", "ringkas": "predicate-not-certain"}
"""What is said where an instrument does not show every limit of a predicate."""
OF_OPEN_DOCUMENT = "format-without-formulas"
"""What every .ods file is told, whatever is in it."""
IDENTITIES = (
    ("Kelurahan Sapuro Kebulen", "2025-B06", "unit", "id"),
    ("Puskesmas Contoh & Rekan 2", "2024", "tpi", "en"),
    ("SDN 3 Contoh", "2023-B12", "tpi2", "id"),
)


def full() -> list[FilledBlank]:
    """Every instrument, answered in full, by several hands."""
    return [
        FilledBlank(
            f"full-{instrument_id}-{n}.xlsx",
            instrument_id,
            draw(load(instrument_id), Random(f"{instrument_id}/{n}"), 0.35 + 0.25 * n),
            *identity,
        )
        for instrument_id in available()
        for n, identity in enumerate(IDENTITIES)
    ]


def half() -> list[FilledBlank]:
    """The same half filled in."""
    return [
        FilledBlank(
            f"half-{case.instrument}-{n}.xlsx",
            case.instrument,
            with_gaps(load(case.instrument), case.answers, Random(f"half/{n}")),
            language=case.language,
        )
        for n, case in enumerate(full())
    ]


def around_limits() -> list[FilledBlank]:
    """For every limit of every instrument the drawn case that just meets it or, by turns, the one
    that just misses it."""
    cases = []
    for instrument_id in available():
        instrument = load(instrument_id)
        drawn = [draw(instrument, Random(f"limit/{n}"), 0.5 + n / 500) for n in range(250)]
        points = [score(instrument, values(instrument, answers)) for answers in drawn]
        told = [judge(instrument, one) for one in points]
        chosen: set[int] = set()
        for p, predicate in enumerate(instrument.predicates):
            for rule in range(len(predicate.limits)):
                distances = [verdicts[p].rules[rule].distance for verdicts in told]
                met = [n for n, distance in enumerate(distances) if distance >= 0]
                missed = [n for n, distance in enumerate(distances) if distance < 0]
                assert met, f"{instrument_id}: nothing meets {predicate.limits[rule].code}"
                assert missed, f"{instrument_id}: nothing misses {predicate.limits[rule].code}"
                just_meets = min(met, key=distances.__getitem__)
                just_misses = max(missed, key=distances.__getitem__)
                chosen.add((just_meets, just_misses)[(p + rule) % 2])
        cases += [
            FilledBlank(f"limit-{instrument_id}-{n}.xlsx", instrument_id, drawn[n], evidence=False)
            for n in sorted(chosen)
        ]
    return cases


def values(instrument: Instrument, answers: dict[str, object]) -> np.ndarray:
    """Values of drawn answers, only to choose among the draws."""
    found = []
    for question in instrument.questions:
        answer_type = instrument.type_of(question.code)
        answer = answers.get(question.code)
        options = {option.key: option.value for option in answer_type.options}
        if isinstance(answer, str):
            found.append(options[answer])
        elif isinstance(answer, float | int):
            found.append(answer / (answer_type.highest or question.weight or 1.0))
        else:
            ratio = instrument.ratios[question.code]
            part, whole = (sum(answers[c] for c in side) for side in (ratio.part, ratio.whole))
            share = part / whole if whole else 0.0
            found.append(max(0.0, 1 - share) if ratio.rule == "fall" else min(1.0, share))
    return np.array(found)


FULL, HALF, LIMITS = full(), half(), around_limits()
FORCED = {
    **{"A.I.1.i.a": " ya ", "A.I.1.i.b": "E", "A.I.1.ii.b": "b", "A.I.1.ii.c": "mungkin"},
    **{"A.I.2.i.a": 1, "B.I.a": 87.65, "B.II.a": 0.5, "B.I.b": "F"},
    **{"A.II.1.i.a.1": "empat", "A.II.1.i.b.1": -2, "A.II.4.i.-.1": 2.5, "A.II.3.iii.a.1": 0},
    **{"A.II.3.iii.a.2": 3, "A.II.5.ii.-.1": 2, "A.II.5.ii.-.3": 7},
    **{"A.II.5.iii.2.-.1": 0, "A.II.5.iii.2.-.2": 0, "A.II.5.iii.2.-.3": 0},
}
"""What the checks of the cells refuse, pasted over them: spellings, no options, no counts."""
PASTED = FilledBlank("pasted.xlsx", "lke-2021", {**FULL[0].answers, **FORCED})
OF_OTHER_FIGURES = {
    *("sheet-total-differs", "points-differ", "figure-differs", "ratio-differs-from-counts"),
    *("formula-replaced-by-number", "cells-with-errors", "points-error-cell", "answer-error-cell"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("blanks")


@pytest.fixture(scope="module")
def computed(folder: Path) -> dict[str, bytes]:
    """All cases computed and saved as .xlsx in one go."""
    return convert(
        {case.name: case.data() for case in (*FULL, *HALF, *LIMITS, PASTED)}, "xlsx", folder
    )


@pytest.fixture(scope="module")
def as_ods(folder: Path) -> dict[str, bytes]:
    return convert({case.name: case.data() for case in (*FULL, *HALF)}, "ods", folder)


def check_figures(instrument: Instrument, reading: AssessmentReading) -> None:
    """Every figure of the sheet is the rule's, and there is one for every node."""
    points = score(instrument, values_of(instrument, reading))
    rule = {n.code: float(p) for n, p in zip(instrument.scored, points, strict=True)}
    for node in instrument.scored:
        if node.level is Level.QUESTION and node.parent in instrument.means:
            rule[node.code] = reading.answers[node.code].value or 0.0
    expected = {c for c in rule if has_questions(instrument) or instrument.children[c]}
    assert set(reading.figures) == expected
    wrong = {
        code: (figure.cell, figure.value, rule[code])
        for code, figure in reading.figures.items()
        if figure.value != pytest.approx(rule[code], abs=NEAR, rel=0)
    }
    assert not wrong, f"node: (cell, sheet, rule) {wrong}"
    assert reading.sheet_total == pytest.approx(float(points[0]), abs=NEAR, rel=0)


def check_full(case: FilledBlank, reading: Reading, rightly: Collection[str] = ()) -> None:
    instrument = load(case.instrument)
    part = only(reading)
    points = score(instrument, values_of(instrument, part))
    is_open = any(verdict.undecided for verdict in judge(instrument, points))
    told = {OF_OPEN_PREDICATES[case.instrument]} if is_open else set()
    assert codes(reading.findings) == set(rightly) | told
    assert (reading.unit, reading.period, part.assessor, reading.instrument, reading.layout) == (
        *(case.unit, case.period, case.assessor, case.instrument, "zi-analytics"),
    )
    check_figures(instrument, part)
    assert all(part.answers[code].raw for code in case.answers)
    if case.instrument == "lke-2021":
        exact = independent.points(case.answers)
        told = {code: part.figures[code].value for code in (*independent.GROUPS, "B.I.b")}
        assert told == pytest.approx({code: float(exact[code]) for code in told}, abs=NEAR, rel=0)


@pytest.mark.parametrize("case", FULL, ids=lambda case: case.name)
def test_a_filled_blank_is_read_without_a_finding(
    case: FilledBlank, computed: dict[str, bytes]
) -> None:
    check_full(case, read_bytes(computed[case.name], "unggahan.xlsx"))


@pytest.mark.parametrize("case", FULL, ids=lambda case: case.name)
def test_saved_as_open_document_it_is_read_the_same(
    case: FilledBlank, as_ods: dict[str, bytes]
) -> None:
    name = case.name.replace(".xlsx", ".ods")
    check_full(case, read_bytes(as_ods[name], "unggahan.ods"), [OF_OPEN_DOCUMENT])


def check_half(case: FilledBlank, reading: Reading) -> None:
    allowed = OF_GAPS | {OF_OPEN_DOCUMENT, *OF_OPEN_PREDICATES.values()}
    assert codes(reading.findings) <= allowed
    check_figures(load(case.instrument), only(reading))


@pytest.mark.parametrize("case", HALF, ids=lambda case: case.name)
def test_a_half_filled_one_shows_the_rules_own_total(
    case: FilledBlank, computed: dict[str, bytes], as_ods: dict[str, bytes]
) -> None:
    check_half(case, read_bytes(computed[case.name], "unggahan.xlsx"))
    check_half(case, read_bytes(as_ods[case.name.replace(".xlsx", ".ods")], "unggahan.ods"))


def test_the_half_filled_ones_have_what_they_are_drawn_for(computed: dict[str, bytes]) -> None:
    found = {c for case in HALF for c in codes(read_bytes(computed[case.name], "a.xlsx").findings)}
    assert found >= {"questions-unanswered", "ratio-not-computable", "count-not-filled"}


@pytest.mark.parametrize("case", [*HALF, PASTED], ids=lambda case: case.name)
def test_a_ratio_that_cannot_be_computed_says_so_beside_it(
    case: FilledBlank, computed: dict[str, bytes]
) -> None:
    book = openpyxl.load_workbook(BytesIO(computed[case.name]), data_only=True)
    sheet = book[SHEETS[case.language][1]]
    shown = {
        str(line[ANSWERS - 1].coordinate): line[SHARES - 1].value
        for line in sheet.iter_rows(min_row=HEADING_ROW + 1, max_col=SHARES)
        if isinstance(line[SHARES - 1].value, str) and line[ANSWERS - 1].value in ("", None)
    }
    answers = only(read_bytes(computed[case.name], "unggahan.xlsx")).answers.values()
    expected = {answer.cell for answer in answers if answer.state is State.NOT_COMPUTABLE}
    reason = {"id": "belum dapat dihitung", "en": "cannot be computed yet"}[case.language]
    assert shown == dict.fromkeys(expected, reason)
    everything = (
        cell.value for one in book.worksheets for line in one.iter_rows() for cell in line
    )
    assert not [value for value in everything if isinstance(value, str) and value.startswith("#")]


def test_what_was_pasted_over_the_checks_counts_as_the_rule_says(
    computed: dict[str, bytes],
) -> None:
    reading = read_bytes(computed[PASTED.name], "unggahan.xlsx")
    assert not codes(reading.findings) & OF_OTHER_FIGURES
    check_figures(load("lke-2021"), only(reading))
    values_read = {code: only(reading).answers[code].value for code in FORCED}
    assert (values_read["A.I.1.i.a"], values_read["A.I.1.ii.b"], values_read["B.I.a"]) == (
        *(1, 0.5, None),
    )


@pytest.mark.parametrize("case", [*LIMITS, *FULL, *HALF], ids=lambda case: case.name)
def test_the_marks_of_the_summary_are_the_verdicts(
    case: FilledBlank, computed: dict[str, bytes]
) -> None:
    instrument = load(case.instrument)
    reading = only(read_bytes(computed[case.name], "unggahan.xlsx"))
    verdicts = judge(instrument, score(instrument, values_of(instrument, reading)))
    expected = []
    for predicate, verdict in zip(instrument.predicates, verdicts, strict=True):
        label = predicate.label.say(case.language)
        expected += [(label, rule.passed) for rule in verdict.rules]
        expected += [(label, True if limit.certain else None) for limit in verdict.unseen]
        expected.append((label, None if verdict.undecided else verdict.passed))
    shown = list(marks(computed[case.name], case.language))
    assert [(predicate, met) for predicate, _, met in shown] == expected
