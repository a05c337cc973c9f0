"""The workbook's own totals: every cell that parts from the rule is named with what it is worth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.worksheets import formulas, lampiran_iii, layout_2021, layout_2025
from scripts.worksheets.filling import Filling, draw_at
from scripts.worksheets.grid import REFERENCE, Formula
from scripts.worksheets.worksheet import Worksheet
from tests import independent
from tests.workbook.written import codes, only, read, read_made, sheet
from tests.worksheets.drawings import TREE, drawn
from zi_analytics.findings import Finding
from zi_analytics.workbook.reading import AssessmentReading, Reading

FULL = draw_at(TREE, "lengkap", 0.75)
INDICATORS = [
    line.code for line in TREE.lines if any(c.level == "question" for c in TREE.children[line.code])
    and not line.code.startswith("B")
]  # fmt: skip
SUMS = ["A.I.1", "A.II.5", "A.I", "A.II", "A.II.5.iii", "B.I"]
CHOICES = [line.code for line in TREE.questions if line.answer_type not in ("ratio", "index")]


def made(answers: dict[str, Any] | None = None, **how: Any) -> Worksheet:
    return layout_2021.make(TREE, Filling(FULL if answers is None else answers), **how)


def worth(finding: Finding) -> float:
    found = dict(finding.details)["worth"]
    assert isinstance(found, float)
    assert finding.points == pytest.approx(abs(found))
    return found


def explained(reading: Reading, assessor: str = "unit") -> dict[tuple[str, str | None], float]:
    """What the findings say the sheet's figures are worth, by kind and cell."""
    return {
        (f.code, f.cell): worth(f)
        for f in reading.findings
        if "worth" in dict(f.details) and f.assessor == assessor and f.code != "sheet-total-differs"
    }


def rule(worksheet: Worksheet, assessor: str = "unit") -> float:
    return float(independent.points(worksheet.fillings[assessor].answers)["TOTAL"])


def check(worksheet: Worksheet, reading: Reading, assessor: str = "unit") -> AssessmentReading:
    """The findings come to the whole difference, and the total is followed by its formulas."""
    (found,) = (a for a in reading.assessments if a.assessor == assessor)
    shown = worksheet.shown(assessor=assessor)
    assert found.sheet_total == pytest.approx(shown, abs=1e-9)
    assert found.sheet_faithful == pytest.approx(shown, abs=1e-9)
    difference = sum(explained(reading, assessor).values())
    assert difference == pytest.approx(shown - rule(worksheet, assessor), abs=1e-6)
    return found


def test_a_faultless_sheet_needs_no_explanation() -> None:
    worksheet = made()
    reading = read_made(worksheet)
    check(worksheet, reading)
    assert explained(reading) == {}
    assert "sheet-total-differs" not in codes(reading.findings)


def test_an_unanswered_question_is_left_out_of_its_mean() -> None:
    worksheet = made({**FULL, "A.I.1.iii.a": "A", "A.I.1.iii.b": "C"})
    worksheet.answer({"A.I.1.iii.c": None})
    reading = read_made(worksheet)
    check(worksheet, reading)
    # 1 + 0.33 over 2 instead of 3, of a weight of 1
    cell = worksheet.cell("A.I.1.iii.c", "points")
    expected = {("unanswered-left-out-of-mean", cell): pytest.approx(1.33 / 2 - 1.33 / 3)}
    assert explained(reading) == expected
    (differs,) = (f for f in reading.findings if f.code == "sheet-total-differs")
    assert differs.cell == worksheet.cell("TOTAL", "points")
    assert worth(differs) == pytest.approx(1.33 / 2 - 1.33 / 3)


def test_an_answer_that_is_no_option_is_left_out_too() -> None:
    worksheet = made({**FULL, "A.I.5.i.a": "A", "A.I.5.i.b": "B"})
    worksheet.answer({"A.I.5.i.b": None})
    worksheet.main.put(*worksheet.place("A.I.5.i.b"), "E")
    reading = read_made(worksheet)
    check(worksheet, reading)
    cell = worksheet.cell("A.I.5.i.b", "points")
    assert explained(reading) == {("unanswered-left-out-of-mean", cell): pytest.approx(0.75)}


