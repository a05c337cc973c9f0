"""What a road says in words: its headline, its steps, and why there is no way."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.analysis.road.answers import Better
from zi_analytics.analysis.road.finding import Start
from zi_analytics.analysis.road.reach import Reach
from zi_analytics.analysis.road.result import NoWay, Road, RuleLine, Shortfall, Step
from zi_analytics.analysis.road.wishes import Objective
from zi_analytics.analysis.sentences import (
    STANDINGS,
    STATES,
    option_text,
    predicate_text,
    value_text,
)
from zi_analytics.analysis.standing import Standing, standing
from zi_analytics.instrument.model import AnswerKind, Instrument
from zi_analytics.language.numbers import below, decimal, needed, short
from zi_analytics.language.wording import say, say_many
from zi_analytics.workbook.reading import State

_NAMED = 4
"""Questions that a headline names."""


def headline(instrument: Instrument, road: Road, language: str) -> str:
    """The answer in one sentence, with its number."""
    label = predicate_text(instrument, road.wishes.target, language)
    if road.wishes.objective is Objective.POINTS:
        return _bought(instrument, road, language)
    if not road.steps:
        return say(
            "Every rule of {predicate} is met as it is: nothing must change.",
            language,
            predicate=label,
        )
    named = names(road.steps, language)
    if road.wishes.objective is Objective.EFFORT:
        return say_many(
            "{number} question with an effort of {effort} is enough for {predicate}: {questions}.",
            "{number} questions with an effort of {effort} are enough for {predicate}: "
            "{questions}.",
            len(road.steps),
            language,
            effort=short(road.effort, language, 1),
            predicate=label,
            questions=named,
        )
    return say_many(
        "{number} question is enough for {predicate}: {questions}.",
        "{number} questions are enough for {predicate}: {questions}.",
        len(road.steps),
        language,
        predicate=label,
        questions=named,
    )


def _bought(instrument: Instrument, road: Road, language: str) -> str:
    label = predicate_text(instrument, road.wishes.target, language)
    said = say(
        "An effort of {budget} brings {points} points: from {before} to {after}.",
        language,
        budget=short(road.wishes.budget, language, 1),
        points=decimal(road.after - road.before, language),
        before=decimal(road.before, language),
        after=decimal(road.after, language),
    )
    missed = sum(not rule.met_after for rule in road.rules)
    if not missed:
        end = say("That meets every rule of {predicate}.", language, predicate=label)
    else:
        end = say_many(
            "{number} rule of {predicate} is still missed.",
            "{number} rules of {predicate} are still missed.",
            missed,
            language,
            predicate=label,
        )
    return f"{said} {end}"


def names(steps: Sequence[Step], language: str) -> str:
    """The first questions by name, and how many more."""
    labels = [step.question.label.say(language) for step in steps[:_NAMED]]
    said = "; ".join(labels)
    if len(steps) > _NAMED:
        more = say("and {number} more", language, number=len(steps) - _NAMED)
        said = f"{said}; {more}"
    return said


def surveys_text(road: Road, language: str) -> str:
    """A word of caution where the road counts on a survey; empty where it does not."""
    surveys = [step for step in road.steps if not step.in_hand]
    if not surveys:
        return ""
    return say_many(
        "{number} of them is a survey index: respondents decide it, nobody has it in hand.",
        "{number} of them are survey indices: respondents decide them, nobody has them in hand.",
        len(surveys),
        language,
    )


def no_way_headline(instrument: Instrument, found: NoWay, language: str) -> str:
    """That there is no way, the rule furthest away and its gap."""
    label = predicate_text(instrument, found.wishes.target, language)
    if not found.shortfalls:
        return say(
            "What is decided costs {over} more effort than there is.",
            language,
            over=needed(found.over, language, 1),
        )
    first = found.shortfalls[0]
    said = say(
        "There is no way to {predicate}: {rule} reaches {highest} of {needed} points at the most, "
        "{gap} are missing.",
        language,
        predicate=label,
        rule=first.limit.label.say(language),
        highest=below(first.highest, first.needed, language),
        needed=decimal(first.needed, language),
        gap=needed(first.gap, language),
    )
    if len(found.shortfalls) > 1:
        more = say_many(
            "{number} more rule cannot be met either.",
            "{number} more rules cannot be met either.",
            len(found.shortfalls) - 1,
            language,
        )
        said = f"{said} {more}"
    return said


def unlocking_text(found: NoWay, language: str) -> str:
    """What would open the way: to unlock something, or nothing."""
    if found.shortfalls and all(_opens(one) for one in found.shortfalls):
        return say(
            "What is locked, left out or decided stands in the way: without that every rule can "
            "be met.",
            language,
        )
    return ""


def before_text(step: Step, instrument: Instrument, language: str) -> str:
    """The present answer of a step."""
    if step.counts and step.counts[0].before is not None:
        count = short(step.counts[0].before, language)
        if step.before is None:
            return count
        share = value_text(AnswerKind.RATIO, step.before, language)
        return say("{count} ({share})", language, count=count, share=share)
    if step.before is None:
        return say(STATES[State.BLANK], language)
    return _answer(instrument, step, step.before, language)


def after_text(step: Step, instrument: Instrument, language: str) -> str:
    """The answer after a step; of a count also the share that comes of it."""
    if step.counts:
        return say(
            "{count} ({share})",
            language,
            count=short(step.counts[0].after, language),
            share=value_text(AnswerKind.RATIO, step.after, language),
        )
    return _answer(instrument, step, step.after, language)


def standing_after(rule: RuleLine) -> Standing:
    """How a rule stands after the steps."""
    return standing(rule.after, rule.needed, rule.met_after)


def rule_text(rule: RuleLine, language: str) -> str:
    """One rule before and after, in words."""
    return say(
        "{rule} {before} → {after} of {limit} points: {standing}",
        language,
        rule=rule.limit.label.say(language),
        before=below(rule.before, rule.needed, language),
        after=below(rule.after, rule.needed, language),
        limit=decimal(rule.needed, language),
        standing=say(STANDINGS[standing_after(rule)][1], language),
    )


def binding_text(road: Road, language: str) -> str:
    """The rules for whose sake no step can be left out, with what is left of each."""
    if not road.binding:
        return ""
    said = [
        say(
            "{rule} (leaves {slack})",
            language,
            rule=rule.limit.label.say(language),
            slack=decimal(max(rule.slack, 0.0), language),
        )
        for rule in road.binding
    ]
    return say("These rules decide the road: {rules}.", language, rules=", ".join(said))


def questions_text(number: int, and_more: bool, language: str) -> str:
    """A distance: so many questions, met already, or no way."""
    if number < 0:
        return say("no way", language)
    if number == 0:
        return say("met already", language)
    if and_more:
        return say("{number} or more", language, number=number)
    return say_many("{number} question", "{number} questions", number, language)


def reach_headline(instrument: Instrument, reach: Reach, most: int, language: str) -> str:
    """How many units are within reach, in one sentence."""
    label = predicate_text(instrument, reach.wishes.target, language)
    near = int(reach.within(most).sum())
    said = say_many(
        "{number} unit can meet every rule of {predicate} with at most {most} questions",
        "{number} units can meet every rule of {predicate} with at most {most} questions",
        near,
        language,
        predicate=label,
        most=most,
    )
    done = int((reach.questions == 0).sum())
    end = say_many("{number} meets them already", "{number} meet them already", done, language)
    return f"{said}; {end}."


def value_of_answer(begin: Start, column: int, answer: Better, language: str) -> str:
    """An answer that a question can be given: its option, its count, its index."""
    instrument = begin.instrument
    code = instrument.questions[column].code
    if answer.key is not None:
        return option_text(answer.key, language)
    said = value_text(instrument.type_of(code).kind, answer.value, language)
    if not answer.counts:
        return said
    return say(
        "{count} ({share})", language, count=short(answer.counts[0].after, language), share=said
    )


def _answer(instrument: Instrument, step: Step, value: float, language: str) -> str:
    answer_type = instrument.type_of(step.question.code)
    for option in answer_type.options:
        if abs(option.value - value) < 1e-9:
            return option_text(option.key, language)
    return value_text(answer_type.kind, value, language)


def _opens(one: Shortfall) -> bool:
    return one.unlocked >= one.needed - 1e-9
