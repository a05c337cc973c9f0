"""The overview in sentences: for the page, and for whoever writes the same thing on paper."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.evidence import is_proven, shows_evidence
from zi_analytics.analysis.gains import Gain
from zi_analytics.analysis.overview import AreaRow, Closing
from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.trace import How, Step
from zi_analytics.instrument.model import AnswerKind, Instrument
from zi_analytics.language.numbers import below, decimal, needed, percent, short
from zi_analytics.language.wording import msg, say, say_many
from zi_analytics.scoring import Verdict
from zi_analytics.workbook.reading import State

STANDINGS: dict[Standing, tuple[str, str]] = {
    Standing.PASSING: ("✓", msg("met")),
    Standing.CLOSE: ("▲", msg("almost")),
    Standing.FAILING: ("✕", msg("not met")),
    Standing.UNKNOWN: ("–", msg("no data yet")),
}
"""A mark and a word for every standing: colour never stands alone."""

STATES: dict[State, str] = {
    State.ANSWERED: msg("answered"),
    State.BLANK: msg("not answered"),
    State.NOT_AN_OPTION: msg("not one of the options"),
    State.NOT_COMPUTABLE: msg("cannot be computed"),
    State.ERROR_CELL: msg("the cell shows an error"),
    State.MISSING: msg("no row in the sheet"),
}

_OPTIONS_EN = {"Ya": "Yes", "Tidak": "No"}


def predicate_text(instrument: Instrument, code: str, language: str) -> str:
    """The label of a predicate."""
    return next(p.label.say(language) for p in instrument.predicates if p.code == code)


def option_text(key: str, language: str) -> str:
    """An option as its reader knows it: the sheet's own key, explained in English."""
    word = _OPTIONS_EN.get(key) if language == "en" else None
    return key if word is None else f"{word} ({key})"


def unseen_text(instrument: Instrument, verdict: Verdict, language: str) -> str:
    """The limits in doubt that the figures do not show: "IPAK and capaian kinerja"."""
    labels = {
        limit.code: limit.label.say(language)
        for predicate in instrument.predicates
        if predicate.code == verdict.predicate
        for limit in predicate.unseen
    }
    doubtful = [labels[limit.code] for limit in verdict.unseen if not limit.certain]
    if len(doubtful) < 2:
        return "".join(doubtful)
    return say("{items} and {last}", language, items=", ".join(doubtful[:-1]), last=doubtful[-1])


def way_to_certainty(instrument: Instrument, verdict: Verdict, language: str) -> str:
    """What to do where only limits are open that the worksheet does not show."""
    if all(limit.limit is None for limit in verdict.unseen):
        return say(
            "Only the total is tested by this instrument: check the other limits in the "
            "regulation itself.",
            language,
        )
    return say(
        "Upload the full worksheet of this period: it shows {limits}.",
        language,
        limits=unseen_text(instrument, verdict, language),
    )


def reached_text(passed: Sequence[str], undecided: Sequence[str], language: str) -> str:
    """The predicates that are reached, and those that are not certain, in a few words."""
    said = [f"✓ {code}" for code in passed]
    said += [say("? {predicate} not certain", language, predicate=code) for code in undecided]
    return ", ".join(said) or say("no predicate yet", language)


def headline(assessed: Assessed, language: str) -> str:
    """Total and predicate in one sentence, in two where what is not seen leaves it open."""
    total = decimal(assessed.total, language)
    reached = assessed.reached
    undecided = assessed.undecided
    if undecided is not None:
        return say(
            "{total} of 100: meets every limit of {predicate} that can be seen. But {limits} "
            "cannot be seen in this worksheet, so {predicate} is not certain.",
            language,
            total=total,
            predicate=predicate_text(assessed.instrument, undecided.predicate, language),
            limits=unseen_text(assessed.instrument, undecided, language),
        )
    if reached is not None:
        label = predicate_text(assessed.instrument, reached.predicate, language)
        return say(
            "{total} of 100: meets every limit of {predicate}.",
            language,
            total=total,
            predicate=label,
        )
    if assessed.next is None:
        return say(
            "{total} of 100. This worksheet has no limits for a predicate.", language, total=total
        )
    label = predicate_text(assessed.instrument, assessed.next.predicate, language)
    return say(
        "{total} of 100: not enough for {predicate} yet.", language, total=total, predicate=label
    )


