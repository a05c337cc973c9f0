"""Many units in groups, by tier, kind or the unit above: who handed in, how complete, how fresh."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import pandas as pd

from zi_analytics.analysis.cohort import Cohort


class Grouping(StrEnum):
    """What makes a group."""

    PARENT = "parent"
    TIER = "tier"
    KIND = "kind"


ITSELF = ""
"""The group of units that belong to no other: those without any below them, and the top itself."""


def groups_of(units: pd.DataFrame, grouping: Grouping, under: str = "") -> pd.Series:
    """Unit code → group; ``units`` is ``Store.units``.

    By parent, a group is a unit directly below ``under`` (without it, one that has none above)
    that has units below it; to it belong itself and all below. The rest are :data:`ITSELF`.
    """
    if grouping is not Grouping.PARENT:
        return pd.Series(units[grouping.value].astype(str).to_numpy(), index=units["code"])
    codes = units["code"].tolist()
    place = {code: i for i, code in enumerate(codes)}
    above = np.array([place.get(code, -1) for code in units["parent"].tolist()], dtype=int)
    top = place.get(under, -1)
    head = np.arange(len(codes))
    # As often as the tree is deep: whoever is not yet directly below the top goes one up.
    for _ in range(int(units["tier"].max()) if len(units) else 0):
        higher = above[head]
        climbs = (higher != top) & (higher >= 0) & (head != top)
        head = np.where(climbs, higher, head)
    has_below = np.zeros(len(codes), dtype=bool)
    has_below[above[above >= 0]] = True
    known = [
        codes[at] if has_below[at] and at != top and above[at] == top else ITSELF
        for at in head.tolist()
    ]
    return pd.Series(known, index=codes, dtype=object)


def roll_up(field: Cohort, groups: pd.Series, predicates: Sequence[str]) -> pd.DataFrame:
    """One row a group of ``groups`` (unit code → group) that has units in the field.

    ``group``; ``units`` (all that are waited for or have handed in) and ``handed_in``;
    ``answered`` of ``questions`` over those, ``complete`` their ratio; ``evidenced`` (mean of
    the units whose worksheet shows evidence, 0 to 1); ``newest``, ``saved`` (the middle one) and
    ``oldest`` (when they were stored); for every code of ``predicates`` (the lowest first) how many
    pass it; ``total`` (the median of the totals). NaN and NaT where there is nothing to go by.
    """
    units = field.units
    rows = pd.DataFrame(
        {
            "group": units["unit"].map(groups).to_numpy(),
            "answered": units["answered"],
            "questions": units["questions"],
            "evidenced": units["evidenced"],
            "saved_at": units["saved_at"],
            "total": units["total"],
            **{
                code: units["reach"].isin(predicates[place:])
                for place, code in enumerate(predicates)
            },
        }
    )
    grouped = rows.groupby("group", sort=False)
    missing = field.missing["code"].map(groups).value_counts()
    found = pd.DataFrame(
        {
            "handed_in": grouped.size(),
            "answered": grouped["answered"].sum(),
            "questions": grouped["questions"].sum(),
            "evidenced": grouped["evidenced"].mean(),
            "newest": grouped["saved_at"].max(),
            "saved": grouped["saved_at"].median(),
            "oldest": grouped["saved_at"].min(),
            **{code: grouped[code].sum() for code in predicates},
            "total": grouped["total"].median(),
        }
    )
    found = found.reindex(found.index.union(missing.index, sort=False))
    counted = ["handed_in", "answered", "questions", *predicates]
    found[counted] = found[counted].fillna(0).astype(int)
    found["units"] = found["handed_in"] + missing.reindex(found.index).fillna(0).astype(int)
    found["complete"] = found["answered"] / found["questions"].where(found["questions"] > 0)
    return found.rename_axis("group").reset_index()
