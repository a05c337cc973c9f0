"""The tables of a TOML file, each with its line: values of the right kind or a flaw."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from zi_analytics.instrument.errors import Flaw
from zi_analytics.instrument.model import Text
from zi_analytics.instrument.source import Document


@dataclass(frozen=True, slots=True)
class Entry:
    """One table: its values, the lines of the file it stands on, and where its flaws go."""

    document: Document
    first: int
    last: int
    values: dict[str, Any]
    flaws: list[Flaw]

    def flaw(self, reason: str, key: str = "") -> None:
        """Add a flaw on the line of ``key``, or on the entry's first line."""
        self.flaws.append(Flaw(self.document.name, self.line(key), reason))

    def line(self, key: str = "") -> int:
        """The line that sets ``key``, the entry's first line when none does."""
        lines = self.document.lines
        for number in range(self.first, self.last + 1):
            if key and re.match(rf"\s*{re.escape(key)}\s*[=.]", lines[number - 1]):
                return number
        return next((n for n, line in enumerate(lines, 1) if line == f"[{key}]"), self.first)

    def has(self, key: str) -> bool:
        """Whether ``key`` is given at all."""
        return key in self.values

    def word(self, key: str, default: str = "") -> str:
        """The text under ``key``."""
        given = self.values.get(key, default)
        if isinstance(given, str):
            return given
        self.flaw(f"{key} must be a text, not {given!r}", key)
        return default

    def words(self, key: str) -> tuple[str, ...]:
        """The list of texts under ``key``; a single text would be taken letter by letter."""
        given = self.values.get(key, [])
        if isinstance(given, list) and all(isinstance(word, str) and word for word in given):
            return tuple(given)
        self.flaw(f"{key} must be a list of texts, not {given!r}", key)
        return ()

    def number(self, key: str) -> float | None:
        """The number under ``key``, None where there is none."""
        given = self.values.get(key)
        if given is None:
            return None
        if isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given):
            return float(given)
        self.flaw(f"{key} must be a number, not {given!r}", key)
        return None

    def whole(self, key: str) -> int | None:
        """The whole number under ``key``, None where there is none."""
        given = self.values.get(key)
        if given is None or (isinstance(given, int) and not isinstance(given, bool)):
            return given
        self.flaw(f"{key} must be a whole number, not {given!r}", key)
        return None

    def wording(self, key: str, owner: str) -> Text:
        """The wording under ``key`` in both languages."""
        given = self.values.get(key)
        found = (
            [given.get(language) for language in ("id", "en")] if isinstance(given, dict) else []
        )
        if len(found) == 2 and all(isinstance(text, str) and text.strip() for text in found):
            return Text(str(found[0]), str(found[1]))
        self.flaw(f"{key} of {owner} needs id and en", key)
        return Text("", "")

    def below(self, key: str) -> list[Entry]:
        """The tables in the list under ``key``, each on the line that names its code."""
        given = self.values.get(key, [])
        if not isinstance(given, list) or not all(isinstance(table, dict) for table in given):
            self.flaw(f"{key} must be a list of tables", key)
            return []
        entries, line = [], self.line(key)
        for table in given:
            name = re.escape(str(table.get("code", table.get("key", ""))))
            named = re.compile(rf'\b(code|key)\s*=\s*"{name}"')
            later = range(line + 1, self.last + 1)
            line = next((n for n in later if named.search(self.document.lines[n - 1])), line)
            entries.append(Entry(self.document, line, line, table, self.flaws))
        return entries


def whole_document(document: Document, flaws: list[Flaw]) -> Entry:
    """The file itself as an entry: the keys above its first table."""
    ends = (n for n, line in enumerate(document.lines, 1) if line.startswith("["))
    last = next(ends, len(document.lines) + 1) - 1
    return Entry(document, 1, max(last, 1), document.values, flaws)


def read_entries(document: Document, name: str, flaws: list[Flaw]) -> list[Entry]:
    """The tables ``[[name]]`` of a file in their order; none when the file has none."""
    given = document.values.get(name, [])
    starts = [n for n, line in enumerate(document.lines, 1) if line.strip() == f"[[{name}]]"]
    if not isinstance(given, list) or len(starts) != len(given):
        line = starts[0] if starts else 1
        flaws.append(Flaw(document.name, line, f"{name} must be written as tables [[{name}]]"))
        return []
    return [
        Entry(document, start, _end_of(document, name, start), table, flaws)
        for start, table in zip(starts, given, strict=True)
    ]


def read_entry(document: Document, name: str, flaws: list[Flaw]) -> Entry | None:
    """The table ``[name]`` of a file, None when there is none."""
    given = document.values.get(name)
    if given is None:
        return None
    starts = [n for n, line in enumerate(document.lines, 1) if line.strip() == f"[{name}]"]
    if not isinstance(given, dict) or not starts:
        flaws.append(Flaw(document.name, 1, f"{name} must be written as a table [{name}]"))
        return None
    return Entry(document, starts[0], _end_of(document, name, starts[0]), given, flaws)


def _end_of(document: Document, name: str, start: int) -> int:
    for number in range(start + 1, len(document.lines) + 1):
        head = document.lines[number - 1].lstrip()
        if head.startswith("[") and not head.startswith((f"[{name}.", f"[[{name}.")):
            return number - 1
    return len(document.lines)
