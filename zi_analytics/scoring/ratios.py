"""The value of a ratio from its counted inputs (90/2021, Lampiran III, column Penjelasan)."""

from __future__ import annotations

from collections.abc import Mapping

from zi_analytics.instrument import Ratio


def ratio_value(ratio: Ratio, counts: Mapping[str, float | None]) -> float | None:
    """The value 0 to 1 of ``ratio`` from ``counts`` by code (None = not filled).

    None when it cannot be computed: a count it needs is not filled or below 0, or the
    denominator is 0. Of a denominator with several parts the filled ones are added; one must be.
    """
    part = _sum([counts.get(code) for code in ratio.part])
    whole = _sum([counts.get(code) for code in ratio.whole])
    if part is None or whole is None:
        return None
    if ratio.rule == "fall":
        if whole == 0:
            return 1.0 if part == 0 else None
        return max((whole - part) / whole, 0.0)
    if whole == 0:
        return None
    return min(part / whole, 1.0)


def _sum(counts: list[float | None]) -> float | None:
    filled = [count for count in counts if count is not None]
    if not filled or any(count < 0 for count in filled):
        return None
    return sum(filled)
