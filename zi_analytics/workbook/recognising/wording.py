"""Texts of the sheet made comparable: words without case, accents, punctuation and order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[0-9a-z]+")
ENOUGH = 2_000
"""No heading or question is longer; a novel in a cell is not worth comparing to its end."""
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))


def fold(text: str) -> str:
    """The words of ``text`` in their order, folded: "Pilihan\\nJawaban:" → "pilihan jawaban"."""
    return _fold(text[:ENOUGH])


def words(text: str) -> frozenset[str]:
    """The distinct words of ``text`` with two letters or more; order and repetition are lost."""
    return _words(text[:ENOUGH])


@lru_cache(maxsize=20_000)
def _fold(text: str) -> str:
    folded = _comparable(text)
    return " ".join(WORD.findall(folded)) or folded.strip()


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(_comparable(text)) if len(word) > 1)


def _comparable(text: str) -> str:
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKC", text.translate(UNSEEN)).casefold()


def typed(text: str) -> str:
    """What a person sees of a typed text: single spaces, nothing invisible, none at the ends."""
    return " ".join(text.translate(UNSEEN).split())


def as_text(value: object) -> str:
    """A cell's value as a person would read it: 3.0 is "3", an empty cell is ""."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
