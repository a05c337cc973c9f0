"""A scenario: which answers would change, and what was fixed beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from zi_analytics.programme.documents import DocumentError, Fields, Loaded, load, written
from zi_analytics.store import Store

KIND = "scenario"

Changed = float | Mapping[str, float]
"""The value of an answer, or of a ratio the counts it is computed from, by their codes."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A way to a predicate that somebody tried; unit and period are those of its item.

    ``target`` is the id of a predicate. ``changed`` are the answers that differ from what
    ``assessor`` has, by question. ``locked`` questions stay as they are, ``decided`` ones are
    changed in any case, ``excluded`` ones cannot be changed. ``efforts`` are by question, where
    they differ from the usual. ``total`` is what came out when it was saved. ``objective``,
    ``surveys`` and ``budget`` are by what measure it was sought, as the road names them.
    """

    name: str
    instrument: str = ""
    assessor: str = ""
    target: str = ""
    changed: Mapping[str, Changed] = field(default_factory=dict)
    locked: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    efforts: Mapping[str, float] = field(default_factory=dict)
    total: float | None = None
    objective: str = ""
    surveys: str = ""
    budget: float | None = None


_NAMES = tuple(one.name for one in fields(Scenario))


def to_document(scenario: Scenario) -> dict[str, Any]:
    """The document that keeps it."""
    return written(**{name: getattr(scenario, name) for name in _NAMES})


def from_document(document: Mapping[str, Any]) -> Scenario:
    """The scenario again. Raises DocumentError."""
    of = Fields(document)
    return Scenario(
        name=of.text("name"),
        instrument=of.text("instrument"),
        assessor=of.text("assessor"),
        target=of.text("target"),
        changed=_changed(of),
        locked=of.texts("locked"),
        decided=of.texts("decided"),
        excluded=of.texts("excluded"),
        efforts=of.numbers("efforts"),
        total=of.number("total"),
        objective=of.text("objective"),
        surveys=of.text("surveys"),
        budget=of.number("budget"),
    )


def _changed(of: Fields) -> dict[str, Changed]:
    found = of.mapping("changed")
    counted = Fields(found, None)
    changed: dict[str, Changed] = {}
    for code, answer in found.items():
        if isinstance(answer, Mapping):
            changed[code] = counted.numbers(code)
            continue
        value = counted.number(code)
        if value is None:
            raise DocumentError("changed")
        changed[code] = value
    return changed


def load_scenarios(
    store: Store, unit: str | None = None, period: str | None = None, *, withdrawn: bool = False
) -> Loaded[Scenario]:
    """The scenarios of a unit, of the whole store (``""``) or of all (None), oldest first."""
    return load(store.dossier.of(KIND, unit, period, withdrawn=withdrawn), from_document)
