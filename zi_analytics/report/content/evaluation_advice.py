"""Notes and recommendations of an evaluation: for each area the answers that gain most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.gains import Gain
from zi_analytics.analysis.overview import rules
from zi_analytics.analysis.sentences import STANDINGS, better_text, current_text
from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.weak import Place, Weak, places, weak_answers
from zi_analytics.language.numbers import decimal, needed, short
from zi_analytics.language.wording import say
from zi_analytics.report.content.model import Figure, Section, Table, Topic
from zi_analytics.report.content.sources import answer_note, shown_text

MOST = 6
"""Recommendations for an area; the program has all of them."""


def advice_sections(assessed: Assessed, predicate: str | None, language: str) -> Iterator[Section]:
    """A section for every area and result with something to improve, in the sheet's order."""
    weak = weak_answers(assessed)
    if not weak or not assessed.instrument.asks_questions:
        yield Section(
            Topic.ADVICE,
            say("Notes and recommendations", language),
            (say("There is nothing to recommend on single answers.", language),),
        )
        return
    known = places(assessed)
    standings = _standings(assessed, predicate)
    for code in known:
        own = [one for one in weak if one.area == code]
        if own:
            yield _area_section(assessed, known[code], own, standings, language)


def _standings(
    assessed: Assessed, predicate: str | None
) -> Mapping[tuple[str, ...], tuple[Standing, float]]:
    """Nodes that a limit is set for → how they stand, and what is missing."""
    if predicate is None:
        return {}
    judged = rules(assessed, assessed.verdict(predicate))
    return {rule.limit.nodes: (rule.standing, rule.missing) for rule in judged}


def _area_section(
    assessed: Assessed,
    place: Place,
    own: Sequence[Weak],
    standings: Mapping[tuple[str, ...], tuple[Standing, float]],
    language: str,
) -> Section:
    shown = own[:MOST]
    answers = assessed.reading.answers
    return Section(
        Topic.ADVICE,
        _title(place, standings.get(place.nodes), language),
        tuple(filter(None, (shown_text(len(shown), len(own), language),))),
        table=Table(
            (
                say("Question", language),
                say("Answer", language),
                say("Note of the assessors", language),
                say("Recommendation", language),
                say("Points to gain", language),
            ),
            (3.2, 1.8, 2.6, 5.4, 2.0),
            tuple(
                (
                    f"{one.gain.question.code} {one.gain.question.label.say(language)}",
                    current_text(one.gain, language),
                    _note(assessed, one.gain),
                    _advice(assessed, one.gain, language),
                    Figure(one.gain.points, decimal(one.gain.points, language)),
                )
                for one in shown
            ),
            say("Recommendations for {area}", language, area=place.label.say(language)),
        ),
        notes=tuple(
            answer_note(answers.get(one.gain.question.code), one.gain.question.code, language)
            for one in shown
        ),
    )


def _title(place: Place, stands: tuple[Standing, float] | None, language: str) -> str:
    head = say(
        "{area}: {points} of {weight} points",
        language,
        area=place.label.say(language),
        points=decimal(place.weight - place.lost, language),
        weight=short(place.weight, language),
    )
    if stands is None:
        return head
    standing, missing = stands
    word = say(STANDINGS[standing][1], language)
    if missing:
        return say(
            "{head}, {missing} points short of the limit",
            language,
            head=head,
            missing=needed(missing, language),
        )
    return say("{head}, limit {standing}", language, head=head, standing=word)


def _note(assessed: Assessed, gain: Gain) -> str | None:
    answer = assessed.reading.answers.get(gain.question.code)
    return answer.note or None if answer is not None else None


def _advice(assessed: Assessed, gain: Gain, language: str) -> str:
    """The next better answer, with what it asks for and the evidence that shows it."""
    instrument = assessed.instrument
    better = better_text(gain, language)
    asked = instrument.criteria.get((gain.question.code, gain.better or ""))
    said = (
        say("Reach {answer}.", language, answer=better)
        if asked is None
        else say(
            "Reach {answer}: {criterion}.",
            language,
            answer=better,
            criterion=asked.say(language).rstrip("."),
        )
    )
    evidence = instrument.evidence.get(gain.question.code)
    if evidence is None:
        return said
    shown = say("Evidence: {evidence}.", language, evidence=evidence.say(language).rstrip("."))
    return f"{said} {shown}"
