"""The user's own workbook back, with coloured cells and notes where something is wrong.

Everything else stays byte for byte. What an earlier marking put in is taken out first, so a
corrected copy that is marked again shows what is wrong now and nothing else.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zi_analytics.findings import Finding, Refused, Severity
from zi_analytics.workbook.cells import address
from zi_analytics.workbook.marking import note_boxes, notes
from zi_analytics.workbook.marking.colours import EMPTY, Colours
from zi_analytics.workbook.marking.note_size import box_of
from zi_analytics.workbook.opening.package import SheetPart
from zi_analytics.workbook.opening.worksheet import LAST_COLUMN, LAST_ROW, Place, read_reference
from zi_analytics.workbook.patching.cell_edits import CellChange, cell_edits
from zi_analytics.workbook.patching.elements import Edit, apply_edits, inserted, read_elements
from zi_analytics.workbook.patching.opened import OpenedPackage, open_to_change
from zi_analytics.workbook.patching.sheet_places import SheetPlaces, find_places

MOST_MARKED = 5_000
"""Marked cells of one workbook; beyond that nobody reads the notes."""
_MAIN = re.compile(rb"""xmlns(?::\w+)?\s*=\s*["'](http[^"']*/spreadsheetml/(?:2006/)?main)["']""")
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
)
_RANK = {Severity.NOTICE: 0, Severity.WARNING: 1, Severity.ERROR: 2, Severity.REFUSED: 2}


@dataclass(frozen=True, slots=True)
class Marking:
    """What is to be said at one or more cells of a sheet.

    ``cells`` are references with commas between, ranges among them: "K29, K31:K33".
    """

    sheet: str
    cells: str
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """The marked workbook, how many of its cells are marked, and what could not be done."""

    data: bytes
    cells: int
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Mark:
    severity: Severity
    texts: list[str]


def mark_copy(original: bytes, markings: Sequence[Marking], name: str = "") -> Marked:
    """``original`` with the cells of ``markings`` coloured and their texts as notes.

    Several markings of one cell share its note; the gravest gives the colour. Run it in a child
    process. Refused when the file is no .xlsx or .xlsm, is signed or damaged.
    """
    book = open_to_change(original, name)
    wanted, findings = _by_sheet(book, markings)
    styles = book.package.styles or _new_styles(book)
    colours = Colours(styles, book.part(styles))
    marked = 0
    for number, sheet in enumerate(book.package.sheets, 1):
        own = wanted.get(sheet.name.casefold(), {})
        in_threads, count = _mark_sheet(book, sheet, number, own, colours)
        marked += count
        if in_threads:
            cells = ", ".join(address(*place) for place in sorted(in_threads))
            findings.append(
                Finding(
                    "mark-beside-conversation",
                    sheet=sheet.name,
                    cell=address(*min(in_threads)),
                    details=(("count", len(in_threads)), ("cells", cells)),
                )
            )
    book.changed[styles] = colours.finish()
    return Marked(book.finish(), marked, tuple(findings))


def read_cells(text: str, most: int = MOST_MARKED) -> Iterator[Place]:
    """The places that "K29, $B$3:C4" names, at most ``most``; what is no reference is left out."""
    for part in re.split(r"[,;\s]+", text):
        first, _, second = part.partition(":")
        start, end = read_reference(first), read_reference(second or first)
        if start is None or end is None:
            continue
        for row in range(start[0], min(end[0], LAST_ROW) + 1):
            for column in range(start[1], min(end[1], LAST_COLUMN) + 1):
                if most <= 0:
                    return
                most -= 1
                yield row, column


def _by_sheet(
    book: OpenedPackage, markings: Sequence[Marking]
) -> tuple[dict[str, dict[Place, _Mark]], list[Finding]]:
    """What to say at each cell, by the sheet's name, the gravest markings first."""
    known = {sheet.name.casefold() for sheet in book.package.sheets}
    wanted: dict[str, dict[Place, _Mark]] = {}
    left = MOST_MARKED
    left_out = 0
    for marking in sorted(markings, key=lambda m: -_RANK[m.severity]):
        marks = wanted.setdefault(marking.sheet.casefold(), {})
        places = list(read_cells(marking.cells))
        if marking.sheet.casefold() not in known or not places:
            left_out += 1
            continue
        for place in places:
            mark = marks.get(place)
            if mark is None and left:
                left -= 1
                marks[place] = _Mark(marking.severity, [marking.text])
            elif mark is None:
                left_out += 1
            elif marking.text not in mark.texts:
                mark.texts.append(marking.text)
    findings = []
    if left_out:
        details = (("count", left_out), ("limit", MOST_MARKED))
        findings.append(Finding("marks-left-out", details=details))
    return wanted, findings


