"""XML parts before anybody parses them: encoding, document types, nesting.

One pass with numpy finds every tag; that is cheaper than searching the bytes for a single word,
and everything else about a part is answered from the table of its tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from xml.parsers import expat

import numpy as np

from zi_analytics.findings import Finding, Refused

Positions = np.ndarray[Any, np.dtype[np.intp]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ORDINARY = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
_ONE_BYTE = {b"iso-8859-1": "latin-1", b"latin1": "latin-1", b"windows-1252": "cp1252"}
_DEEPEST = 100
_LONGEST_TAG = 1 << 20
_SMALL = 1 << 14
_ODD_TAG = 1 << 16
_SLASH, _MARK, _QUESTION = b"/!?"


@dataclass(frozen=True)
class Markup:
    """An XML part in UTF-8 with the places of its tags, found when they are asked for."""

    name: str
    data: bytes
    findings: tuple[Finding, ...] = ()

    @cached_property
    def bytes_(self) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """The part as an array that shares its memory."""
        return np.frombuffer(self.data, dtype=np.uint8)

    @cached_property
    def opened(self) -> Positions:
        """Where each ``<`` stands."""
        return np.flatnonzero(self.bytes_ == ord("<"))

    @cached_property
    def closed(self) -> Positions:
        """Where each ``>`` stands."""
        return np.flatnonzero(self.bytes_ == ord(">"))

    @cached_property
    def is_end(self) -> Flags:
        """For each tag: it ends an element (``</c>``)."""
        return np.asarray(self.bytes_[self.opened + 1] == _SLASH)

    @cached_property
    def is_whole(self) -> Flags:
        """For each tag: it is a whole element (``<c/>``), or the declaration."""
        before = self.bytes_[self.closed - 1]
        return np.asarray((before == _SLASH) | (before == _QUESTION))

    @cached_property
    def depth(self) -> np.ndarray[Any, np.dtype[np.int32]]:
        """How many elements are open after each tag."""
        step = 1 - 2 * self.is_end.view(np.int8) - self.is_whole.view(np.int8)
        return np.cumsum(step, dtype=np.int32)

    @cached_property
    def plain(self) -> bool:
        """Nothing but a declaration, elements and text, moderately nested and closed properly.

        Every ``<`` and ``>`` then belongs to a tag, and the positions pair up. A ``/>`` inside a
        text would be counted as an end too many, so a sum of zero proves the depth exact.
        """
        opened, closed = self.opened, self.closed
        if len(opened) != len(closed) or not len(opened):
            return False
        if not (opened < closed).all() or not (closed[:-1] < opened[1:]).all():
            return False
        after = self.bytes_[opened + 1]
        if (after == _MARK).any() or (after[1:] == _QUESTION).any():
            return False
        depth = self.depth
        return bool(depth[-1] == 0 and depth.min() >= 0 and depth.max() <= _DEEPEST)


def read_markup(name: str, part: bytes) -> Markup:
    """Check one XML part. Refused for odd encodings, document types and deep nesting."""
    data, findings = _in_utf8(name, part)
    markup = Markup(name, data, findings)
    if len(data) < _SMALL and data.count(b"<") <= _DEEPEST and b"<!" not in data:
        return markup
    if not markup.plain:
        _check_marked(markup)
        _check_nesting(name, data)
        return markup
    longest = int((markup.closed - markup.opened).max())
    if longest > _LONGEST_TAG:
        raise _refuse("markup-too-large", name)
    if longest > _ODD_TAG:
        odd = Finding("markup-odd", details=(("part", name),))
        return replace(markup, findings=(*findings, odd))
    return markup


def _refuse(code: str, name: str) -> Refused:
    return Refused(Finding(code, details=(("part", name),)))


def _in_utf8(name: str, part: bytes) -> tuple[bytes, tuple[Finding, ...]]:
    """The part in UTF-8 without a byte order mark."""
    try:
        if part.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
            raise _refuse("odd-encoding", name)
        if part.startswith((b"\xff\xfe", b"\xfe\xff")):
            return _DECLARATION.sub("", part.decode("utf-16"), count=1).encode(), ()
        part = part.removeprefix(b"\xef\xbb\xbf")
        declared = _DECLARED.match(part[:256])
        encoding = declared[1].lower() if declared else b"utf-8"
        if encoding in _ONE_BYTE:
            text = _DECLARATION.sub("", part.decode(_ONE_BYTE[encoding]), count=1)
            odd = Finding("encoding-unusual", details=(("part", name),))
            return text.encode(), (odd,)
        if encoding not in _ORDINARY or b"\0" in part:
            raise _refuse("odd-encoding", name)
        if not part.isascii():
            part.decode("utf-8")
    except UnicodeError as error:
        raise _refuse("damaged-part", name) from error
    return part, ()


def _check_marked(markup: Markup) -> None:
    """Refuse a document type; comments and CDATA are allowed."""
    inside = markup.opened[markup.opened + 1 < len(markup.data)]
    for place in inside[markup.bytes_[inside + 1] == _MARK].tolist():
        if not markup.data.startswith((b"<!--", b"<![CDATA["), place):
            raise _refuse("document-type", markup.name)


def _check_nesting(name: str, data: bytes) -> None:
    """Walk an unusual part with expat: well formed, not too deep, nothing declared."""
    depth = 0

    def start(_: str, __: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _refuse("nested-too-deep", name)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parse(name, data, start, end)


def parse(name: str, data: bytes, start: Any, end: Any = None, text: Any = None) -> None:
    """Walk a UTF-8 part with expat, names as "namespace local"; broken XML is Refused."""
    parser = new_parser(name)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    finish(parser, name, data)


def new_parser(name: str) -> expat.XMLParserType:
    """A parser for one part that refuses a document type and everything declared in it."""
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise _refuse("document-type", name)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def finish(parser: expat.XMLParserType, name: str, data: bytes) -> None:
    """Let ``parser`` walk the whole part; broken XML is Refused."""
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise _refuse("damaged-part", name) from error
