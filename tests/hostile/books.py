"""Workbooks written part by part, so that any part can be wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from tests.hostile import worksheet
from tests.hostile.archives import zipped
from zi_analytics.workbook.cells import address

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET_1 = "xl/worksheets/sheet1.xml"

FORMATS = (
    "0.00&quot; poin&quot;",
    "0 &quot;hari&quot;",
    "[$-421]dd\\ mmmm\\ yyyy",
    "yyyy-mm-dd",
    "[h]:mm:ss",
    "&quot;Rp&quot;#,##0.00",
    "0.0%",
    "\\h\\a\\r\\i\\ 0",
    "[Red]0.00;[Blue]-0.00",
    "0_d",
    "General &quot;dokumen&quot;",
    "d/m",
)
POIN, HARI, INDONESIAN, ISO, DURATION, RUPIAH, PERCENT, SPELT, RED, UNDERLINE, DOKUMEN, DAY = range(
    1, 13
)
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(FORMATS)}">'
    + "".join(f'<numFmt numFmtId="{i}" formatCode="{f}"/>' for i, f in enumerate(FORMATS, 164))
    + '</numFmts><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    f'<cellXfs count="{len(FORMATS) + 1}"><xf/>'
    + "".join(f'<xf numFmtId="{i}" applyNumberFormat="1"/>' for i in range(164, 164 + len(FORMATS)))
    + "</cellXfs></styleSheet>"
)


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell given as XML: the attributes beside its address, and what is inside."""

    attributes: str
    inside: str


@dataclass(frozen=True, slots=True)
class Styled:
    """A number with a cell format."""

    value: float | None
    style: int


Cell = worksheet.Value | bool | Raw | Styled


def cell(place: str, value: Cell) -> str:
    """One cell as XML; text stands in the cell itself."""
    if isinstance(value, Raw):
        return f'<c r="{place}" {value.attributes}>{value.inside}</c>'
    if isinstance(value, Styled):
        inside = "" if value.value is None else f"<v>{value.value!r}</v>"
        return f'<c r="{place}" s="{value.style}">{inside}</c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    text = escape(value or "")
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def sheet(
    rows: Sequence[Sequence[Cell]],
    *,
    dimension: str = "",
    before: str = "",
    after: str = "",
    main: str = MAIN,
) -> str:
    """A worksheet part; ``before`` and ``after`` are XML around the cells."""
    office = OFFICE if main == MAIN else STRICT_OFFICE
    lines = [
        f'<row r="{number}">'
        + "".join(
            cell(address(number, column), value)
            for column, value in enumerate(row, 1)
            if value is not None
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    ]
    stated = f'<dimension ref="{dimension}"/>' if dimension else ""
    return (
        f'{HEAD}<worksheet xmlns="{main}" xmlns:r="{office}">{stated}{before}<sheetData>'
        + "".join(lines)
        + f"</sheetData>{after}</worksheet>"
    )


def filled(unit: str = "Kelurahan Contoh", **how: str) -> str:
    """The clean worksheet as a part."""
    return sheet(worksheet.rows(unit), **how)


def strings(
    texts: Sequence[str], stated: int | None = None, *, raw: bool = False, doctype: str = ""
) -> str:
    """A part of shared texts; ``raw`` ones are XML already."""
    count = len(texts) if stated is None else stated
    items = "".join(
        f'<si><t xml:space="preserve">{text if raw else escape(text)}</t></si>' for text in texts
    )
    return (
        f'{HEAD.rstrip()}{doctype}<sst xmlns="{MAIN}" count="{count}" uniqueCount="{count}">'
        f"{items}</sst>"
    )


def relations(items: Sequence[tuple[str, str, str]], outside: str = "") -> str:
    """A part of relations: id, type and target of each."""
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}">'
        + "".join(
            f"<Relationship Id={quoteattr(key)} Type={quoteattr(kind)} "
            f"Target={quoteattr(target)}{outside if target.startswith('http') else ''}/>"
            for key, kind, target in items
        )
        + "</Relationships>"
    )


def workbook(
    names: Sequence[str],
    states: Mapping[str, str] | None = None,
    *,
    before: str = "",
    after: str = "",
    main: str = MAIN,
) -> str:
    """The part that lists the sheets."""
    office = OFFICE if main == MAIN else STRICT_OFFICE
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}"'
        + (f' state="{states[name]}"' if states and name in states else "")
        + f' r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    return (
        f'{HEAD}<workbook xmlns="{main}" xmlns:r="{office}">{before}<sheets>{listed}</sheets>'
        f"{after}</workbook>"
    )


def content_types(sheets: int, main: str = "sheet.main+xml") -> str:
    """The part that says what every other part is."""
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    vendor = "application/" if main.startswith("vnd.") else office
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{office}worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{vendor}{main}"/>{overrides}</Types>'
    )


def parts(
    sheets: Sequence[str | bytes],
    names: Sequence[str] | None = None,
    *,
    states: Mapping[str, str] | None = None,
    texts: str | bytes | None = None,
    styles: str | bytes = STYLES,
    before: str = "",
    after: str = "",
    targets: Sequence[str] | None = None,
    main: str = "sheet.main+xml",
) -> dict[str, bytes | str]:
    """All parts of a workbook by name, in the order programs write them."""
    if names is None:
        names = [worksheet.SHEET, *(f"Lain {number}" for number in range(2, len(sheets) + 1))]
    targets = targets or [f"worksheets/sheet{number}.xml" for number in range(1, len(names) + 1)]
    related = [
        (f"rId{number}", f"{OFFICE}/worksheet", target) for number, target in enumerate(targets, 1)
    ]
    related.append(("rIdStyles", f"{OFFICE}/styles", "styles.xml"))
    if texts is not None:
        related.append(("rIdTexts", f"{OFFICE}/sharedStrings", "sharedStrings.xml"))
    made: dict[str, bytes | str] = {
        "[Content_Types].xml": content_types(len(sheets), main),
        "_rels/.rels": relations([("rId1", f"{OFFICE}/officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": workbook(names, states, before=before, after=after),
        "xl/_rels/workbook.xml.rels": relations(related, ' TargetMode="External"'),
        "xl/styles.xml": styles,
    }
    for number, part in enumerate(sheets, 1):
        made[f"xl/worksheets/sheet{number}.xml"] = part
    if texts is not None:
        made["xl/sharedStrings.xml"] = texts
    return made


def book(part: str | bytes | None = None, **how: object) -> bytes:
    """A workbook of one sheet: the clean worksheet, or ``part``."""
    return zipped(parts([filled() if part is None else part], **how).items())  # type: ignore[arg-type]


def changed(changes: Mapping[str, bytes | str | None], *sheets: str | bytes) -> bytes:
    """The clean workbook with some parts replaced or added; None takes one out."""
    made = {**parts(sheets or [filled()]), **changes}
    return zipped([(name, content) for name, content in made.items() if content is not None])


def put(place: tuple[int, int], value: Cell, unit: str = "Kelurahan Contoh") -> str:
    """The clean worksheet with one cell (row, column, from 1) replaced."""
    rows: list[list[Cell]] = [list(row) for row in worksheet.rows(unit)]
    rows[place[0] - 1][place[1] - 1] = value
    return sheet(rows)


def added(xml: str) -> str:
    """The clean worksheet with more rows below."""
    return filled().replace("</sheetData>", f"{xml}</sheetData>")
