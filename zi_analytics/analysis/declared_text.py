"""Declaration and outreach in sentences, and the words of their choices."""

from __future__ import annotations

from collections.abc import Mapping

from zi_analytics.analysis.declared import DeclaredState, Gap, Missing, is_proven
from zi_analytics.language.numbers import date_text
from zi_analytics.language.wording import msg, say
from zi_analytics.programme.declaration import (
    Audience,
    Declaration,
    EvidenceKind,
    Outreach,
    Way,
)

WAYS: Mapping[Way, str] = {
    Way.PRINTED: msg("Banner, poster, appeal, brochure"),
    Way.WEBSITE: msg("Website"),
    Way.SOCIAL: msg("Social media"),
    Way.ELECTRONIC: msg("Electronic media"),
    Way.PRESS: msg("Print media"),
}
AUDIENCES: Mapping[Audience, str] = {
    Audience.INTERNAL: msg("own staff"),
    Audience.EXTERNAL: msg("the public"),
}
EVIDENCE: Mapping[EvidenceKind, str] = {
    EvidenceKind.PHOTO: msg("photo or documentation"),
    EvidenceKind.WEBSITE: msg("screenshot of the website"),
    EvidenceKind.SOCIAL: msg("screenshot of the post"),
    EvidenceKind.RECORDING: msg("recording"),
    EvidenceKind.LINK: msg("link"),
    EvidenceKind.CLIPPING: msg("clipping"),
}
_GAPS: Mapping[Gap, str] = {
    Gap.DECLARATION: msg("The declaration is not recorded yet."),
    Gap.DAY: msg("The declaration has no date."),
    Gap.HEAD: msg("Who led the declaration is not said."),
    Gap.COUNTS: msg("How many of the staff signed is not said."),
    Gap.SIGNATURES: msg("Signatures still missing: {number}."),
    Gap.PUBLIC: msg("It is not said that the declaration was public."),
    Gap.DOCUMENT: msg("The signed document is neither linked nor named."),
    Gap.WAY: msg("({way}) {name}: not done yet in {year}."),
    Gap.EVIDENCE: msg("({way}) {name}: without evidence, number of entries: {number}."),
}


def way_text(way: Way, language: str) -> str:
    """A way with its letter: "(a) Spanduk, poster …"."""
    return f"({way.value}) {say(WAYS[way], language)}"


def headline(state: DeclaredState, language: str) -> str:
    """How far it is, in one sentence."""
    ways = say(
        "{done} of {all} ways done in {year}",
        language,
        done=state.ways_done,
        all=len(state.ways),
        year=str(state.year),
    )
    return f"{ways}; {signed_text(state.declaration, language)}"


def signed_text(declaration: Declaration | None, language: str) -> str:
    """What is known of the signatures."""
    if declaration is None:
        return say("declaration: not recorded yet", language)
    if not declaration.staff or declaration.signed is None:
        return say("declaration: number of signatures not known", language)
    return say(
        "declaration: {signed} of {staff} staff signed",
        language,
        signed=declaration.signed,
        staff=declaration.staff,
    )


def missing_text(missing: Missing, year: int, language: str) -> str:
    """One thing that is missing, in a sentence."""
    way = missing.way
    return say(
        _GAPS[missing.gap],
        language,
        number=missing.number,
        year=str(year),
        way="" if way is None else way.value,
        name="" if way is None else say(WAYS[way], language),
    )


def evidence_text(entry: Outreach, language: str) -> str:
    """The evidence of an entry with its mark: "✓ foto atau dokumentasi", "▲ tidak ada"."""
    if entry.evidence is None:
        return f"▲ {say('none', language)}"
    kind = say(EVIDENCE[entry.evidence], language)
    return f"✓ {kind}" if is_proven(entry) else f"▲ {kind}"


def declared_mark(state: DeclaredState, language: str) -> str:
    """The day of the declaration with its mark, for a table of units."""
    if state.declaration is None:
        return "–"
    day = state.declaration.day
    return (
        f"▲ {say('date not known', language)}" if day is None else f"✓ {date_text(day, language)}"
    )


def signed_mark(state: DeclaredState) -> str:
    """How many of the staff signed, with its mark: "▲ 12/14"."""
    declared = state.declaration
    if declared is None or not declared.staff or declared.signed is None:
        return "–"
    mark = "✓" if declared.signed >= declared.staff else "▲"
    return f"{mark} {declared.signed}/{declared.staff}"