def test_an_overwritten_type_cell_drops_its_question() -> None:
    worksheet = made({**FULL, "A.I.1.iii.a": "A", "A.I.1.iii.b": "D", "A.I.1.iii.c": "A"})
    worksheet.main.put(*worksheet.place("A.I.1.iii.b", "kind"), "lihat lampiran")
    reading = read_made(worksheet)
    check(worksheet, reading)
    cell = worksheet.cell("A.I.1.iii.b", "kind")
    assert explained(reading) == {("type-cell-drops-question", cell): pytest.approx(1 / 3)}


def test_an_answered_question_that_is_left_out_is_named_even_if_nothing_changes() -> None:
    worksheet = made({**FULL, "A.I.1.ii.a": "Ya", "A.I.1.ii.b": "A", "A.I.1.ii.c": "A"})
    worksheet.main.put(*worksheet.place("A.I.1.ii.c", "points"), "")
    worksheet.main.put(*worksheet.place("A.I.5.iv", "points"), 1.0)  # something must differ
    reading = read_made(worksheet)
    cell = worksheet.cell("A.I.1.ii.c", "points")
    assert explained(reading)["points-cell-left-out-of-mean", cell] == pytest.approx(0)


@pytest.mark.parametrize("node", ["A.I.4.i", "A.I.1", "A.II", "total A", "B.I", "TOTAL"])
def test_a_formula_replaced_by_a_number(node: str) -> None:
    worksheet = made()
    before = worksheet.shown(node)
    worksheet.main.put(*worksheet.place(node, "points"), before + 1.5)
    reading = read_made(worksheet)
    check(worksheet, reading)
    cell = worksheet.cell(node, "points")
    assert explained(reading) == {("formula-replaced-by-number", cell): pytest.approx(1.5)}


def test_points_typed_beside_an_answer() -> None:
    worksheet = made({**FULL, "A.I.5.iv.b": "C"})
    worksheet.main.put(*worksheet.place("A.I.5.iv.b", "points"), 1)
    reading = read_made(worksheet)
    check(worksheet, reading)
    cell = worksheet.cell("A.I.5.iv.b", "points")
    assert explained(reading) == {("formula-replaced-by-number", cell): pytest.approx(0.5)}


def test_points_of_a_result_typed_over() -> None:
    worksheet = made({**FULL, "B.I.a": 3.2})
    worksheet.main.put(*worksheet.place("B.I.a", "points"), 17.5)
    reading = read_made(worksheet)
    check(worksheet, reading)
    cell = worksheet.cell("B.I.a", "points")
    assert explained(reading) == {("formula-replaced-by-number", cell): pytest.approx(3.5)}
    (finding,) = (f for f in reading.findings if f.code == "formula-replaced-by-number")
    assert dict(finding.details)["rule"] == pytest.approx(14.0)


def short_range(worksheet: Worksheet, node: str) -> None:
    places = [worksheet.place(c.code, "points") for c in TREE.children[node][:-1]]
    formula = formulas.mean(worksheet.main, places, worksheet.place(node, "weight"))
    worksheet.main.put(*worksheet.place(node, "points"), formula)


def test_a_range_one_row_short_names_the_row() -> None:
    worksheet = made({**FULL, "A.I.6.iv.a": "A", "A.I.6.iv.b": "A", "A.I.6.iv.c": "D"})
    short_range(worksheet, "A.I.6.iv")
    reading = read_made(worksheet)
    check(worksheet, reading)
    cell = worksheet.cell("A.I.6.iv", "points")
    assert explained(reading) == {("question-left-out-of-mean", cell): pytest.approx(1 / 3)}
    (finding,) = (f for f in reading.findings if f.code == "question-left-out-of-mean")
    assert dict(finding.details)["cells"] == worksheet.cell("A.I.6.iv.c", "points")


