"""Every hostile and odd file, through the child: refused with its reason, named, or read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import worksheet
from tests.hostile.case import Case
from tests.hostile.collection import all_cases
from tests.hostile.outcome import outcome
from zi_analytics.finding_kinds import KINDS
from zi_analytics.findings import Finding, Refused, Severity
from zi_analytics.workbook.cells import Book
from zi_analytics.workbook.child import Children
from zi_analytics.workbook.opening.loading import load_book

QUIET = {"format-without-formulas"}
"""What is said of every file of its kind, whatever is in it."""


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    with Children() as pool:
        yield pool


def _codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: f"{case.category}-{case.name}")
def test_hostile_file(case: Case, children: Children) -> None:
    result = outcome(children, load_book, case.data, case.name)
    if isinstance(result, Refused):
        code = result.finding.code
        assert KINDS[code].severity is Severity.REFUSED
        assert code != "file-not-safe-to-read", result.finding
        assert case.expect in ("reject", "either") or "*" in case.codes, result.finding
        assert case.expect != "reject" or code in case.codes
        return
    assert case.expect != "reject", result.findings
    codes = _codes(result.findings)
    assert codes <= KINDS.keys()
    assert all(KINDS[code].severity is not Severity.REFUSED for code in codes)
    if case.judged != "cells":
        assert not codes - QUIET
    elif case.expect == "warn":
        assert codes & set(case.codes)
    elif case.expect == "accept":
        assert not codes - QUIET
    _check_cells(case, result)


def _check_cells(case: Case, book: Book) -> None:
    """The sheet has the clean worksheet's cells, but for those that the case names."""
    sheet = next((s for s in book.sheets if s.name == worksheet.SHEET), None)
    assert sheet is not None or not (case.same or case.cells)
    if sheet is None:
        return
    clean: list[list[Any]] = list(worksheet.rows()) if case.same else []
    for row, (have, want) in enumerate(itertools.zip_longest(sheet.rows, clean, fillvalue=[]), 1):
        for column, (value, wanted) in enumerate(itertools.zip_longest(have, want), 1):
            if (row, column) in case.cells:
                wanted = case.cells[row, column]
            elif row > len(clean) or column > len(clean[0]):
                continue
            assert _same(value, wanted), (row, column, value, wanted)


def _same(value: Any, wanted: Any) -> bool:
    if value in (None, ""):
        return wanted in (None, "")
    return bool(value == wanted) and isinstance(value, bool) == isinstance(wanted, bool)


def test_no_kind_is_lost() -> None:
    kinds = (Path(__file__).parent / "kinds.txt").read_text("utf-8").split()
    assert sorted(f"{case.category}-{case.name}" for case in all_cases()) == kinds
    assert {case.expect for case in all_cases()} == {"accept", "warn", "reject", "either"}
