"""The declaration of a unit, and how it made its programme known: one item each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from zi_analytics.programme.documents import Fields, Loaded, load, written
from zi_analytics.store import Store

DECLARATION = "declaration"
OUTREACH = "outreach"


@dataclass(frozen=True, slots=True)
class Declaration:
    """Head and staff declare readiness and sign together and in public.

    ``staff`` is how many there are, ``signed`` how many signed; ``public`` None where it is not
    said. ``link`` and ``file`` say where the signed document lies. ``witnesses`` are those who saw
    it from outside the unit, as one would name them.
    """

    day: date | None = None
    place: str = ""
    head: str = ""
    staff: int | None = None
    signed: int | None = None
    public: bool | None = None
    link: str = ""
    file: str = ""
    note: str = ""
    witnesses: str = ""


class Way(StrEnum):
    """The five ways of making it known, as the seed of the field letters them."""

    PRINTED = "a"
    """Banner, poster, appeal or brochure."""
    WEBSITE = "b"
    SOCIAL = "c"
    ELECTRONIC = "d"
    PRESS = "e"


class Audience(StrEnum):
    """Whom it reached."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class EvidenceKind(StrEnum):
    """What shows that it happened."""

    PHOTO = "photo"
    WEBSITE = "website-screenshot"
    SOCIAL = "social-screenshot"
    RECORDING = "recording"
    LINK = "link"
    CLIPPING = "clipping"


@dataclass(frozen=True, slots=True)
class Outreach:
    """One time that the programme was made known. ``evidence`` None where there is none yet,
    ``people`` None where nobody counted whom it reached."""

    way: Way
    title: str = ""
    day: date | None = None
    audience: Audience = Audience.EXTERNAL
    evidence: EvidenceKind | None = None
    link: str = ""
    file: str = ""
    note: str = ""
    people: int | None = None


_DECLARATION = tuple(field.name for field in fields(Declaration))
_OUTREACH = tuple(field.name for field in fields(Outreach))


def declaration_to_document(declaration: Declaration) -> dict[str, Any]:
    """The document that keeps it."""
    return written(**{name: getattr(declaration, name) for name in _DECLARATION})


def declaration_from_document(document: Mapping[str, Any]) -> Declaration:
    """The declaration again. Raises DocumentError."""
    of = Fields(document)
    return Declaration(
        day=of.day("day"),
        place=of.text("place"),
        head=of.text("head"),
        staff=of.count("staff"),
        signed=of.count("signed"),
        public=of.flag("public"),
        link=of.text("link"),
        file=of.text("file"),
        note=of.text("note"),
        witnesses=of.text("witnesses"),
    )


def outreach_to_document(outreach: Outreach) -> dict[str, Any]:
    """The document that keeps it."""
    return written(**{name: getattr(outreach, name) for name in _OUTREACH})


def outreach_from_document(document: Mapping[str, Any]) -> Outreach:
    """The outreach again. Raises DocumentError."""
    of = Fields(document)
    return Outreach(
        way=of.required("way", Way),
        title=of.text("title"),
        day=of.day("day"),
        audience=of.choice("audience", Audience, Audience.EXTERNAL),
        evidence=of.choice("evidence", EvidenceKind, None),
        link=of.text("link"),
        file=of.text("file"),
        note=of.text("note"),
        people=of.count("people"),
    )


def load_declarations(
    store: Store, unit: str | None = None, *, withdrawn: bool = False
) -> Loaded[Declaration]:
    """The declarations of a unit, or of all units (None), oldest first."""
    items = store.dossier.of(DECLARATION, unit, withdrawn=withdrawn)
    return load(items, declaration_from_document)


def load_outreach(
    store: Store, unit: str | None = None, *, withdrawn: bool = False
) -> Loaded[Outreach]:
    """How a unit, or all units (None), made it known, oldest entry first."""
    return load(store.dossier.of(OUTREACH, unit, withdrawn=withdrawn), outreach_from_document)
