"""Whatever the bytes are: a book or a Refused with a known reason, and nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile import books
from tests.hostile.archives import zipped
from tests.hostile.outcome import code_of, outcome
from zi_analytics.finding_kinds import KINDS
from zi_analytics.findings import Severity
from zi_analytics.workbook.cells import Book
from zi_analytics.workbook.child import Children
from zi_analytics.workbook.opening.loading import load_book

STARTS = (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml ", b"\xef\xbb\xbf")
NAMES = st.sampled_from(["a.xlsx", "a.xls", "a.ods", "a.xlsb", "a", "../a.xlsx"])
SMALL = books.parts([books.sheet([["Unit", 1.5], ["Nilai", 3.75]])], ["S"])
MARKUP = st.lists(
    st.sampled_from(
        [
            *("<row>", '<row r="3">', "</row>", '<c r="B3">', '<c t="s">', "</c>", "<v>1</v>"),
            *(
                "<v>",
                "</v>",
                "<f>A1</f>",
                "<f/>",
                "<is><t>x</t></is>",
                "<t>",
                "&amp;",
                "&x;",
                "<!-- -->",
            ),
            *("</sheetData>", "<sheetData>", '<c r="XFD1048576"><v>2</v></c>', " ", ">", "/>", '"'),
            *('<c r="A3" t="e"><v>#N/A</v></c>', '<c r="C3" s="9"><v>NaN</v></c>', "<![CDATA[<]]>"),
        ]
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    with Children() as pool:
        yield pool


def _load(children: Children, data: bytes, name: str = "a.xlsx") -> Book | None:
    result = outcome(children, load_book, data, name)
    code = code_of(result)
    assert not code or KINDS[code].severity is Severity.REFUSED
    assert code != "file-not-safe-to-read"
    return None if code else result


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=2000), NAMES)
def test_any_bytes(children: Children, start: bytes, rest: bytes, name: str) -> None:
    _load(children, start + rest, name)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(SMALL)), st.binary(max_size=300))
def test_any_part(children: Children, part: str, content: bytes) -> None:
    _load(children, zipped({**SMALL, part: content}.items(), zipfile.ZIP_STORED))


@settings(max_examples=300, deadline=None)
@given(MARKUP)
def test_any_markup_among_the_cells(children: Children, pieces: list[str]) -> None:
    sheet = str(SMALL[books.SHEET_1]).replace("</sheetData>", "".join(pieces) + "</sheetData>")
    parts = {**SMALL, books.SHEET_1: sheet}
    book = _load(children, zipped(parts.items(), zipfile.ZIP_STORED))
    if book is not None:
        assert book.sheets[0].rows[0][0] == "Unit" or book.findings
