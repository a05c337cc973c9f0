"""Values to the plain JSON of a dossier and back, without trusting what stands there.

A field that is missing has its empty value: an older version of the program did not know it. A
field of another type, or a document of a later format, is a finding.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from zi_analytics.findings import Finding
from zi_analytics.store import Item

FORMAT = 1
"""Raised when a document means something that this program would misread."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_KEPT = frozenset("\n\t")

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
U = TypeVar("U", bound=StrEnum | None)


class DocumentError(ValueError):
    """A document that is not what its kind says; ``field`` is where."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A value with the item of the dossier that keeps it: number, unit, version, who and when."""

    item: Item
    value: T


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """What could be read, in the dossier's order, and a finding for each that could not."""

    kept: tuple[Kept[T], ...]
    findings: tuple[Finding, ...]

    def __iter__(self) -> Iterator[Kept[T]]:
        return iter(self.kept)

    def __len__(self) -> int:
        return len(self.kept)


def load(items: Iterable[Item], opened: Callable[[Mapping[str, Any]], T]) -> Loaded[T]:
    """Read the documents of ``items`` with the codec of their kind."""
    kept: list[Kept[T]] = []
    findings: list[Finding] = []
    for item in items:
        try:
            kept.append(Kept(item, opened(item.document)))
        except DocumentError as error:
            findings.append(_unreadable(item, error.field))
    return Loaded(tuple(kept), tuple(findings))


def _unreadable(item: Item, field: str) -> Finding:
    format_ = item.document.get("format")
    if isinstance(format_, int) and format_ > FORMAT:
        return Finding("item-newer", details=(("item", item.number),))
    return Finding("item-unreadable", details=(("item", item.number), ("field", field)))


def plain(text: str) -> str:
    """``text`` as a dossier keeps it: lines and tabs stay, other invisible characters do not."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    seen = (c for c in lines if c in _KEPT or unicodedata.category(c) not in _UNSEEN)
    return "".join(seen).strip()


def written(**fields: object) -> dict[str, Any]:
    """A document of these fields: texts cleaned, days as ISO dates, tuples as lists."""
    return {"format": FORMAT} | {name: _plain(value) for name, value in fields.items()}


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {plain(str(key)): _plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a number that is none")
    return value


class Fields:
    """The fields of a document, each asked for by its name and type.

    Raises DocumentError for a document of another format and for a field of another type.
    """

    def __init__(self, document: Mapping[str, Any], format_: int | None = FORMAT) -> None:
        if not isinstance(document, Mapping) or (
            format_ is not None and document.get("format") != format_
        ):
            raise DocumentError("format")
        self._document = document

    def text(self, name: str) -> str:
        """A text, "" where there is none."""
        found = self._document.get(name, "")
        if not isinstance(found, str):
            raise DocumentError(name)
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """Texts in their order."""
        found = self._document.get(name, ())
        if not isinstance(found, (list, tuple)) or not all(isinstance(t, str) for t in found):
            raise DocumentError(name)
        return tuple(found)

    def number(self, name: str) -> float | None:
        """A finite number, None where there is none."""
        found = self._document.get(name)
        return None if found is None else _number(found, name)

    def count(self, name: str) -> int | None:
        """A whole number from 0 on, None where there is none."""
        found = self._document.get(name)
        return None if found is None else _count(found, name)

    def flag(self, name: str) -> bool | None:
        """Yes or no, None where it is not said."""
        found = self._document.get(name)
        if found is not None and not isinstance(found, bool):
            raise DocumentError(name)
        return found

    def day(self, name: str) -> date | None:
        """A day, None where there is none."""
        found = self._document.get(name)
        if found is None:
            return None
        try:
            return date.fromisoformat(found)
        except (TypeError, ValueError) as error:
            raise DocumentError(name) from error

    def choice(self, name: str, choices: type[E], usual: U) -> E | U:
        """One of ``choices``, ``usual`` where nothing is said."""
        return usual if self._document.get(name) is None else self.required(name, choices)

    def required(self, name: str, choices: type[E]) -> E:
        """One of ``choices``, without which the document means nothing."""
        try:
            return choices(self._document.get(name, ""))
        except ValueError as error:
            raise DocumentError(name) from error

    def numbers(self, name: str) -> dict[str, float]:
        """Numbers by their names."""
        return {key: _number(value, name) for key, value in self.mapping(name).items()}

    def counts(self, name: str) -> dict[str, int]:
        """Whole numbers from 0 on by their names."""
        return {key: _count(value, name) for key, value in self.mapping(name).items()}

    def mapping(self, name: str) -> Mapping[str, Any]:
        """Anything by its name."""
        found = self._document.get(name, {})
        if not isinstance(found, Mapping):
            raise DocumentError(name)
        return found

    def parts(self, name: str) -> tuple[Fields, ...]:
        """Documents inside this one."""
        found = self._document.get(name, ())
        if not isinstance(found, (list, tuple)):
            raise DocumentError(name)
        return tuple(Fields(part, None) for part in found)


def _number(found: object, name: str) -> float:
    if isinstance(found, bool) or not isinstance(found, (int, float)) or not math.isfinite(found):
        raise DocumentError(name)
    return float(found)


def _count(found: object, name: str) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise DocumentError(name)
    return found
