"""Packing a reading before the store is locked: everything that needs no database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from zi_analytics.store.documents import (
    canonical,
    compress,
    digest_of,
    write_document,
    write_findings,
)
from zi_analytics.store.errors import StoreError
from zi_analytics.store.names import ASSESSORS, clean, split_period
from zi_analytics.store.records import Import
from zi_analytics.store.vectors import Vector, check, encode
from zi_analytics.workbook.reading import AssessmentReading, Reading

Questions = Callable[[str], tuple[str, ...]]
"""From an instrument's id to the codes of its questions, in its order."""


@dataclass(frozen=True, slots=True)
class PackedAssessment:
    """One assessor's answers as they will stand in the tables."""

    assessor: str
    vector: Vector
    document: bytes
    digest: str
    sheet_total: float | None
    with_evidence: int


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file as it will stand in the tables."""

    request: Import
    name: str
    questions: tuple[str, ...]
    questions_digest: str
    assessments: tuple[PackedAssessment, ...]
    findings: bytes
    findings_digest: str


def questions_of_instrument(instrument: str) -> tuple[str, ...]:
    """The question codes of an instrument in ``data/instruments``."""
    from zi_analytics.instrument import load

    return tuple(node.code for node in load(instrument).questions)


def pack_file(request: Import, questions_of: Questions) -> PackedFile:
    """Check and pack one file.

    Raises StoreError for a period or unit that is none, a file that is not the one that was read,
    or one without answers; ValueError for a reading that contradicts itself.
    """
    reading = request.reading
    split_period(request.period)
    if not clean(request.unit):
        raise StoreError("store-unit-unnamed")
    if not reading.assessments:
        raise StoreError("store-nothing-to-save", file=clean(reading.file))
    if hashlib.sha256(request.original).hexdigest() != reading.sha256:
        raise StoreError("store-file-differs", file=clean(reading.file))
    questions = questions_of(reading.instrument)
    findings = write_findings(reading.findings)
    return PackedFile(
        request=request,
        name=clean(reading.file),
        questions=questions,
        questions_digest=hashlib.sha256(canonical(questions)).hexdigest(),
        assessments=pack_assessments(reading, questions),
        findings=compress(findings),
        findings_digest=hashlib.sha256(findings).hexdigest(),
    )


def pack_assessments(reading: Reading, questions: tuple[str, ...]) -> tuple[PackedAssessment, ...]:
    """Pack every assessor's answers. Raises ValueError for an assessor unknown or twice."""
    assessors = [assessment.assessor for assessment in reading.assessments]
    if not set(assessors) <= set(ASSESSORS) or len(set(assessors)) < len(assessors):
        raise ValueError(f"assessors: {assessors}")
    return tuple(_pack(a, reading.instrument, questions) for a in reading.assessments)


def _pack(
    assessment: AssessmentReading, instrument: str, questions: tuple[str, ...]
) -> PackedAssessment:
    check(assessment.answers.values())
    vector = encode(assessment.answers, questions)
    document = write_document(assessment, questions)
    return PackedAssessment(
        assessor=assessment.assessor,
        vector=vector,
        document=compress(document),
        digest=digest_of(instrument, questions, vector, document),
        sheet_total=assessment.sheet_total,
        with_evidence=sum(1 for answer in assessment.answers.values() if answer.evidence),
    )
