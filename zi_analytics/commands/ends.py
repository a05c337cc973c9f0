"""How a command ends: the exit statuses, and what it says of what it could not do."""

from __future__ import annotations

import sys

from zi_analytics import finding_text
from zi_analytics.findings import Finding

DONE, FAILED, MISUSED = 0, 1, 2
STOPPED = 130
"""What a shell expects of a program that was stopped with Ctrl-C."""


def complain(finding: Finding, language: str) -> None:
    """Say what was found and what to do, on standard error."""
    text = finding_text.message(finding, language), finding_text.remedy(finding, language)
    print("  " + " ".join(part for part in text if part), file=sys.stderr)
