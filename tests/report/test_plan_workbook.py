"""The plan goes out as Excel, is edited elsewhere, and comes back with just the edits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.answered import answered
from tests.planned import planned
from tests.worksheets.libreoffice import convert
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.plan import Planned
from zi_analytics.analysis.plan_edits import PlanEdits, plan_edits
from zi_analytics.findings import Refused
from zi_analytics.instrument import load
from zi_analytics.programme.actions import Action, State, from_document, to_document
from zi_analytics.programme.documents import plain
from zi_analytics.report.plan_workbook import write_plan
from zi_analytics.store import ItemChange, NewItem
from zi_analytics.workbook.cells import Book, Sheet
from zi_analytics.workbook.plan_list import find_actions, read_action_list

LKE = load("lke-2021")
TODAY = date(2026, 3, 1)
CODE = "A.I.1.i.a"
NOW = assess(LKE, answered(LKE, A_I_1_i_a=0.0, B_II_a=0.0))
ODD = ["=1+1", "@SUM(A1)", "https://jahat.example", "<b>tebal</b>", "007", "dua\nbaris"]
ACTIONS = [
    Action("Susun SOP", "A.I.1.i.a", points=0.25, group="Pokja 1", person="Siti", due=TODAY),
    Action("Rapat\ndua baris", state=State.DONE, finished=date(2026, 2, 1), evidence="notulen.pdf"),
    Action("Survei", "B.II.a", points=1 / 3, remarks="=1+1", state=State.RUNNING),
    *[Action(text, group=text, person=text, evidence=text, remarks=text) for text in ODD],
]
PLAN = planned(*ACTIONS)


def nothing_earlier(number: int, version: int) -> Action | None:
    return None


def taken(content: bytes, plan: list[Planned] = PLAN, **options: Any) -> PlanEdits:
    read = read_action_list(content, "rencana.xlsx")
    assert read.findings == ()
    return plan_edits(read, plan, NOW, TODAY, options.get("earlier", nothing_earlier))


def edited(content: bytes, **cells: object) -> bytes:
    book = openpyxl.load_workbook(BytesIO(content))
    for place, value in cells.items():
        book.active[place] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_written_is_read_back_without_an_edit(language: str) -> None:
    # openpyxl would make "A" of the last one; Excel and LibreOffice do not.
    plan = planned(*ACTIONS, Action("_x0041_"))
    content = write_plan(plan, {CODE: "Tim dibentuk"}, {}, language)
    assert taken(content, plan) == PlanEdits((), (), ())
    assert content == write_plan(plan, {CODE: "Tim dibentuk"}, {}, language)


SAID = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20).map(
    plain
)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2099, 1, 1))


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.builds(
            Action,
            SAID.filter(bool),
            points=st.none() | st.floats(0, 100),
            person=SAID,
            due=DAYS,
            state=st.sampled_from(State),
            remarks=SAID,
        ),
        max_size=4,
    )
)
def test_whatever_stands_in_a_plan_comes_back_as_it_is(actions: list[Action]) -> None:
    kept = [from_document(to_document(replace(a, finished=None))) for a in actions]
    plan = planned(*kept)
    assert taken(write_plan(plan, {}, {}, "id"), plan).edits == ()


def test_text_becomes_no_formula_and_no_link_and_days_are_days() -> None:
    book = openpyxl.load_workbook(BytesIO(write_plan(PLAN, {}, {}, "id")))
    sheet = book.active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert sheet["I2"].is_date
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == f"A1:N{len(PLAN) + 1}"
    choices = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert '"direncanakan,berjalan,selesai,dibatalkan"' in choices


def test_only_edits_are_taken_and_each_becomes_one_change() -> None:
    content = edited(
        write_plan(PLAN, {}, {}, "id"),
        C2="Susun SOP baru",
        I2=date(2026, 5, 1),
        J2="Selesai",
        F4="1,5",
        L4=None,
        M4="",
        C11="Tindakan baru",
        D11="B.II.a",
        I11="31/12/2026",
        J11="proses",
    )
    found = taken(content)
    first, third, new = found.edits
    assert (first.row, first.fields) == (2, ("what", "due", "state", "finished"))
    assert first.after.finished == TODAY
    assert (third.row, third.fields) == (4, ("points", "remarks"))
    assert third.after == replace(ACTIONS[2], points=1.5, remarks="")
    assert new.before is None
    # The next limit of the survey of service quality is an index of 3.2: 14 of 17.5 points.
    assert new.after == Action(
        "Tindakan baru",
        "B.II.a",
        "lke-2021",
        points=pytest.approx(14.0),  # type: ignore[arg-type]
        answer=pytest.approx(0.8),  # type: ignore[arg-type]
        due=date(2026, 12, 31),
        state=State.RUNNING,
    )
    one, two, three = found.changes("kraton")
    assert one == ItemChange(1, 1, to_document(first.after))
    assert two == ItemChange(3, 1, to_document(third.after))
    assert three == NewItem("action", "kraton", to_document(new.after))


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"J2": "entah"}, "plan-list-state", "J2"),
        ({"I3": "besok"}, "plan-list-due", "I3"),
        ({"I3": "31/02/2026"}, "plan-list-due", "I3"),
        ({"K3": "kemarin"}, "plan-list-finished", "K3"),
        ({"F4": "banyak"}, "plan-list-points", "F4"),
        ({"F4": 101}, "plan-list-points", "F4"),
        ({"A2": "x1"}, "plan-list-number", "A2"),
        ({"B2": "-1"}, "plan-list-version", "B2"),
        ({"C3": None}, "plan-list-what", "C3"),
    ],
)
def test_a_cell_that_says_nothing_is_named(cells: dict[str, object], code: str, cell: str) -> None:
    read = read_action_list(edited(write_plan(PLAN, {}, {}, "id"), **cells), "rencana.xlsx")
    assert [(one.code, one.cell) for one in read.findings] == [(code, cell)]


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"D2": "X.9"}, "plan-list-question", "D2"),
        ({"A2": 99}, "plan-list-unknown", "A2"),
        ({"A3": 1}, "plan-list-twice", "A3"),
    ],
)
def test_a_row_that_fits_no_action_is_named(cells: dict[str, object], code: str, cell: str) -> None:
    found = taken(edited(write_plan(PLAN, {}, {}, "id"), **cells))
    assert (found.findings[0].code, found.findings[0].cell) == (code, cell)


def test_rows_that_are_deleted_stay_in_the_plan_and_are_said() -> None:
    book = openpyxl.load_workbook(BytesIO(write_plan(PLAN, {}, {}, "id")))
    book.active.delete_rows(3)
    out = BytesIO()
    book.save(out)
    found = taken(out.getvalue())
    assert found.edits == ()
    assert [one.item.number for one in found.missing] == [2]
    (finding,) = found.findings
    assert (finding.code, dict(finding.details)) == (
        "plan-list-missing",
        {"count": 1, "numbers": "2"},
    )


def test_what_others_changed_meanwhile_is_a_conflict_only_where_the_list_changes_it_too() -> None:
    content = edited(write_plan(PLAN, {}, {}, "id"), C2="Punya saya")
    newer = [
        replace(
            one,
            item=replace(one.item, version=2, by="budi"),
            value=replace(one.value, person="Budi"),
        )
        for one in PLAN[:2]
    ]
    now = [*newer, *PLAN[2:]]
    found = taken(content, now, earlier=lambda number, version: ACTIONS[number - 1])
    assert found.edits == ()
    (finding,) = found.findings
    assert (finding.code, finding.cell, dict(finding.details)) == (
        "plan-list-changed",
        "C2",
        {"item": 1, "by": "budi"},
    )


def test_a_list_of_ones_own_is_enough() -> None:
    rows = [["Rencana", None], ["Rencana Aksi", "PIC", "Batas Waktu"], ["Susun SOP", "Siti", None]]
    read = find_actions(Book("xlsx", (Sheet("Rencana", "visible", rows),)))
    found = plan_edits(read, PLAN, NOW, TODAY, nothing_earlier)
    assert [edit.after for edit in found.edits] == [Action("Susun SOP", person="Siti")]
    with pytest.raises(Refused, match="plan-list-not-recognised"):
        find_actions(Book("xlsx", (Sheet("Rencana", "visible", [["Nama", "Umur"]]),)))


@pytest.mark.libreoffice
def test_libreoffice_brings_back_exactly_the_edits(tmp_path: Path) -> None:
    """Written, edited, opened and saved by LibreOffice as three kinds of file."""
    content = edited(
        write_plan(PLAN, {CODE: "Tim dibentuk"}, {}, "id"),
        I3=date(2026, 7, 31),
        J2="berjalan",
        C11="Tindakan baru",
    )
    for kind in ("xlsx", "ods"):
        (saved,) = convert({"rencana.xlsx": content}, kind, tmp_path).values()
        read = read_action_list(saved, f"rencana.{kind}")
        assert read.findings == ()
        found = plan_edits(read, PLAN, NOW, TODAY, nothing_earlier)
        assert found.findings == ()
        assert [(edit.row, edit.fields) for edit in found.edits] == [
            (2, ("state",)),
            (3, ("due",)),
            (11, ()),
        ]
        assert found.edits[1].after.due == date(2026, 7, 31)
