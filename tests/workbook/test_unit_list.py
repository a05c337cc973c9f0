"""Lists of units as offices type them, read by their headings."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from zi_analytics.findings import Refused
from zi_analytics.workbook.cells import Book, Sheet
from zi_analytics.workbook.unit_list import find_units

CASES = Path(__file__).parents[1] / "cases" / "unit_lists.toml"
FACTS = ("row", "name", "code", "kind", "parent", "is_active", "also_called")


def cases() -> list[dict[str, Any]]:
    return tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]


def book(text: str) -> Book:
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    return Book("xlsx", (Sheet("Kosong", "visible", []), Sheet("Daftar", "visible", rows)))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_a_list_is_read_as_it_is_meant(case: dict[str, Any]) -> None:
    if "refused" in case:
        with pytest.raises(Refused) as caught:
            find_units(book(case["sheet"]))
        assert caught.value.finding.code == case["refused"]
        return
    found = find_units(book(case["sheet"]))
    assert [[f.code, f.cell] for f in found.findings] == case.get("findings", [])
    expected = [
        {"kind": None, "parent": None, "is_active": None, "also_called": []} | unit
        for unit in case["units"]
    ]
    assert [
        {fact: getattr(row, fact) for fact in FACTS} | {"also_called": list(row.also_called)}
        for row in found.rows
    ] == expected