def proven_text(assessed: Assessed, language: str) -> str:
    """How much of the total has evidence beside it."""
    answers = assessed.reading.answers
    bare = sum(
        1
        for column, question in enumerate(assessed.instrument.questions)
        if assessed.values[column] > 0 and not is_proven(answers.get(question.code))
    )
    without = assessed.total - assessed.proven["TOTAL"]
    if not shows_evidence(assessed.reading):
        return say("This worksheet shows no evidence beside its answers.", language)
    if not bare:
        return say("Every answer that earns points has evidence beside it.", language)
    return say_many(
        "{proven} points have evidence; {number} answer without evidence carries {without} points.",
        "{proven} points have evidence; {number} answers without evidence carry {without} points.",
        bare,
        language,
        proven=decimal(assessed.proven["TOTAL"], language),
        without=decimal(without, language),
    )


def closing_text(found: Closing, language: str) -> str:
    """The rule that holds the predicate back and what closes it, in one sentence."""
    rule = found.rule
    label = rule.limit.label.say(language)
    reached, limit = (
        below(rule.reached, rule.needed, language),
        decimal(rule.needed, language),
    )
    if found.index_rise is not None:
        return say(
            "{rule} {reached} of {limit} points: the index must rise by {rise} to {index}.",
            language,
            rule=label,
            reached=reached,
            limit=limit,
            rise=needed(found.index_rise, language),
            index=decimal(found.index_needed or 0.0, language),
        )
    return say(
        "{rule} {reached} of {limit} points: {missing} points are missing.",
        language,
        rule=label,
        reached=reached,
        limit=limit,
        missing=needed(rule.missing, language),
    )


def closing_answers_text(found: Closing, language: str) -> str:
    """How few answers are enough to close the rule.

    Empty where a survey index decides, and in a short form, which has no questions to improve.
    """
    if found.index_rise is not None or not found.answers:
        return ""
    if any(gain.kind is AnswerKind.FIGURE for gain in found.answers):
        return ""
    return say_many(
        "{number} answer, improved to the full mark, is enough: {questions}.",
        "{number} answers, improved to the full mark, are enough: {questions}.",
        len(found.answers),
        language,
        questions="; ".join(
            f"{gain.question.code} {gain.question.label.say(language)}" for gain in found.answers
        ),
    )


def current_text(gain: Gain, language: str) -> str:
    """The answer as it stands now."""
    if gain.state is not State.ANSWERED:
        return say(STATES[gain.state], language)
    if gain.current is not None:
        return option_text(gain.current, language)
    return value_text(gain.kind, gain.current_value, language)


def better_text(gain: Gain, language: str) -> str:
    """The next better answer."""
    if gain.better is not None:
        return option_text(gain.better, language)
    return value_text(gain.kind, gain.better_value, language)


def area_title(rows: tuple[AreaRow, ...], predicate: str, language: str) -> str:
    """The finding of the areas chart: the area furthest behind, or that none is."""
    behind = [
        (row.needed - row.points, row)
        for row in rows
        if row.needed is not None and row.standing is not Standing.PASSING
    ]
    if not behind:
        return say("Every area meets the limit of {predicate}", language, predicate=predicate)
    missing, row = max(behind, key=lambda pair: pair[0] / pair[1].weight)
    return say(
        "{area} is furthest behind: {missing} points below the limit of {predicate}",
        language,
        area=row.area.label.say(language),
        missing=needed(missing, language),
        predicate=predicate,
    )


def step_text(step: Step, language: str) -> str:
    """How a step of a trace gets its points, as a line of arithmetic."""
    points = "" if step.points is None else decimal(step.points, language)
    weight = "" if step.weight is None else short(step.weight, language, 3)
    if step.how is How.MEAN:
        values = " + ".join(short(part.value or 0.0, language, 4) for part in step.steps)
        return say(
            "weight {weight} × mean ({values}) / {number} = {points}",
            language,
            weight=weight,
            values=values,
            number=len(step.steps),
            points=points,
        )
    if step.how is How.SUM:
        return " + ".join(decimal(part.points or 0.0, language) for part in step.steps) + (
            f" = {points}"
        )
    if step.how is How.COUNT:
        value = say(STATES[State.BLANK], language)
        if step.value is not None:
            value = short(step.value, language)
        return value if step.used else say("{value} (not part of the ratio)", language, value=value)
    if step.value is None:
        state = step.answer.state if step.answer is not None else State.MISSING
        return say("{state}: earns nothing", language, state=say(STATES[state], language))
    return say(
        "value {value} × weight {weight} = {points}",
        language,
        value=short(step.value, language, 4),
        weight=weight,
        points=points,
    )


def value_text(kind: AnswerKind, value: float, language: str) -> str:
    """An answer of 0 to 1 that is a number: an index on its own scale, or a share."""
    if kind is AnswerKind.INDEX:
        return say("index {index}", language, index=decimal(value * 4, language))
    return percent(value, language)
