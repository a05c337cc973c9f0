"""Expectations worked out by hand from the weights and limits of 90/2021."""

import pytest

from tests.answered import answered
from zi_analytics.analysis import sentences
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.gains import gains
from zi_analytics.analysis.overview import areas, closing, holding_back, rules
from zi_analytics.analysis.standing import Standing
from zi_analytics.instrument import load
from zi_analytics.workbook.reading import AssessmentReading


@pytest.fixture(scope="module")
def lke():
    return load("lke-2021")


def test_full_marks_reach_everything(lke):
    found = assess(lke, answered(lke))
    assert found.total == pytest.approx(100)
    assert found.next is None
    assert found.reached.predicate == "WBBM"
    assert gains(found) == ()
    assert sentences.headline(found, "id") == "100,00 dari 100: memenuhi semua batas Menuju WBBM."
    assert sentences.headline(found, "en") == "100.00 of 100: meets every limit of Menuju WBBM."


def test_an_empty_sheet_earns_nothing_and_says_so(lke):
    found = assess(lke, answered(lke, full=False))
    assert found.total == 0
    assert found.answered == 0
    assert found.next.predicate == "WBK"
    assert sentences.headline(found, "id") == "0,00 dari 100: belum cukup untuk Menuju WBK."


def test_the_survey_that_holds_the_predicate_back_says_how_far_its_index_must_rise(lke):
    # Index 3.50 of 4 in IPAK: 15.3125 points where 15.75 (index 3.60) are asked for.
    found = assess(lke, answered(lke, B_I_a=3.50 / 4))
    behind = holding_back(found, found.next)
    assert [rule.limit.code for rule in behind] == ["ipak"]
    way = closing(found, behind[0])
    assert way.index_rise == pytest.approx(0.10)
    assert sentences.closing_text(way, "id").endswith(
        "15,31 dari 15,75 poin: indeks perlu naik 0,10 menjadi 3,60."
    )
    assert sentences.closing_text(way, "en").endswith(
        "15.31 of 15.75 points: the index must rise by 0.10 to 3.60."
    )
    assert sentences.closing_answers_text(way, "id") == ""


def test_a_value_just_below_its_limit_is_close_and_the_furthest_comes_first(lke):
    # IPAK at 15.3125 of 15.75 (97 %); nothing for capaian kinerja: 0 of 2.5.
    found = assess(lke, answered(lke, B_I_a=3.50 / 4, B_I_b=0.0))
    behind = holding_back(found, found.verdict("WBK"))
    assert [(rule.limit.code, rule.standing) for rule in behind] == [
        ("performance", Standing.FAILING),
        ("clean", Standing.FAILING),
        ("ipak", Standing.CLOSE),
    ]
    assert behind[0].missing == pytest.approx(2.5)
    # B.I: 15.3125 of 18.25; full marks for B.I.b bring 5, more than enough.
    way = closing(found, behind[1])
    assert [gain.question.code for gain in way.answers] == ["B.I.b"]
    assert sentences.closing_answers_text(way, "id").startswith("Cukup 1 jawaban")


def test_the_limit_met_exactly_is_met(lke):
    found = assess(lke, answered(lke, B_I_a=3.60 / 4))
    (ipak,) = [r for r in rules(found, found.verdict("WBBM")) if r.limit.code == "ipak"]
    assert ipak.standing is Standing.PASSING
    assert ipak.missing == 0


def test_rules_of_areas_are_given_in_points(lke):
    found = assess(lke, answered(lke))
    area5 = next(r for r in rules(found, found.verdict("WBK")) if r.limit.code == "area5")
    assert (area5.needed, area5.weight) == (pytest.approx(9), pytest.approx(15))


def test_an_area_is_split_and_what_has_no_evidence_is_only_claimed(lke):
    reading = answered(lke, evidence="")
    proven = "https://drive.example.go.id/a"
    answers = dict(reading.answers)
    # Area 2, fulfilment: the three questions on SOP are worth 1 point together.
    for code in ("A.I.2.i.a", "A.I.2.i.b", "A.I.2.i.c"):
        answers[code] = answers[code]._replace(evidence=proven)
    found = assess(lke, AssessmentReading("unit", answers, {}))
    row = areas(found, "WBK")[1]
    assert (row.fulfilment.weight, row.reform.weight) == (pytest.approx(3.5), pytest.approx(3.5))
    assert row.fulfilment.proven == pytest.approx(1)
    assert row.reform.proven == 0
    assert row.points == pytest.approx(7)
    assert row.needed == pytest.approx(4.2)
    text = sentences.proven_text(found, "id")
    assert text == "1,00 poin disertai bukti; 110 jawaban tanpa bukti memuat 99,00 poin."


@pytest.mark.parametrize("evidence", ["", " - ", "xxx", "N/A", r"D:\ZI\sk.pdf", "file:///c:/x"])
def test_a_placeholder_proves_nothing(lke, evidence):
    found = assess(lke, answered(lke, evidence=evidence))
    assert found.proven["TOTAL"] == 0


