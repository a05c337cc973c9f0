"""Names that are almost the same: offered as one unit, never taken for one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from zi_analytics.store.names import match_key

ALMOST = 84.0
"""From here on (0 to 100) two names are worth asking about: "Kel. Sapuro", "Kelurahan Sapuro"."""

_SHORT = {"kel": "kelurahan", "kec": "kecamatan", "pkm": "puskesmas", "ds": "desa"}


def most_similar(name: str, known: Iterable[str]) -> str | None:
    """The name in ``known`` that is almost ``name``.

    None where one of them is the same name in another spelling, or none comes near.
    """
    names = list(known)
    key = match_key(name)
    if not key or any(match_key(other) == key for other in names):
        return None
    near = process.extractOne(
        name, names, scorer=fuzz.token_sort_ratio, processor=_plain, score_cutoff=ALMOST
    )
    return None if near is None else str(near[0])


def _plain(name: str) -> str:
    """Without dots and hyphens, and with the usual abbreviations written out."""
    words = re.sub(r"\W+", " ", match_key(name)).split()
    return " ".join(_SHORT.get(word, word) for word in words)
