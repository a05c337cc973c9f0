"""The draft of an evaluation report (LHE) of an assessor, in the chapters inspectorates write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zi_analytics.analysis.overview import areas
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.instrument.model import Instrument, Level
from zi_analytics.language.numbers import period_text, short
from zi_analytics.language.wording import say
from zi_analytics.programme.office import Person
from zi_analytics.report.content.evaluation_advice import advice_sections
from zi_analytics.report.content.evaluation_conclusion import conclusion_sections, proposed
from zi_analytics.report.content.evaluation_results import result_sections
from zi_analytics.report.content.gathering import Evaluation
from zi_analytics.report.content.model import Report, Section, Signing, Topic
from zi_analytics.report.content.proof import evidence_sections
from zi_analytics.report.content.sources import (
    context_of,
    full_article,
    origin_note,
    sources_section,
    weights_note,
)
from zi_analytics.report.content.state import areas_sections

GAP = "……………………"
"""What the team fills in by hand."""


def lhe_report(found: Evaluation, language: str) -> Report:
    """What the assessors found, beside what the unit had answered; for the team to complete."""
    document = found.found.document
    revision = document.revision
    return Report(
        language=language,
        subject=document.unit_name,
        heading=say("Draft report on the evaluation of the Integrity Zone", language),
        context=context_of(revision, language),
        stem=f"lhe-{revision.unit}-{revision.period}-{revision.assessor}",
        written=revision.saved_at,
        sections=tuple(_sections(found, language)),
        signing=Signing(team=_team(language), head=Person(say("Inspector", language))),
        is_letter=True,
    )


def _sections(found: Evaluation, language: str) -> Iterator[Section]:
    own = found.found
    assessed = own.assessed
    code = proposed(assessed)
    label = "" if code is None else predicate_text(assessed.instrument, code, language)
    yield from _introduction(found, label, language)
    yield from result_sections(found, code, language)
    for section in (
        *areas_sections(areas(assessed, code), label, language),
        *evidence_sections(assessed, own.proof, own.joined, own.bare, language),
    ):
        yield replace(section, topic=Topic.RESULTS)
    yield from advice_sections(assessed, code, language)
    yield from conclusion_sections(assessed, own.document.unit_name, code, language)
    yield _closing(language)
    yield sources_section(own.document, assessed.instrument, language)
    if found.claim is not None:
        yield replace(
            sources_section(found.claim, assessed.instrument, language),
            title=say("The unit's own answers come from this file", language),
        )


def _introduction(found: Evaluation, predicate: str, language: str) -> Iterator[Section]:
    instrument = found.found.assessed.instrument
    unit = found.found.document.unit_name
    yield _counted(say("Legal basis", language), _basis(instrument, language))
    purposes = [
        say(
            "To judge how far {unit} has built the Integrity Zone, by its worksheet and the "
            "evidence beside it.",
            language,
            unit=unit,
        ),
        say("To name what is weak in each area, with recommendations.", language),
    ]
    if predicate:
        purposes.append(
            say(
                "To conclude whether the unit can be proposed for {predicate}.",
                language,
                predicate=predicate,
            )
        )
    yield _counted(say("Purpose", language), tuple(purposes))
    yield Section(
        Topic.INTRODUCTION,
        say("Scope of the evaluation", language),
        _scope(found, language),
        notes=(weights_note(instrument, language),),
    )
    yield Section(
        Topic.INTRODUCTION,
        say("Method", language),
        _method(found, language),
        notes=(origin_note(found.found.document, language),),
    )


def _counted(title: str, lines: tuple[str, ...]) -> Section:
    return Section(Topic.INTRODUCTION, title, lines, counted=True)


def _basis(instrument: Instrument, language: str) -> tuple[str, ...]:
    """The articles that the instrument rests on, each with what it lays down."""
    found: dict[str, str] = {
        instrument.article: say("worksheet, weights and the way from answers to points", language)
    }
    for predicate in instrument.predicates:
        for limit in predicate.limits:
            found.setdefault(limit.article, say("limits of the predicates", language))
    for condition in instrument.conditions:
        found.setdefault(condition.article, say("conditions for being proposed", language))
    if instrument.closing is not None:
        found.setdefault(instrument.closing.article, say("the day proposals close", language))
    return (
        *(f"{full_article(article)}: {said}." for article, said in found.items()),
        say("Letter of assignment number {number} of {day}.", language, number=GAP, day=GAP),
    )


def _scope(found: Evaluation, language: str) -> tuple[str, ...]:
    instrument = found.found.assessed.instrument
    components = ", ".join(
        say(
            "{component} (weight {weight})",
            language,
            component=node.label.say(language),
            weight=short(node.weight or 0.0, language),
        )
        for node in instrument.nodes
        if node.level is Level.COMPONENT
    )
    return (
        say(
            "Evaluated is the Integrity Zone of {unit} in {period}, by the worksheet "
            "{instrument}: {questions} questions in the components {components}.",
            language,
            unit=found.found.document.unit_name,
            period=period_text(found.found.document.revision.period, language),
            instrument=instrument.title.say(language),
            questions=len(instrument.questions),
            components=components,
        ),
    )


def _method(found: Evaluation, language: str) -> tuple[str, ...]:
    lines = [
        say(
            "The assessors judged the answers of the worksheet by their criteria and by the "
            "evidence beside them (desk evaluation).",
            language,
        )
    ]
    if found.claimed is not None:
        lines.append(
            say(
                "Where the assessors differ from the unit, both answers are shown, and that of "
                "the assessors counts.",
                language,
            )
        )
    lines += [
        say(
            "The points of an indicator are the mean of the values of its questions times its "
            "weight; what lies above is their sum. A question without an answer earns nothing. "
            "Figures are rounded only to be shown; limits are compared with unrounded points.",
            language,
        ),
        say(
            "[To be completed by the team: interviews, observations and surveys that were made.]",
            language,
        ),
    ]
    return tuple(lines)


def _closing(language: str) -> Section:
    return Section(
        Topic.CLOSING,
        say("Closing words", language),
        (
            say(
                "What the unit does about the recommendations is to be reported to us by {day} "
                "at the latest.",
                language,
                day=GAP,
            ),
            say(
                "This report serves to improve the building of the Integrity Zone and as a basis "
                "for the proposal of the predicate. We thank all who took part.",
                language,
            ),
        ),
    )


def _team(language: str) -> tuple[Person, ...]:
    member = say("Member", language)
    return (
        Person(say("Responsible", language)),
        Person(say("Technical controller", language)),
        Person(say("Head of the team", language)),
        Person(member),
        Person(member),
    )
