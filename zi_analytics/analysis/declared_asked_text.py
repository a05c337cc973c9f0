"""What is asked of a declaration and of outreach, and what of it is there, in words."""

from __future__ import annotations

from collections.abc import Mapping

from zi_analytics.analysis.declared import DeclaredState, WayState
from zi_analytics.analysis.declared_asked import Asked, Check
from zi_analytics.analysis.declared_text import missing_text, way_text
from zi_analytics.language.numbers import date_text
from zi_analytics.language.wording import msg, say, say_many
from zi_analytics.programme.declaration import Declaration, Way

_ASKED: Mapping[Asked, str] = {
    Asked.DECLARED: msg("Integrity Zone declared"),
    Asked.DAY: msg("Day of the declaration"),
    Asked.HEAD: msg("Led by the head of the unit"),
    Asked.SIGNED: msg("Signed by all staff"),
    Asked.PUBLIC: msg("Held in public"),
    Asked.DOCUMENT: msg("Signed document at hand"),
}


def asked_text(asked: Asked, way: Way | None, language: str) -> str:
    """One thing that is asked."""
    return say(_ASKED[asked], language) if way is None else way_text(way, language)


def demand_text(language: str) -> str:
    """All that is asked, in a sentence."""
    return say(
        "What is asked: the head and all staff declare their readiness and sign the joint "
        "commitment, together and in public, and the Integrity Zone is made known in "
        "{number} ways, each time with evidence.",
        language,
        number=len(Way),
    )


def check_text(check: Check, state: DeclaredState, language: str) -> str:
    """What is there of what is asked, or what is missing."""
    if check.way is not None:
        (way,) = [one for one in state.ways if one.way is check.way]
        return _way_text(way, state.year, language)
    if check.missing is not None:
        return missing_text(check.missing, state.year, language)
    assert state.declaration is not None
    return _there(check.asked, state.declaration, language)


def _way_text(way: WayState, year: int, language: str) -> str:
    """How often it was taken; its name stands beside."""
    if not way.done:
        return say("not done yet in {year}", language, year=str(year))
    if way.proven == way.times:
        return say_many(
            "once, with evidence", "{number} times, each time with evidence", way.times, language
        )
    return say_many(
        "once, without evidence",
        "{number} times, {open} of them without evidence",
        way.times,
        language,
        open=way.times - way.proven,
    )


def _there(asked: Asked, declared: Declaration, language: str) -> str:
    """What stands behind a tick."""
    if asked is Asked.DAY and declared.day is not None:
        return date_text(declared.day, language)
    if asked is Asked.HEAD:
        return declared.head
    if asked is Asked.SIGNED and declared.staff is not None and declared.signed is not None:
        return say(
            "{signed} of {staff} staff", language, signed=declared.signed, staff=declared.staff
        )
    if asked is Asked.PUBLIC:
        return say("in public", language)
    if asked is Asked.DOCUMENT:
        return declared.link or declared.file
    return say("recorded", language)
