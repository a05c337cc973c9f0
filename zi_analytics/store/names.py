"""Names as people write them: what makes two of them the same, and the code made from one."""

from __future__ import annotations

import re
import unicodedata

from zi_analytics.store.errors import StoreError

ASSESSORS = ("unit", "tpi", "tpi2", "tpn")
_PERIOD = re.compile(r"(\d{4})(?:-B(0[1-9]|1[0-2]))?")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LONGEST_NAME = 300
_LONGEST_CODE = 60


def clean(text: str) -> str:
    """``text`` in one line, without invisible characters and surplus spaces."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    seen = "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN)
    return " ".join(seen.split())[:_LONGEST_NAME].rstrip()


def match_key(name: str) -> str:
    """What two spellings of the same name have in common: width, case, spaces do not count."""
    folded = unicodedata.normalize("NFKC", clean(unicodedata.normalize("NFKC", name))).casefold()
    return clean(unicodedata.normalize("NFKC", folded))


def code_from(name: str, taken: frozenset[str] = frozenset()) -> str:
    """A code for ``name``: small Latin letters, digits and hyphens, not one of ``taken``."""
    latin = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", latin))[:_LONGEST_CODE].strip("-") or "unit"
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


def period_order(period: str) -> tuple[int, int]:
    """Sorts periods by time; a whole year is its last state and comes after its quarters."""
    year, month = split_period(period)
    return year, month or 13


def split_period(period: str) -> tuple[int, int | None]:
    """Year and month of "2025-B06"; the month is None for a whole year.

    Raises StoreError ``store-period-unknown`` for anything else.
    """
    found = _PERIOD.fullmatch(period)
    if found is None or not period.isascii():
        raise StoreError("store-period-unknown", period=clean(period)[:40])
    return int(found[1]), None if found[2] is None else int(found[2])
