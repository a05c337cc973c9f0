"""Addresses and numbers read for all cells at once are those that Python reads one by one."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from zi_analytics.workbook.opening.byte_columns import (
    Bytes,
    read_numbers,
    read_places,
    read_whole_numbers,
    windows,
)

ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
NUMBER = re.compile(r"[1-9][0-9]{0,6}")
WHOLE = re.compile(r"[0-9]{1,7}")
ODD = st.text("ABZa019$ ", max_size=14)
ADDRESSES = st.lists(st.from_regex(ADDRESS, fullmatch=True) | ODD, max_size=12)
NUMBERS = st.lists(st.from_regex(WHOLE, fullmatch=True) | ODD, max_size=12)


def spans(texts: list[str], lead: str, end: str) -> tuple[Bytes, np.ndarray, np.ndarray]:
    """The texts one after another, and where each of them begins and ends."""
    written, begins, ends = b"", [], []
    for text in texts:
        written += lead.encode()
        begins.append(len(written))
        written += text.encode()
        ends.append(len(written))
        written += end.encode()
    places = np.array(begins, dtype=np.intp), np.array(ends, dtype=np.intp)
    return np.frombuffer(written, dtype=np.uint8), *places


def of_letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


@settings(max_examples=200, deadline=None)
@given(ADDRESSES)
def test_the_address_of_a_cell(texts: list[str]) -> None:
    lead = '<c r="'
    data, begins, _ = spans(texts, lead, '"/>')
    rows, columns, quotes = read_places(data, begins - len(lead), b"c")
    for place, text in enumerate(texts):
        found = ADDRESS.fullmatch(text)
        expected = (int(found[2]), of_letters(found[1])) if found else (-1, -1)
        assert (rows[place], columns[place]) == expected
        if found:
            assert quotes[place] == begins[place] + len(text)


@settings(max_examples=200, deadline=None)
@given(NUMBERS)
def test_the_number_of_a_row(texts: list[str]) -> None:
    lead = '<row r="'
    data, begins, _ = spans(texts, lead, '">')
    rows, columns, _ = read_places(data, begins - len(lead), b"row")
    expected = [int(text) if NUMBER.fullmatch(text) else -1 for text in texts]
    assert rows.tolist() == expected
    assert columns.tolist() == [-1 if row < 0 else 0 for row in expected]


def test_another_tag_has_no_address() -> None:
    data = np.frombuffer(b'<d r="A1"/><c s="A1"/><c r=\'A1\'/><c r="A1"/>', dtype=np.uint8)
    rows, _, _ = read_places(data, np.flatnonzero(data == ord("<")), b"c")
    assert rows.tolist() == [-1, -1, -1, 1]


@settings(max_examples=200, deadline=None)
@given(NUMBERS)
def test_whole_numbers_between_two_places_and_up_to_a_quote(texts: list[str]) -> None:
    data, begins, ends = spans(texts, "<v>", '"')
    expected = [int(text) if WHOLE.fullmatch(text) else -1 for text in texts]
    assert read_whole_numbers(data, begins, ends).tolist() == expected
    assert read_whole_numbers(data, begins, None).tolist() == expected


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.integers(), max_size=8))
def test_numbers_as_programs_write_them(numbers: list[float]) -> None:
    texts = [repr(number) for number in numbers]
    data, begins, ends = spans(texts, "<v>", "</v>")
    assert read_numbers(data, begins, ends) == all(len(text) <= 25 for text in texts)


@given(st.binary(min_size=1, max_size=30), st.integers(1, 14), st.data())
def test_windows_end_in_zeros(content: bytes, width: int, data: st.DataObject) -> None:
    begins = data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6))
    seen = windows(np.frombuffer(content, np.uint8), np.array(begins, dtype=np.intp), width)
    for begin, column in zip(begins, seen.T, strict=True):
        assert column.tobytes() == content[begin : begin + width].ljust(width, b"\0")
