"""The elements of an XML part with the places of their bytes, so that one can be changed alone.

Nothing is ever serialised from a tree: namespaces, prefixes, foreign attributes and white space
stay as they were, because all that is not named in an edit is copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers.expat import XMLParserType

from zi_analytics.workbook.opening.markup import finish, new_parser

_TAG = re.compile(rb"""<([^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Edit(NamedTuple):
    """The bytes from ``begin`` to ``end`` become ``content``; an insertion where both are equal."""

    begin: int
    end: int
    content: bytes


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """``data`` with all edits made; insertions at one place come in the order they were given."""
    pieces: list[bytes] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.begin, edit.end)):
        assert edit.begin >= done, "edits overlap"
        pieces += (data[done : edit.begin], edit.content)
        done = edit.end
    return b"".join((*pieces, data[done:]))


@dataclass(slots=True)
class Element:
    """One element: its tag from ``begin`` to ``opened``, its end tag from ``closed`` to ``end``.

    ``prefix`` is "" or ends in a colon; ``name`` and the names of ``attributes`` are local.
    ``closed`` and ``opened`` are the same where the element is empty.
    """

    name: str
    prefix: bytes
    begin: int
    opened: int
    attributes: Mapping[str, str]
    closed: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly inside."""
        return "".join(self.texts)

    @property
    def is_whole(self) -> bool:
        """Written as one tag, ``<c/>``."""
        return self.opened == self.closed == self.end

    def all(self, name: str) -> list[Element]:
        """The children of that name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Element | None:
        """The first child of that name."""
        return next((child for child in self.children if child.name == name), None)


def read_elements(part: str, data: bytes) -> Element:
    """The root of a UTF-8 part with all that is below. Refused when it is broken."""
    path: list[Element] = []
    roots: list[Element] = []
    parser = new_parser(part)

    def start(name: str, attributes: dict[str, str]) -> None:
        element = element_at(data, parser, name, attributes)
        (path[-1].children if path else roots).append(element)
        path.append(element)

    def end(_: str) -> None:
        close(path.pop(), data, parser)

    def text(found: str) -> None:
        path[-1].texts.append(found)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    finish(parser, part, data)
    return roots[0]


def element_at(
    data: bytes, parser: XMLParserType, name: str, attributes: Mapping[str, str]
) -> Element:
    """The element whose tag the parser has just read."""
    begin = parser.CurrentByteIndex
    tag = _TAG.match(data, begin)
    assert tag is not None, "a parser stops at tags"
    before, colon, _ = tag[1].rpartition(b":")
    local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
    return Element(name.rpartition(" ")[2], before + colon, begin, tag.end(), local)


def close(element: Element, data: bytes, parser: XMLParserType) -> None:
    """Complete an element at the end of which the parser stands."""
    if data[element.opened - 2 : element.opened] == b"/>":
        element.closed = element.end = element.opened
    else:
        element.closed = parser.CurrentByteIndex
        element.end = data.index(b">", element.closed) + 1


def with_attributes(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """A start tag with attributes set (None: taken away); the others keep their bytes."""
    left = dict(changes)
    start = _TAG.match(tag)
    assert start is not None
    pieces, done = [], 0
    last = len(start[1]) + 1
    for found in _ATTRIBUTE.finditer(tag, last):
        last = found.end()
        name = found[1].decode()
        if name in left:
            value = left.pop(name)
            pieces += [tag[done : found.start()], b"" if value is None else _pair(name, value)]
            done = found.end()
    pieces.append(tag[done:last])
    pieces += [_pair(name, value) for name, value in left.items() if value is not None]
    return b"".join((*pieces, tag[last:]))


def _pair(name: str, value: str) -> bytes:
    return b' %s="%s"' % (name.encode(), escaped(value))


def escaped(text: str) -> bytes:
    """Any text as content or attribute: no markup, nothing XML forbids, ASCII alone."""
    clean = _NO_XML.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        clean = clean.replace(sign, entity)
    return clean.encode("ascii", "xmlcharrefreplace")


def as_cell_text(text: str) -> bytes:
    """Text as a workbook writes it, where ``_x0041_`` would be read as a coded letter."""
    return escaped(_CODED.sub("_x005F_", text))


def appended(data: bytes, parent: Element, content: bytes) -> Edit:
    """``content`` as the last thing inside ``parent``, also where that is one tag."""
    if not parent.is_whole:
        return Edit(parent.closed, parent.closed, content)
    name = parent.prefix + parent.name.encode()
    return Edit(parent.end - 2, parent.end, b">" + content + b"</" + name + b">")


def inserted(
    data: bytes, parent: Element, content: bytes, followers: frozenset[str] | tuple[str, ...]
) -> Edit:
    """``content`` inside ``parent`` before the first child that must come after it."""
    for child in parent.children:
        names = {child.name}
        if child.name == "AlternateContent":
            names = {inner.name for choice in child.children for inner in choice.children}
        if names & set(followers):
            return Edit(child.begin, child.begin, content)
    return appended(data, parent, content)
