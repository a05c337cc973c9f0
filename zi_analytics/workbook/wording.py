"""Texts of the sheet made comparable: words without case, accents, punctuation and order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[0-9a-z]+")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The words of ``text`` in their order, folded: "Pilihan\\nJawaban:" → "pilihan jawaban"."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(WORD.findall(plain)) or plain.strip()


@lru_cache(maxsize=20_000)
def words(text: str) -> frozenset[str]:
    """The distinct words of ``text`` with two letters or more; order and repetition are lost."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return frozenset(word for word in WORD.findall(plain) if len(word) > 1)


def as_text(value: object) -> str:
    """A cell's value as a person would read it: 3.0 is "3", an empty cell is ""."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.strip() if isinstance(value, str) else str(value)
