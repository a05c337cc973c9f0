"""Lost points from the component to the question: laws for any answers, figures by hand."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.answered import answered
from tests.independent import AREA_WEIGHTS
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.weak import (
    Aspect,
    Weakness,
    above,
    choose,
    pareto,
    place_of,
    places,
    weak_answers,
)
from zi_analytics.analysis.weak_text import answer_text, lost_headline
from zi_analytics.instrument import AnswerKind, available, load
from zi_analytics.workbook.reading import State

INSTRUMENTS = {id_: load(id_) for id_ in available()}


@pytest.fixture(scope="module")
def lke():
    return INSTRUMENTS["lke-2021"]


def named(code):
    return code.replace(".", "_").replace("-", "x")


@st.composite
def assessments(draw):
    """Any answers to any of the instruments: options, shares, indices and blanks."""
    instrument = INSTRUMENTS[draw(st.sampled_from(sorted(INSTRUMENTS)))]
    values = {}
    for question in instrument.questions:
        answer_type = instrument.type_of(question.code)
        worth = st.floats(0, 1)
        if answer_type.kind is AnswerKind.CHOICE:
            worth = st.sampled_from([option.value for option in answer_type.options])
        values[named(question.code)] = draw(st.none() | worth)
    return assess(instrument, answered(instrument, **values))


@given(assessments())
def test_nothing_is_lost_below_zero_and_every_place_loses_what_its_parts_lose(found):
    known = places(found)
    assert known["TOTAL"].lost == pytest.approx(100 - found.total)
    for place in known.values():
        assert 0 <= place.lost <= place.weight + 1e-9
        if place.parts:
            assert sum(known[code].lost for code in place.parts) == pytest.approx(place.lost)
            assert sum(known[code].weight for code in place.parts) == pytest.approx(place.weight)
    leaves = {code for code, place in known.items() if not place.parts}
    assert leaves == {question.code for question in found.instrument.questions}


@given(assessments())
def test_the_ranking_holds_all_that_is_lost_the_most_to_gain_first(found):
    ranked = weak_answers(found)
    assert sum(one.gain.to_full for one in ranked) == pytest.approx(100 - found.total, abs=1e-6)
    gained = [round(one.gain.points, 9) for one in ranked]
    assert gained == sorted(gained, reverse=True)


@given(assessments(), st.floats(0.05, 1))
def test_no_fewer_answers_carry_the_share(found, share):
    ranked = weak_answers(found)
    few = pareto(ranked, share)
    total = sum(one.gain.to_full for one in ranked)
    assert sum(one.gain.to_full for one in few) >= share * total - 1e-6
    if few:
        # Any set of one answer fewer carries at most what the greatest of all carry.
        greatest = sorted((one.gain.to_full for one in ranked), reverse=True)
        assert sum(greatest[: len(few) - 1]) < share * total


@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75]), min_size=1, max_size=7))
def test_pareto_is_the_smallest_of_all_sets(values):
    lke = INSTRUMENTS["lke-2021"]
    # Questions of very different weight, all in one sheet that is otherwise full.
    codes = ["A.I.2.i.b", "A.I.2.i.c", "A.I.6.i.a", "A.II.1.ii.-", "A.II.5.i.-", "B.I.b"]
    codes = [*codes, "A.I.5.ii.a"][: len(values)]
    found = assess(lke, answered(lke, **{named(c): v for c, v in zip(codes, values, strict=True)}))
    losses = [one.gain.to_full for one in weak_answers(found)]
    smallest = next(
        size
        for size in range(len(losses) + 1)
        if any(sum(some) >= 0.8 * sum(losses) - 1e-9 for some in combinations(losses, size))
    )
    assert len(pareto(weak_answers(found))) == smallest


def test_an_area_joins_its_two_aspects(lke):
    known = places(assess(lke, answered(lke, full=False)))
    enabler = [known[code] for code in known["A"].parts]
    assert [place.lost for place in enabler] == [float(AREA_WEIGHTS[n]) for n in "123456"]
    supervision = known["A.I.5"]
    assert supervision.nodes == ("A.I.5", "A.II.5")
    assert supervision.label.say("id") == "Pengawasan"
    # LHKPN is a part between indicator and question in the sheet; here the questions follow.
    assert known["A.II.5.iii"].parts == ("A.II.5.iii.1.-", "A.II.5.iii.2.-")
    assert [place.code for place in above(known, "A.II.5.iii.1.-")] == [
        *("TOTAL", "A", "A.I.5", "A.II.5.iii")
    ]


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("A.I.5.i.a", "A.I.5.i.a"),
        ("A.II.5", "A.I.5"),
        ("A.II", "A"),
        ("A.II.5.iii.1", "A.II.5.iii"),
        ("A.II.5.ii.-.1", "A.II.5.ii.-"),
        ("Z", "TOTAL"),
    ],
)
def test_every_node_of_the_worksheet_has_its_place(lke, code, place):
    assert place_of(lke, places(assess(lke, answered(lke))), code) == place


def test_lost_points_by_hand(lke):
    # B of three is worth half: A.I.1.i.b loses 0.125 of its 0.25; A.II.5.ii.- 1.5 of 3.
    found = assess(lke, answered(lke, A_I_1_i_b=0.5, A_II_5_ii_x=0.5, B_I_a=None))
    known = places(found)
    assert known["A.I.1"].lost == pytest.approx(0.125)
    assert known["A.I.5"].lost == pytest.approx(1.5)
    assert known["A.I.5"].share == pytest.approx(0.1)
    assert known["B.I"].lost == pytest.approx(17.5)
    assert lost_headline(found, weak_answers(found), "id") == (
        "19,13 poin masih hilang; 1 pertanyaan memuat 80 %."
    )
    assert lost_headline(found, weak_answers(found), "en") == (
        "19.13 points are still lost; 1 question carries 80% of it."
    )


def test_what_is_weak_about_an_answer(lke):
    reading = answered(
        lke, A_I_1_i_a=None, A_I_1_i_b=0.5, A_I_6_i_a=0.5, A_II_4_i_x=0.95, B_I_b=0.75
    )
    reading.answers["B.I.b"] = reading.answers["B.I.b"]._replace(evidence="xxx")
    ranked = weak_answers(assess(lke, reading))
    said = {one.gain.question.code: set(one.weaknesses) for one in ranked}
    assert said == {
        "A.I.1.i.a": {Weakness.UNANSWERED},
        "A.I.1.i.b": {Weakness.CLOSE},  # B of three
        "A.I.6.i.a": set(),  # C of five
        "A.II.4.i.-": {Weakness.CLOSE},  # 95 %
        "B.I.b": {Weakness.CLOSE, Weakness.NO_EVIDENCE},
    }
    (reform,) = choose(ranked, aspect=Aspect.REFORM)
    assert (reform.gain.question.code, reform.area) == ("A.II.4.i.-", "A.I.4")
    assert [one.gain.question.code for one in choose(ranked, Weakness.NO_EVIDENCE)] == ["B.I.b"]
    assert choose(ranked, Weakness.UNANSWERED, Aspect.RESULT) == ()
    assert choose(ranked) == ranked


def test_full_marks_lose_nothing(lke):
    found = assess(lke, answered(lke))
    assert weak_answers(found) == ()
    assert pareto(()) == ()
    assert places(found)["TOTAL"].lost == 0
    assert lost_headline(found, (), "id") == "Tidak ada poin yang hilang: 100,00 dari 100."


def test_a_short_form_speaks_of_areas():
    form = INSTRUMENTS["ringkas"]
    found = assess(form, answered(form, A_5=0.0, B_I=0.5))
    # 15 of area 5 and 11.25 of 22.5: neither alone is 80 % of 26.25.
    assert lost_headline(found, weak_answers(found), "id") == (
        "26,25 poin masih hilang; 2 area memuat 80 %."
    )
    assert places(found)["A.5"].parts == ()


@pytest.mark.parametrize(
    ("code", "state", "value", "text"),
    [
        ("A.I.1.i.b", State.ANSWERED, 0.5, "B"),
        ("A.I.1.i.a", State.ANSWERED, 1.0, "Ya"),
        ("A.II.5.ii.-", State.ANSWERED, 0.5, "50 %"),
        ("B.I.a", State.ANSWERED, 0.9, "indeks 3,60"),
        ("B.I.a", State.BLANK, None, "belum dijawab"),
    ],
)
def test_an_answer_in_words(lke, code, state, value, text):
    assert answer_text(lke, code, state, value, "id") == text
