"""Which units can stand beside one's own, question by question, and why others cannot."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zi_analytics.analysis.field import Field, best, nearest

MOST = 3
"""Units beside one's own: more can neither be read nor told apart."""
NEAREST = 3
BEST = 2


class Reason(StrEnum):
    """Why a unit is not compared."""

    NOT_ASSESSED = "not_assessed"
    OTHER_INSTRUMENT = "other_instrument"
    OTHER_KIND = "other_kind"


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Units worth looking at beside one's own (codes): nearest in total, and the best."""

    nearest: tuple[str, ...]
    best: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The units that were asked for: those that can be compared, and why the others cannot."""

    fit: tuple[str, ...]
    unfit: tuple[tuple[str, Reason], ...]


def suggestions(like: Field, own: str, taken: Collection[str] = ()) -> Suggestions:
    """Whom to look at among ``like``, which are comparable; without those that are ``taken``."""
    near = nearest(like, own, NEAREST + len(taken))
    top = best(like, own, BEST + len(taken))
    kept = tuple(code for code in near if code not in taken)[:NEAREST]
    return Suggestions(
        kept, tuple(code for code in top if code not in taken and code not in kept)[:BEST]
    )


def sort_out(
    asked: Sequence[str], everyone: Field, like: Collection[str] | None, instrument: str
) -> Sorted:
    """Divide ``asked``: ``everyone`` was assessed in the period, ``like`` are of the kind.

    ``like`` is None where the kind does not matter.
    """
    fit: list[str] = []
    unfit: list[tuple[str, Reason]] = []
    for code in asked:
        place = everyone.place_of(code)
        if place is None:
            unfit.append((code, Reason.NOT_ASSESSED))
        elif like is not None and code not in like:
            unfit.append((code, Reason.OTHER_KIND))
        elif everyone.instruments[place] != instrument:
            unfit.append((code, Reason.OTHER_INSTRUMENT))
        else:
            fit.append(code)
    return Sorted(tuple(fit), tuple(unfit))
