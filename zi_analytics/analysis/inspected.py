"""Doubts joined with what people found when they looked into them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zi_analytics.analysis.doubts import Doubt
from zi_analytics.store import Doubted, Inspection


class Validity(StrEnum):
    """What has become of an inspection."""

    HOLDS = "holds"
    CHANGED = "changed"
    """What stands there now is not what was inspected."""
    SETTLED = "settled"
    """There is nothing to doubt any more."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Kept:
    """An inspection with what has become of it, and the doubt as it is now."""

    inspection: Inspection
    validity: Validity
    doubt: Doubt | None


@dataclass(frozen=True, slots=True)
class Joined:
    """``open`` are the doubts that nobody has looked into as they stand now, each with the
    inspection of what stood there before, if there was one; ``kept`` are all inspections, the
    newest first."""

    open: tuple[tuple[Doubt, Inspection | None], ...]
    kept: tuple[Kept, ...]

    @property
    def doubtful(self) -> frozenset[str]:
        """The questions with an open doubt."""
        return frozenset(doubt.question.code for doubt, _ in self.open)


def join(
    doubts: Sequence[Doubt],
    inspections: Sequence[Inspection],
    also: Collection[Doubted] = frozenset(),
) -> Joined:
    """Join ``doubts`` with all ``inspections`` of the assessment, oldest first.

    ``also`` are doubts that lower no number, such as the same answers in another unit.
    """
    now = {(doubt.doubted.question, doubt.doubted.kind): doubt for doubt in doubts}
    kept = tuple(_keep(one, now, also) for one in reversed(inspections))
    settled = {one.doubt.doubted for one in kept if one.doubt and one.validity is Validity.HOLDS}
    before = {
        (one.inspection.doubted.question, one.inspection.doubted.kind): one.inspection
        for one in reversed(kept)
        if one.validity is Validity.CHANGED
    }
    return Joined(
        tuple(
            (doubt, before.get((doubt.doubted.question, doubt.doubted.kind)))
            for doubt in doubts
            if doubt.doubted not in settled
        ),
        kept,
    )


def _keep(one: Inspection, now: Mapping[tuple[str, str], Doubt], also: Collection[Doubted]) -> Kept:
    doubt = now.get((one.doubted.question, one.doubted.kind))
    if not one.holds:
        return Kept(one, Validity.WITHDRAWN, doubt)
    if one.doubted in also:
        return Kept(one, Validity.HOLDS, None)
    if any(other.kind == one.doubted.kind for other in also):
        return Kept(one, Validity.CHANGED, None)
    if doubt is None:
        return Kept(one, Validity.SETTLED, None)
    same = doubt.doubted == one.doubted
    return Kept(one, Validity.HOLDS if same else Validity.CHANGED, doubt)
