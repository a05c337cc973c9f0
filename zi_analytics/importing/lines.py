"""One file on its way into the store: what was read, small enough to hold thousands of them."""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from zi_analytics.analysis.assessed import Assessed, assess
from zi_analytics.finding_text import severity
from zi_analytics.findings import Finding, Refused, Severity
from zi_analytics.importing.targets import Target
from zi_analytics.instrument import load
from zi_analytics.store import Import
from zi_analytics.store.kinds import kind_from
from zi_analytics.workbook.reading import AssessmentReading, Reading

TOTALS_AGREE = 0.005


class Group(StrEnum):
    """What a file needs from the user."""

    READY = "ready"
    LOOK = "look"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """One assessor's answers in short. ``digest`` is that of the answers, wherever they stand."""

    assessor: str
    answered: int
    total: float
    sheet_total: float | None
    digest: str


@dataclass(frozen=True, eq=False)
class Line:
    """A file with what it says in short, or with the finding that says why it cannot be read.

    ``drop`` is the number of the drop it came with, ``place`` its place in it. ``unit`` and
    ``period`` are proposals, "" where nothing was found. ``counts`` are the findings by severity,
    ``worst`` is the gravest of them.
    """

    name: str
    sha256: str
    drop: int = 0
    place: int = 0
    refused: Finding | None = None
    instrument: str = ""
    layout: str = ""
    unit: str = ""
    period: str = ""
    saved_at: str | None = None
    columns: tuple[Column, ...] = ()
    counts: Mapping[Severity, int] = field(default_factory=dict)
    worst: Finding | None = None
    group: Group = Group.UNKNOWN
    packed: bytes = field(default=b"", repr=False)
    """The whole reading: a tenth of what it needs when it is unpacked."""

    @property
    def key(self) -> str:
        """For the keys of its widgets."""
        return self.sha256[:12]

    @property
    def reading(self) -> Reading | None:
        """Everything that was read."""
        if not self.packed:
            return None
        reading: Reading = pickle.loads(zlib.decompress(self.packed))  # noqa: S301 - packed below
        return reading

    @property
    def assessed(self) -> tuple[Assessed, ...]:
        """Every assessor's answers with their points."""
        reading = self.reading
        if reading is None:
            return ()
        instrument = load(reading.instrument)
        return tuple(assess(instrument, one) for one in reading.assessments)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything noticed in it."""
        if self.refused is not None:
            return (self.refused,)
        reading = self.reading
        return () if reading is None else reading.findings

    @property
    def is_single(self) -> bool:
        """Whether it has one column of answers, which the user may give to another assessor."""
        return len(self.columns) == 1

    @property
    def answered(self) -> int:
        """How many answers it holds in all."""
        return sum(column.answered for column in self.columns)


def make_line(
    name: str, sha256: str, result: Reading | Refused, *, drop: int = 0, place: int = 0
) -> Line:
    """The line of a file that was read, or could not be."""
    if isinstance(result, Refused):
        counts = Counter([severity(result.finding)])
        return Line(name, sha256, drop, place, result.finding, counts=counts, worst=result.finding)
    instrument = load(result.instrument)
    columns = []
    for one in result.assessments:
        found = assess(instrument, one)
        columns.append(
            Column(one.assessor, found.answered, found.total, one.sheet_total, _digest(one))
        )
    return Line(
        name=name,
        sha256=sha256,
        drop=drop,
        place=place,
        instrument=result.instrument,
        layout=result.layout,
        unit=result.unit,
        period=result.period,
        saved_at=result.saved_at,
        columns=tuple(columns),
        counts=Counter(map(severity, result.findings)),
        worst=min(result.findings, key=_gravity, default=None),
        group=_group(result, columns),
        packed=zlib.compress(pickle.dumps(result), 1),
    )


def as_import(line: Line, content: bytes, target: Target) -> Import:
    """What will be stored: the reading under the unit, period and assessor of ``target``.

    ``content`` are the bytes of the file. Raises ValueError for a line without a reading.
    """
    reading = line.reading
    if reading is None:
        raise ValueError("this file could not be read")
    if target.assessor is not None and len(reading.assessments) == 1:
        reading = _given_to(reading, target.assessor)
    return Import(
        reading=reading,
        original=content,
        unit=target.unit,
        period=target.period,
        kind=target.kind or kind_from(target.unit),
        also_called=target.also_called,
    )


def _given_to(reading: Reading, assessor: str) -> Reading:
    (only,) = reading.assessments
    if only.assessor == assessor:
        return reading
    return replace(
        reading,
        assessments=(replace(only, assessor=assessor),),
        findings=tuple(
            replace(finding, assessor=assessor) if finding.assessor == only.assessor else finding
            for finding in reading.findings
        ),
    )


def _group(reading: Reading, columns: list[Column]) -> Group:
    """Whether it can go in as it is, should be looked at, or is no worksheet we know."""
    if not columns:
        return Group.UNKNOWN
    if not reading.unit or not reading.period:
        return Group.LOOK
    grave = any(severity(f) in (Severity.ERROR, Severity.REFUSED) for f in reading.findings)
    agree = all(
        column.sheet_total is None or abs(column.sheet_total - column.total) < TOTALS_AGREE
        for column in columns
    )
    return Group.READY if agree and not grave else Group.LOOK


def _gravity(finding: Finding) -> tuple[int, float]:
    return list(Severity).index(severity(finding)), -abs(finding.points or 0.0)


def _digest(one: AssessmentReading) -> str:
    """The same for the same answers, notes and evidence, in whichever cells and whosever they are.

    A number counts by its value: one program writes 0.8, another 0.8000000000000001.
    """
    said = [
        (a.code, a.state.value, a.raw if a.value is None else round(a.value, 9), a.note, a.evidence)
        for a in sorted(one.answers.values())
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()
