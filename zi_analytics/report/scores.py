"""A reading with its scores as plain data, the answer of ``score --json``."""

from __future__ import annotations

from typing import Any

from zi_analytics import finding_text
from zi_analytics.findings import Finding
from zi_analytics.instrument import Instrument, load
from zi_analytics.scoring import Verdict, judge, score, values_of
from zi_analytics.workbook.reading import AssessmentReading, Reading, State


def describe_reading(reading: Reading, language: str) -> dict[str, Any]:
    """One file's entry: what it is, every assessment's points and predicates, the findings."""
    instrument = load(reading.instrument)
    return {
        "file": reading.file,
        "sha256": reading.sha256,
        "instrument": reading.instrument,
        "layout": reading.layout,
        "unit": reading.unit or None,
        "period": reading.period or None,
        "assessments": [describe_assessment(instrument, a) for a in reading.assessments],
        "findings": [describe_finding(finding, language) for finding in reading.findings],
    }


def describe_refusal(
    file: str, sha256: str | None, finding: Finding, language: str
) -> dict[str, Any]:
    """The entry of a file that could not be read: its ``error`` says why and what to do."""
    text = f"{finding_text.message(finding, language)} {finding_text.remedy(finding, language)}"
    return {
        "file": file,
        "sha256": sha256,
        "error": {"code": finding.code, "message": text.strip()},
        "findings": [describe_finding(finding, language)],
    }


def describe_assessment(instrument: Instrument, assessment: AssessmentReading) -> dict[str, Any]:
    """One assessor's points by node code (unrounded), and every predicate's rules."""
    points = score(instrument, values_of(instrument, assessment))
    answered = sum(
        assessment.answers[question.code].state is State.ANSWERED
        for question in instrument.questions
    )
    return {
        "assessor": assessment.assessor,
        "points": {
            node.code: float(value) for node, value in zip(instrument.scored, points, strict=True)
        },
        "answered": answered,
        "questions": len(instrument.questions),
        "sheet_total": assessment.sheet_total,
        "sheet_faithful": assessment.sheet_faithful,
        "predicate": {v.predicate: _describe_verdict(v) for v in judge(instrument, points)},
    }


def _describe_verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "passed": verdict.passed,
        "rules": [
            {
                "code": rule.code,
                "value": rule.value,
                "limit": rule.limit,
                "distance": rule.distance,
                "unit": rule.unit,
                "passed": rule.passed,
                "article": rule.article,
            }
            for rule in verdict.rules
        ]
        # A limit that the figures do not show is met for certain or not decided, never failed.
        + [
            {
                "code": limit.code,
                "value": None,
                "limit": limit.limit,
                "distance": None,
                "unit": "points",
                "passed": True if limit.certain else None,
                "article": limit.article,
            }
            for limit in verdict.unseen
        ],
    }


def describe_finding(finding: Finding, language: str) -> dict[str, Any]:
    """A finding as plain data with its message and remedy in ``language``."""
    return {
        "code": finding.code,
        "severity": finding_text.severity(finding).value,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "points": finding.points,
        "assessor": finding.assessor,
        "question": finding.question,
        "message": finding_text.message(finding, language),
        "remedy": finding_text.remedy(finding, language),
    }
