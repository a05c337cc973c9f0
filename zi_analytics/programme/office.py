"""The office that documents come from: what its letterhead says, and who signs for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from zi_analytics.programme.documents import Fields, Kept, Loaded, load, written
from zi_analytics.store import Item, ItemChange, NewItem, Store

KIND = "office"


@dataclass(frozen=True, slots=True)
class Person:
    """Who signs: ``position`` stands above the signature; what is empty is filled in by hand."""

    position: str
    name: str = ""
    rank: str = ""
    number: str = ""
    """The NIP, the number of a civil servant."""


@dataclass(frozen=True, slots=True)
class Office:
    """The office that a document comes from, as its letterhead says it.

    ``above`` are the lines over its name, the highest first; ``place`` is where it signs, and
    ``head`` who does.
    """

    name: str
    above: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    place: str = ""
    head: Person | None = None


def to_document(office: Office) -> dict[str, Any]:
    """The document that keeps it."""
    heads = () if office.head is None else (asdict(office.head),)
    return written(
        name=office.name,
        above=office.above,
        address=office.address,
        place=office.place,
        head=heads,
    )


def from_document(document: Mapping[str, Any]) -> Office:
    """The office again. Raises DocumentError."""
    of = Fields(document)
    heads = [
        Person(one.text("position"), one.text("name"), one.text("rank"), one.text("number"))
        for one in of.parts("head")
    ]
    return Office(
        name=of.text("name"),
        above=of.texts("above"),
        address=of.texts("address"),
        place=of.text("place"),
        head=heads[0] if heads else None,
    )


def load_offices(store: Store, unit: str | None = None) -> Loaded[Office]:
    """The offices of a unit, of the whole store (``""``) or of all (None), oldest first."""
    return load(store.dossier.of(KIND, unit), from_document)


def kept_office(store: Store, unit: str = "") -> Kept[Office] | None:
    """The office of a unit, or of the whole store where the unit has none of its own.

    What cannot be read counts as none: :func:`load_offices` says why.
    """
    for owner in dict.fromkeys((unit, "")):
        kept = load_offices(store, owner).kept
        if kept:
            return kept[-1]
    return None


def change_of_office(
    store: Store, office: Office, unit: str = "", seen: int | None = None
) -> NewItem | ItemChange:
    """What keeps the one office of a unit, or of the whole store.

    ``seen`` is the version that was looked at, 0 where there was none, None for whatever there is:
    writing raises StoreError ``store-item-changed`` where another one is kept by now.
    """
    document = to_document(office)
    kept = load_offices(store, unit).kept
    if not kept:
        return NewItem(KIND, unit, document)
    item = kept[-1].item
    return ItemChange(item.number, item.version if seen is None else seen, document)


def keep_office(store: Store, office: Office, *, by: str, unit: str = "") -> Item:
    """Keep the one office of a unit, or of the whole store. Raises StoreError."""
    return store.dossier.write([change_of_office(store, office, unit)], by=by)[0]
