"""The plans of many units as one table, and how each unit stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from zi_analytics.analysis.plan import Planned
from zi_analytics.programme.actions import State


def plan_table(plan: Iterable[Planned]) -> pd.DataFrame:
    """One row an action: number, unit, key, state, points, due, group, person.

    ``key`` is the question, or the action's number where it is about none. ``points`` is NaN and
    ``due`` NaT where there are none.
    """
    rows = [
        (
            one.item.number,
            one.item.unit,
            one.value.question or f"#{one.item.number}",
            one.value.state.value,
            np.nan if one.value.points is None else one.value.points,
            one.value.due,
            one.value.group,
            one.value.person,
        )
        for one in plan
    ]
    names = ["number", "unit", "key", "state", "points", "due", "group", "person"]
    table = pd.DataFrame(rows, columns=names)
    return table.assign(due=pd.to_datetime(table["due"]), points=table["points"].astype(float))


def is_open(table: pd.DataFrame) -> pd.Series:
    """Whether each action is still to be done."""
    found: pd.Series = table["state"].isin([state.value for state in State if state.is_open])
    return found


def is_overdue(table: pd.DataFrame, today: date) -> pd.Series:
    """Whether each action is still open after its day."""
    found: pd.Series = is_open(table) & (table["due"] < pd.Timestamp(today))
    return found


def by_unit(table: pd.DataFrame, today: date) -> pd.DataFrame:
    """One row a unit that has a plan: unit, actions, done, overdue, points, points_done, next_due.

    Dropped actions do not count. The most overdue first, then the most open.
    """
    live = table[table["state"] != State.DROPPED.value]
    is_done = live["state"] == State.DONE.value
    counted = live.assign(
        done=is_done,
        overdue=is_overdue(live, today),
        next_due=live["due"].where(is_open(live)),
    ).groupby("unit", sort=False)
    units = counted.agg(
        actions=("number", "size"),
        done=("done", "sum"),
        overdue=("overdue", "sum"),
        next_due=("next_due", "min"),
    )
    questions = live.assign(done=is_done).dropna(subset="points")
    won = questions.groupby(["unit", "key"], sort=False).agg(
        points=("points", "max"), done=("done", "all")
    )
    sums = (
        won.assign(points_done=won["points"].where(won["done"], 0.0))
        .groupby("unit", sort=False)[["points", "points_done"]]
        .sum()
    )
    found = units.join(sums).fillna({"points": 0.0, "points_done": 0.0}).reset_index()
    found["open"] = found["actions"] - found["done"]
    return found.sort_values(
        ["overdue", "open", "unit"], ascending=[False, False, True], ignore_index=True
    )