def test_a_sum_that_leaves_a_part_out_names_it() -> None:
    worksheet = made()
    places = [worksheet.place(f"A.I.{n}", "points") for n in range(1, 6)]
    worksheet.main.put(*worksheet.place("A.I", "points"), formulas.total(worksheet.main, places))
    reading = read_made(worksheet)
    check(worksheet, reading)
    (finding,) = (f for f in reading.findings if f.code == "part-left-out-of-sum")
    assert dict(finding.details)["cells"] == worksheet.cell("A.I.6", "points")
    assert worth(finding) == pytest.approx(-worksheet.shown("A.I.6"))


def test_lhkpn_twice_and_the_others_never() -> None:
    first, second = "A.II.5.iii.1", "A.II.5.iii.2"
    worksheet = made()
    for block, reported in ((first, 4), (second, 2)):
        counts = {
            f"{block}.-.{n}": value for n, value in zip("1234", (1, 2, 1, reported), strict=True)
        }
        worksheet.answer(counts)
    weight = worksheet.place(second, "weight")
    formula = formulas.mean(worksheet.main, [worksheet.place(f"{first}.-", "points")], weight)
    worksheet.main.put(*worksheet.place(second, "points"), formula)
    reading = read_made(worksheet)
    check(worksheet, reading)
    cell = worksheet.cell(second, "points")
    assert explained(reading) == {("other-block-counted", cell): pytest.approx(0.5)}
    (finding,) = (f for f in reading.findings if f.code == "other-block-counted")
    named = dict(finding.details)
    assert named["wrong"] == worksheet.cell(f"{first}.-", "points")
    assert named["cells"] == worksheet.cell(f"{second}.-", "points")


def test_a_mean_that_takes_lhkpn_twice_is_called_a_mean() -> None:
    first, second = "A.II.5.iii.1", "A.II.5.iii.2"
    worksheet = made()
    for block, reported in ((first, 4), (second, 2)):
        counts = {
            f"{block}.-.{n}": value for n, value in zip("1234", (1, 2, 1, reported), strict=True)
        }
        worksheet.answer(counts)
    lhkpn = worksheet.place(f"{first}.-", "points")
    weight = worksheet.place("A.II.5.iii", "weight")
    formula = formulas.mean(worksheet.main, [lhkpn, lhkpn], weight)
    worksheet.main.put(*worksheet.place("A.II.5.iii", "points"), formula)
    reading = read_made(worksheet)
    check(worksheet, reading)
    # (4/4 + 4/4) / 2 × 2 instead of 1 + 2/4.
    cell = worksheet.cell("A.II.5.iii", "points")
    assert explained(reading) == {("counted-twice-in-mean", cell): pytest.approx(0.5)}
    (finding,) = (f for f in reading.findings if f.code == "counted-twice-in-mean")
    named = dict(finding.details)
    assert named["wrong"] == worksheet.cell(f"{first}.-", "points")
    assert named["cells"] == worksheet.cell(second, "points")


def test_one_block_added_to_itself_leaves_the_other_out() -> None:
    worksheet = made()
    lhkpn = worksheet.place("A.II.5.iii.1", "points")
    formula = formulas.total(worksheet.main, [lhkpn, lhkpn])
    worksheet.main.put(*worksheet.place("A.II.5.iii", "points"), formula)
    worksheet.answer({"A.II.5.iii.2.-.4": 0})
    reading = read_made(worksheet)
    check(worksheet, reading)
    (finding,) = (f for f in reading.findings if f.code == "counted-twice-in-sum")
    named = dict(finding.details)
    assert named["wrong"] == worksheet.cell("A.II.5.iii.1", "points")
    assert named["cells"] == worksheet.cell("A.II.5.iii.2", "points")


