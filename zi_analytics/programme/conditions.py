"""Conditions for being proposed that a person has ticked, because no worksheet shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zi_analytics.programme.documents import Fields, Loaded, load, written
from zi_analytics.store import Store

KIND = "conditions"


@dataclass(frozen=True, slots=True)
class Checked:
    """The codes of the conditions that are met; unit and period are those of its item.

    What is asked of the institution is kept without a unit, since it holds for all of them.
    ``institution`` is its kind, as the instrument names those that a condition applies to.
    """

    met: tuple[str, ...] = ()
    institution: str = ""


def to_document(checked: Checked) -> dict[str, Any]:
    """The document that keeps it."""
    return written(met=checked.met, institution=checked.institution)


def from_document(document: Mapping[str, Any]) -> Checked:
    """What was ticked again. Raises DocumentError."""
    of = Fields(document)
    return Checked(met=of.texts("met"), institution=of.text("institution"))


def load_checked(
    store: Store, unit: str | None = None, period: str | None = None, *, withdrawn: bool = False
) -> Loaded[Checked]:
    """What was ticked for a unit, for the institution (``""``) or for all (None)."""
    return load(store.dossier.of(KIND, unit, period, withdrawn=withdrawn), from_document)
