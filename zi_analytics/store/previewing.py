"""What saving a file would do, before it is done."""

from __future__ import annotations

from sqlalchemy import Connection

from zi_analytics.store import units
from zi_analytics.store.loading import load_document
from zi_analytics.store.names import clean
from zi_analytics.store.preparing import PackedAssessment, pack_assessments
from zi_analytics.store.records import Change, Outcome, Preview, PreviewedAssessment
from zi_analytics.store.saving import held_by
from zi_analytics.workbook.reading import AssessmentReading, Reading


def preview_file(
    connection: Connection, reading: Reading, questions: tuple[str, ...], unit: str, period: str
) -> Preview:
    """What saving ``reading`` for ``unit`` and ``period`` would do to each assessor's answers."""
    found = units.find_unit(connection, unit)
    period_id = units.find_period(connection, period)
    held = {} if found is None or period_id is None else held_by(connection, found.id, period_id)
    assessments = []
    packed = pack_assessments(reading, questions)
    for item, new in zip(packed, reading.assessments, strict=True):
        stored = held.get(item.assessor)
        if stored is None or found is None:
            assessments.append(PreviewedAssessment(item.assessor, Outcome.NEW, None, ()))
            continue
        assessments.append(
            _compare(connection, item, new, found.code, period, stored.number, stored.digest)
        )
    return Preview(
        unit=None if found is None else found.code,
        unit_name=clean(unit) if found is None else found.name,
        period=period,
        assessments=tuple(assessments),
    )


def _compare(
    connection: Connection,
    item: PackedAssessment,
    new: AssessmentReading,
    unit: str,
    period: str,
    number: int,
    digest: str,
) -> PreviewedAssessment:
    if digest == item.digest:
        return PreviewedAssessment(item.assessor, Outcome.UNCHANGED, number, ())
    old = load_document(connection, unit, period, item.assessor, number).reading
    return PreviewedAssessment(item.assessor, Outcome.REVISED, number, find_changes(old, new))


def find_changes(old: AssessmentReading, new: AssessmentReading) -> tuple[Change, ...]:
    """The answers that differ in themselves, their note or evidence, in the new one's order."""
    codes = dict.fromkeys([*new.answers, *old.answers])
    changes = (Change(code, old.answers.get(code), new.answers.get(code)) for code in codes)
    return tuple(change for change in changes if change.facts)
