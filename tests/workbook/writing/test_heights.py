"""Rows high enough for their texts."""

from __future__ import annotations

import pytest

from zi_analytics.workbook.writing.heights import height, lines


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 100, 1),
        ("a", 100, 1),
        ("a\nb\nc", 100, 3),
        ("satu dua tiga empat lima", 1000, 1),
        # Of 8 points "nnnnnnnnnn" is some 57 pixels wide: one word a line, then two.
        ("nnnnnnnnnn nnnnnnnnnn nnnnnnnnnn", 75, 3),
        ("nnnnnnnnnn nnnnnnnnnn nnnnnnnnnn", 150, 2),
    ],
)
def test_lines_break_between_words(text: str, width: float, expected: int) -> None:
    assert lines(text, width, 8) == expected


def test_the_text_with_most_lines_decides() -> None:
    short, long = ("a", 100, 9), ("a\nb\nc\nd", 100, 8)
    assert height([short, long]) == height([long]) > height([short]) == 14
