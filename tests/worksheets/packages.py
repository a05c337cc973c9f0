"""What a change of a workbook may touch, held against the bytes of its parts and against openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

SHEET_ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects"),
    *("controls", "webPublishItems", "tableParts", "extLst"),
)
STYLES_ORDER = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"),
    *("tableStyles", "colors", "extLst"),
)
WORKBOOK_ORDER = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize"),
    *("customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
)
STYLE_OF_CELL = re.compile(rb'(<(?:\w+:)?c(?: (?!s=)[\w:]+="[^"]*")*?) s="\d+"')
EMPTY_CELL = re.compile(rb'<(?:\w+:)?c r="[A-Z]+\d+"/>')
EMPTY_ROW = re.compile(rb'<(?:\w+:)?row r="\d+"></(?:\w+:)?row>')
LEGACY_DRAWING = re.compile(rb"<(?:\w+:)?legacyDrawing [^>]*/>")


def parts(data: bytes) -> dict[str, bytes]:
    """The inflated parts by name, in the archive's order; every checksum is looked at."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def packed(data: bytes) -> dict[str, tuple[int, tuple[int, ...], bytes]]:
    """How each part is stored: method, date and packed bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {}
        for entry in archive.infolist():
            name = int.from_bytes(
                data[entry.header_offset + 26 : entry.header_offset + 28], "little"
            )
            more = int.from_bytes(
                data[entry.header_offset + 28 : entry.header_offset + 30], "little"
            )
            begin = entry.header_offset + 30 + name + more
            stored = data[begin : begin + entry.compress_size]
            found[entry.filename] = (entry.compress_type, entry.date_time, stored)
        return found


def changed_parts(before: bytes, after: bytes) -> tuple[set[str], set[str]]:
    """The parts that differ and those that are new; none may be gone, and the order stays."""
    old, new = packed(before), packed(after)
    assert list(new)[: len(old)] == list(old)
    return {name for name in old if old[name] != new[name]}, set(new) - set(old)


def without_marks(sheet: bytes) -> bytes:
    """A worksheet part without what a marking may change in it."""
    sheet = LEGACY_DRAWING.sub(b"", STYLE_OF_CELL.sub(rb"\1", sheet))
    return EMPTY_ROW.sub(b"", EMPTY_CELL.sub(b"", sheet))


def check_order(part: bytes, order: tuple[str, ...]) -> None:
    """The children of the root stand in the order of the schema."""
    from xml.etree import ElementTree

    names = [child.tag.rpartition("}")[2] for child in ElementTree.fromstring(part)]
    known = [order.index(name) for name in names if name in order]
    assert known == sorted(known), names


def load(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


class Looks:
    """How cells of one workbook look but for their fill; each look is spelt out once."""

    def __init__(self) -> None:
        self._known: dict[Any, str] = {}

    def of(self, cell: Cell | MergedCell) -> str:
        key = tuple(cell._style or ())
        if key not in self._known:
            lines = cell.alignment
            kinds = (
                (cell.font, cell.border, cell.number_format, cell.protection),
                # Left out or written in full, these mean the same.
                (
                    lines.horizontal or "general",
                    lines.vertical or "bottom",
                    lines.textRotation or 0,
                ),
                (bool(lines.wrapText), bool(lines.shrinkToFit), lines.indent or 0),
            )
            self._known[key] = repr(kinds)
        return self._known[key]


def fill(cell: Any) -> tuple[str, str]:
    return cell.fill.fill_type or "", str(cell.fill.fgColor.rgb) + str(cell.fill.fgColor.theme)


def around(sheet: Worksheet) -> dict[str, str]:
    """All that a sheet has beside its cells."""
    return {
        "validations": repr(sorted(map(repr, sheet.data_validations.dataValidation))),
        "merged": repr(sorted(map(str, sheet.merged_cells.ranges))),
        "conditions": repr(
            [(str(c.sqref), list(map(repr, c.rules))) for c in sheet.conditional_formatting]
        ),
        "columns": repr(
            {k: (v.width, v.hidden, v.min, v.max) for k, v in sheet.column_dimensions.items()}
        ),
        "rows": repr(
            {
                k: (v.height, v.hidden)
                for k, v in sheet.row_dimensions.items()
                if v.height or v.hidden
            }
        ),
        "protection": repr(sheet.protection),
        "state": sheet.sheet_state,
        "print": repr((sheet.page_setup, sheet.page_margins, sheet.print_area)),
        "filter": repr(sheet.auto_filter.ref),
    }


def check_only_marked(before: bytes, after: bytes, marked: Mapping[str, Collection[str]]) -> None:
    """By openpyxl: ``marked`` cells (by sheet) have a note and another fill, all else is equal."""
    old, new = load(before), load(after)
    assert new.sheetnames == old.sheetnames
    old_looks, new_looks = Looks(), Looks()
    for sheet, other in zip(old.worksheets, new.worksheets, strict=True):
        cells = set(marked.get(sheet.title, ()))
        assert around(other) == around(sheet)
        for cell, twin in _pairs(sheet, other):
            assert twin.value == cell.value
            assert new_looks.of(twin) == old_looks.of(cell), twin.coordinate
            if cell.coordinate in cells:
                assert twin.fill.fill_type == "solid"
                assert fill(twin) != fill(cell)
                assert twin.comment is not None, twin.coordinate
                assert twin.comment.author in ("ZI Analytics", cell.comment and cell.comment.author)
                cells.discard(cell.coordinate)
            else:
                assert fill(twin) == fill(cell), twin.coordinate
                assert _note(twin) == _note(cell)
        assert not cells, f"{sheet.title}: {cells} are not in the sheet"


def _pairs(sheet: Worksheet, other: Worksheet) -> Iterator[tuple[Any, Any]]:
    """The cells of both that either of them has."""
    for row, column in sorted(set(sheet._cells) | set(other._cells)):
        yield sheet.cell(row, column), other.cell(row, column)


def _note(cell: Any) -> str | None:
    return cell.comment.text if cell.comment else None
