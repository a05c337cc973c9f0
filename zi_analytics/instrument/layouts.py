"""From layouts.toml and wordings.csv to the editions of the sheet that are recognised."""

from __future__ import annotations

from collections.abc import Mapping

from zi_analytics.instrument.entries import Entry, read_entries
from zi_analytics.instrument.errors import Flaw
from zi_analytics.instrument.model import Layout, Node
from zi_analytics.instrument.source import Source

ROLES = frozenset(
    {
        *("id", "label", "weight", "criteria", "type", "answer", "points", "share"),
        *("note", "evidence"),
    }
)


def build_layouts(
    source: Source, nodes: Mapping[str, Node], flaws: list[Flaw]
) -> tuple[Layout, ...]:
    """The known editions of the sheet with their header words and row wordings."""
    entries = read_entries(source.layouts, "layouts", flaws)
    wordings = _gather_wordings(source, {entry.word("code") for entry in entries}, nodes, flaws)
    layouts: list[Layout] = []
    for entry in entries:
        code = entry.word("code")
        if not code or code in {layout.code for layout in layouts}:
            entry.flaw(f"layout {code!r} stands twice or has no code", "code")
        layouts.append(
            Layout(
                code=code,
                label=entry.wording("label", f"layout {code}"),
                headers=_read_headers(entry, code),
                sheets=entry.words("sheets"),
                wordings={node: tuple(sets) for node, sets in wordings.get(code, {}).items()},
            )
        )
    if not layouts:
        flaws.append(Flaw(source.layouts.name, 1, "there is no layout"))
    return tuple(layouts)


def _gather_wordings(
    source: Source, layouts: set[str], nodes: Mapping[str, Node], flaws: list[Flaw]
) -> dict[str, dict[str, list[frozenset[str]]]]:
    wordings: dict[str, dict[str, list[frozenset[str]]]] = {code: {} for code in layouts}
    for row in source.wordings:
        code, layout, words = row["code"], row["layout"], frozenset(row["words"].split())
        if code not in nodes:
            flaws.append(Flaw("wordings.csv", row.line, f"unknown code {code!r}"))
        elif layout not in wordings:
            flaws.append(Flaw("wordings.csv", row.line, f"unknown layout {layout!r}"))
        elif not words:
            flaws.append(Flaw("wordings.csv", row.line, f"no words for {code}"))
        elif words in wordings[layout].get(code, []):
            flaws.append(Flaw("wordings.csv", row.line, f"the words for {code} stand twice"))
        else:
            wordings[layout].setdefault(code, []).append(words)
    return wordings


def _read_headers(entry: Entry, layout: str) -> dict[str, tuple[str, ...]]:
    given = entry.values.get("headers", {})
    if not isinstance(given, dict) or not given:
        entry.flaw(f"layout {layout} has no header words")
        return {}
    headers: dict[str, tuple[str, ...]] = {}
    lines = entry.document.lines
    heads = (n for n in range(entry.first, entry.last) if lines[n - 1] == "[layouts.headers]")
    below = Entry(entry.document, next(heads, entry.first), entry.last, given, entry.flaws)
    for role in given:
        if role not in ROLES:
            below.flaw(f"unknown header role {role!r}", role)
        headers[role] = below.words(role)
    return headers
