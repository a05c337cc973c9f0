"""A finding in the user's words: what was found, what to do, and where."""

from __future__ import annotations

from zi_analytics.finding_kinds import KINDS
from zi_analytics.findings import Finding, Severity
from zi_analytics.language.wording import Detail, msg, say

SEVERITIES: dict[Severity, tuple[str, str]] = {
    Severity.REFUSED: ("✕", msg("cannot be read")),
    Severity.ERROR: ("✕", msg("error")),
    Severity.WARNING: ("▲", msg("please check")),
    Severity.NOTICE: ("–", msg("for information")),
}
"""A mark and a word for every severity."""


def severity(finding: Finding) -> Severity:
    """How much it matters; a kind that nobody described counts as a warning."""
    kind = KINDS.get(finding.code)
    return Severity.WARNING if kind is None else kind.severity


def message(finding: Finding, language: str) -> str:
    """What was found, one or two sentences; its code where the kind is not described."""
    kind = KINDS.get(finding.code)
    if kind is None:
        return finding.code
    details = _details(finding)
    # Only English has another form for one; the other languages translate the message itself.
    is_one = language == "en" and kind.one and details.get("count") == 1
    return say(kind.one if is_one else kind.message, language, **details)


def remedy(finding: Finding, language: str) -> str:
    """What to do about it; empty where the kind is not described."""
    kind = KINDS.get(finding.code)
    return "" if kind is None else say(kind.remedy, language, **_details(finding))


def place(finding: Finding) -> str:
    """Sheet and cell ("Jawaban!K6"), the sheet alone, or nothing for the file as a whole."""
    return "!".join(part for part in (finding.sheet, finding.cell) if part)


def _details(finding: Finding) -> dict[str, Detail]:
    own = {
        "sheet": finding.sheet,
        "cell": finding.cell,
        "points": finding.points,
        "assessor": finding.assessor,
        "question": finding.question,
    }
    details: dict[str, Detail] = {name: value for name, value in own.items() if value is not None}
    return details | dict(finding.details)
