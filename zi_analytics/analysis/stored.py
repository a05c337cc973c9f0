"""Everything stored as one table with scores, and who has not handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
import pandas as pd

from zi_analytics.instrument import Instrument
from zi_analytics.scoring import judge_many, score
from zi_analytics.store import Store

KEYS = ["unit", "period", "assessor"]


class Condition(StrEnum):
    """What an assessment has reached or lacks."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    INCOMPLETE = "incomplete"
    LITTLE_EVIDENCE = "little_evidence"


LITTLE = 0.5
"""Less than half of the answers with something in the evidence column."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which assessments to look at; an empty field leaves all of them in.

    ``under`` is the code of a unit: it and those below it. ``text`` stands in the unit's name.
    """

    period: str = ""
    assessor: str = ""
    kind: str = ""
    tier: int | None = None
    under: str = ""
    condition: Condition | None = None
    text: str = ""


class Order(StrEnum):
    """By what the table is sorted."""

    UNIT = "unit"
    LOWEST = "lowest"
    HIGHEST = "highest"
    NEWEST = "newest"
    OLDEST = "oldest"


def list_stored(store: Store, instruments: dict[str, Instrument]) -> pd.DataFrame:
    """Every current assessment: the columns of :meth:`Store.assessments` and more.

    ``total`` (points, 0 to 100, NaN where the content is damaged), ``reached`` (the code of the
    highest predicate passed, "" for none), ``undecided`` (of the highest that hangs only on limits
    which the worksheet does not show), ``complete`` and ``evidenced`` (shares, 0 to 1: usable
    answers, and answers with something in the evidence column; NaN where the worksheet has none),
    ``parent``, ``tier``, ``is_active``.
    """
    frame = store.assessments()
    scored = [
        _score(store, instrument)
        for id_, instrument in instruments.items()
        if (frame["instrument"] == id_).any()
    ]
    if scored:
        frame = frame.merge(pd.concat(scored), on=KEYS, how="left", validate="one_to_one")
    else:
        frame = frame.assign(total=np.nan, reached="", undecided="")
    frame["reached"] = frame["reached"].fillna("")
    frame["undecided"] = frame["undecided"].fillna("")
    number_of = {id_: float(len(one.counts)) for id_, one in instruments.items()}
    counts = frame["instrument"].map(number_of).astype(float).fillna(0.0)
    frame["complete"] = frame["answered"] / frame["questions"]
    frame["evidenced"] = _evidenced(frame, counts, instruments)
    units = store.units()[["code", "parent", "tier", "is_active"]].rename(columns={"code": "unit"})
    return frame.merge(units, on="unit", how="left", validate="many_to_one")


def _evidenced(
    frame: pd.DataFrame, counts: pd.Series, instruments: dict[str, Instrument]
) -> pd.Series:
    shares = frame["with_evidence"] / (frame["questions"] + counts)
    short = [id_ for id_, one in instruments.items() if not one.asks_questions]
    shares = shares.mask(frame["instrument"].isin(short))
    # Assessors look at the evidence that the unit names in its own column.
    own = pd.DataFrame({**{key: frame[key] for key in KEYS[:2]}, "own": shares})
    own = own[frame["assessor"] == "unit"]
    of_unit = frame[KEYS[:2]].merge(own, on=KEYS[:2], how="left")["own"]
    of_unit.index = frame.index
    judged = (frame["assessor"] != "unit") & (frame["with_evidence"] == 0)
    return shares.mask(judged & of_unit.notna(), of_unit)


def _score(store: Store, instrument: Instrument) -> pd.DataFrame:
    stored = store.load_values(instrument.id)
    points = score(instrument, stored.values)
    reached = np.full(len(points), "", dtype=object)
    undecided = np.full(len(points), "", dtype=object)
    for judged in judge_many(instrument, points):
        reached[judged.passed] = judged.predicate.code
        undecided[judged.undecided] = judged.predicate.code
    columns = {
        "unit": stored.units,
        "period": stored.periods,
        "assessor": stored.assessors,
        "total": points[:, 0],
        "reached": reached,
        "undecided": undecided,
    }
    return pd.DataFrame(columns)


