"""An index that somebody types: taken only where it can be nothing else, asked about otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from zi_analytics.findings import Finding
from zi_analytics.instrument.surveys import survey_rules
from zi_analytics.workbook.answering.numbers import read_number


@dataclass(frozen=True, slots=True)
class TypedIndex:
    """``value`` is the index, None where there is none; ``finding`` says why, or what to ask.

    ``if_ikm`` is the index that it would be if an IKM had been typed, None where that cannot be.
    """

    value: float | None
    finding: Finding | None = None
    if_ikm: float | None = None


def read_index(text: str) -> TypedIndex:
    """Read a typed index of 1 to 4; an IKM (87,65) or another scale is asked about."""
    rules = survey_rules()
    number = read_number(text)
    details = (("text", text.strip()[:40]),)
    if not number.readings:
        return TypedIndex(None, Finding("survey-index-no-number", details=details))
    if len(number.readings) > 1:
        return TypedIndex(None, Finding("survey-index-ambiguous", details=details))
    given = number.readings[0]
    if rules.lowest <= given <= rules.highest and not number.percent:
        return TypedIndex(given)
    if rules.ikm(rules.lowest) <= given <= rules.highest_ikm:
        index = rules.index_of(given)
        asked = Finding("survey-index-ikm", details=(*details, ("index", index)))
        return TypedIndex(None, asked, index)
    return TypedIndex(None, Finding("survey-index-other-scale", details=details))
