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
    """The answers whose text, value or state differ, in the order of the new reading."""
    changes = []
    for code in dict.fromkeys([*new.answers, *old.answers]):
        before, after = old.answers.get(code), new.answers.get(code)
        change = Change(
            code,
            old_raw=None if before is None else before.raw,
            new_raw=None if after is None else after.raw,
            old_value=None if before is None else before.value,
            new_value=None if after is None else after.value,
            old_state=None if before is None else before.state,
            new_state=None if after is None else after.state,
        )
        if (change.old_raw, change.old_value, change.old_state) != (
            change.new_raw,
            change.new_value,
            change.new_state,
        ):
            changes.append(change)
    return tuple(changes)
