"""Names that are almost the same: offered as one unit, never taken for one.

Names that differ in a number, a point of the compass or the kind of unit are different units
however alike they look, and are not even asked about: "SDN 1" and "SDN 11", "Puskesmas I" and
"Puskesmas II", "Kelurahan Kali Timur" and "Kelurahan Kali Barat".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from zi_analytics.store.names import match_key

ALMOST = 84.0
"""From here on (0 to 100) two names are worth asking about: "Kel. Sapuro", "Kelurahan Sapuro"."""

_SHORT = {
    "kel": "kelurahan",
    "kec": "kecamatan",
    "pkm": "puskesmas",
    "ds": "desa",
    "disdik": "dinas pendidikan",
    "dinkes": "dinas kesehatan",
    "rs": "rumah sakit",
}
_KINDS = frozenset({
    "kelurahan", "kecamatan", "puskesmas", "desa", "dinas", "badan", "kantor", "sekretariat",
    "inspektorat", "rsud", "uptd", "upt", "sd", "sdn", "smp", "smpn", "sma", "sman", "smk", "smkn",
    "polres", "polsek", "samsat", "lapas", "rutan", "balai", "loka",
})  # fmt: skip
_APART = frozenset({
    "timur", "barat", "utara", "selatan", "tengah", "kidul", "lor", "wetan", "kulon", "kaler",
    "hilir", "hulu", "atas", "bawah", "baru", "lama", "dalam", "luar", "besar", "kecil",
})  # fmt: skip
_NUMBERS = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh"
_COUNTED = {word: number for number, word in enumerate(_NUMBERS.split(), start=1)}
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_WORD = re.compile(r"[0-9]+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: ``telling`` are the words that make it another unit's name."""

    words: str
    kinds: frozenset[str]
    telling: tuple[str, ...]


class KnownNames:
    """Names that another one may be nearly the same as; made once for many questions."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_telling: dict[tuple[str, ...], tuple[list[str], list[_Name]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Know one more."""
        apart = _taken_apart(name)
        names, all_apart = self._by_telling.setdefault(apart.telling, ([], []))
        names.append(name)
        all_apart.append(apart)

    def nearest(self, name: str) -> str | None:
        """The name that comes nearest to ``name`` and may be the same unit's; None for none."""
        own = _taken_apart(name)
        names, apart = self._by_telling.get(own.telling, ([], []))
        if not own.words:
            return None
        near = process.extract(
            own.words,
            [other.words for other in apart],
            scorer=fuzz.ratio,
            score_cutoff=ALMOST,
            limit=None,
        )
        return next((names[at] for _, _, at in near if _kinds_agree(own, apart[at])), None)


def _kinds_agree(one: _Name, other: _Name) -> bool:
    return one.kinds == other.kinds or not one.kinds or not other.kinds


@lru_cache(maxsize=20_000)
def _taken_apart(name: str) -> _Name:
    """The words of a name without its kind, abbreviations written out, in a fixed order."""
    given = (_SHORT.get(word, word) for word in _WORD.findall(match_key(name)))
    words = [word for text in given for word in text.split()]
    kinds = frozenset(words) & _KINDS
    telling = sorted(filter(None, map(_telling, words)))
    return _Name(" ".join(sorted(w for w in words if w not in _KINDS)), kinds, tuple(telling))


def _telling(word: str) -> str:
    """What a word says that no other may stand for: its number, its direction; "" for the rest."""
    if word.isdecimal():
        return str(int(word))
    if word in _COUNTED:
        return str(_COUNTED[word])
    if _ROMAN.fullmatch(word):
        return str(_roman(word))
    return word if word in _APART or len(word) == 1 else ""


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
