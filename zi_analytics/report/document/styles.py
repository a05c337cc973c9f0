"""The styles of a document: those that it has stay, those that are missing are added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from zi_analytics.report.document.looks import FONT, LOOKS, NORMAL, TABLE, TABLE_LOOK, Look

_HEADINGS = (("upperRoman", "%1.", 567), ("upperLetter", "%2.", 567), ("decimal", "%3.", 567))
"""As official reports count: I, A, 1."""
_WIDEST = 1.25
_ITEMS = (("decimal", "%1.", 454),)


class Styles:
    """The styles of one document by their names in Word, and its numberings.

    ``numbered`` says whether the headings carry our numbers: only where the document had no
    headings of its own. ``spread`` is how much wider its letters may be than ours.
    """

    def __init__(self, document: Document) -> None:
        self._element: Any = document.styles.element
        self._numbering: Any = _numbering_of(document)
        styles = self._element.findall(qn("w:style"))
        self._ids: dict[tuple[str, str], str] = {
            (one.get(qn("w:type")) or "paragraph", _name(one).casefold()): one.get(qn("w:styleId"))
            for one in styles
        }
        self._default = next((one.get(qn("w:styleId")) for one in styles if _is_normal(one)), "")
        # A template's letters are not known; most are wider than ours, few by more than this.
        fonts = self._element.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")
        is_ours = fonts is not None and fonts.get(qn("w:ascii")) == FONT
        self.spread = 1.0 if is_ours else _WIDEST
        missing = [look for look in LOOKS if ("paragraph", look.name.casefold()) not in self._ids]
        self.numbered = sum(look.level is not None for look in missing) == len(_HEADINGS)
        for look in missing:
            self._ids["paragraph", look.name.casefold()] = self._free_id(look.name)
        self._items = self._add_way(_ITEMS, ())
        self._headings = (
            self._add_number(self._add_way(_HEADINGS, LOOKS), "") if self.numbered else 0
        )
        for look in missing:
            self._add(look)
        if ("table", TABLE.casefold()) not in self._ids:
            self._ids["table", TABLE.casefold()] = self._free_id(TABLE)
            self._append("table", TABLE, f'<w:uiPriority w:val="59"/>{TABLE_LOOK}')

    def id(self, name: str) -> str:
        """The id of a paragraph's style."""
        return self._ids["paragraph", name.casefold()]

    @property
    def table(self) -> str:
        """The id of the style of tables."""
        return self._ids["table", TABLE.casefold()]

    def new_list(self) -> int:
        """The number of a list that begins at 1."""
        return self._add_number(
            self._items, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        )

    def _free_id(self, name: str) -> str:
        """The id of a style of ours: its name without spaces, as Word makes it."""
        id_ = "".join(word[:1].upper() + word[1:] for word in name.split(" "))
        while id_ in self._ids.values():
            id_ += "x"
        return id_

    def _add(self, look: Look) -> None:
        paragraph = look.paragraph
        if look.level is not None and self.numbered:
            # The order of what is in a paragraph's properties is fixed: its number comes early.
            number = (
                f'<w:numPr><w:ilvl w:val="{look.level}"/><w:numId w:val="{self._headings}"/>'
                "</w:numPr>"
            )
            paragraph = paragraph.replace("<w:keepLines/>", f"<w:keepLines/>{number}", 1)
        then = f'<w:next w:val="{self.id(look.next)}"/>' if look.next else ""
        self._append(
            "paragraph",
            look.name,
            f'<w:basedOn w:val="{self._default}"/>{then}<w:uiPriority w:val="9"/><w:qFormat/>'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{look.letters}</w:rPr>",
        )

    def _append(self, kind: str, name: str, content: str) -> None:
        own = "" if name in _BUILT_IN else ' w:customStyle="1"'
        id_ = self._ids[kind, name.casefold()]
        self._element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="{kind}"{own} w:styleId="{id_}">'
                f'<w:name w:val="{name}"/>{content}</w:style>'
            )
        )

    def _add_way(self, levels: Sequence[tuple[str, str, int]], looks: Sequence[Look]) -> int:
        """A way of counting, its levels tied to the styles of ``looks``."""
        styles = {look.level: self.id(look.name) for look in looks if look.level is not None}
        ways = self._numbering.findall(qn("w:abstractNum"))
        place = max((int(one.get(qn("w:abstractNumId"))) for one in ways), default=-1) + 1
        inner = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
            + (f'<w:pStyle w:val="{styles[level]}"/>' if level in styles else "")
            + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl>'
            for level, (format_, text, indent) in enumerate(levels)
        )
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{place}">'
            f'<w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
        )
        # All ways come before all numbers.
        first = self._numbering.find(qn("w:num"))
        if first is None:
            self._numbering.append(made)
        else:
            first.addprevious(made)
        return place

    def _add_number(self, way: int, begins: str) -> int:
        numbers = self._numbering.findall(qn("w:num"))
        number = max((int(one.get(qn("w:numId"))) for one in numbers), default=0) + 1
        made = parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{way}"/>'
            f"{begins}</w:num>"
        )
        if numbers:
            numbers[-1].addnext(made)
        else:
            self._numbering.append(made)
        return number


_BUILT_IN = {
    look.name
    for look in LOOKS
    if not look.name.startswith(("Figure", "Key", "Table", "Source", "Letterhead"))
}


def begin_anew(document: Document, spoken: str) -> None:
    """Leave the library's own styles out, but the four that must be; set letters and language."""
    element: Any = document.styles.element
    for style in element.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1":
            element.remove(style)
        elif _is_normal(style):
            for inner in style.findall(qn("w:pPr")) + style.findall(qn("w:rPr")):
                style.remove(inner)
            normal = parse_xml(f"<w:style {nsdecls('w')}>{NORMAL}</w:style>")
            style.extend(list(normal))
    old = element.find(qn("w:docDefaults"))
    made = parse_xml(
        f'<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" '
        f'w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/><w:lang w:val="{spoken}" '
        f'w:eastAsia="{spoken}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
    )
    element.replace(old, made)


def _numbering_of(document: Document) -> Any:
    """The numberings of a document; one that has none gets an empty part for them."""
    part = document.part
    try:
        found = part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        found = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            parse_xml(f"<w:numbering {nsdecls('w')}/>"),
            part.package,
        )
        part.relate_to(found, RELATIONSHIP_TYPE.NUMBERING)
    return found.element  # type: ignore[attr-defined]


def _is_normal(style: Any) -> bool:
    """Whether all other paragraphs' styles are based on it."""
    is_default = style.get(qn("w:default")) in ("1", "true", "on")
    return is_default and style.get(qn("w:type")) == "paragraph"


def _name(style: Any) -> str:
    found = style.find(qn("w:name"))
    return "" if found is None else str(found.get(qn("w:val")))
