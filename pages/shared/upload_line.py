"""One uploaded file on its way into the store: what was read and where it will go."""

from dataclasses import dataclass, replace
from enum import StrEnum

from zi_analytics.analysis.assessed import Assessed
from zi_analytics.finding_text import severity
from zi_analytics.findings import Finding, Severity
from zi_analytics.store import Import
from zi_analytics.workbook.reading import Reading

TOTALS_AGREE = 0.005


class Group(StrEnum):
    """What a file needs from the user."""

    READY = "ready"
    LOOK = "look"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """A file with its reading, or with the finding that says why it could not be read.

    ``drop`` is the number of the drop it came with.
    """

    name: str
    sha256: str
    drop: int
    reading: Reading | None = None
    refused: Finding | None = None
    assessed: tuple[Assessed, ...] = ()

    @property
    def key(self) -> str:
        """For the keys of its widgets."""
        return self.sha256[:12]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything noticed in it."""
        if self.refused is not None:
            return (self.refused,)
        return () if self.reading is None else self.reading.findings

    @property
    def group(self) -> Group:
        """Whether it can go in as it is, should be looked at, or is no worksheet we know."""
        if self.reading is None or not self.reading.assessments:
            return Group.UNKNOWN
        if not self.reading.unit or not self.reading.period:
            return Group.LOOK
        grave = any(severity(f) in (Severity.ERROR, Severity.REFUSED) for f in self.findings)
        return Group.LOOK if grave or not self._totals_agree() else Group.READY

    def _totals_agree(self) -> bool:
        return all(
            one.reading.sheet_total is None
            or abs(one.reading.sheet_total - one.total) < TOTALS_AGREE
            for one in self.assessed
        )


def as_import(line: Line, content: bytes, unit: str, period: str, assessor: str | None) -> Import:
    """What will be stored: the reading under the unit, period and assessor the user confirmed.

    ``content`` are the bytes of the file; ``assessor`` is None where the sheet itself tells
    several apart. Raises ValueError for a line without a reading.
    """
    if line.reading is None:
        raise ValueError("this file could not be read")
    reading = line.reading
    if assessor is not None and len(reading.assessments) == 1:
        (only,) = reading.assessments
        if only.assessor != assessor:
            reading = replace(
                reading,
                assessments=(replace(only, assessor=assessor),),
                findings=tuple(
                    replace(finding, assessor=assessor)
                    if finding.assessor == only.assessor
                    else finding
                    for finding in reading.findings
                ),
            )
    return Import(reading=reading, original=content, unit=unit, period=period)
