"""The checks on a file's bytes before anything parses them, and what the file turns out to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.opening.container import open_container
from zi_analytics.workbook.opening.markup import Markup, read_markup
from zi_analytics.workbook.opening.signature import COMPOUND, check_size, extension, recognise

_XML = (".xml", ".rels")
_FAMILY = {
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "xltx": "xlsx",
    "xltm": "xlsx",
    "xls": "xls",
    "xlt": "xls",
    "ods": "ods",
    "ots": "ods",
    "xlsb": "xlsb",
}
_MARKERS = (
    ("xl/workbook.bin", "xlsb"),
    ("xl/workbook.xml", "xlsx"),
    ("word/document.xml", "is-document"),
    ("ppt/presentation.xml", "is-presentation"),
    ("index/document.iwa", "is-numbers"),
)
_CONTENT_TYPES = (
    (b"sheet.binary", "xlsb"),
    (b"spreadsheetml", "xlsx"),
    (b"wordprocessingml", "is-document"),
    (b"presentationml", "is-presentation"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be parsed. ``kind`` is xlsx (also .xlsm), xlsb, ods or xls.

    ``parts`` are the inflated parts of an archive, ``markup`` those of them that are XML and
    sound; a compound file (.xls) has none of both.
    """

    kind: str
    parts: Mapping[str, bytes]
    markup: Mapping[str, Markup]
    findings: tuple[Finding, ...]


def check_bytes(data: bytes, name: str, limits: FileLimits = FILE_LIMITS) -> Checked:
    """Check ``data`` without parsing any of it; ``name`` is what the user calls the file.

    Refused with the reason when it is empty, too large, damaged, protected, not a workbook, or
    made to mislead or exhaust a reader.
    """
    check_size(data, limits)
    if recognise(data) == COMPOUND:
        return Checked("xls", {}, {}, tuple(_named_otherwise(name, "xls")))
    container = open_container(data, limits)
    kind = _kind(container.parts)
    findings = [*container.findings, *_named_otherwise(name, kind)]
    markup: dict[str, Markup] = {}
    for part, content in container.parts.items():
        # Of an OpenDocument file nothing but its content is read or passed on.
        if not part.lower().endswith(_XML) or (kind == "ods" and part != "content.xml"):
            continue
        try:
            checked = read_markup(part, content)
        except Refused as refused:
            # What nobody here reads may be broken, but never dangerous to the next reader.
            if refused.finding.code != "damaged-part":
                raise
            continue
        markup[part] = checked
        findings += checked.findings
    return Checked(kind, container.parts, markup, tuple(dict.fromkeys(findings)))


def _kind(parts: Mapping[str, bytes]) -> str:
    """xlsx, xlsb or ods; anything else in a zip archive is refused by its name."""
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Refused(Finding("password-protected"))
    folded = {name.casefold() for name in parts}
    for part, kind in _MARKERS:
        if part in folded:
            if kind.startswith("is-"):
                raise Refused(Finding(kind))
            return kind
    mimetype = parts.get("mimetype", b"")
    if mimetype.startswith(_OPEN_DOCUMENT + b"spreadsheet"):
        return "ods"
    if mimetype.startswith(_OPEN_DOCUMENT):
        raise Refused(Finding("is-document"))
    if not mimetype and "content.xml" in folded and "meta-inf/manifest.xml" in folded:
        return "ods"
    types = parts.get("[Content_Types].xml", b"")
    for family, kind in _CONTENT_TYPES:
        if family in types:
            if kind.startswith("is-"):
                raise Refused(Finding(kind))
            return kind
    if any(name.startswith("xl/") for name in folded):
        return "xlsx"
    if any(extension(name) in _FAMILY for name in parts):
        raise Refused(Finding("is-zip-of-files", details=(("count", len(parts)),)))
    raise Refused(Finding("is-plain-zip"))


def _named_otherwise(name: str, kind: str) -> list[Finding]:
    """A file whose name says another format than its bytes; it is read as what it is."""
    said = extension(name)
    if _FAMILY.get(said, kind) == kind:
        return []
    return [Finding("name-differs", details=(("said", f".{said}"), ("format", f".{kind}")))]
