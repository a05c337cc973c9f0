"""Formulas as Excel computes them, and what a formula refers to."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instrument.small import CASES
from zi_analytics.workbook.cells import Book, Sheet
from zi_analytics.workbook.reconciling.following import MOST_CELLS, Follower
from zi_analytics.workbook.reconciling.formulas import (
    UnknownFormulaError,
    formulas_of,
    referenced,
    tokenize,
)
from zi_analytics.workbook.reconciling.functions import CellError

FILE: dict[str, Any] = tomllib.loads((CASES / "workbook" / "formulas.toml").read_text("utf-8"))
STORED = 42.0
PLACE = ("LKE", 20, 1)


def book(**formulas: str) -> Book:
    """The cells of the case file, with ``formulas`` in column A (``A20="A1+1"``)."""
    rows: list[list[Any]] = [[FILE["cells"].get(f"A{row}")] for row in range(1, 9)]
    rows += [[STORED] for _ in range(9, 200)]
    places = {(int(name[1:]), 1): text for name, text in formulas.items()}
    return Book(
        "xlsx",
        (
            Sheet(
                "LKE",
                "visible",
                rows,
                errors={(7, 1): "#DIV/0!"},
                formulas={(3, 1): '""', **places},
            ),
            Sheet("Rekap", "visible", [[None, 10.0]]),
            Sheet("Lembar 2", "visible", [[], [], [None, None, 7.0]]),
        ),
    )


def follow(formula: str, **others: str) -> Any:
    whole = book(A20=formula, **others)
    places = frozenset(("LKE", int(name[1:]), 1) for name in ("A20", *others))
    return Follower(whole, formulas_of(whole), places).value(PLACE)


@pytest.mark.parametrize(("formula", "value"), FILE["gives"].items())
def test_what_a_formula_gives(formula: str, value: Any) -> None:
    if isinstance(value, str) and value.startswith("#"):
        with pytest.raises(CellError, match=re.escape(value)):
            follow(formula)
        return
    found = follow(formula)
    assert type(found) is type(value)
    assert found == (pytest.approx(value) if isinstance(value, float) else value)


@pytest.mark.parametrize(("formula", "error"), FILE["errors"].items())
def test_what_comes_to_an_error(formula: str, error: str) -> None:
    with pytest.raises(CellError, match=re.escape(error)):
        follow(formula)


@pytest.mark.parametrize("formula", FILE["stored"]["not_followed"])
def test_what_is_not_followed_counts_as_stored(formula: str) -> None:
    assert follow(formula) == STORED


def test_formulas_rest_on_formulas() -> None:
    assert follow("A21+1", A21="A22*2", A22="SUM(A1:A2)") == 16.0


def test_only_the_cells_asked_for_are_computed_anew() -> None:
    whole = book(A20="A21+1", A21="1+1")
    assert Follower(whole, formulas_of(whole), frozenset({PLACE})).value(PLACE) == STORED + 1


def test_an_error_below_is_an_error_above_however_often_it_is_asked() -> None:
    with pytest.raises(CellError, match="#DIV/0!"):
        follow("IFERROR(A21,0)+A21", A21="A1/0")


def test_formulas_that_refer_to_each_other_end() -> None:
    assert isinstance(follow("A21+A21", A21="A20+A20"), float)
    assert follow("A20") == STORED


def test_brackets_without_end_are_not_followed() -> None:
    assert follow("(" * 500 + "1" + ")" * 500) == STORED
    assert follow("-" * 1500 + "1") == 1.0
    assert follow("1+" * 2500 + "1") == STORED


def test_ranges_over_ranges_are_given_up() -> None:
    chain = {f"A{row}": "SUM(A30:A199)*" * 9 + "1" for row in range(30, 60)}
    whole = book(A20="SUM(A30:A59)", **chain)
    follower = Follower(whole, formulas_of(whole), frozenset(formulas_of(whole)))
    follower.value(PLACE)
    assert follower._left < MOST_CELLS


@given(st.text("SUMIFAVERGE(A1:B2)+-*/,;&=<>\"'!#%{}[] 0.9", max_size=40))
def test_any_formula_is_followed_or_taken_as_stored(formula: str) -> None:
    try:
        found = follow(formula)
    except CellError as error:
        found = str(error)
    assert not isinstance(found, str) or found.startswith("#") or formula.count('"') > 1


@pytest.mark.parametrize(
    ("formula", "places"),
    [
        ("A1", {("LKE", 1, 1)}),
        ("SUM($B$2:C3)", {("LKE", 2, 2), ("LKE", 2, 3), ("LKE", 3, 2), ("LKE", 3, 3)}),
        ("AVERAGE(L8,L10)*H7", {("LKE", 8, 12), ("LKE", 10, 12), ("LKE", 7, 8)}),
        ("Rekap!B1+'Lembar 2'!C3", {("Rekap", 1, 2), ("Lembar 2", 3, 3)}),
        ("'Wali''s'!A1", {("Wali's", 1, 1)}),
        ("C3:B2", {("LKE", 2, 2), ("LKE", 2, 3), ("LKE", 3, 2), ("LKE", 3, 3)}),
        ('IF(K8="A1:A3",1,0)', {("LKE", 8, 11)}),
        ("#REF!+A:A+Nama", set()),
        ('"', set()),
    ],
)
def test_what_a_formula_refers_to(formula: str, places: set[tuple[str, int, int]]) -> None:
    assert referenced(formula, "LKE") == places


def test_a_broken_formula_is_unknown() -> None:
    with pytest.raises(UnknownFormulaError):
        tokenize("SUM(A1))")