def _mark_sheet(
    book: OpenedPackage, sheet: SheetPart, number: int, marks: dict[Place, _Mark], colours: Colours
) -> tuple[frozenset[Place], int]:
    """Mark one sheet; gives back the cells with conversations, and how many are marked."""
    related = book.relations(sheet.part).values()
    if not marks and not colours.ours and not any(r.kind == "comments" for r in related):
        return frozenset(), 0
    places = _find(book, sheet, {place[0] for place in marks}, colours)
    anchors = {place: places.anchor_of(place) for place in marks}
    if any(anchor != place for place, anchor in anchors.items()):
        # The cell that shows a merged range may stand in a row above.
        places = _find(book, sheet, {anchor[0] for anchor in anchors.values()}, colours)
    shown: dict[Place, _Mark] = {}
    for place, mark in marks.items():
        seen = shown.setdefault(anchors[place], mark)
        if seen is not mark:
            seen.texts += [text for text in mark.texts if text not in seen.texts]
    texts = {place: "\n\n".join(mark.texts) for place, mark in shown.items()}
    edits, in_threads = _change_notes(book, sheet, number, places, texts)
    edits += cell_edits(places, _change_colours(places, shown, colours))
    if edits:
        book.changed[sheet.part] = apply_edits(places.data, edits)
    return in_threads, len(shown)


def _new_styles(book: OpenedPackage) -> str:
    """The part for formats, where a workbook has none."""
    workbook = book.package.workbook
    part = posixpath.join(posixpath.dirname(workbook), "styles.xml")
    book.declare(part, _STYLES)
    book.relate(workbook, "styles", part)
    book.changed[part] = EMPTY % _namespace(book.part(workbook))
    return part


def _find(book: OpenedPackage, sheet: SheetPart, rows: set[int], colours: Colours) -> SheetPlaces:
    return find_places(sheet.part, book.part(sheet.part), rows, colours.ours)


def _change_colours(
    places: SheetPlaces, shown: dict[Place, _Mark], colours: Colours
) -> dict[Place, CellChange]:
    changes = {
        place: CellChange(colours.unmarked(cell.style))
        for place, cell in places.cells.items()
        if cell.style in colours.ours and place not in shown
    }
    for place, mark in shown.items():
        before = colours.unmarked(places.style_at(place))
        severity = Severity.ERROR if mark.severity is Severity.REFUSED else mark.severity
        changes[place] = CellChange(colours.marked(before, severity))
    return changes


def _change_notes(
    book: OpenedPackage, sheet: SheetPart, number: int, places: SheetPlaces, texts: dict[Place, str]
) -> tuple[list[Edit], frozenset[Place]]:
    """Change the notes and their boxes; gives back what the sheet itself must say about them."""
    relations = book.relations(sheet.part)
    threads = {
        place
        for relation in relations.values()
        if relation.kind == "threadedComment" and relation.part is not None
        for place in _places_of(book, relation.part)
    }
    part = next((r.part for r in relations.values() if r.kind == "comments"), None)
    if part is None and not set(texts) - threads:
        return [], frozenset(threads & set(texts))
    if part is not None and part not in book.parts:
        raise Refused(Finding("damaged-part", details=(("part", part),)))
    data = notes.EMPTY % _namespace(places.data) if part is None else book.part(part)
    changed = notes.change_notes(part or "", data, texts, threads)
    if changed.data != data:
        if part is None:
            part = book.free_name("comments{}.xml")
            book.declare(part, _COMMENTS)
            book.relate(sheet.part, "comments", part)
        book.changed[part] = changed.data
    return _change_boxes(book, sheet, number, places, changed), changed.in_threads


def _change_boxes(
    book: OpenedPackage,
    sheet: SheetPart,
    number: int,
    places: SheetPlaces,
    changed: notes.NotesChanged,
) -> list[Edit]:
    if not (changed.added or changed.grown or changed.removed):
        return []
    drawing = next((element for element in places.top if element.name == "legacyDrawing"), None)
    edits: list[Edit] = []
    if drawing is not None:
        relation = book.relations(sheet.part).get(drawing.attributes.get("id", ""))
        if relation is None or relation.part is None or relation.part not in book.parts:
            raise Refused(Finding("damaged-part", details=(("part", sheet.part),)))
        part, data = relation.part, book.raw(relation.part)
    else:
        if not changed.added:
            return []
        part = book.free_name("drawings/vmlDrawing{}.vml")
        data = note_boxes.EMPTY % number
        book.declare(part, _DRAWING)
        key = book.relate(sheet.part, "vmlDrawing", part)
        edits.append(_drawing_element(book, places, key))
    book.changed[part] = note_boxes.change_boxes(
        part,
        data,
        {place: box_of(places, place, text) for place, text in changed.added.items()},
        {place: box_of(places, place, text) for place, text in changed.grown.items()},
        changed.removed,
    )
    return edits


def _drawing_element(book: OpenedPackage, places: SheetPlaces, key: str) -> Edit:
    """The element by which a sheet names the drawing of its notes, at its place in the order."""
    bound = b"" if places.relations else b' xmlns:r="%s"' % book.office.encode()
    prefix = (places.relations or "r").encode()
    content = b'<%slegacyDrawing%s %s:id="%s"/>' % (
        places.root.prefix,
        bound,
        prefix,
        key.encode(),
    )
    return inserted(places.data, places.root, content, _AFTER_DRAWING)


def _places_of(book: OpenedPackage, part: str) -> Iterator[Place]:
    """The cells with a conversation."""
    if part not in book.checked.markup:
        return
    for comment in read_elements(part, book.part(part)).all("threadedComment"):
        place = read_reference(comment.attributes.get("ref", ""))
        if place is not None:
            yield place


def _namespace(sheet: bytes) -> bytes:
    """The namespace of the sheet, transitional or strict."""
    found = _MAIN.search(sheet)
    if found is None:
        raise Refused(Finding("damaged-part", details=(("part", "xl"),)))
    return found[1]
