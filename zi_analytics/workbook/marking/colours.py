"""Formats of marked cells: as they were, but for the colour; and back again.

A marked cell's format belongs to a hidden named style of ours, which has the fill that the cell
had before. Named styles are what every program keeps when it numbers formats anew, so the colour
can be taken away again from a copy that Excel or LibreOffice has saved since.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from zi_analytics.findings import Severity
from zi_analytics.workbook.patching.elements import (
    Edit,
    Element,
    appended,
    apply_edits,
    escaped,
    inserted,
    read_elements,
    with_attributes,
)

COLOURS = {
    Severity.ERROR: "FFFFC7CE",
    Severity.WARNING: "FFFFEB9C",
    Severity.NOTICE: "FFDDEBF7",
}
"""Fills on which dark text stays readable: rose, yellow, pale blue."""
STYLE = "ZI Analytics"
_STYLE = re.compile(rf"{STYLE} (\d+) - (.*)", re.DOTALL)
_LONGEST_NAME = 255
_ORDER = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"),
    *("dxfs", "tableStyles", "colors", "extLst"),
)
_NAME = re.compile(rb"(</?)")
_ENTRY = {
    "fonts": "font",
    "fills": "fill",
    "borders": "border",
    "cellStyleXfs": "xf",
    "cellXfs": "xf",
    "cellStyles": "cellStyle",
}
"""What the sections are made of into which we put something."""
_PLAIN = {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0"}
_FIRST_FILLS = (b'patternFill patternType="none"/>', b'patternFill patternType="gray125"/>')
_FIRST = {
    "fonts": b'<font><sz val="11"/><name val="Calibri"/></font>',
    "borders": b"<border><left/><right/><top/><bottom/><diagonal/></border>",
}
EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="%s"></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class _Format:
    """A cell format: its attributes with their defaults, and the XML inside."""

    attributes: Mapping[str, str]
    inner: bytes

    @property
    def key(self) -> tuple[tuple[tuple[str, str], ...], bytes]:
        """What makes it look as it does; that a fill is applied follows from the fill."""
        shown = {k: v for k, v in self.attributes.items() if k != "applyFill"}
        return tuple(sorted(shown.items())), self.inner

    def changed(self, **attributes: str) -> _Format:
        return _Format({**self.attributes, **attributes}, self.inner)


@dataclass(slots=True)
class Colours:
    """The styles part of a workbook, taking new formats; ``finish`` gives the part anew."""

    part: str
    data: bytes
    _root: Element = field(init=False)
    _formats: list[_Format] = field(init=False)
    _parents: list[_Format] = field(init=False)
    _styles: list[tuple[str, int]] = field(init=False)
    _fills: list[bytes] = field(init=False)
    _new: dict[str, list[bytes]] = field(default_factory=dict)
    _colour: dict[Severity, int] = field(default_factory=dict)
    _known: dict[tuple[int, Severity | None], int] = field(default_factory=dict)
    ours: frozenset[int] = field(init=False)
    """The formats of cells that were marked before."""

    def __post_init__(self) -> None:
        self._root = read_elements(self.part, self.data)
        self._formats = [self._format(xf) for xf in self._children("cellXfs")]
        self._parents = [self._format(xf) for xf in self._children("cellStyleXfs")]
        self._styles = [
            (style.attributes.get("name", ""), int(style.attributes.get("xfId", "0") or 0))
            for style in self._children("cellStyles")
            if style.attributes.get("xfId", "0").isdecimal()
        ]
        self._fills = [self.data[f.begin : f.end] for f in self._children("fills")]
        styles = {xf for name, xf in self._styles if _STYLE.fullmatch(name)}
        self.ours = frozenset(
            index
            for index, each in enumerate(self._formats)
            if int(each.attributes["xfId"]) in styles
        )

    def unmarked(self, index: int) -> int:
        """The format that a marked cell had before; any other format is its own.

        A fill that somebody has chosen since stays.
        """
        if index not in self.ours:
            return index
        if (index, None) not in self._known:
            self._known[index, None] = self._before(index)
        return self._known[index, None]

    def marked(self, index: int, severity: Severity) -> int:
        """The format ``index`` (of an unmarked cell) with the colour of ``severity``."""
        if (index, severity) not in self._known:
            self._complete()
            base = self._formats[index if index < len(self._formats) else 0]
            colour = str(self._fill(severity))
            style = str(self._style(base))
            wanted = base.changed(fillId=colour, applyFill="1", xfId=style)
            self._known[index, severity] = self._index(wanted)
        return self._known[index, severity]

    def finish(self) -> bytes:
        """The part with what was added; the same bytes where nothing was."""
        edits: list[Edit] = []
        for name in _ORDER:
            new = self._new.get(name)
            if not new:
                continue
            section = self._root.first(name)
            before = b"<" + self._root.prefix
            content = b"".join(before + each for each in new)
            if section is None:
                tag = self._root.prefix + name.encode()
                whole = b'<%s count="%d">%s</%s>' % (tag, len(new), content, tag)
                followers = frozenset(_ORDER[_ORDER.index(name) + 1 :])
                edits.append(inserted(self.data, self._root, whole, followers))
                continue
            count = len(self._children(name)) + len(new)
            tag = self.data[section.begin : section.opened]
            if "count" in section.attributes:
                tag = with_attributes(tag, {"count": str(count)})
            if section.is_whole:
                end = b"</" + section.prefix + name.encode() + b">"
                edits.append(Edit(section.begin, section.end, tag[:-2] + b">" + content + end))
            else:
                edits.append(Edit(section.begin, section.opened, tag))
                edits.append(appended(self.data, section, content))
        return apply_edits(self.data, edits)

    def _children(self, section: str) -> list[Element]:
        """The entries of a section; of two ways to write one, that for any program."""
        found, name = self._root.first(section), _ENTRY[section]
        entries = []
        for child in found.children if found is not None else ():
            if child.name == "AlternateContent":
                ways = [way for way in child.children if way.first(name) is not None]
                child = ways[-1].first(name) or child if ways else child
            if child.name == name:
                entries.append(child)
        return entries

    def _format(self, xf: Element) -> _Format:
        attributes = {**_PLAIN, **xf.attributes}
        for name in _PLAIN:
            if not attributes[name].isdecimal():
                attributes[name] = "0"
        return _Format(attributes, self.data[xf.opened : xf.closed])

    def _before(self, index: int) -> int:
        marked = self._formats[index]
        parent = int(marked.attributes["xfId"])
        named = (_STYLE.fullmatch(name) for name, xf in self._styles if xf == parent)
        style = next((found[2] for found in named if found is not None), "")
        before = next((xf for known, xf in self._styles if known == style), 0)
        fill = marked.attributes["fillId"]
        if self._is_ours(int(fill)) and parent < len(self._parents):
            fill = self._parents[parent].attributes["fillId"]
        return self._index(marked.changed(fillId=fill, xfId=str(before)))

    def _is_ours(self, fill: int) -> bool:
        return fill < len(self._fills) and any(
            colour.encode() in self._fills[fill] for colour in COLOURS.values()
        )

    def _complete(self) -> None:
        """What a workbook must have, and some programs leave out."""
        for section, content in _FIRST.items():
            if not self._children(section) and section not in self._new:
                self._new[section] = [_prefixed(content, self._root.prefix)]
        while len(self._fills) < len(_FIRST_FILLS):
            self._add_fill(_FIRST_FILLS[len(self._fills)])
        if not self._parents:
            self._add("cellStyleXfs", self._parents, _Format(_PLAIN, b""), without="xfId")
        if not self._formats:
            self._add("cellXfs", self._formats, _Format(_PLAIN, b""))
        if not self._styles:
            self._add_style("Normal", 0, b' builtinId="0"')

    def _fill(self, severity: Severity) -> int:
        """The fill of a severity, the one from an earlier marking where there is one."""
        if severity not in self._colour:
            wanted = COLOURS[severity].encode()
            for index, fill in enumerate(self._fills):
                if b"solid" in fill and wanted in fill and b"gradientFill" not in fill:
                    self._colour[severity] = index
                    break
            else:
                self._colour[severity] = len(self._fills)
                prefix = self._root.prefix
                self._add_fill(
                    b'patternFill patternType="solid"><%sfgColor rgb="%s"/>'
                    b'<%sbgColor indexed="64"/></%spatternFill>' % (prefix, wanted, prefix, prefix)
                )
        return self._colour[severity]

    def _style(self, base: _Format) -> int:
        """The format of the named style that remembers the fill and the style of ``base``."""
        parent = int(base.attributes["xfId"])
        before = next((name for name, xf in self._styles if xf == parent), "")
        number = 0
        for name, xf in self._styles:
            found = _STYLE.fullmatch(name)
            if found is None:
                continue
            number = max(number, int(found[1]))
            fill = self._parents[xf].attributes["fillId"] if xf < len(self._parents) else ""
            if found[2] == before and fill == base.attributes["fillId"]:
                return xf
        style = self._parents[parent if parent < len(self._parents) else 0]
        index = len(self._parents)
        self._add(
            "cellStyleXfs",
            self._parents,
            style.changed(fillId=base.attributes["fillId"], applyFill="1"),
            without="xfId",
        )
        name = f"{STYLE} {number + 1} - {before}"[:_LONGEST_NAME]
        self._add_style(name, index, b' hidden="1"')
        return index

    def _index(self, wanted: _Format) -> int:
        """The first format that looks so, else a new one."""
        for index, known in enumerate(self._formats):
            if known.key == wanted.key:
                return index
        self._add("cellXfs", self._formats, wanted)
        return len(self._formats) - 1

    def _add(self, section: str, known: list[_Format], new: _Format, without: str = "") -> None:
        known.append(new)
        pairs = b"".join(
            b' %s="%s"' % (name.encode(), escaped(value))
            for name, value in new.attributes.items()
            if name != without
        )
        end = b"</" + self._root.prefix + b"xf>"
        written = b"xf" + pairs + (b">" + new.inner + end if new.inner else b"/>")
        self._new.setdefault(section, []).append(written)

    def _add_fill(self, inner: bytes) -> None:
        prefix = self._root.prefix
        written = b"fill><" + prefix + inner + b"</" + prefix + b"fill>"
        self._fills.append(b"<" + prefix + written)
        self._new.setdefault("fills", []).append(written)

    def _add_style(self, name: str, xf: int, more: bytes) -> None:
        self._styles.append((name, xf))
        self._new.setdefault("cellStyles", []).append(
            b'cellStyle name="%s" xfId="%d"%s/>' % (escaped(name), xf, more)
        )


def _prefixed(content: bytes, prefix: bytes) -> bytes:
    """XML without prefixes as it is written in this part, without its first "<"."""
    return _NAME.sub(rb"\g<1>" + prefix, content)[1:]
