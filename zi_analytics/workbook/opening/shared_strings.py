"""The table of texts that the cells of a workbook share."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

import numpy as np

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.opening.byte_columns import Integers
from zi_analytics.workbook.opening.markup import Markup, parse
from zi_analytics.workbook.opening.plain_archive import STRINGS_START

_MOST_CHARACTERS = 64 << 20
"""Characters that all cells of a workbook may have together once shared texts are repeated."""


@dataclass(frozen=True, slots=True)
class Strings:
    """The part for calamine, and how many bytes each string takes in it at most."""

    xml: bytes | None
    sizes: Integers
    findings: tuple[Finding, ...] = ()


NO_STRINGS = Strings(None, np.zeros(0, dtype=np.int64))


def read_strings(part: Markup, limits: FileLimits = FILE_LIMITS) -> Strings:
    """Check the shared strings. Refused when one is longer than a cell may be."""
    ordinary = _look(part, limits)
    return ordinary if ordinary is not None else _walk(part, limits)


def check_repeats(strings: Strings, used: Integers, sheet: str) -> int:
    """The characters that ``used`` strings come to; Refused when they are too many."""
    total = int(strings.sizes[used].sum()) if len(used) else 0
    if total > _MOST_CHARACTERS:
        raise Refused(Finding("too-much-text", sheet, details=(("limit", _MOST_CHARACTERS),)))
    return total


def _look(part: Markup, limits: FileLimits) -> Strings | None:
    """The part as it stands, without its counts, when it is plain and nothing is too long."""
    start = part.data.find(b"<sst")
    if not part.plain or start < 0:
        return None
    data = part.bytes_
    root = int(np.searchsorted(part.opened, start))
    inside = slice(root + 1, len(part.opened) - 1)
    if part.is_whole[root] or part.depth[root] != 1:
        return None
    level = part.depth[inside] + (part.is_end[inside] | part.is_whole[inside])
    items = (level == 2) & ~part.is_end[inside]
    opened = part.opened[inside][items]
    if not ((data[opened + 1] == ord("s")) & (data[opened + 2] == ord("i"))).all():
        return None
    sizes = np.diff(np.append(opened, part.opened[-1]))
    if len(sizes) and int(sizes.max()) > limits.cell_characters:
        return None
    head = part.data[int(part.opened[root]) : int(part.closed[root])]
    findings = _miscounted(part.name, head, len(sizes))
    return Strings(STRINGS_START + part.data[int(part.closed[root]) + 1 :], sizes, findings)


def _miscounted(name: str, head: bytes, count: int) -> tuple[Finding, ...]:
    """Stated counts that no honest program writes; readers have reserved memory by them."""
    stated = head.partition(b'uniqueCount="')[2].partition(b'"')[0]
    if stated and (not stated.isdigit() or int(stated[:20]) > 2 * count + 1000):
        details = (("part", name), ("stated", stated[:20].decode("ascii", "replace")))
        return (Finding("strings-miscounted", details=details),)
    return ()


def _walk(part: Markup, limits: FileLimits) -> Strings:
    """Read string by string and write them anew."""
    texts: list[str] = []
    current: list[str] | None = None
    path: list[str] = []
    findings: tuple[Finding, ...] = ()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal current, findings
        local = name.rpartition(" ")[2]
        if not path:
            stated = f'uniqueCount="{attributes.get("uniqueCount", "")}"'
            findings = _miscounted(part.name, stated.encode(), len(part.data) // 9)
        path.append(local)
        if local == "si":
            current = []

    def end(_: str) -> None:
        nonlocal current
        if path.pop() == "si" and current is not None:
            text = "".join(current)
            if len(text) > limits.cell_characters:
                limit = ("limit", limits.cell_characters)
                raise Refused(Finding("cell-text-too-long", details=(limit,)))
            texts.append(text)
            current = None

    def characters(text: str) -> None:
        if current is not None and path[-1] == "t" and "rPh" not in path:
            current.append(text)

    parse(part.name, part.data, start, end, characters)
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    return Strings(STRINGS_START + items.encode() + b"</sst>", sizes, findings)
