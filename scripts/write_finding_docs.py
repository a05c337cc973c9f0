"""Write docs/findings.md from the table of kinds: ``python -m scripts.write_finding_docs``."""

from __future__ import annotations

from pathlib import Path

from zi_analytics.finding_kinds import KINDS
from zi_analytics.findings import Severity
from zi_analytics.language.catalogue import catalogue

PAGE = Path(__file__).resolve().parent.parent / "docs" / "findings.md"

MEANING = {
    Severity.REFUSED: "Refused: the file cannot be read at all; nothing of it is used",
    Severity.ERROR: "Error: an answer or a total cannot be used as it stands",
    Severity.WARNING: "Warning: something was taken in a way that should be checked",
    Severity.NOTICE: "Notice: worth knowing; no points hang on it",
}

HEAD = """# Findings

What can be noticed between a file and its score. A finding has a code, a severity, the sheet and
cell it stands in, the points of the total that hang on it, and a remedy. `{names}` are filled from
the worksheet. `score --json` gives `code`, `severity`, `sheet`, `cell`, `points` and `message`.

This page is written by `python -m scripts.write_finding_docs` from
`zi_analytics/finding_kinds.py` and `zi_analytics/language/id/`; do not edit it by hand.
"""


def finding_docs() -> str:
    """The whole page: every kind by severity, in both languages."""
    indonesian = catalogue("id")
    parts = [HEAD]
    for severity, meaning in MEANING.items():
        title, _, explanation = meaning.partition(": ")
        parts.append(f"\n## {title}\n\n{explanation[0].upper()}{explanation[1:]}.\n")
        for code, kind in sorted(KINDS.items()):
            if kind.severity is severity:
                own = [indonesian.get(text, text) for text in (kind.message, kind.remedy)]
                parts.append(
                    f"\n### `{code}`\n\n"
                    f"- {kind.message}\n  *{kind.remedy}*\n"
                    f"- {own[0]}\n  *{own[1]}*\n"
                )
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(finding_docs(), encoding="utf-8")
