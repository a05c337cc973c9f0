"""The quick look and the careful walk see the same cells, or the quick look gives up."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile import books
from tests.hostile.books import Cell, Raw, Styled
from zi_analytics.workbook.opening import ordinary, unusual
from zi_analytics.workbook.opening.loading import load_book
from zi_analytics.workbook.opening.markup import Markup, read_markup
from zi_analytics.workbook.opening.worksheet import Cells

TEXTS = ("satu", "dua & tiga", "")
ERRORS = ("#REF!", "#DIV/0!", "#N/A")
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=8),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.builds(Styled, st.none() | st.integers(0, 40000), st.integers(0, 12)),
    st.sampled_from([Raw('t="s"', f"<v>{number}</v>") for number in range(len(TEXTS))]),
    st.sampled_from([Raw('t="e"', f"<v>{error}</v>") for error in ERRORS]),
    st.sampled_from(
        [
            Raw("", "<f>A1+1</f><v>3.5</v>"),
            Raw("", "<f>A1+1</f>"),
            Raw("", "<f>A1+1</f><v></v>"),
            Raw('t="str"', "<f>A1&amp;B1</f><v>x</v>"),
            Raw('t="str"', "<f>A1</f><v></v>"),
            Raw('s="3" t="n"', "<v>7</v>"),
            Raw('t="n" s="3"', "<v>7</v>"),
            Raw('t="b"', "<v>1</v>"),
            Raw("", '<f t="shared" si="0" ref="A1:B2">A1</f><v>1</v>'),
            Raw('s="2"', ""),
        ]
    ),
)
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=8)


def _both(xml: str) -> tuple[Markup, Cells | None, Cells]:
    markup = read_markup("sheet", xml.encode())
    careful = unusual.walk(markup, "S", len(TEXTS), 13)
    return markup, ordinary.look(markup, len(TEXTS), 13), careful


def _seen(cells: Cells) -> tuple[object, ...]:
    return (
        cells.places.tolist(),
        sorted(cells.strings.tolist()),
        dict(cells.errors),
        cells.without_value,
        {place: formula.text for place, formula in cells.formulas.items()},
        cells.hidden_rows,
        cells.hidden_columns,
        cells.merges,
    )


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_both_looks_see_the_same(rows: list[list[Cell]]) -> None:
    _, quick, careful = _both(books.sheet(rows))
    assert quick is not None
    assert _seen(quick) == _seen(replace(careful, findings=()))
    assert not careful.findings


@settings(max_examples=150, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=4))
def test_sheets_look_the_same_together_and_alone(sheets: list[list[list[Cell]]]) -> None:
    parts = [read_markup("sheet", books.sheet(rows).encode()) for rows in sheets]
    together = ordinary.look_together(parts, len(TEXTS), 13)
    alone = [ordinary.look(part, len(TEXTS), 13) for part in parts]
    assert together is not None
    assert [(_seen(cells), cells.xml) for cells in together] == [
        (_seen(cells), cells.xml) for cells in alone if cells is not None
    ]


@given(ROWS, st.sampled_from(["<!-- --><row", "<x/><row"]))
def test_one_odd_sheet_is_odd_together_with_others(rows: list[list[Cell]], odd: str) -> None:
    plain = read_markup("sheet", books.sheet([["x"]]).encode())
    other = read_markup("sheet", books.sheet([["x"], *rows]).replace("<row", odd, 1).encode())
    assert ordinary.look(other, len(TEXTS), 13) is None
    assert ordinary.look_together([plain, other], len(TEXTS), 13) is None


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_calamine_is_given_neither_empty_cells_nor_formulas(rows: list[list[Cell]]) -> None:
    _, quick, careful = _both(books.sheet([["x"], *rows]))
    assert quick is not None
    assert b"<f" not in quick.xml
    without = len(careful.without_value - careful.errors.keys())
    assert quick.xml.count(b"<c ") == len(quick.places)
    assert len(re.findall(rb"<c [^>]*(?:/>|></c>)", quick.xml)) <= without


@settings(max_examples=150, deadline=None)
@given(ROWS.filter(lambda rows: any(cell is not None for row in rows for cell in row)))
def test_calamine_reads_the_same_from_both(rows: list[list[Cell]]) -> None:
    """Indented, a sheet is walked with care; the book must not differ for it."""
    part = books.sheet([["x"], *rows])
    walked = part.replace("<row", "<!-- --><row")
    texts = books.strings(TEXTS)
    quick, careful = (load_book(books.book(xml, texts=texts), "a.xlsx") for xml in (part, walked))
    have, want = (
        [[None if v == "" else v for v in row] for row in book.sheets[0].rows]
        for book in (quick, careful)
    )
    assert _trimmed(have) == _trimmed(want)
    assert replace(quick.sheets[0], rows=[]) == replace(careful.sheets[0], rows=[])


def _trimmed(rows: list[list[object]]) -> list[list[object]]:
    """Without the blanks at the ends, which an error cell leaves behind or not."""
    cut = [
        row[: max((n for n, v in enumerate(row, 1) if v is not None), default=0)] for row in rows
    ]
    while cut and not cut[-1]:
        cut.pop()
    return cut


@pytest.mark.parametrize(
    "xml",
    [
        '<row r="1"><c r="A1"><v>NaN</v></c></row>',
        '<row r="1"><c r="A1"><v>1e999</v></c></row>',
        '<row r="1"><c r="A1"><v>1e0000000999</v></c></row>',
        '<row r="1"><c r="A1"><v>1_0</v></c></row>',
        '<row r="1"><c r="A1"><v>1.2.3</v></c></row>',
        '<row r="1"><c r="A1"><v>1-2</v></c></row>',
        '<row r="1"><c r="A1"><v>1e</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>3</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c t="s" r="A1"><v>9</v></c></row>',
        '<row r="1"><c r="A1" t="s" s="1"><v>9</v></c></row>',
        "<row r='1'><c r='A1' t='s'><v>9</v></c></row>",
        '<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c></row>',
        '<row r="1"><c r="A1" t="b"><v>2</v></c></row>',
        '<row r="1"><c r="A1" s="99"><v>1</v></c></row>',
        '<row r="1"><c r="A01"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</c></row></v>',
        '<row r="1"><c r="A1"><v><v>1</v></v></c></row>',
        '<row r="1"><x:c r="A1"><v>1</v></x:c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><!-- --></row>',
        '<row r="1"><c r="A1" t="inlineStr"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><is><t>1</t></is></c></row>',
        '<row r="100001"><c r="A100001"><v>1</v></c></row>',
        '<row r="1"><c r="ALM1"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="AAAA1"><v>1</v></c></row>',
        f'<row r="1"><c r="A1" t="str"><v>{"x" * 40000}</v></c></row>',
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 40000}</t></is></c></row>',
    ],
)
def test_quick_look_gives_up(xml: str) -> None:
    part = f'{books.HEAD}<worksheet xmlns="{books.MAIN}"><sheetData>{xml}</sheetData></worksheet>'
    assert ordinary.look(Markup("sheet", part.encode()), len(TEXTS), 13) is None