def choose(stored: pd.DataFrame, units: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """The rows of :func:`list_stored` that ``choice`` leaves in.

    ``units`` is :meth:`Store.units`.
    """
    kept = pd.Series(True, index=stored.index)
    for column in ("period", "assessor"):
        wanted = getattr(choice, column)
        if wanted:
            kept &= stored[column] == wanted
    kept &= _of_units(stored, stored["unit"], stored["unit_name"], units, choice)
    if choice.condition is not None:
        kept &= _MEANS[choice.condition](stored)
    return stored[kept]


def _of_units(
    frame: pd.DataFrame, codes: pd.Series, names: pd.Series, units: pd.DataFrame, choice: Choice
) -> pd.Series:
    kept = pd.Series(True, index=frame.index)
    if choice.kind:
        kept &= frame["kind"] == choice.kind
    if choice.tier is not None:
        kept &= frame["tier"] == choice.tier
    if choice.under:
        kept &= codes.isin(below(units, choice.under))
    if choice.text:
        kept &= names.str.contains(choice.text, case=False, regex=False)
    return kept


_MEANS = {
    Condition.REACHED: lambda frame: frame["reached"] != "",
    Condition.NOT_REACHED: lambda frame: frame["reached"] == "",
    Condition.INCOMPLETE: lambda frame: frame["complete"] < 1,
    Condition.LITTLE_EVIDENCE: lambda frame: frame["evidenced"] < LITTLE,
}
_SORTED = {
    Order.UNIT: (["unit_name", "period", "assessor"], True),
    Order.LOWEST: (["total", "unit_name"], True),
    Order.HIGHEST: (["total", "unit_name"], False),
    Order.NEWEST: (["saved_at", "unit_name"], False),
    Order.OLDEST: (["saved_at", "unit_name"], True),
}


def sort(stored: pd.DataFrame, order: Order) -> pd.DataFrame:
    """The same rows in another order; what has no total comes last."""
    columns, ascending = _SORTED[order]
    return stored.sort_values(columns, ascending=ascending, na_position="last", kind="stable")


def age_in_days(stored: pd.DataFrame, now: datetime) -> pd.Series:
    """Whole days since each row was stored."""
    days: pd.Series = (pd.Timestamp(now) - stored["saved_at"]).dt.days.clip(lower=0)
    return days


def missing_units(units: pd.DataFrame, stored: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """The active units of ``choice`` with nothing stored for its period and assessor.

    Without an assessor those that nobody has assessed. ``units`` is :meth:`Store.units`,
    ``stored`` :func:`list_stored`; the result has the columns of ``units``. A unit that only has
    others below it and never handed in is not waited for.
    """
    at_hand = stored["period"] == choice.period
    if choice.assessor:
        at_hand &= stored["assessor"] == choice.assessor
    is_above = units["code"].isin(units["parent"].dropna()) & (units["assessments"] == 0)
    handed_in = units["code"].isin(stored[at_hand]["unit"])
    waited_for = units[units["is_active"] & ~is_above & ~handed_in]
    return waited_for[
        _of_units(waited_for, waited_for["code"], waited_for["name"], units, choice)
    ].reset_index(drop=True)


def below(units: pd.DataFrame, code: str) -> set[str]:
    """The unit ``code`` and every unit below it."""
    children: dict[str, list[str]] = {}
    for child, parent in zip(units["code"], units["parent"], strict=True):
        if pd.notna(parent):
            children.setdefault(str(parent), []).append(str(child))
    found, waiting = {code}, [code]
    while waiting:
        more = children.get(waiting.pop(), [])
        found.update(more)
        waiting.extend(more)
    return found
