"""The plan in sentences: for the page, and for whoever writes the same thing on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.plan import Agreement, Outlook, Progress, Reached
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.language.numbers import date_text, decimal, needed
from zi_analytics.language.wording import msg, say, say_many
from zi_analytics.programme.actions import Action, Origin, State

STATES: dict[State, tuple[str, str]] = {
    State.PLANNED: ("○", msg("planned")),
    State.RUNNING: ("◐", msg("running")),
    State.DONE: ("✓", msg("done")),
    State.DROPPED: ("–", msg("dropped")),
}
"""A mark and a word for every state: colour never stands alone."""

ORIGINS: dict[Origin, str] = {
    Origin.ROAD: msg("from the road to the predicate"),
    Origin.FINDING: msg("from a finding"),
    Origin.MEETING: msg("decided in a meeting"),
    Origin.HAND: msg("added by hand"),
}

AGREEMENTS: dict[Agreement, tuple[str, str]] = {
    Agreement.AGREES: ("✓", msg("the newest worksheet agrees")),
    Agreement.NOT_YET: ("✕", msg("the newest worksheet does not show it yet")),
    Agreement.NO_EVIDENCE: ("▲", msg("answered, but evidence is missing")),
    Agreement.NO_NEWER: ("–", msg("no newer worksheet yet: upload answer and evidence")),
}

SHORT: dict[Agreement, str] = {
    Agreement.AGREES: msg("agrees"),
    Agreement.NOT_YET: msg("not yet"),
    Agreement.NO_EVIDENCE: msg("no evidence"),
    Agreement.NO_NEWER: msg("none newer"),
}
"""The same in as few words as a column of a table holds."""


def state_text(action: Action, today: date, language: str) -> str:
    """Mark and word of an action's state; an overdue one says so."""
    if action.is_overdue(today):
        return f"✕ {say('overdue', language)}"
    sign, word = STATES[action.state]
    return f"{sign} {say(word, language)}"


def agreement_text(agreement: Agreement | None, language: str) -> str:
    """Mark and words of what the newest worksheet says; nothing where it says nothing."""
    if agreement is None:
        return ""
    sign, word = AGREEMENTS[agreement]
    return f"{sign} {say(word, language)}"


def agreement_short(agreement: Agreement | None, language: str) -> str:
    """The same for a column of a table."""
    if agreement is None:
        return ""
    return f"{AGREEMENTS[agreement][0]} {say(SHORT[agreement], language)}"


def plan_headline(found: Progress, language: str) -> str:
    """How many are overdue, and what is done of the points: the answer first."""
    if not found.actions:
        return say("No action is planned yet.", language)
    late = (
        say_many(
            "{number} action is overdue",
            "{number} actions are overdue",
            found.overdue,
            language,
        )
        if found.overdue
        else say("No action is overdue", language)
    )
    if found.points:
        return say(
            "{late}; what is done closes {done} of {points} planned points.",
            language,
            late=late,
            done=decimal(found.points_done, language),
            points=decimal(found.points, language),
        )
    return say_many(
        "{late}; {done} of {number} action is done.",
        "{late}; {done} of {number} actions are done.",
        found.actions,
        language,
        late=late,
        done=found.done,
    )


def outlook_text(
    assessed: Assessed,
    plan: Outlook,
    found: Reached | None,
    least: float,
    today: date,
    language: str,
) -> str:
    """What the plan leads to, against the predicate that is worked for. ``least`` is what it
    lacks today."""
    verdict = assessed.next
    if verdict is None:
        return ""
    label = predicate_text(assessed.instrument, verdict.predicate, language)
    now = say(
        "{predicate} still lacks {points} points.",
        language,
        predicate=label,
        points=needed(least, language),
    )
    total = decimal(plan.total, language)
    if found is not None:
        then = say(
            "With all planned answers the total is {total} and every limit of it is met.",
            language,
            total=total,
        )
        return f"{now} {then} {reached_when(found, today, language)}"
    after = next(one for one in plan.verdicts if one.predicate == verdict.predicate)
    limits = {
        limit.code: limit.label.say(language)
        for predicate in assessed.instrument.predicates
        if predicate.code == verdict.predicate
        for limit in predicate.limits
    }
    failing = "; ".join(limits[rule.code] for rule in after.rules if not rule.passed)
    then = say(
        "With all planned answers the total is {total}; not met even then: {limits}.",
        language,
        total=total,
        limits=failing,
    )
    return f"{now} {then}"


def reached_when(found: Reached, today: date, language: str) -> str:
    """When the plan brings it."""
    if found.is_done:
        return say("What is done is enough, once the worksheet shows it.", language)
    if found.day is None:
        return say("That takes actions which have no due date yet.", language)
    if found.day < today:
        return say(
            "By the due dates that was to be on {day}; what is overdue holds it back.",
            language,
            day=date_text(found.day, language),
        )
    return say("By the due dates that is on {day}.", language, day=date_text(found.day, language))


def plans_headline(units: pd.DataFrame, without: int, language: str) -> str:
    """The plans of many units in one sentence; ``units`` is ``plans.by_unit``, ``without`` the
    number of units that have none."""
    if units.empty:
        return say("No unit has a plan yet.", language)
    late = int((units["overdue"] > 0).sum())
    said = say_many(
        "{number} overdue action in {units} units; {done} of {points} planned points are closed.",
        "{number} overdue actions in {units} units; {done} of {points} planned points are closed.",
        int(units["overdue"].sum()),
        language,
        units=late,
        done=decimal(float(units["points_done"].sum()), language),
        points=decimal(float(units["points"].sum()), language),
    )
    if not without:
        return said
    more = say_many("{number} unit has no plan.", "{number} units have no plan.", without, language)
    return f"{said} {more}"


def people(plan: Sequence[Action]) -> tuple[str, ...]:
    """Everybody who is named in the plan, by name."""
    return tuple(sorted({one.person for one in plan if one.person}, key=str.casefold))


def groups(plan: Sequence[Action]) -> tuple[str, ...]:
    """Every working group that is named in the plan, by name."""
    return tuple(sorted({one.group for one in plan if one.group}, key=str.casefold))
