"""A survey in sentences: where the index stands, what holds it down, how certain it is."""

from __future__ import annotations

from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.survey import (
    Difference,
    Interval,
    Measured,
    MeasuredElement,
)
from zi_analytics.analysis.survey_limits import AgainstLimit, Converted
from zi_analytics.instrument.surveys import SurveyKind, survey_rules
from zi_analytics.language.numbers import below, decimal, needed, signed
from zi_analytics.language.wording import say, say_many

MARKS = {
    Standing.PASSING: "✓",
    Standing.CLOSE: "▲",
    Standing.FAILING: "✕",
    Standing.UNKNOWN: "–",
}
_NAMED = 3


def headline(
    kind: SurveyKind, measured: Measured, limits: tuple[AgainstLimit, ...], language: str
) -> str:
    """The index and whether it is enough, in one sentence."""
    name, index = kind.short.say(language), measured.index
    if not limits:
        return say("{survey}: index {index}", language, survey=name, index=decimal(index, language))
    first = limits[0]
    if all(one.passed for one in limits):
        highest = max(limits, key=lambda one: one.index)
        return say(
            "{survey} {index} reaches the limit of {limit}",
            language,
            survey=name,
            index=decimal(index, language),
            limit=decimal(highest.index, language),
        )
    open_one = next(one for one in limits if not one.passed)
    if first.passed:
        return say(
            "{survey} {index} is enough for {predicate}; {lacking} more for {next}",
            language,
            survey=name,
            index=below(index, open_one.index, language),
            predicate=first.predicate,
            lacking=needed(open_one.lacking, language),
            next=open_one.predicate,
        )
    return say(
        "{survey} {index} of {limit}: the index must rise by {lacking}",
        language,
        survey=name,
        index=below(index, open_one.index, language),
        limit=decimal(open_one.index, language),
        lacking=needed(open_one.lacking, language),
    )


def worth_text(converted: Converted, language: str) -> str:
    """What the index is worth: points where the worksheet asks for it, the IKM and its grade."""
    ikm = say(
        "IKM {ikm}, grade {grade} ({label})",
        language,
        ikm=decimal(converted.ikm, language),
        grade=converted.grade.code,
        label=converted.grade.label.say(language),
    )
    if converted.points is None or converted.weight is None:
        return ikm
    points = say(
        "{points} of {weight} points",
        language,
        points=decimal(converted.points, language),
        weight=decimal(converted.weight, language),
    )
    return f"{points} · {ikm}"


def interval_text(interval: Interval | None, language: str) -> str:
    """Where the index lies with a certainty of 95 %; says so where that cannot be said."""
    if interval is None:
        return say("How certain it is cannot be said without the answers.", language)
    return say(
        "With a certainty of 95% the index lies between {low} and {high} (Student’s t over the "
        "respondents’ means).",
        language,
        low=decimal(interval.low, language),
        high=decimal(interval.high, language),
    )


def limit_text(one: AgainstLimit, language: str) -> str:
    """One limit with its mark, its article and whether chance could tip it."""
    name = f"{MARKS[one.standing]} {one.predicate}"
    if one.passed:
        said = say(
            "{predicate}: limit {limit} met ({article})",
            language,
            predicate=name,
            limit=decimal(one.index, language),
            article=one.limit.article,
        )
    else:
        said = say(
            "{predicate}: limit {limit}, {lacking} missing ({article})",
            language,
            predicate=name,
            limit=decimal(one.index, language),
            lacking=needed(one.lacking, language),
            article=one.limit.article,
        )
    if one.certain is False:
        said += f" · {say('so close that other respondents could tip it', language)}"
    return said


def respondents_text(measured: Measured, language: str) -> str:
    """How many answered, and whether that is enough."""
    if measured.count is None:
        return say("Only the index was typed, without respondents.", language)
    said = say_many("{number} respondent", "{number} respondents", measured.count, language)
    services = sum(1 for one in measured.services if one.name)
    if services:
        of = say_many("{number} kind of service", "{number} kinds of service", services, language)
        said = f"{said} · {of}"
    if measured.enough:
        return said
    fewest = survey_rules()
    few = say(
        "▲ fewer than the {number} that the rule asks for ({article})",
        language,
        number=fewest.fewest_respondents,
        article=fewest.fewest_article,
    )
    return f"{said} · {few}"


def element_name(element: MeasuredElement) -> str:
    """An element's code with its label."""
    return f"{element.code} {element.label}".strip()


def weakest_text(measured: Measured, language: str) -> str:
    """The elements that hold the index down most."""
    named = [
        f"{element_name(element)} ({decimal(element.mean, language)})"
        for element in measured.weakest[:_NAMED]
    ]
    if not named:
        return ""
    return say("Lowest: {elements}.", language, elements=", ".join(named))


def change_text(difference: Difference, language: str) -> str:
    """What became of the index since the survey before."""
    change = signed(difference.change, language)
    if difference.interval is None:
        return say("{change} since the survey before", language, change=change)
    low, high = (signed(bound, language) for bound in difference.interval)
    if difference.certain:
        return say(
            "{change} since the survey before, more than chance ({low} to {high})",
            language,
            change=change,
            low=low,
            high=high,
        )
    return say(
        "{change} since the survey before, which may be chance ({low} to {high})",
        language,
        change=change,
        low=low,
        high=high,
    )
