"""What the fields of the two records are called where others changed them."""

from collections.abc import Iterator
from datetime import date

from pages.shared.meanwhile import differences
from pages.shared.words import language, t
from zi_analytics.analysis.declared_text import AUDIENCES, EVIDENCE, way_text
from zi_analytics.language.numbers import date_text
from zi_analytics.language.wording import msg
from zi_analytics.programme.declaration import (
    Audience,
    Declaration,
    EvidenceKind,
    Outreach,
    Way,
)

_WHERE = {"link": msg("Link"), "file": msg("File name"), "note": msg("Note")}
_DECLARATION = {
    "day": msg("Date"),
    "place": msg("Place"),
    "head": msg("Head who led it"),
    "staff": msg("Number of staff"),
    "signed": msg("Of them signed"),
    "public": msg("Held in public"),
    "witnesses": msg("Witnessed by"),
    **_WHERE,
}
_OUTREACH = {
    "way": msg("Way"),
    "day": msg("Date"),
    "audience": msg("Audience"),
    "title": msg("What was done"),
    "evidence": msg("Kind of evidence"),
    "people": msg("People reached"),
    **_WHERE,
}


def changes_of_declaration(before: Declaration, after: Declaration) -> Iterator[str]:
    """Every field that is not the same, with both values."""
    return differences(before, after, _DECLARATION, _said)


def changes_of_outreach(before: Outreach, after: Outreach) -> Iterator[str]:
    """Every field that is not the same, with both values."""
    return differences(before, after, _OUTREACH, _said)


def _said(value: object) -> str:
    match value:
        case Way():
            return way_text(value, language())
        case Audience():
            return t(AUDIENCES[value])
        case EvidenceKind():
            return t(EVIDENCE[value])
        case bool():
            return t("yes") if value else t("no")
        case date():
            return date_text(value, language())
    return "–" if value in (None, "") else str(value)
