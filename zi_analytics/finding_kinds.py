"""Every kind of finding: its severity, what it says and what to do about it.

The wording here is English and is the key of the catalogues in ``language/``; ``{names}`` are
filled from a finding's details. ``docs/findings.md`` is made from this table, and a test proves
that every kind has an Indonesian wording.
"""

from __future__ import annotations

from dataclasses import dataclass

from zi_analytics.findings import Severity


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: ``message`` says what was found, ``remedy`` what to do."""

    severity: Severity
    message: str
    remedy: str


KINDS: dict[str, Kind] = {
    # --- the file itself (workbook/safety) -----------------------------------------------------
    # --- recognising the sheet (workbook/recognition) ------------------------------------------
    # --- answers (workbook/extraction) ---------------------------------------------------------
    # --- the sheet's own figures (workbook/reconciling) ----------------------------------------
}
