"""What an office's documents look like: its letterhead, its logo, its own Word document.

Each is an item of the dossier, of a unit or of the whole store; a unit has that of the whole store
where it has none of its own.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from zi_analytics.programme.documents import (
    FORMAT,
    DocumentError,
    Fields,
    Kept,
    Loaded,
    load,
    plain,
)
from zi_analytics.programme.office import Office, change_of_office, kept_office
from zi_analytics.store import Item, ItemChange, NewItem, Store, StoreError

LARGEST_FILE = 3_000_000
"""Bytes of a logo or a template: as text they fit into a document of the dossier."""


class Part(StrEnum):
    """A file that an office gives its documents."""

    LOGO = "office-logo"
    TEMPLATE = "office-template"


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the office and what it was called."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Stationery:
    """What is known of how an office writes; None for what is not."""

    office: Office | None = None
    logo: OwnFile | None = None
    template: OwnFile | None = None

    @property
    def picture(self) -> bytes | None:
        """The logo as it is drawn."""
        return None if self.logo is None else self.logo.content

    @property
    def own_document(self) -> bytes | None:
        """The template as a .docx that nobody has opened."""
        return None if self.template is None else self.template.content


def to_document(file: OwnFile) -> dict[str, Any]:
    """The document that keeps it."""
    content = base64.b64encode(file.content).decode()
    return {"format": FORMAT, "name": plain(file.name), "content": content}


def from_document(document: Mapping[str, Any]) -> OwnFile:
    """The file again. Raises DocumentError."""
    of = Fields(document)
    try:
        content = base64.b64decode(of.text("content"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise DocumentError("content") from error
    return OwnFile(of.text("name"), content)


def load_files(store: Store, part: Part, unit: str | None = None) -> Loaded[OwnFile]:
    """The files of a unit, of the whole store (``""``) or of all (None), oldest first."""
    return load(store.dossier.of(part.value, unit), from_document)


def kept_file(store: Store, part: Part, unit: str = "") -> Kept[OwnFile] | None:
    """The file of a unit, or of the whole store where the unit has none of its own.

    What cannot be read counts as none: :func:`load_files` says why.
    """
    for owner in dict.fromkeys((unit, "")):
        kept = load_files(store, part, owner).kept
        if kept:
            return kept[-1]
    return None


def kept_stationery(store: Store, unit: str = "") -> Stationery:
    """All that is kept for a unit."""
    office = kept_office(store, unit)
    logo, template = (kept_file(store, part, unit) for part in Part)
    return Stationery(
        None if office is None else office.value,
        None if logo is None else logo.value,
        None if template is None else template.value,
    )


def keep_stationery(
    store: Store, kept: Stationery, *, by: str, unit: str = "", seen: int | None = None
) -> Item:
    """Keep the office and the files that are given, all or nothing; gives the office's item.

    ``seen`` is the version of the office that was looked at, 0 where there was none, None for
    whatever there is. Raises StoreError, ``office-file-too-large`` among others.
    """
    office = kept.office or Office("")
    changes = [change_of_office(store, office, unit, seen)]
    changes += [
        _change_of(store, part, file, unit)
        for part, file in ((Part.LOGO, kept.logo), (Part.TEMPLATE, kept.template))
        if file is not None
    ]
    return store.dossier.write(changes, by=by)[0]


def _change_of(store: Store, part: Part, file: OwnFile, unit: str) -> NewItem | ItemChange:
    if len(file.content) > LARGEST_FILE:
        size, most = (round(size / 1e6, 1) for size in (len(file.content), LARGEST_FILE))
        raise StoreError("office-file-too-large", name=plain(file.name), size=size, most=most)
    document = to_document(file)
    kept = load_files(store, part, unit).kept
    if not kept:
        return NewItem(part.value, unit, document)
    return ItemChange(kept[-1].item.number, kept[-1].item.version, document)
