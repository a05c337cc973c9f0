"""The report of one unit: state, areas, what changed, what holds back, what to decide, evidence,
and what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zi_analytics.analysis.overview import areas, holding_back, rules
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.language.wording import say
from zi_analytics.report.content.changes import changed_sections
from zi_analytics.report.content.gathering import UnitMaterial
from zi_analytics.report.content.model import Report, Section
from zi_analytics.report.content.planned import plan_sections
from zi_analytics.report.content.proof import evidence_sections
from zi_analytics.report.content.questions import question_sections
from zi_analytics.report.content.sources import context_of, origin_note, sources_section
from zi_analytics.report.content.state import (
    areas_sections,
    held_back_section,
    rules_section,
    state_section,
)


def unit_report(found: UnitMaterial, language: str) -> Report:
    """What a meeting of one unit talks about, measured against the next predicate it can reach."""
    revision = found.document.revision
    planned = None if found.plan is None else found.plan.written
    origin = origin_note(found.document, language)
    return Report(
        language=language,
        subject=found.document.unit_name,
        heading=say("Progress of the Integrity Zone", language),
        context=context_of(revision, language),
        stem=f"{revision.unit}-{revision.period}-{revision.assessor}",
        written=max(revision.saved_at, planned or revision.saved_at),
        sections=tuple(
            section if origin in section.notes else _with_note(section, origin)
            for section in _sections(found, language)
        ),
    )


def _sections(found: UnitMaterial, language: str) -> Iterator[Section]:
    assessed = found.assessed
    verdict = assessed.next or (assessed.verdicts[-1] if assessed.verdicts else None)
    code = None if verdict is None else verdict.predicate
    label = "" if code is None else predicate_text(assessed.instrument, code, language)
    judged = () if verdict is None else rules(assessed, verdict)
    yield state_section(assessed, judged, label, language)
    if judged:
        yield rules_section(judged, label, language)
    yield from areas_sections(areas(assessed, code), label, language)
    yield from changed_sections(found.moments, language)
    behind = () if verdict is None else holding_back(assessed, verdict)
    if behind:
        yield held_back_section(assessed, behind, language)
    yield from question_sections(assessed, language)
    yield from evidence_sections(assessed, found.proof, found.joined, found.bare, language)
    yield from plan_sections(found.plan, found.document.revision, assessed.instrument, language)
    yield sources_section(found.document, assessed.instrument, language)


def _with_note(section: Section, note: str) -> Section:
    return replace(section, notes=(*section.notes, note))
