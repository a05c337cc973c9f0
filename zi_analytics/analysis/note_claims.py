"""What a note says that the answer beside it can contradict: counts, shares, indices, "not yet".

Notes are written freely. Only what is said plainly is taken, and what agrees in any of its
readings is no contradiction.
"""

from __future__ import annotations

import re

_COUNTS = re.compile(
    r"(?<![\d.,/])(\d{1,6})\s+(?:\w+\s+){0,2}?(?:dari|of)\s+"
    r"(?:(?:total|seluruh|jumlah|semua|sebanyak|all)\s+)*(\d{1,6})(?![.,/]?\d)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|persen\b)", re.IGNORECASE)
_INDEX = re.compile(
    r"\b(?:ipak|ipkp|ikm|skm|spak|spkp|spp|indeks|index|nilai|skor|score|rata-rata|mean)\b"
    r"[^\d\n]{0,25}?(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)(?![.,]?\d|\s*(?:%|responden|orang|unsur|/\s*\d{4}))",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"\b(?:skala|scale|rentang|range)\b[^\d\n]{0,12}"
    r"(?:[01]\s*(?:-|–|—|s\.?\s?/?\s?d\.?|sampai|hingga|to|\.\.)\s*(?:dengan\s+)?)?"
    r"(4|5|10|100)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"^\W*(?:belum|blm|not yet|tidak ada|tdk ada|nihil|kosong)\b"
    r"|\b(?:belum|blm)\s+(?:\w+\s+)?(?:ada|tersedia|terlaksana|selesai|sepenuhnya|seluruhnya"
    r"|semua|di\w{4,}|memiliki|mempunyai|punya)\b"
    r"|\b(?:tidak|tdk)\s+(?:tersedia|memiliki|mempunyai|punya|terlaksana)\b",
    re.IGNORECASE,
)
_GOOD_NONE = re.compile(
    r"\b(?:belum|blm|tidak|tdk|nihil)\b[^.;\n]{0,30}"
    r"\b(?:pelanggaran|pengaduan|keluhan|temuan|benturan|gratifikasi|laporan|kasus|konflik"
    r"|aduan|sanksi|hukuman|kendala|masalah|penyimpangan|complaints?|cases?)\b",
    re.IGNORECASE,
)
"""Where having none of it is the good answer."""


def counts_in(note: str) -> tuple[tuple[int, int], ...]:
    """Every "12 dari 20"."""
    return tuple((int(part), int(whole)) for part, whole in _COUNTS.findall(note))


def shares_in(note: str) -> tuple[float, ...]:
    """Every "60 %", as a share of 0 to 1."""
    return tuple(_number(text) / 100 for text in _SHARE.findall(note))


def indices_in(note: str) -> tuple[float, ...]:
    """Every figure that is called an index, a mean or a score."""
    return tuple(_number(text) for text in _INDEX.findall(note))


def scale_in(note: str) -> int | None:
    """The highest figure of the scale that the note names; None where it names none."""
    found = _SCALE.search(note)
    return None if found is None else int(found[1])


def says_not_yet(note: str) -> bool:
    """Whether it says that the thing asked for is not there."""
    return _NOT_YET.search(note) is not None and _GOOD_NONE.search(note) is None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