@pytest.mark.parametrize("evidence", ["https://a.go.id/x", "SK Lurah No. 12 Tahun 2025"])
def test_a_link_or_a_named_document_does(lke, evidence):
    found = assess(lke, answered(lke, evidence=evidence))
    assert found.proven["TOTAL"] == pytest.approx(100)
    assert "Semua jawaban" in sentences.proven_text(found, "id")


def test_the_next_better_answer_and_its_points(lke):
    # A.II.5.ii.- is worth 3 points alone; A.I.1.i.b is half of an indicator of 0.5.
    found = assess(lke, answered(lke, A_I_1_i_b=0.5, A_II_5_ii_x=0.5, A_I_1_i_a=None, B_II_a=0.7))
    best = gains(found)
    assert [(gain.question.code, pytest.approx(gain.points)) for gain in best] == [
        ("B.II.a", 0.1 * 17.5),  # to the next limit: index 2.80 to 3.20
        ("A.II.5.ii.-", 1.5),
        ("A.I.1.i.a", 0.25),
        ("A.I.1.i.b", 0.125),
    ]
    texts = {
        gain.question.code: (sentences.current_text(gain, "id"), sentences.better_text(gain, "id"))
        for gain in best
    }
    assert texts == {
        "B.II.a": ("indeks 2,80", "indeks 3,20"),
        "A.II.5.ii.-": ("50 %", "100 %"),
        "A.I.1.i.a": ("belum dijawab", "Ya"),
        "A.I.1.i.b": ("B", "A"),
    }
    assert sentences.better_text(best[2], "en") == "Yes (Ya)"


def test_the_title_of_the_areas_names_the_one_furthest_behind(lke):
    low = {
        q.code.replace(".", "_").replace("-", "x"): 0.0
        for q in lke.questions
        if q.code.startswith(("A.I.5.", "A.II.5.i.", "A.II.5.iii"))
    }
    found = assess(lke, answered(lke, **low))
    title = sentences.area_title(areas(found, "WBK"), "WBK", "id")
    # Of area 5 only the 3 points of A.II.5.ii are left; 9 are asked for.
    assert title == "Pengawasan paling tertinggal: 6,00 poin di bawah batas WBK"


def test_a_survey_beyond_every_limit_goes_up_by_a_tenth(lke):
    found = assess(lke, answered(lke, B_II_a=3.61 / 4))
    (gain,) = gains(found)
    assert sentences.better_text(gain, "id") == "indeks 3,70"
    assert gain.points == pytest.approx(0.09 / 4 * 17.5)


def test_the_last_step_of_a_survey_is_full_marks(lke):
    (gain,) = gains(assess(lke, answered(lke, B_II_a=3.95 / 4)))
    assert sentences.better_text(gain, "id") == "indeks 4,00"


def in_short(**values):
    """The short form with full marks but for ``values``, in points."""
    form = load("ringkas")
    weight = {question.code: question.weight for question in form.questions}
    shares = {code: value / weight[code.replace("_", ".")] for code, value in values.items()}
    return assess(form, answered(form, **shares))


def test_a_predicate_is_not_certain_where_limits_cannot_be_seen():
    found = in_short(B_I=19.75, B_II=15.0)
    assert (found.reached, found.undecided.predicate) == (None, "WBK")
    assert sentences.headline(found, "id") == (
        "94,75 dari 100: memenuhi semua batas Menuju WBK yang terlihat. Namun IPAK dan capaian "
        "kinerja tidak terlihat di lembar kerja ini, sehingga Menuju WBK belum pasti."
    )
    assert sentences.headline(found, "en").startswith(
        "94.75 of 100: meets every limit of Menuju WBK that can be seen. But IPAK and capaian "
    )
    assert holding_back(found, found.next) == ()
    way = sentences.way_to_certainty(found.instrument, found.next, "id")
    assert way == (
        "Unggah LKE lengkap untuk periode ini: IPAK dan capaian kinerja terlihat di sana."
    )


def test_a_predicate_is_certain_where_the_unseen_limits_must_be_met():
    found = in_short(B_I=20.75, B_II=15.0)
    assert (found.reached.predicate, found.undecided) == ("WBK", None)
    assert sentences.headline(found, "id") == "95,75 dari 100: memenuhi semua batas Menuju WBK."


def test_in_2019_only_the_total_is_tested_and_that_is_said():
    older = load("lke-2019")
    found = assess(older, answered(older))
    assert found.reached is None
    assert "batas lain dalam PermenPAN-RB 10/2019" in sentences.headline(found, "id")
    assert sentences.way_to_certainty(older, found.next, "en").startswith("Only the total")


def test_predicates_in_a_few_words():
    assert sentences.reached_text(["WBK"], ["WBBM"], "id") == "✓ WBK, ? WBBM belum pasti"
    assert sentences.reached_text([], [], "en") == "no predicate yet"