def test_a_part_added_twice() -> None:
    worksheet = made()
    places = [worksheet.place(f"A.I.{n}", "points") for n in (1, 2, 2, 3, 4, 5, 6)]
    worksheet.main.put(*worksheet.place("A.I", "points"), formulas.total(worksheet.main, places))
    reading = read_made(worksheet)
    check(worksheet, reading)
    (finding,) = (f for f in reading.findings if f.code == "counted-twice-in-sum")
    named = dict(finding.details)
    assert (named["wrong"], named["cells"]) == (worksheet.cell("A.I.2", "points"), "–")


def test_another_weight_is_named_with_its_cell() -> None:
    worksheet = made()
    before = worksheet.shown("A.I.2.ii")
    worksheet.main.put(*worksheet.place("A.I.2.ii", "weight"), 3.0)
    reading = read_made(worksheet)
    check(worksheet, reading)
    cell = worksheet.cell("A.I.2.ii", "points")
    assert explained(reading) == {("weight-differs", cell): pytest.approx(before / 2)}
    (finding,) = (f for f in reading.findings if f.code == "weight-differs")
    assert dict(finding.details)["cells"] == worksheet.cell("A.I.2.ii", "weight")


def test_an_error_in_the_total_leaves_the_sheet_without_one() -> None:
    worksheet = made()
    broken = Formula("=AVERAGE(#REF!)*H24", lambda: REFERENCE)
    worksheet.main.put(*worksheet.place("A.I.2.ii", "points"), broken)
    reading = read_made(worksheet)
    found = only(reading)
    assert (found.sheet_total, found.sheet_faithful) == (None, None)
    errors = {f.cell for f in reading.findings if f.code == "points-error-cell"}
    assert errors == {worksheet.cell("A.I.2.ii", "points")}
    (finding,) = (f for f in reading.findings if f.code == "points-error-passed-on")
    above = ("A.I.2", "A.I", "A", "total A", "TOTAL")
    passed_on = str(dict(finding.details)["cells"]).split(", ")
    assert set(passed_on) == {worksheet.cell(node, "points") for node in above}


def test_an_error_beside_an_answer_is_not_left_out_of_the_mean() -> None:
    worksheet = made()
    broken = Formula("=IF(#REF!=1,1,0)", lambda: REFERENCE)
    worksheet.main.put(*worksheet.place("A.I.5.ii.b", "points"), broken)
    mean = Formula(f"=AVERAGE({worksheet.cell('A.I.5.ii.b', 'points')},1)", lambda: REFERENCE)
    worksheet.main.put(*worksheet.place("A.I.5.ii", "points"), mean)
    reading = read_made(worksheet)
    errors = {f.cell for f in reading.findings if f.code == "points-error-cell"}
    assert errors == {worksheet.cell("A.I.5.ii.b", "points")}
    assert "points-cell-left-out-of-mean" not in codes(reading.findings)


def test_a_missing_question_that_lifts_the_mean() -> None:
    worksheet = made({**FULL, "A.I.1.iii.a": "A", "A.I.1.iii.b": "A"}, omitted=("A.I.1.iii.c",))
    places = [worksheet.place(f"A.I.1.iii.{letter}", "points") for letter in "ab"]
    formula = formulas.mean(worksheet.main, places, worksheet.place("A.I.1.iii", "weight"))
    worksheet.main.put(*worksheet.place("A.I.1.iii", "points"), formula)
    answers = {code: a for code, a in FULL.items() if code != "A.I.1.iii.c"}
    worksheet.fillings["unit"] = Filling({**answers, "A.I.1.iii.a": "A", "A.I.1.iii.b": "A"})
    reading = read_made(worksheet)
    check(worksheet, reading)
    assert explained(reading) == {("missing-left-out-of-mean", None): pytest.approx(1 / 3)}


