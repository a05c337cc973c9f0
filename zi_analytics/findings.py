"""What was noticed on the way from a file to a score: code, severity, place, what to do.

A finding is a frozen value. Its kind is documented in ``docs/findings.md``; the English
wording stands beside the code in :mod:`zi_analytics.finding_kinds`, the Indonesian one in
``language/id/findings.po``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    REFUSED = "refused"
    """The file cannot be read at all; nothing of it is used."""
    ERROR = "error"
    """An answer or a total cannot be used as it stands."""
    WARNING = "warning"
    """Something was taken in a way the user should check."""
    NOTICE = "notice"
    """Worth knowing; no points hang on it."""


Detail = str | int | float


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed.

    ``points`` are the points of the total (0 to 100) that hang on it, ``None`` where none do.
    ``details`` are the names and figures its sentence mentions.
    """

    code: str
    sheet: str | None = None
    cell: str | None = None
    points: float | None = None
    assessor: str | None = None
    question: str | None = None
    details: tuple[tuple[str, Detail], ...] = ()


class Refused(Exception):
    """A file that cannot be read at all; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding

    def __reduce__(self) -> tuple[type[Refused], tuple[Finding]]:
        return Refused, (self.finding,)
