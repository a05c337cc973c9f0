"""The answers of a unit as the ministry takes them in JSON, and whether they are ready for it.

From 2026 on every question has a number (``soal_id``) in the ministry's list; a ratio is not in
it, its counted inputs are. An answer is the option's key as the list writes it, or the number.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from zi_analytics.findings import Finding, Refused
from zi_analytics.instrument import AnswerKind, Instrument
from zi_analytics.instrument.model import Node
from zi_analytics.store import Store, StoredAssessment, StoreError
from zi_analytics.store.names import split_period
from zi_analytics.workbook.reading import Answer, AssessmentReading, State

OWN, JUDGED = "unit", "tpi"
"""The two assessors that the ministry asks for."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What one unit hands in. ``own`` and ``judged`` are None where nothing is stored."""

    unit: str
    unit_name: str
    period: str
    own: AssessmentReading | None
    judged: AssessmentReading | None


def load_submission(store: Store, unit: str, period: str) -> tuple[str, Submission]:
    """The instrument's id and what is stored of a unit's period for the ministry.

    Raises StoreError ``store-assessment-unknown`` when neither assessor's answers are stored.
    """
    own = _stored(store, unit, period, OWN)
    judged = _stored(store, unit, period, JUDGED)
    first = own or judged
    if first is None:
        raise StoreError("store-assessment-unknown", unit=unit, period=period, assessor=OWN)
    # An assessor's answers to another worksheet do not belong to these questions.
    same = judged and judged.revision.instrument == first.revision.instrument
    return first.revision.instrument, Submission(
        unit=first.revision.unit,
        unit_name=first.unit_name,
        period=period,
        own=own.reading if own else None,
        judged=judged.reading if judged and same else None,
    )


def _stored(store: Store, unit: str, period: str, assessor: str) -> StoredAssessment | None:
    try:
        return store.load_document(unit, period, assessor)
    except StoreError as error:
        if error.finding.code != "store-assessment-unknown":
            raise
        return None


def check_submission(instrument: Instrument, submission: Submission) -> tuple[Finding, ...]:
    """What stands against handing it in; () when it is ready.

    Every question of the list needs the unit's own answer. What the assessor left out is left
    out, but what stands there must be an answer too.
    """
    asked = asked_questions(instrument)
    if not asked:
        return (Finding("ministry-without-numbers", details=(("title", instrument.title.id),)),)
    if submission.own is None:
        return (Finding("ministry-without-unit", details=(("unit", submission.unit_name),)),)
    found = [_flaw(instrument, node, submission.own) for node in asked]
    if submission.judged is not None:
        judged = [_flaw(instrument, node, submission.judged) for node in asked]
        found += [flaw for flaw in judged if flaw and flaw.code != "ministry-answer-missing"]
    return tuple(flaw for flaw in found if flaw is not None)


def asked_questions(instrument: Instrument) -> tuple[Node, ...]:
    """The questions and counts with a number in the ministry's list, in its order."""
    numbered = [(node.soal_id, node) for node in instrument.nodes if node.soal_id is not None]
    return tuple(node for _, node in sorted(numbered, key=lambda pair: pair[0]))


def _flaw(instrument: Instrument, node: Node, reading: AssessmentReading) -> Finding | None:
    answer = reading.answers.get(node.code)
    if answer is None or answer.state in (State.BLANK, State.MISSING):
        code = "ministry-answer-missing"
    elif answer.state is not State.ANSWERED:
        chosen = instrument.type_of(node.code).kind is AnswerKind.CHOICE
        code = "ministry-answer-no-option" if chosen else "ministry-answer-wrong-kind"
    else:
        return None
    return Finding(
        code,
        sheet=answer and answer.sheet,
        cell=answer and answer.cell,
        assessor=reading.assessor,
        question=node.code,
        details=(("soal_id", str(node.soal_id)), ("text", answer.raw if answer else "")),
    )


def write_submission(instrument: Instrument, submission: Submission) -> bytes:
    """The JSON of one unit. Raises Refused with the first finding when it is not ready."""
    flaws = check_submission(instrument, submission)
    if flaws:
        raise Refused(flaws[0])
    own = {} if submission.own is None else submission.own.answers
    judged = {} if submission.judged is None else submission.judged.answers
    content = {
        "unit_id": submission.unit,
        "nama_unit": submission.unit_name,
        "tahun": split_period(submission.period)[0],
        "answers": [
            {
                "soal_id": node.soal_id,
                "jawaban_unit": _said(instrument, node, own.get(node.code)),
                "jawaban_tpi": _said(instrument, node, judged.get(node.code)),
                "catatan_unit": _text(own.get(node.code), "note"),
                "bukti_dukung_unit": _text(own.get(node.code), "evidence"),
                "catatan_tpi": _text(judged.get(node.code), "note"),
            }
            for node in asked_questions(instrument)
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _said(instrument: Instrument, node: Node, answer: Answer | None) -> str | float | None:
    """The option's key, or the number on its own scale; None where nothing is answered."""
    if answer is None or answer.value is None:
        return None
    answer_type = instrument.type_of(node.code)
    if answer_type.kind is AnswerKind.CHOICE:
        return next(one.key for one in answer_type.options if one.value == answer.value)
    if answer_type.kind is AnswerKind.INDEX:
        # Twelve digits take back what dividing by the scale has left behind.
        return round(answer.value * (answer_type.highest or 1.0), 12)
    return int(answer.value) if answer.value.is_integer() else answer.value


def _text(answer: Answer | None, name: str) -> str | None:
    text: str = "" if answer is None else getattr(answer, name)
    return text or None