def test_each_assessor_has_its_own_explanation() -> None:
    parts = {who: Filling(answers) for who, answers in drawn(95, blank=0.1).items()}
    worksheet = layout_2025.make(TREE, parts)
    reading = read_made(worksheet)
    for who in ("tpi", "tpi2"):
        check(worksheet, reading, who)
    (unit,) = (a for a in reading.assessments if a.assessor == "unit")
    assert (unit.sheet_total, unit.sheet_faithful, dict(unit.figures)) == (None, None, {})
    assert explained(reading, "unit") == {}


def test_typed_figures_have_no_formulas_to_lose() -> None:
    """Lampiran III retyped: figures differ, but no cell is blamed for a formula it never had."""
    worksheet = lampiran_iii.make(TREE, Filling(FULL))
    before = worksheet.shown("A.I.1.i")
    worksheet.main.put(*worksheet.place("A.I.1.i", "points"), before + 0.25)
    reading = read_made(worksheet)
    cell = worksheet.cell("A.I.1.i", "points")
    assert explained(reading)["figure-differs", cell] == pytest.approx(0.25)
    assert "formula-replaced-by-number" not in codes(reading.findings)


@pytest.mark.parametrize(("figure", "code"), [(0.5, "unanswered-left-out-of-mean"), (0.25, None)])
def test_a_sheet_with_figures_at_its_indicators_only(figure: float, code: str | None) -> None:
    """Its mean tells whether it leaves the unanswered question out."""
    reading = read(
        sheet(
            f"""
    | Penilaian | Bobot | Pilihan Jawaban | Jawaban | Nilai |
    | i. Tim kerja | 0.5 | | | {figure} |
    | a. Tim ZI dibentuk | | Ya/Tidak | Ya | |
    | b. Cara memilih anggota tim | | A/B/C | | |
    | ii. Rencana pembangunan ZI | 1 | | | 1 |
    | a. Dokumen rencana kerja | | Ya/Tidak | Ya | |
    | b. Target prioritas | | A/B/C | A | |
    | c. Media sosialisasi | | A/B/C | A | |
            """
        )
    )
    found = {kind for kind, _ in explained(reading)}
    assert found == ({code} if code else set())


Fault = Callable[[Worksheet, float], None]


def _blank(code: str) -> Fault:
    return lambda worksheet, _: worksheet.answer({code: None})


def _type(code: str) -> Fault:
    return lambda worksheet, _: worksheet.main.put(*worksheet.place(code, "kind"), "?")


def _number(node: str) -> Fault:
    return lambda worksheet, number: worksheet.main.put(*worksheet.place(node, "points"), number)


def _weight(node: str) -> Fault:
    return lambda worksheet, number: worksheet.main.put(*worksheet.place(node, "weight"), number)


def _short(node: str) -> Fault:
    return lambda worksheet, _: short_range(worksheet, node)


def _error(code: str) -> Fault:
    broken = Formula("=#REF!", lambda: REFERENCE)
    return lambda worksheet, _: worksheet.main.put(*worksheet.place(code, "points"), broken)


questions = st.sampled_from(CHOICES)
indicators = st.sampled_from(INDICATORS)
with_several = st.sampled_from([n for n in INDICATORS if len(TREE.children[n]) > 1])
inner_questions = st.sampled_from([c for c in CHOICES if not c.startswith("B")])
faults = st.lists(
    st.one_of(
        questions.map(_blank),
        questions.map(_type),
        questions.map(_number),
        indicators.map(_number),
        st.sampled_from(SUMS).map(_number),
        indicators.map(_weight),
        with_several.map(_short),
        inner_questions.map(_error),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40)
@given(faults, st.integers(0, 50), st.sampled_from([0.0, 0.2]))
def test_whatever_is_wrong_the_findings_come_to_the_difference(
    planted: list[Fault], seed: int, blank: float
) -> None:
    worksheet = made(draw_at(TREE, str(seed), 0.7, blank))
    for number, fault in enumerate(planted):
        fault(worksheet, 0.3 * number)
    check(worksheet, read_made(worksheet))
