"""A workbook opened to be changed: its parts, what was changed of them, and the result."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.opening.package import (
    Package,
    Relation,
    find_part,
    read_package,
    read_relations,
)
from zi_analytics.workbook.opening.safety import Checked, check_bytes
from zi_analytics.workbook.patching.elements import (
    Element,
    appended,
    apply_edits,
    escaped,
    read_elements,
)
from zi_analytics.workbook.patching.repacking import repack

TYPES = "[Content_Types].xml"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NUMBERED = re.compile(r"rId(\d{1,9})")


@dataclass(slots=True)
class OpenedPackage:
    """An .xlsx or .xlsm whose parts may be replaced; ``finish`` packs it again."""

    original: bytes
    checked: Checked
    package: Package
    changed: dict[str, bytes] = field(default_factory=dict)

    @property
    def parts(self) -> Mapping[str, bytes]:
        """The parts as they are now, XML in UTF-8 without a mark."""
        sound = {name: markup.data for name, markup in self.checked.markup.items()}
        return {**self.checked.parts, **sound, **self.changed}

    @property
    def office(self) -> str:
        """The namespace of the relations of this package, transitional or strict."""
        strict = _STRICT.encode() in self.part(self.package.workbook)
        return _STRICT if strict else _TRANSITIONAL

    def part(self, name: str) -> bytes:
        """One XML part as it is now. Refused when it is not there or broken."""
        if name in self.changed:
            return self.changed[name]
        markup = self.checked.markup.get(name)
        if markup is None:
            raise Refused(Finding("damaged-part", details=(("part", name),)))
        return markup.data

    def raw(self, name: str) -> bytes:
        """One part as it is now, whatever it is."""
        return self.changed.get(name) or self.checked.parts[name]

    def relations(self, source: str) -> dict[str, Relation]:
        """The relations of one part by their id."""
        return read_relations(self.parts, source)

    def relate(self, source: str, kind: str, target: str) -> str:
        """A new relation from ``source`` to the part ``target``; gives back its id."""
        folder, _, file = source.rpartition("/")
        name = find_part(posixpath.join(folder, "_rels", f"{file}.rels"), self.parts)
        numbers = [int(n[1]) for key in self.relations(source) if (n := _NUMBERED.fullmatch(key))]
        key = f"rId{max(numbers, default=0) + 1}"
        wanted = posixpath.relpath(target, folder or ".")
        written = b'Relationship Id="%s" Type="%s/%s" Target="%s"/>' % (
            key.encode(),
            self.office.encode(),
            kind.encode(),
            escaped(wanted),
        )
        if name is None:
            self.changed[posixpath.join(folder, "_rels", f"{file}.rels")] = (
                b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                b'<Relationships xmlns="%s"><%s</Relationships>' % (_RELATIONS.encode(), written)
            )
        else:
            self._append(name, written)
        return key

    def declare(self, part: str, content_type: str) -> None:
        """Say in the list of content types what a new part is."""
        name = find_part(TYPES, self.parts) or TYPES
        root = read_elements(name, self.part(name))
        ending = part.rpartition(".")[2].casefold()
        for known in root.all("Default"):
            if known.attributes.get("Extension", "").casefold() == ending:
                if known.attributes.get("ContentType") == content_type:
                    return
                break
        else:
            if ending != "xml":
                self._append(
                    name,
                    b'Default Extension="%s" ContentType="%s"/>'
                    % (ending.encode(), content_type.encode()),
                )
                return
        self._append(
            name,
            b'Override PartName="/%s" ContentType="%s"/>' % (escaped(part), content_type.encode()),
        )

    def free_name(self, pattern: str) -> str:
        """The first name of the pattern ("comments{}.xml") that no part has."""
        folder = posixpath.dirname(self.package.workbook)
        taken = {name.casefold() for name in self.parts}
        number = 1
        while posixpath.join(folder, pattern.format(number)).casefold() in taken:
            number += 1
        return posixpath.join(folder, pattern.format(number))

    def finish(self) -> bytes:
        """The archive with what was changed."""
        same = [name for name, data in self.changed.items() if self.checked.parts.get(name) == data]
        return repack(
            self.original, {name: d for name, d in self.changed.items() if name not in same}
        )

    def _append(self, name: str, element: bytes) -> None:
        """``element`` (without its "<") into the root of a part, with the root's own prefix."""
        data = self.part(name)
        root: Element = read_elements(name, data)
        self.changed[name] = apply_edits(data, [appended(data, root, b"<" + root.prefix + element)])


def open_to_change(data: bytes, name: str, limits: FileLimits = FILE_LIMITS) -> OpenedPackage:
    """Open an .xlsx or .xlsm for changes. Refused for other formats and signed workbooks."""
    checked = check_bytes(data, name, limits)
    if checked.kind != "xlsx":
        raise Refused(Finding("change-needs-xlsx", details=(("format", f".{checked.kind}"),)))
    package = read_package(checked.parts, limits)
    if package.format == "xlsb":
        raise Refused(Finding("change-needs-xlsx", details=(("format", ".xlsb"),)))
    if any(part.casefold().startswith("_xmlsignatures/") for part in checked.parts):
        raise Refused(Finding("workbook-signed"))
    return OpenedPackage(data, checked, package)
