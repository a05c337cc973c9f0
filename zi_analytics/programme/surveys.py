"""A survey: what respondents answered, counted, or an index alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from zi_analytics.programme.documents import Fields, Loaded, load, written
from zi_analytics.store import Store

KIND = "survey"


class Measures(StrEnum):
    """What a survey measures."""

    IPAK = "ipak"
    IPKP = "ipkp"
    SKM = "skm"


@dataclass(frozen=True, slots=True)
class Element:
    """One question of a survey: how often each answer was given, and the mean of them.

    ``answers`` are counts by the answer as written; empty where only the mean is known.
    """

    code: str
    label: str = ""
    answers: Mapping[str, int] = field(default_factory=dict)
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey of a unit; unit and period are those of its item.

    ``lowest`` and ``highest`` are the ends of its scale. ``services`` are respondents by kind of
    service, ``indices`` the index of each. ``index`` is what somebody typed, or what the elements
    gave when it was read; ``deviation`` how far respondents lie from it, None where only an index
    was typed. ``first`` and ``last`` are the days of the answers. ``conducted_by`` is who asked.
    """

    measures: Measures
    file: str = ""
    lowest: float = 1.0
    highest: float = 4.0
    elements: tuple[Element, ...] = ()
    services: Mapping[str, int] = field(default_factory=dict)
    respondents: int | None = None
    index: float | None = None
    deviation: float | None = None
    indices: Mapping[str, float] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    conducted_by: str = ""
    note: str = ""


_NAMES = tuple(one.name for one in fields(Survey) if one.name != "elements")
_ELEMENT = tuple(one.name for one in fields(Element))


def to_document(survey: Survey) -> dict[str, Any]:
    """The document that keeps it."""
    elements = [{name: getattr(one, name) for name in _ELEMENT} for one in survey.elements]
    return written(elements=elements, **{name: getattr(survey, name) for name in _NAMES})


def from_document(document: Mapping[str, Any]) -> Survey:
    """The survey again. Raises DocumentError."""
    of = Fields(document)
    lowest, highest = of.number("lowest"), of.number("highest")
    return Survey(
        measures=of.required("measures", Measures),
        file=of.text("file"),
        lowest=1.0 if lowest is None else lowest,
        highest=4.0 if highest is None else highest,
        elements=tuple(_element(part) for part in of.parts("elements")),
        services=of.counts("services"),
        respondents=of.count("respondents"),
        index=of.number("index"),
        deviation=of.number("deviation"),
        indices=of.numbers("indices"),
        first=of.day("first"),
        last=of.day("last"),
        conducted_by=of.text("conducted_by"),
        note=of.text("note"),
    )


def _element(of: Fields) -> Element:
    return Element(
        code=of.text("code"),
        label=of.text("label"),
        answers=of.counts("answers"),
        mean=of.number("mean"),
    )


def load_surveys(
    store: Store, unit: str | None = None, period: str | None = None, *, withdrawn: bool = False
) -> Loaded[Survey]:
    """The surveys of a unit, or of all units (None), oldest first."""
    return load(store.dossier.of(KIND, unit, period, withdrawn=withdrawn), from_document)


def surveys_of(store: Store, unit: str, period: str) -> tuple[Survey, ...]:
    """The surveys that count for a unit in a period, oldest first; what cannot be read is not."""
    return tuple(one.value for one in load_surveys(store, unit, period))
