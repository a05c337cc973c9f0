"""From a file's bytes to its cells. Run it in a child process only: see workbook/child/pool.py."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.cells import Book, Sheet
from zi_analytics.workbook.opening import open_document, ordinary, unusual
from zi_analytics.workbook.opening.biff import Extent, read_extents
from zi_analytics.workbook.opening.package import Package, SheetPart, read_package
from zi_analytics.workbook.opening.plain_archive import make_archive, sheet_name, store
from zi_analytics.workbook.opening.safety import Checked, check_bytes
from zi_analytics.workbook.opening.shared_formulas import expand
from zi_analytics.workbook.opening.shared_strings import (
    NO_STRINGS,
    Strings,
    check_repeats,
    read_strings,
)
from zi_analytics.workbook.opening.sheet_findings import describe
from zi_analytics.workbook.opening.worksheet import MOST_DENSE_CELLS, Cells

_FORMATS = re.compile(rb"<cellXfs[ >].*?</cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"<xf[ />]")
_AT_ONCE = 8 << 20
"""Bytes of worksheets that are looked at together; of larger ones each has enough by itself."""
_MACROS = b"macroEnabled"
T = TypeVar("T")


def load_book(data: bytes, name: str, limits: FileLimits = FILE_LIMITS) -> Book:
    """All sheets of a workbook (.xlsx, .xlsm, .xls, .ods, .xlsb) with their cells at their places.

    ``name`` is the file's name, used for what it claims to be. Refused, with the reason, when
    the bytes are not safe or not a workbook; everything else odd is in the book's findings.
    """
    checked = check_bytes(data, name, limits)
    if checked.kind == "xlsx":
        return _load_package(checked, limits)
    if checked.kind == "ods":
        return _load_open_document(checked, limits)
    if checked.kind == "xls":
        return _load_other(data, checked, read_extents(data, limits), limits)
    return _load_other(store(_encoded(checked)), checked, {}, limits)


def _encoded(checked: Checked) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), part) for name, part in checked.parts.items()]


@dataclass(frozen=True, slots=True)
class _Styles:
    """The part with the number formats (None: do without), and how many formats it has."""

    part: bytes | None
    count: int
    findings: tuple[Finding, ...] = ()


def _load_package(checked: Checked, limits: FileLimits) -> Book:
    package = read_package(checked.parts, limits)
    styles = _styles(checked, package)
    strings = _strings(checked, package)
    sheets = _all_cells(checked, package.sheets, strings, styles, limits)
    if not any(len(cells.places) for cells in sheets):
        raise Refused(Finding("no-cells"))
    _check_together(package.sheets, sheets, strings, limits)
    read, styles = _read(sheets, strings, styles, package.date1904)
    loaded = tuple(
        Sheet(
            name=sheet.name,
            state=sheet.state,
            rows=rows,
            hidden_rows=cells.hidden_rows,
            hidden_columns=cells.hidden_columns,
            errors=cells.errors,
            without_value=cells.without_value,
            formulas=expand(cells.formulas),
        )
        for sheet, cells, rows in zip(package.sheets, sheets, read, strict=True)
    )
    findings = [*checked.findings, *package.findings, *styles.findings, *strings.findings]
    for sheet, cells in zip(package.sheets, sheets, strict=True):
        findings += describe(sheet.name, cells)
    macros = package.format == "xlsm" or _MACROS in checked.parts.get("[Content_Types].xml", b"")
    return _book("xlsm" if macros else "xlsx", loaded, findings)


def _read(
    sheets: Sequence[Cells], strings: Strings, styles: _Styles, date1904: bool
) -> tuple[list[list[list[Any]]], _Styles]:
    """The rows of every sheet; read once more without styles if those are in the way."""
    xml = [cells.xml for cells in sheets]
    try:
        return _ask_rows(make_archive(xml, strings.xml, styles.part, date1904), len(xml)), styles
    except Refused:
        if styles.part is None:
            raise
    rows = _ask_rows(make_archive(xml, strings.xml, None, date1904), len(xml))
    return rows, _Styles(None, 0, (Finding("styles-unreadable"),))


def _ask_rows(archive: bytes, sheets: int) -> list[list[list[Any]]]:
    def read() -> list[list[list[Any]]]:
        book = CalamineWorkbook.from_filelike(io.BytesIO(archive))
        return [
            book.get_sheet_by_name(sheet_name(index)).to_python(skip_empty_area=False)
            for index in range(sheets)
        ]

    return _ask(read)


def _book(kind: str, sheets: tuple[Sheet, ...], findings: Iterable[Finding]) -> Book:
    hidden = [
        Finding("hidden-sheet", sheet=sheet.name) for sheet in sheets if sheet.state != "visible"
    ]
    return Book(kind, sheets, tuple(dict.fromkeys([*findings, *hidden])))


def _styles(checked: Checked, package: Package) -> _Styles:
    part = None if package.styles is None else checked.markup.get(package.styles)
    if part is None:
        return _Styles(None, 0, (Finding("styles-unreadable"),))
    formats = _FORMATS.search(part.data)
    count = len(_FORMAT.findall(formats[0])) if formats else 0
    return _Styles(part.data, count)


def _strings(checked: Checked, package: Package) -> Strings:
    if package.strings is None:
        return NO_STRINGS
    part = checked.markup.get(package.strings)
    if part is None:
        raise Refused(Finding("damaged-part", details=(("part", package.strings),)))
    return read_strings(part)


def _all_cells(
    checked: Checked,
    sheets: Sequence[SheetPart],
    strings: Strings,
    styles: _Styles,
    limits: FileLimits,
) -> Sequence[Cells]:
    """The cells of every sheet: seen all at once, or one by one where a sheet is large or odd."""
    parts = [part for sheet in sheets if (part := checked.markup.get(sheet.part)) is not None]
    if len(parts) == len(sheets) and sum(len(part.data) for part in parts) <= _AT_ONCE:
        found = ordinary.look_together(parts, len(strings.sizes), styles.count, limits)
        if found is not None:
            return found
    return [_cells(checked, sheet, strings, styles, limits) for sheet in sheets]


def _cells(
    checked: Checked, sheet: SheetPart, strings: Strings, styles: _Styles, limits: FileLimits
) -> Cells:
    part = checked.markup.get(sheet.part)
    if part is None:
        raise Refused(Finding("damaged-part", sheet.name, details=(("part", sheet.part),)))
    known = len(strings.sizes), styles.count
    cells = ordinary.look(part, *known, limits)
    return cells if cells is not None else unusual.walk(part, sheet.name, *known, limits)


def _check_together(
    parts: Sequence[SheetPart], sheets: Sequence[Cells], strings: Strings, limits: FileLimits
) -> None:
    """The limits that hold for all sheets of a workbook together."""
    total = sum(len(cells.places) for cells in sheets)
    if total > limits.cells:
        raise Refused(Finding("too-many-cells", details=(("limit", limits.cells),)))
    for part, cells in zip(parts, sheets, strict=True):
        check_repeats(strings, cells.strings, part.name)


def _ask(question: Callable[[], T]) -> T:
    """Ask calamine; whatever it raises (a panic is a BaseException) ends as a finding."""
    try:
        return question()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise Refused(
            Finding("reader-failed", details=(("error", type(error).__name__),))
        ) from error


def _load_open_document(checked: Checked, limits: FileLimits) -> Book:
    content = checked.markup.get("content.xml")
    if content is None:
        raise Refused(Finding("damaged-part", details=(("part", "content.xml"),)))
    tables, findings = open_document.read_tables(content, limits)
    sheets = tuple(
        Sheet(
            name=table.name,
            state=table.state,
            rows=table.rows,
            hidden_rows=table.hidden_rows,
            hidden_columns=table.hidden_columns,
            errors=table.errors,
            without_value=frozenset(table.without_value),
        )
        for table in tables
    )
    return _book("ods", sheets, [*checked.findings, *findings, _not_followed("ods")])


def _load_other(
    data: bytes, checked: Checked, extents: dict[str, Extent], limits: FileLimits
) -> Book:
    """.xls and .xlsb: calamine says what there is, within what the records were seen to hold."""
    book = _ask(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
    if len(book.sheet_names) > limits.sheets:
        raise Refused(
            Finding(
                "too-many-sheets",
                details=(("count", len(book.sheet_names)), ("limit", limits.sheets)),
            )
        )
    sheets: list[Sheet] = []
    findings = [*checked.findings, _not_followed(checked.kind)]
    left = MOST_DENSE_CELLS
    for listed in book.sheets_metadata:
        extent = extents.get(listed.name, Extent())
        sheet = _ask(lambda name=listed.name: book.get_sheet_by_name(name))  # type: ignore[misc]
        tall, wide = (sheet.total_height + 1, sheet.total_width + 1) if sheet.end else (0, 0)
        left -= tall * wide
        if left < 0 or tall > limits.rows or wide > limits.columns:
            raise Refused(Finding("cells-far-apart", listed.name))
        sheets.append(
            Sheet(
                name=listed.name,
                state=_state(listed.visible),
                rows=_ask(lambda read=sheet: read.to_python(skip_empty_area=False)),  # type: ignore[misc]
                hidden_rows=extent.hidden_rows,
                hidden_columns=extent.hidden_columns,
                errors=extent.errors,
            )
        )
        findings += extent.findings(listed.name)
    if not sheets:
        raise Refused(Finding("no-sheet"))
    if not any(sheet.rows for sheet in sheets):
        raise Refused(Finding("no-cells"))
    return _book(checked.kind, tuple(sheets), findings)


def _not_followed(kind: str) -> Finding:
    return Finding("format-without-formulas", details=(("format", f".{kind}"),))


def _state(visible: SheetVisibleEnum) -> str:
    if visible == SheetVisibleEnum.VeryHidden:
        return "very_hidden"
    return "hidden" if visible == SheetVisibleEnum.Hidden else "visible"
