"""What stands in a Word document, read from its XML alone and not by the library that wrote it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from tests.report.made import parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELD = re.compile(r'(PAGE|NUMPAGES|SEQ (Tabel|Gambar|Table|Figure) \\\* ARABIC|TOC \\o "1-2")')


def body(data: bytes, part: str = "word/document.xml") -> ElementTree.Element:
    """The root of a part."""
    return ElementTree.fromstring(parts(data)[part])


def text_of(paragraph: ElementTree.Element) -> str:
    """The letters of a paragraph, with its tabs."""
    found = []
    for one in paragraph.iter():
        if one.tag == f"{W}t":
            found.append(one.text or "")
        elif one.tag == f"{W}tab" and one.get(f"{W}val") is None:
            found.append("\t")
    return "".join(found)


def paragraphs(data: bytes, style: str = "", part: str = "word/document.xml") -> list[str]:
    """The texts of all paragraphs, or of those of one style, by its id."""
    return [text_of(one) for one in _paragraphs(data, part) if not style or style_of(one) == style]


def style_of(paragraph: ElementTree.Element) -> str:
    """The id of a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def _paragraphs(data: bytes, part: str) -> Iterator[ElementTree.Element]:
    yield from body(data, part).iter(f"{W}p")


def tables(data: bytes) -> list[list[list[str]]]:
    """The cells of all tables of the body."""
    return [
        [
            ["\n".join(text_of(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        for table in body(data).iter(f"{W}tbl")
    ]


def odd_fields(data: bytes) -> list[str]:
    """Fields that do more than count pages, tables, figures and headings."""
    found = []
    for name, part in parts(data).items():
        if name.startswith("word/") and name.endswith(".xml"):
            root = ElementTree.fromstring(part)
            codes = [one.text or "" for one in root.iter(f"{W}instrText")]
            found += [code for code in codes if not _FIELD.fullmatch(code.strip())]
            found += [one.tag for one in root.iter(f"{W}fldSimple")]
            found += [one.tag for one in root.iter(f"{W}hyperlink")]
            found += [one.tag for one in root.iter(f"{W}altChunk")]
    return found
