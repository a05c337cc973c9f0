"""One unit over its periods in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.analysis.periods import Moment
from zi_analytics.analysis.sentences import option_text, reached_text
from zi_analytics.analysis.trend import Comparison, Kind, PartChange, Side
from zi_analytics.instrument.model import AnswerKind
from zi_analytics.language.numbers import decimal, percent, period_text, signed
from zi_analytics.language.wording import msg, say

KINDS: dict[Kind, tuple[str, str]] = {
    Kind.IMPROVED: ("▲", msg("improved")),
    Kind.FELL: ("▼", msg("fell")),
    Kind.NEW: ("+", msg("new")),
    Kind.GONE: ("−", msg("gone")),
    Kind.REWEIGHTED: ("↔", msg("other weight")),
    Kind.SAME: ("=", msg("same")),
}
"""A mark and a word for what became of a question."""

SAME = 0.005
"""Less than what shows in the second decimal."""


def trend_headline(found: Comparison, is_latest: bool, language: str) -> str:
    """How far the total went and what moved it most; ``is_latest``: up to the last period."""
    head = _head(found, is_latest, language)
    moved = [] if found.instrument_changed else _moved(found, language)
    return f"{head}: {'; '.join(moved)}." if moved else f"{head}."


def _head(found: Comparison, is_latest: bool, language: str) -> str:
    before = period_text(found.before.period, language)
    span = (
        say("since {period}", language, period=before)
        if is_latest
        else say(
            "from {before} to {after}",
            language,
            before=before,
            after=period_text(found.after.period, language),
        )
    )
    total = decimal(found.after.total, language)
    if abs(found.points) < SAME:
        return say("Unchanged {span} at {total} of 100", language, span=span, total=total)
    points = decimal(abs(found.points), language)
    if found.points > 0:
        return say(
            "Up {points} points {span}, to {total} of 100",
            language,
            points=points,
            span=span,
            total=total,
        )
    return say(
        "Down {points} points {span}, to {total} of 100",
        language,
        points=points,
        span=span,
        total=total,
    )


def _moved(found: Comparison, language: str) -> list[str]:
    ordered = sorted(found.parts, key=lambda part: part.own)
    rose, fell = ordered[-1], ordered[0]
    said = []
    if rose.own >= SAME:
        wording = (
            say("most from {area}", language, area=part_text(rose, language))
            if found.points >= SAME
            else say("up in {area}", language, area=part_text(rose, language))
        )
        said.append(f"{wording} ({signed(rose.own, language)})")
    if fell.own <= -SAME:
        wording = (
            say("most in {area}", language, area=part_text(fell, language))
            if found.points <= -SAME
            else say("down in {area}", language, area=part_text(fell, language))
        )
        said.append(f"{wording} ({signed(fell.own, language)})")
    return said if found.points > -SAME else said[::-1]


def split_text(found: Comparison, language: str) -> str:
    """How much of the change is the unit's own and how much the instrument's."""
    return say(
        "The instrument changed from {before} to {after}: of {points} points, {own} are our own "
        "change and {instrument} come from the new instrument.",
        language,
        before=found.before.instrument.title.say(language),
        after=found.after.instrument.title.say(language),
        points=signed(found.points, language),
        own=signed(found.own, language),
        instrument=signed(found.by_instrument, language),
    )


def predicate_way(found: Comparison, language: str) -> str:
    """The predicates reached before and after."""
    before, after = (moment_predicates(one, language) for one in (found.before, found.after))
    if before == after:
        return say("Predicate as before: {predicate}.", language, predicate=after)
    return say("Predicate: {before} → {after}.", language, before=before, after=after)


def moment_predicates(one: Moment, language: str) -> str:
    """The predicates that a period reaches, in a few words."""
    return reached_text(
        [one.reached] if one.reached else [], [one.undecided] if one.undecided else [], language
    )


def trend_title(moments: Sequence[Moment], language: str) -> str:
    """The finding of the trend: where the total went from the first to the last period."""
    first, last = moments[0], moments[-1]
    return say(
        "From {before} points in {first} to {after} in {last}",
        language,
        before=decimal(first.total, language),
        first=period_text(first.period, language),
        after=decimal(last.total, language),
        last=period_text(last.period, language),
    )


def waterfall_title(found: Comparison, language: str) -> str:
    """The finding of the waterfall: how many areas and results rose and fell."""
    rose = sum(part.own >= SAME for part in found.parts)
    fell = sum(part.own <= -SAME for part in found.parts)
    return say(
        "{rose} of {number} areas and results rose, {fell} fell",
        language,
        rose=rose,
        fell=fell,
        number=len(found.parts),
    )


def part_text(change: PartChange, language: str) -> str:
    """The name of an area or result."""
    return change.part.label.say(language)


def side_text(side: Side | None, language: str) -> str:
    """An answer, from its value, as the sheet writes it."""
    if side is None or side.value is None:
        return "–"
    answer_type = side.instrument.type_of(side.question.code)
    if answer_type.kind is AnswerKind.INDEX:
        index = side.value * (answer_type.highest or 4.0)
        return say("index {index}", language, index=decimal(index, language))
    for option in answer_type.options:
        if abs(option.value - side.value) < 1e-9:
            return option_text(option.key, language)
    return percent(side.value, language)
