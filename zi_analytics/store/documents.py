"""What an assessment says besides its values: texts, notes, evidence, addresses, counts, figures.

The document is canonical JSON, one list a column (that compresses best), and does not repeat what
the vector holds: nothing stands twice that could contradict itself.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from zi_analytics.findings import Finding
from zi_analytics.store.vectors import Vector, decode
from zi_analytics.workbook.reading import Answer, AssessmentReading, SheetFigure, State

_LEVEL = 3
_SEPARATORS = (",", ":")
_FINDING = tuple(field.name for field in fields(Finding))


def canonical(value: object) -> bytes:
    """JSON in one fixed spelling: the same value always gives the same bytes."""
    return json.dumps(value, separators=_SEPARATORS, sort_keys=True).encode("ascii")


def compress(content: bytes) -> bytes:
    """Pack for keeping."""
    return zlib.compress(content, _LEVEL)


def decompress(packed: bytes) -> bytes:
    """Undo :func:`compress`. Raises ValueError for damaged bytes."""
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError("damaged document") from error


def write_document(reading: AssessmentReading, questions: Sequence[str]) -> bytes:
    """Everything of ``reading`` that is not in the vector of ``questions``, as canonical JSON.

    Raises ValueError where a code and its key differ.
    """
    asked = frozenset(questions)
    answers = list(reading.answers.values())
    if [answer.code for answer in answers] != list(reading.answers):
        raise ValueError("an answer stands under another code")
    if any(figure.node != node for node, figure in reading.figures.items()):
        raise ValueError("a figure stands under another node")
    others = [answer for answer in answers if answer.code not in asked]
    return canonical(
        {
            "assessor": reading.assessor,
            "code": [answer.code for answer in answers],
            "raw": [answer.raw for answer in answers],
            "note": [answer.note for answer in answers],
            "evidence": [answer.evidence for answer in answers],
            "sheet": [answer.sheet for answer in answers],
            "cell": [answer.cell for answer in answers],
            "points": [answer.sheet_points for answer in answers],
            "others": [[answer.state.value, answer.value] for answer in others],
            "figures": [[f.node, f.value, f.sheet, f.cell] for f in reading.figures.values()],
            "faithful": reading.sheet_faithful,
        }
    )


def read_document(content: bytes, vector: Vector, questions: Sequence[str]) -> AssessmentReading:
    """The reading again, from its document and its vector."""
    document: dict[str, Any] = json.loads(content)
    known: Mapping[str, tuple[State, float | None]] = decode(vector, questions)
    others = iter(document["others"])
    answers: dict[str, Answer] = {}
    for code, raw, note, evidence, sheet, cell, points in zip(
        *(
            document[name]
            for name in ("code", "raw", "note", "evidence", "sheet", "cell", "points")
        ),
        strict=True,
    ):
        if code in known:
            state, value = known[code]
        else:
            written, value = next(others)
            state = State(written)
        answers[code] = Answer(code, state, value, raw, sheet, cell, note, evidence, points)
    figures = {row[0]: SheetFigure(*row) for row in document["figures"]}
    return AssessmentReading(document["assessor"], answers, figures, document["faithful"])


def digest_of(instrument: str, questions: Sequence[str], vector: Vector, content: bytes) -> str:
    """The SHA-256 of an assessment's whole content, in hexadecimal."""
    digest = hashlib.sha256(canonical([1, instrument, list(questions), len(vector.exact)]))
    for part in (vector.codes, vector.exact, content):
        digest.update(part)
    return digest.hexdigest()


def write_findings(findings: Sequence[Finding]) -> bytes:
    """Findings as canonical JSON."""
    return canonical([{n: getattr(finding, n) for n in _FINDING} for finding in findings])


def read_findings(content: bytes) -> tuple[Finding, ...]:
    """Findings from :func:`write_findings`."""
    return tuple(
        Finding(**row | {"details": tuple((name, value) for name, value in row["details"])})
        for row in json.loads(content)
    )
