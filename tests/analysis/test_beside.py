"""Units side by side: laws for any answers, sentences by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.answered import answered
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.beside import aim, lead, lines, part_rows
from zi_analytics.analysis.beside_text import (
    given_text,
    lead_headline,
    misses_title,
    parts_title,
    position_text,
    short_names,
)
from zi_analytics.analysis.field import Position
from zi_analytics.analysis.misses import misses
from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.weak import Aspect
from zi_analytics.instrument import AnswerKind, available, load
from zi_analytics.workbook.reading import State

INSTRUMENTS = {id_: load(id_) for id_ in available()}
LKE, FORM, OLD = (INSTRUMENTS[id_] for id_ in ("lke-2021", "ringkas", "lke-2014"))
NAMES = ("Tirtalaras", "Randulintang", "Wanakelana")


def named(code):
    return code.replace(".", "_").replace("-", "x")


@st.composite
def sides(draw):
    """Two to four units with any answers to one instrument; most answers are the same."""
    instrument = INSTRUMENTS[draw(st.sampled_from(sorted(INSTRUMENTS)))]
    codes = [question.code for question in instrument.questions]
    found = []
    for _ in range(draw(st.integers(2, 4))):
        changed = {}
        for code in draw(st.lists(st.sampled_from(codes), max_size=8, unique=True)):
            kind = instrument.type_of(code)
            worth = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
            if kind.kind is AnswerKind.CHOICE:
                worth = st.sampled_from([option.value for option in kind.options])
            changed[named(code)] = draw(st.none() | worth)
        found.append(assess(instrument, answered(instrument, **changed)))
    return found


@given(sides())
@settings(deadline=None)
def test_every_place_has_the_points_of_its_parts_and_the_root_all(found):
    known = lines(found)
    assert known["TOTAL"].points == pytest.approx([side.total for side in found])
    for line in known.values():
        if line.parts:
            below = [known[code] for code in line.parts]
            for side in range(len(found)):
                points = sum(one.points[side] for one in below)
                assert points == pytest.approx(line.points[side], abs=1e-9)
                difference = sum(one.differences[side] for one in below)
                assert difference == pytest.approx(line.differences[side], abs=1e-9)
        assert line.differences[0] == 0


@given(sides())
@settings(deadline=None)
def test_a_place_differs_exactly_where_an_answer_below_it_does(found):
    known = lines(found)
    instrument = found[0].instrument

    def given_to(side, code):
        answer = side.reading.answers[code]
        return answer.state, answer.value

    unlike = {
        question.code
        for question in instrument.questions
        if len({given_to(side, question.code) for side in found}) > 1
    }
    for line in known.values():
        below, waiting = set(), [line]
        while waiting:
            one = waiting.pop()
            waiting += [known[code] for code in one.parts]
            if not one.parts:
                below.add(one.code)
        assert line.differs is bool(below & unlike), line.code


@given(sides())
@settings(deadline=None)
def test_areas_and_results_are_the_total_and_the_leader_has_most(found):
    rows = part_rows(found, aim(found[0]))
    totals = [side.total for side in found]
    for place, total in enumerate(totals):
        assert sum(row.sides[place].points for row in rows) == pytest.approx(total, abs=1e-9)
        assert all(row.sides[place].proven <= row.sides[place].points + 1e-9 for row in rows)
    first = lead(totals, rows)
    assert totals[first.first] == pytest.approx(max(totals))
    assert 0 in (first.first, first.second)
    assert first.points >= -1e-9
    widest = max(
        abs(row.sides[first.first].points - row.sides[first.second].points) for row in rows
    )
    assert abs(first.part_points) == pytest.approx(widest)


def test_sums_that_agree_do_not_hide_answers_that_differ():
    # Two questions of A.I.1.ii, of the same weight, answered the other way round.
    known = lines(
        [
            assess(LKE, answered(LKE, A_I_1_ii_b=0.5)),
            assess(LKE, answered(LKE, A_I_1_ii_c=0.5)),
        ]
    )
    assert known["A.I.1.ii"].differences == pytest.approx((0.0, 0.0))
    assert known["A.I.1.ii"].differs
    assert not known["A.I.2"].differs


def test_nought_and_nothing_differ_though_neither_earns():
    known = lines(
        [assess(LKE, answered(LKE, A_I_1_i_a=0.0)), assess(LKE, answered(LKE, A_I_1_i_a=None))]
    )
    question = known["A.I.1.i.a"]
    assert question.points == (0.0, 0.0)
    assert question.differs
    assert [one.state for one in question.answers] == [State.ANSWERED, State.BLANK]
    assert known["A.I.1.i"].answers == ()
    assert (question.aspect, known["A.I.1"].aspect) == (Aspect.FULFILMENT, None)


def beside(*changes, instrument=LKE):
    found = [assess(instrument, answered(instrument, **changed)) for changed in changes]
    return found, part_rows(found, aim(found[0])), [side.total for side in found]


def test_who_leads_and_where_the_gap_is_widest():
    # Complaints: half of 3 points. IPKP: 3.20 of 4, a fifth of 17.5 points.
    _, rows, totals = beside({"A_II_5_ii_x": 0.5}, {"B_II_a": 0.8})
    found = lead(totals, rows)
    assert lead_headline(found, NAMES, totals, "id") == (
        "Tirtalaras unggul 2,00 poin dari Randulintang; "
        "selisih terbesar di Pelayanan publik yang prima (3,50 poin)."
    )
    assert lead_headline(found, NAMES, totals, "en") == (
        "Tirtalaras leads Randulintang by 2.00 points; "
        "the widest gap is in Excellent public service (3.50 points)."
    )


def test_where_the_own_unit_is_behind_the_best_one_leads_it():
    _, rows, totals = beside({"A_II_5_ii_x": 0.5}, {"B_II_a": 0.5}, {})
    assert lead_headline(lead(totals, rows), NAMES, totals, "id") == (
        "Wanakelana unggul 1,50 poin dari Tirtalaras; selisih terbesar di Pengawasan (1,50 poin)."
    )


def test_the_widest_gap_may_be_the_other_way():
    _, rows, totals = beside(
        {"A_II_5_ii_x": 0.5}, {"A_II_2_iii_a": 0.0, "A_II_1_ii_x": 0.0, "A_II_6_ii_x": 0.0}
    )
    said = lead_headline(lead(totals, rows), NAMES, totals, "id")
    assert "unggul 2,67 poin" in said
    assert said.endswith("selisih terbesar di Pelayanan publik (2,50 poin).")
    _, rows, totals = beside({"A_II_5_ii_x": 0.0}, {"A_II_6_ii_x": 0.0, "A_II_1_ii_x": 0.0})
    said = lead_headline(lead(totals, rows), NAMES, totals, "id")
    assert said == (
        "Tirtalaras unggul 0,50 poin dari Randulintang; "
        "selisih terbesar di Pengawasan, di situ Randulintang lebih tinggi 3,00 poin."
    )


def test_units_that_are_even():
    _, rows, totals = beside({}, {})
    assert lead_headline(lead(totals, rows), NAMES, totals, "id") == (
        "Tirtalaras dan Randulintang sama-sama bernilai 100,00 dari 100; "
        "tidak ada area atau hasil yang berbeda."
    )
    assert lead([80.0], rows) is None


def test_what_the_picture_shows():
    _, rows, _ = beside({"A_II_5_ii_x": 0.5}, {"B_II_a": 0.5})
    assert parts_title(rows, NAMES[:2], "id") == "Tirtalaras tertinggi di 7 dari 8 area dan hasil"
    _, rows, _ = beside({named(q.code): 0.5 for q in FORM.questions}, {}, instrument=FORM)
    assert parts_title(rows, NAMES[:2], "en") == (
        "Tirtalaras is highest in no area or result, and nearest to it in Business processes"
    )
    _, rows, _ = beside({"B_I_a": 0.5})
    assert parts_title(rows, NAMES[:1], "id") == (
        "Tirtalaras memenuhi batas di 7 dari 8 area dan hasil"
    )


def test_every_part_stands_against_the_limit_of_the_own_next_predicate():
    # WBK is not reached by the own unit: B.I wants 18.25 of 22.5.
    found, rows, _ = beside({"B_I_a": 0.7}, {})
    assert aim(found[0]) == "WBK"
    result = next(row for row in rows if row.part.code == "B.I")
    assert result.needed == pytest.approx(18.25)
    # 12.25 + 5 of 18.25: within the last tenth.
    assert [side.standing for side in result.sides] == [Standing.CLOSE, Standing.PASSING]
    area = next(row for row in rows if row.part.code == "5")
    assert (area.needed, area.weight) == (pytest.approx(9.0), 15.0)


def test_without_limits_there_is_nothing_to_miss():
    found = [assess(OLD, answered(OLD)), assess(OLD, answered(OLD, full=False))]
    rows = part_rows(found, None)
    assert {side.standing for row in rows for side in row.sides} == {Standing.UNKNOWN}
    assert {row.needed for row in rows} == {None}


@pytest.mark.parametrize(
    ("names", "kind", "short"),
    [
        (["Kelurahan Tirtalaras", "kelurahan Kali"], "kelurahan", ("Tirtalaras", "Kali")),
        (["Kelurahan", "Kelurahan A"], "kelurahan", ("Kelurahan", "A")),
        (["Kelurahan A", "Puskesmas A"], "kelurahan", ("A", "Puskesmas A")),
        (["Kelurahan A", "A"], "kelurahan", ("Kelurahan A", "A")),
        (["Dinas A", "Dinas B"], "", ("A", "B")),
        (["Dinas A"], "", ("Dinas A",)),
        (["Dinas A", "Badan B"], "", ("Dinas A", "Badan B")),
        (["Kantor 1", "Kantor 2"], "kantor", ("Kantor 1", "Kantor 2")),
    ],
)
def test_names_as_short_as_they_can_be(names, kind, short):
    assert short_names(names, kind) == short


def test_the_own_place_in_words():
    assert position_text(Position(4, 0, 8, 12), "Tirtalaras", "kelurahan", "id") == (
        "Tirtalaras: peringkat 4 dari 12 kelurahan, di atas 67 %"
    )
    assert position_text(Position(1, 2, 1297, 1300), "A", "units", "en") == (
        "A: rank 1 of 1,300 units, above 100% (shared with 2 others)"
    )


def test_misses_in_words():
    values = [side.values for side in beside({"B_I_a": 0.5}, {"A_II_5_ii_x": 0.0})[0]]
    assert misses_title(misses(LKE, np.array(values)), "id") == (
        "1 pertanyaan memuat 50 % dari 11,75 poin yang hilang di semua unit"
    )


@pytest.mark.parametrize(
    ("instrument", "code", "value", "text"),
    [
        (LKE, "A.I.1.i.b", 0.5, "B"),
        (LKE, "B.I.a", 0.9, "indeks 3,60"),
        (LKE, "A.I.1.i.a", None, "–"),
        (FORM, "A.1", 0.5, ""),
    ],
)
def test_an_answer_in_a_narrow_column(instrument, code, value, text):
    side = assess(instrument, answered(instrument, **{named(code): value}))
    assert given_text(instrument, code, lines([side])[code].answers[0], "id") == text
