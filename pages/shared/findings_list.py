"""Findings as a list: what, where, what to do, how many points hang on it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.shared.literal import literal
from pages.shared.words import language, n, t
from zi_analytics.finding_text import SEVERITIES, message, place, remedy, severity
from zi_analytics.findings import Finding, Severity
from zi_analytics.language.numbers import decimal

_ORDER = list(Severity)
_COLOUR = {
    Severity.REFUSED: "red",
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.NOTICE: "gray",
}
AT_ONCE = 12


def sort_findings(findings: Sequence[Finding]) -> list[Finding]:
    """The gravest first, then the most points."""
    return sorted(findings, key=lambda f: (_ORDER.index(severity(f)), -abs(f.points or 0.0)))


def count_text(counts: Mapping[Severity, int]) -> str:
    """How many of which severity: "2 kesalahan, 3 perlu diperiksa"."""
    grave = counts.get(Severity.REFUSED, 0) + counts.get(Severity.ERROR, 0)
    check, notes = counts.get(Severity.WARNING, 0), counts.get(Severity.NOTICE, 0)
    said = [
        n("{number} error", "{number} errors", grave) if grave else "",
        n("{number} to check", "{number} to check", check) if check else "",
        n("{number} note", "{number} notes", notes) if notes else "",
    ]
    return ", ".join(part for part in said if part) or t("no findings")


def show_findings(findings: Sequence[Finding], key: str) -> None:
    """The list; a long one shows its gravest part first."""
    ordered = sort_findings(findings)
    for finding in ordered[:AT_ONCE]:
        _show(finding)
    rest = ordered[AT_ONCE:]
    if rest:
        more = st.expander(
            n("{number} more finding", "{number} more findings", len(rest)),
            key=f"{key}-more",
            on_change="rerun",
        )
        if more.open:
            with more:
                for finding in rest:
                    _show(finding)


def _show(finding: Finding) -> None:
    kind = severity(finding)
    sign, word = SEVERITIES[kind]
    where = place(finding)
    points = "" if finding.points is None else decimal(abs(finding.points), language())
    tail = [
        part
        for part in (
            where and t("cell {place}", place=where) if finding.cell else where,
            points and t("{points} points hang on it", points=points),
        )
        if part
    ]
    what = literal(message(finding, language()))
    do = literal(remedy(finding, language()))
    st.markdown(
        f":{_COLOUR[kind]}[**{sign} {t(word)}:**] {what} {do}"
        + (f"  \n:gray[{literal(' · '.join(tail))}]" if tail else "")
    )
