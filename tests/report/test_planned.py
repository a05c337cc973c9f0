"""The action plan in a report: its numbers by hand, its order, and nothing where nothing is planned.

90/2021: A.I.1.i.a is one of two questions of an indicator that weighs 0.5, IPKP (B.II.a) weighs
17.5 and WBK asks for 14 of them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from pptx import Presentation

from tests.answered import answered
from tests.hostile_texts import TEXTS
from tests.planned import planned
from tests.report import printed
from tests.report.made import FORM, LKE, acting, keep, new_store
from tests.report.stored_city import put
from tests.report.test_slides import shown
from tests.report.words import odd_fields, tables
from zi_analytics.analysis.standing import Standing
from zi_analytics.programme.actions import KIND, Action, Origin, State, load_actions, to_document
from zi_analytics.report.content.city import city_report
from zi_analytics.report.content.decided import with_meeting
from zi_analytics.report.content.gathering import gather_evaluation, gather_period, gather_unit
from zi_analytics.report.content.model import Figure, Link, Mark, Topic
from zi_analytics.report.content.planned_text import MOST
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.document import write_document
from zi_analytics.report.pdf import write_pdf
from zi_analytics.report.pdf.typeface import shown as printed_as
from zi_analytics.report.slides import Shape, write_slides
from zi_analytics.report.slides.fitting import as_typed
from zi_analytics.store import NewItem, Store, StoreError, UnitChange

TODAY = date(2026, 2, 10)
PERIOD = "2025-B12"
IPKP = Action("Survei ulang", "B.II.a", LKE.id, 14.0, 0.8, "Pokja 6", "Siti", date(2026, 3, 1))
SOP = Action("Susun SOP", person="Budi", points=0.5, due=date(2026, 2, 9), state=State.RUNNING)
TEAM = Action("Bentuk tim", "A.I.1.i.a", LKE.id, 0.25, 1.0, state=State.DONE)
AGAIN = Action("Umumkan survei", "B.II.a", LKE.id, 3.0, due=TODAY)
GONE = Action("Batal", points=9.0, due=date(2026, 1, 1), state=State.DROPPED)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as made:
        keep(made, "Dinas A", period=PERIOD, A_I_1_i_a=0.0, B_II_a=0.0)
        keep(made, "Dinas B", period=PERIOD, B_I_a=0.5)
        yield made


def plan(store: Store, *actions: Action, unit: str = "dinas-a") -> None:
    new = [NewItem(KIND, unit, to_document(action)) for action in actions]
    store.dossier.write(new, by="Siti")


def told(store, language="en", unit="dinas-a", assessor="unit", today=TODAY, period=PERIOD):
    """What is said of the plan of a unit."""
    report = unit_report(gather_unit(store, unit, period, assessor, today), language)
    return [one for one in report.sections if one.topic is Topic.PLAN]


def told_of_all(store, language="en", today=TODAY):
    report = city_report(gather_period(store, PERIOD, today=today), language)
    return [one for one in report.sections if one.topic is Topic.PLAN]


def test_the_answer_comes_first_with_what_the_plan_leads_to(store):
    plan(store, IPKP, SOP, TEAM, AGAIN, GONE)
    first, _ = told(store)
    assert first.title == "1 of 4 actions of the plan are done, 1 overdue"
    assert first.lines == (
        # 14 + 0.5 + 0.25: the survey counts once, what was dropped not at all.
        "As of 10 February 2026: what is done closes 0.25 of 14.75 planned points; 14.50 are open.",
        "1 action that is done is not confirmed by the newest worksheet yet.",
        # 100 less 17.5 and 0.25, then 0.8 of the 17.5 and the quarter again.
        "Menuju WBK still lacks 14.00 points. With all planned answers the total is 96.50 and "
        "every limit of it is met. By the due dates that is on 1 March 2026.",
    )


def test_the_most_urgent_come_first_each_with_its_question_state_and_points(store):
    plan(store, IPKP, SOP, TEAM, AGAIN, GONE)
    _, listed = told(store)
    assert listed.title == "1 action is overdue; it was due on 9 February 2026"
    assert listed.lines == ()
    assert [row[:4] for row in listed.table.rows] == [
        ("Susun SOP", "Budi", "9 February 2026", None),
        ("Umumkan survei", None, "10 February 2026", "B.II.a"),
        ("Survei ulang", "Siti / Pokja 6", "1 March 2026", "B.II.a"),
        ("Bentuk tim", None, None, "A.I.1.i.a"),
    ]
    assert [row[4] for row in listed.table.rows] == [
        Mark(Standing.FAILING, "✕ overdue"),
        Mark(Standing.UNKNOWN, "○ planned"),
        Mark(Standing.UNKNOWN, "○ planned"),
        Mark(Standing.PASSING, "✓ done"),
    ]
    # What is done has nothing open.
    assert [row[5] for row in listed.table.rows] == [
        Figure(0.5, "0.50"),
        Figure(3.0, "3.00"),
        Figure(14.0, "14.00"),
        None,
    ]
    nodes = ["", "B.II.a", "B.II.a", "A.I.1.i.a"]
    assert listed.table.links == tuple(Link(node, node) for node in nodes)


def test_in_indonesian_every_word_and_number_is(store):
    plan(store, IPKP, SOP, TEAM)
    first, listed = told(store, "id")
    assert first.title == "1 dari 3 tindakan rencana aksi sudah selesai, 1 terlambat"
    assert first.lines[0] == (
        "Per 10 Februari 2026: yang selesai menutup 0,25 dari 14,75 poin yang direncanakan; "
        "14,50 masih terbuka."
    )
    assert listed.title == "1 tindakan terlambat; tenggat paling awal 9 Februari 2026"
    assert listed.table.header == (
        *("Tindakan", "Siapa", "Sampai", "Mengenai", "Keadaan", "Poin terbuka"),
    )


@pytest.mark.parametrize(
    ("actions", "today", "title", "following"),
    [
        # On its day an action is not overdue yet.
        ([SOP], SOP.due, "0 of 1 action", "No action is overdue; the next one is due on"),
        ([SOP], SOP.due + timedelta(days=1), "0 of 1 action", "1 action is overdue; it was due on"),
        ([TEAM], TODAY, "1 of 1 action", "Every action of the plan is done"),
        ([Action("Rapat")], TODAY, "0 of 1 action", "None of the open actions has a due date"),
        ([SOP, SOP], TODAY, "0 of 2 actions", "2 actions are overdue; the first was due on"),
    ],
)
def test_what_is_to_be_done_first_depends_on_the_day(store, actions, today, title, following):
    plan(store, *actions)
    first, listed = told(store, today=today)
    assert first.title.startswith(title)
    assert ("overdue" in first.title) == ("was due" in following)
    assert listed.title.startswith(following)


def test_no_more_rows_than_a_meeting_can_go_through_and_how_many_there_are(store):
    days = [date(2026, 3, 1) + timedelta(days=place) for place in range(MOST + 8)]
    plan(store, *(Action(f"Tindakan {day}", due=day) for day in reversed(days)), GONE)
    first, listed = told(store)
    assert [row[0] for row in listed.table.rows] == [f"Tindakan {day}" for day in days[:MOST]]
    assert listed.lines == (
        "Shown are the 12 most urgent of 20 actions; all of them stand on the page Action plan.",
    )
    assert first.lines[0] == "As of 10 February 2026; no points are named."


def test_a_unit_without_actions_has_the_report_that_it_had(store):
    plan(store, GONE)
    plan(store, IPKP, unit="dinas-b")
    plan(store, SOP, unit="")
    without = unit_report(gather_unit(store, "dinas-a", PERIOD, "unit"), "id").sections
    assert unit_report(gather_unit(store, "dinas-a", PERIOD, "unit", TODAY), "id").sections == (
        without
    )
    assert told(store, unit="dinas-b")


def test_the_plan_follows_the_decisions_and_only_the_sources_come_after_it(store):
    plan(store, IPKP)
    found = gather_unit(store, "dinas-a", PERIOD, "unit", TODAY)
    report = unit_report(found, "id")
    topics = [one.topic for one in report.sections]
    assert topics[-3:] == [Topic.PLAN, Topic.PLAN, Topic.SOURCES]
    assert topics[:-3] == [
        one.topic
        for one in unit_report(gather_unit(store, "dinas-a", PERIOD, "unit"), "id").sections[:-1]
    ]
    held = with_meeting(report, None, (IPKP,), TODAY).sections
    assert [one.topic for one in held[-4:]] == [
        *(Topic.DECISIONS, Topic.PLAN, Topic.PLAN, Topic.SOURCES),
    ]
    # Whoever signs the document signs what was written last.
    assert report.written == max(one.item.at for one in load_actions(store))
    assert all(section.notes for section in report.sections)


def test_the_evaluation_of_an_assessor_has_no_plan(store):
    plan(store, IPKP)
    put(store, "Dinas A", answered(LKE, assessor="tpi", B_II_a=0.0), period=PERIOD)
    assert gather_evaluation(store, "dinas-a", PERIOD, "tpi").found.plan is None


def test_the_worksheet_that_the_plan_is_held_against_is_named_where_it_is_another(store):
    plan(store, IPKP)
    put(store, "Dinas A", answered(LKE, assessor="tpi", B_II_a=0.2), period=PERIOD)
    own, _ = told(store)
    (_, said), notes = own.lines, own.notes
    assert said.startswith("Menuju WBK still lacks 14.00 points.")
    judged, _ = told(store, assessor="tpi")
    assert judged.lines[1] == f"By the newest worksheet (Quarter IV 2025, Unit): {said}"
    assert len(judged.notes) == len(notes) + 1
    keep(store, "Dinas A", period="2026-B03")
    later, _ = told(store)
    # Everything is answered in full: there is no predicate left to work for.
    assert len(later.lines) == 1
    assert any("2026" in note for note in later.notes)


def test_a_question_of_another_worksheet_leads_nowhere(tmp_path):
    with new_store(tmp_path) as store:
        keep(store, "Dinas A", FORM, period=PERIOD, B_I=0.5)
        plan(store, TEAM)
        _, listed = told(store)
    assert listed.table.links == (Link("A.I.1.i.a"),)


def test_what_cannot_be_read_is_said_and_hides_nothing_else(store, monkeypatch):
    plan(store, IPKP)
    store.dossier.add(KIND, "dinas-a", {"format": 99}, by="Siti")
    keep(store, "Dinas A", period="2026-B03", B_II_a=0.0)
    (cohort,) = told_of_all(store)
    assert "1 action could not be read and is left out." in cohort.lines
    whole = Store.load_document

    def damaged(self, unit, period, assessor, revision=None):
        if period == "2026-B03":
            raise StoreError("store-revision-damaged", unit=unit)
        return whole(self, unit, period, assessor, revision)

    monkeypatch.setattr(Store, "load_document", damaged)
    first, listed = told(store)
    assert first.lines[1:] == (
        "The newest worksheet cannot be read: what the plan leads to is not known.",
        "1 action could not be read and is left out.",
    )
    assert len(listed.table.rows) == 1


def test_all_units_are_counted_and_the_furthest_behind_comes_first(store):
    keep(store, "Dinas C", period=PERIOD)
    late = Action("Telat", "B.I.a", LKE.id, 2.0, due=date(2026, 1, 5))
    plan(store, IPKP, TEAM, AGAIN, GONE)
    plan(store, late, late, unit="dinas-b")
    plan(store, Action("Rapat kota", origin=Origin.MEETING), unit="")
    (section,) = told_of_all(store)
    # Of the five, one is done; two of Dinas B are late and about one question.
    assert section.title == "1 of 5 actions of 2 units are done, 2 overdue"
    assert section.lines == (
        "As of 10 February 2026: what is done closes 0.25 of 16.25 planned points; 16.00 are open.",
        "1 unit has no plan.",
    )
    assert section.table.rows == (
        ("Dinas B", Mark(Standing.FAILING, "✕ 2"), *figures(0, 2), Figure(2.0, "2.00")),
        ("Dinas A", None, *figures(1, 3), Figure(14.0, "14.00")),
    )
    assert section.table.links == (
        Link("Dinas B", unit="dinas-b"),
        Link("Dinas A", unit="dinas-a"),
    )
    assert section.notes


def figures(*numbers):
    return [Figure(float(number), str(number)) for number in numbers]


def test_a_city_without_plans_has_the_report_that_it_had(store):
    plan(store, Action("Rapat kota", origin=Origin.MEETING), unit="")
    plan(store, GONE)
    assert city_report(gather_period(store, PERIOD, today=TODAY), "id").sections == (
        city_report(gather_period(store, PERIOD), "id").sections
    )


def test_of_many_units_those_furthest_behind_are_shown(store):
    for place in range(MOST + 3):
        unit = store.add_unit(UnitChange(name=f"Kelurahan {place:02}"))
        plan(store, *[Action("Telat", due=date(2026, 1, 5))] * (place + 1), unit=unit)
    (section,) = told_of_all(store)
    assert [row[0] for row in section.table.rows] == [
        f"Kelurahan {place:02}" for place in range(MOST + 2, 2, -1)
    ]
    assert section.lines == (
        "As of 10 February 2026; no points are named.",
        "2 units have no plan.",
        "Shown are the 12 units furthest behind, of 15; all of them stand on the page Action plan.",
    )


def test_the_actions_of_a_unit_follow_its_new_name_and_the_unit_it_is_merged_into(store):
    plan(store, SOP)
    plan(store, TEAM, unit="dinas-b")
    store.change_unit("dinas-b", UnitChange(code="b-baru", name="Badan B"))
    (section,) = told_of_all(store)
    assert [row[0] for row in section.table.rows] == ["Dinas A", "Badan B"]
    assert told(store, unit="b-baru")[0].title == "1 of 1 action of the plan is done"
    store.merge_units("dinas-a", "b-baru")
    (section,) = told_of_all(store)
    assert [row[0] for row in section.table.rows] == ["Badan B"]
    assert section.title == "1 of 2 actions of 1 unit are done, 1 overdue"
    _, listed = told(store, unit="b-baru")
    assert [row[0] for row in listed.table.rows] == ["Susun SOP", "Bentuk tim"]


def test_the_same_plan_on_the_same_day_is_the_same_report(store):
    plan(store, IPKP, SOP)
    one, other = (
        unit_report(gather_unit(store, "dinas-a", PERIOD, "unit", TODAY), "id") for _ in range(2)
    )
    assert one == other
    assert isinstance(one.written, datetime)
    later = gather_unit(store, "dinas-a", PERIOD, "unit", TODAY + timedelta(days=30))
    assert unit_report(later, "id") != one


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A report of nothing but plans, whose actions are called and done by what might act."""
    with new_store(tmp_path_factory.mktemp("hostile")) as store:
        keep(store, "Dinas A", period=PERIOD, B_II_a=0.0)
        plan(store, IPKP)
        found = gather_unit(store, "dinas-a", PERIOD, "unit", TODAY)
    texts = [*TEXTS, TEXTS[0]] if len(TEXTS) % 2 else TEXTS
    actions = [Action(what, person=who) for what, who in zip(texts[::2], texts[1::2], strict=True)]
    sections = []
    for begin in range(0, len(actions), MOST):
        some = tuple(planned(*actions[begin : begin + MOST]))
        held = replace(found.plan, plan=replace(found.plan.plan, actions=some))
        sections += [
            one
            for one in unit_report(replace(found, plan=held), "id").sections
            if one.topic is Topic.PLAN and one.table
        ]
    return replace(unit_report(found, "id"), sections=tuple(sections))


def test_what_looks_like_a_formula_or_markup_stays_as_typed_on_slides(hostile):
    for shape in Shape:
        data = write_slides(hostile, shape)
        assert acting(data) == []
        seen = set().union(*(shown(slide) for slide in Presentation(BytesIO(data)).slides))
        assert {as_typed(text) for text in TEXTS} <= seen


def test_what_looks_like_a_formula_or_markup_stays_as_typed_in_word(hostile):
    data = write_document(hostile)
    assert acting(data) == []
    assert odd_fields(data) == []
    assert {as_typed(text) for text in TEXTS} <= {
        cell for table in tables(data) for row in table for cell in row
    }


def test_what_looks_like_a_formula_or_markup_stays_as_typed_in_print(hostile):
    data = write_pdf(hostile)
    assert printed.acting(data) == []
    text = printed.joined(printed.read(data))
    assert [one for one in TEXTS if printed.joined(printed_as(one)) not in text] == []
