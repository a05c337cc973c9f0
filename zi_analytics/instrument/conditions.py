"""From instrument.toml to what is asked before a unit may be proposed, all checked."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping

from zi_analytics.instrument.entries import Entry, read_entries, read_entry
from zi_analytics.instrument.errors import Flaw
from zi_analytics.instrument.model import (
    ClosingDay,
    Condition,
    ExemptUnit,
    Level,
    Node,
    Predicate,
)
from zi_analytics.instrument.source import Source

LEVELS = ("institution", "unit")
APPLIES_TO = ("all", "local_government", "ministry")
LEAP_YEAR = 2024


def build_conditions(
    source: Source,
    nodes: Mapping[str, Node],
    predicates: tuple[Predicate, ...],
    flaws: list[Flaw],
) -> tuple[Condition, ...]:
    """The conditions for being proposed, in the order of the file."""
    known = {predicate.code for predicate in predicates}
    conditions: list[Condition] = []
    for entry in read_entries(source.identity, "conditions", flaws):
        condition = Condition(
            code=entry.word("code"),
            level=entry.word("level"),
            predicates=entry.words("predicates"),
            applies_to=entry.word("applies_to", "all"),
            minimum=_read_minimum(entry),
            article=entry.word("article"),
            label=entry.wording("label", f"condition {entry.word('code')}"),
            seen_in=entry.words("seen_in"),
        )
        code = condition.code
        if not code or code in {earlier.code for earlier in conditions}:
            entry.flaw(f"condition {code!r} stands twice or has no code", "code")
        if condition.level not in LEVELS:
            entry.flaw(f"condition {code} has unknown level {condition.level!r}", "level")
        if condition.applies_to not in APPLIES_TO:
            entry.flaw(
                f"condition {code} applies to unknown {condition.applies_to!r}", "applies_to"
            )
        if not condition.predicates or not set(condition.predicates) <= known:
            entry.flaw(f"condition {code} names an unknown predicate", "predicates")
        if not condition.article:
            entry.flaw(f"condition {code} names no article", "article")
        for question in condition.seen_in:
            if question not in nodes or nodes[question].level is not Level.QUESTION:
                entry.flaw(f"condition {code} is seen in unknown question {question!r}", "seen_in")
        conditions.append(condition)
    return tuple(conditions)


def _read_minimum(entry: Entry) -> str | float | bool:
    given = entry.values.get("minimum")
    if given is True or (isinstance(given, str) and given):
        return given
    if isinstance(given, int | float) and given > 0:
        return given
    entry.flaw(f"condition {entry.word('code')} names no minimum", "minimum")
    return ""


def build_exempt_units(source: Source, flaws: list[Flaw]) -> tuple[ExemptUnit, ...]:
    """The kinds of unit that may be proposed early, in the order of the file."""
    units: list[ExemptUnit] = []
    for entry in read_entries(source.identity, "exempt_units", flaws):
        code, article = entry.word("code"), entry.word("article")
        if not code or code in {unit.code for unit in units}:
            entry.flaw(f"exempt unit {code!r} stands twice or has no code", "code")
        if not article:
            entry.flaw(f"exempt unit {code} names no article", "article")
        units.append(ExemptUnit(code, article, entry.wording("label", f"exempt unit {code}")))
    return tuple(units)


def build_closing(source: Source, flaws: list[Flaw]) -> ClosingDay | None:
    """The day proposals close, None for a regime that names none."""
    entry = read_entry(source.identity, "closing", flaws)
    if entry is None:
        return None
    month, day = entry.whole("month") or 0, entry.whole("day") or 0
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(LEAP_YEAR, month)[1]:
        entry.flaw("closing is no day of a year", "day")
    article = entry.word("article")
    if not article:
        entry.flaw("closing names no article", "article")
    return ClosingDay(month, day, article, entry.wording("note", "closing"))
