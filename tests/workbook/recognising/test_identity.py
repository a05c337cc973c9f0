"""Unit and period as they are proposed from content and file name."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instrument.small import CASES
from tests.workbook.drawn_sheets import arbitrary_sheets
from zi_analytics.workbook.cells import Book, Sheet
from zi_analytics.workbook.recognising.identity import propose_identity

WRITTEN = tomllib.loads((CASES / "workbook" / "identity.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: case["name"])
def test_what_is_proposed(case: dict[str, Any]) -> None:
    sheet = Sheet(case.get("sheet", "LKE ZI"), "visible", case.get("cells", []))
    proposed = propose_identity(Book("xlsx", (sheet,)), case["file"])
    assert proposed == (case["unit"], case["period"])


def test_the_first_sheet_that_names_the_unit_counts() -> None:
    sheets = (
        Sheet("Petunjuk", "visible", [["Unit Kerja:", ""]]),
        Sheet("Unit", "visible", [[None, "Kantor Contoh"], [None, "WBK"]]),
        Sheet("Jawaban", "visible", [["ID", "Penilaian"]]),
    )
    assert propose_identity(Book("xlsx", sheets), "a.xlsx")[0] == "Kantor Contoh"


@given(st.lists(arbitrary_sheets(), max_size=2), st.text(max_size=40))
def test_any_book_and_name(sheets: list[Sheet], name: str) -> None:
    unit, period = propose_identity(Book("xlsx", tuple(sheets)), name)
    assert len(unit) <= 120
    assert period == "" or period[:4].isdigit()
