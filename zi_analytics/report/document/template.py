"""The office's own document as a template: a stranger's file, so it is only opened in a child.

What could act is refused (macros, embedded objects, foreign parts, fields that fetch or run); what
only points outside (links, the template it was made from, linked pictures) is left out, and the
text of a link stays.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import docx
from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Length

from zi_analytics.findings import Finding, Refused
from zi_analytics.report.document.page import width_of
from zi_analytics.workbook.opening.container import open_container
from zi_analytics.workbook.opening.markup import read_markup
from zi_analytics.workbook.opening.signature import ZIP, check_size, recognise

MARKER = "{{ISI}}"
"""The paragraph in whose place the report is written; without one it comes at the end."""
_MAIN = "word/document.xml"
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTING = ("vbaproject", "vbadata", "activex", "afchunk")
"""Within the name of a part, in small letters."""
_ACTING_RELATIONS = frozenset(("oleObject", "control", "aFChunk", "subDocument", "vbaProject"))
_FETCHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|EMBED|MACROBUTTON|DATABASE|"
    r"ASK|FILLIN|RD|SUBSCRIBER)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\bHYPERLINK\b(?!\s*\\l)", re.IGNORECASE)
"""A link that does not stay within the document."""
_WHOLE = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
_LINKS_OF_PICTURES = ("hlinkClick", "hlinkHover", "hlinkMouseOver")
_NAMESPACE = qn("w:p").partition("}")[0]


def open_template(data: bytes, name: str) -> Document:
    """The document in ``data``, without what points outside it.

    Refused ``template-not-word``, ``template-damaged`` or ``template-acts``. Only for a child.
    """
    for part in _checked_parts(data, name):
        if any(mark in part.casefold() for mark in _ACTING):
            raise _refused("template-acts", name)
    try:
        document = docx.Document(io.BytesIO(data))
        _without_outside(document, name)
        whole = document.element.body[-1].tag == qn("w:sectPr")
    except Refused:
        raise
    except Exception as error:  # the library raises whatever a broken document leads it to
        raise _refused("template-damaged", name) from error
    if not whole:
        raise _refused("template-damaged", name)
    return document


def place_of(document: Document) -> tuple[Any, Length]:
    """The marker's paragraph (None where there is none), and the room between the margins."""
    body = document.element.body
    before = 0
    for element in body:
        if element.tag == qn("w:p"):
            if "".join(one.text or "" for one in element.iter(qn("w:t"))).strip() == MARKER:
                return element, width_of(document.sections[before])
            before += element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    return None, width_of(document.sections[-1])


def move_to(marker: Any, written: list[Any]) -> None:
    """Put what was written at the end in the marker's place."""
    for element in written:
        marker.addprevious(element)
    marker.getparent().remove(marker)


def _checked_parts(data: bytes, name: str) -> Mapping[str, bytes]:
    """The parts of a real .docx within the limits, none of them with a document type."""
    try:
        check_size(data)
        kind = recognise(data)
    except Refused as refused:
        too_large = refused.finding.code == "file-too-large"
        raise _refused("template-damaged" if too_large else "template-not-word", name) from refused
    if kind != ZIP:
        raise _refused("template-not-word", name)
    try:
        parts = open_container(data).parts
        for part, content in parts.items():
            if part.casefold().endswith((".xml", ".rels")):
                read_markup(part, content)
    except Refused as refused:
        raise _refused("template-damaged", name) from refused
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types:
        raise _refused("template-acts", name)
    if _MAIN not in parts or _DOCUMENT not in types:
        raise _refused("template-not-word", name)
    return parts


def _without_outside(document: Document, name: str) -> None:
    """Leave out every relation that leads outside, and what uses it."""
    package: Any = document.part.package
    _cut(package.rels, name)
    for part in package.iter_parts():
        outside = _cut(part.rels, name)
        is_parsed = isinstance(part, XmlPart)
        if not is_parsed and not outside and b"instrText" not in part.blob:
            continue
        element: Any = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
        _tame_fields(element, name)
        for merge in list(element.iter(qn("w:mailMerge"))):
            merge.getparent().remove(merge)
        for one in [one for one in element.iter() if _uses(one, outside)]:
            _forget(one)
        if not is_parsed:
            part._blob = serialize_part_xml(element)


def _cut(relations: Any, name: str) -> set[str]:
    """Take out the relations that lead outside; gives their ids."""
    outside = {id_ for id_, relation in relations.items() if relation.is_external}
    for id_ in outside:
        relations.pop(id_)
    kinds = {relation.reltype.rpartition("/")[2] for relation in relations.values()}
    if kinds & _ACTING_RELATIONS:
        raise _refused("template-acts", name)
    return outside


def _tame_fields(element: Any, name: str) -> None:
    """Refuse fields that fetch or run something; of a link only its text stays.

    The code of a field may be divided over runs, and a field may stand inside another.
    """
    open_fields: list[tuple[list[Any], list[str]]] = []
    for one in list(element.iter(qn("w:fldChar"), qn("w:instrText"))):
        kind = one.get(qn("w:fldCharType"))
        if kind == "begin":
            open_fields.append(([], []))
        if not open_fields:
            continue
        marks, code = open_fields[-1]
        marks.append(one)
        code.append(one.text or "" if kind is None else "")
        if kind == "end" and _is_link("".join(open_fields.pop()[1]), name):
            for mark in marks:
                mark.getparent().remove(mark)
    for _, code in open_fields:
        _is_link("".join(code), name)
    for simple in list(element.iter(qn("w:fldSimple"))):
        if _is_link(simple.get(qn("w:instr")) or "", name):
            _unwrap(simple)


def _is_link(code: str, name: str) -> bool:
    if _FETCHING.search(code):
        raise _refused("template-acts", name)
    return _LINK.search(code) is not None


def _uses(element: Any, outside: set[str]) -> bool:
    """Whether an element names one of these relations."""
    return isinstance(element.tag, str) and any(
        key.startswith("{") and value in outside for key, value in element.attrib.items()
    )


def _forget(element: Any) -> None:
    """Take an element out; a link's text stays, a linked picture goes as a whole."""
    if element.tag == qn("w:hyperlink"):
        _unwrap(element)
        return
    if element.tag.rpartition("}")[2] not in _LINKS_OF_PICTURES:
        while element.tag not in _WHOLE and not element.tag.startswith(_NAMESPACE):
            if element.getparent() is None:
                break
            element = element.getparent()
    if element.getparent() is not None:
        element.getparent().remove(element)


def _unwrap(element: Any) -> None:
    for inner in list(element):
        element.addprevious(inner)
    element.getparent().remove(element)


def _refused(code: str, name: str) -> Refused:
    return Refused(Finding(code, details=(("name", name[:80]),)))
