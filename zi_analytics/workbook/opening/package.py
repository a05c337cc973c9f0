"""What an Office workbook is made of: its sheets in order and the parts that hold them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.opening.markup import Markup, parse, read_markup

_STATES = {"visible": "visible", "hidden": "hidden", "veryHidden": "very_hidden"}
_LONGEST_NAME = 31
Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet of the package: its name and state, and the part with its cells."""

    name: str
    state: str
    part: str


@dataclass(frozen=True, slots=True)
class Package:
    """An .xlsx, .xlsm or .xlsb: where its sheets, strings and styles are."""

    format: str
    workbook: str
    sheets: tuple[SheetPart, ...]
    strings: str | None
    styles: str | None
    date1904: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points: ``kind`` is the last word of the relation's type."""

    kind: str
    part: str | None
    """None when it points outside the file."""
    odd: bool = False


def read_package(parts: Mapping[str, bytes], limits: FileLimits = FILE_LIMITS) -> Package:
    """The sheets of an Office package. Refused when there is none, or two are one."""
    workbook = _workbook_part(parts)
    relations = read_relations(parts, workbook)
    found = list(_missing(parts))
    if workbook.endswith(".bin"):
        return Package("xlsb", workbook, (), None, None, False, tuple(found))
    declared, date1904 = _declared_sheets(read_markup(workbook, parts[workbook]))
    if not declared:
        raise Refused(Finding("no-sheet"))
    if len(declared) > limits.sheets:
        raise Refused(
            Finding("too-many-sheets", details=(("count", len(declared)), ("limit", limits.sheets)))
        )
    sheets = []
    for name, state, key in declared:
        relation = relations.get(key)
        if relation is None or relation.part is None:
            raise Refused(Finding("sheet-part-missing", sheet=name[:80]))
        if relation.kind != "worksheet":
            continue
        if relation.part not in parts:
            raise Refused(Finding("sheet-part-missing", sheet=name[:80]))
        if relation.odd:
            found.append(Finding("part-names-odd"))
        sheets.append(SheetPart(name, state, relation.part))
    if not sheets:
        raise Refused(Finding("no-sheet"))
    found += _check_names(sheets)
    found += _surroundings(parts)
    macros = any(name.lower().endswith("vbaproject.bin") for name in parts)
    by_kind = {relation.kind: relation.part for relation in relations.values()}
    return Package(
        "xlsm" if macros else "xlsx",
        workbook,
        tuple(sheets),
        _existing(by_kind.get("sharedStrings"), parts),
        _existing(by_kind.get("styles"), parts),
        date1904,
        tuple(dict.fromkeys(found)),
    )


def _existing(part: str | None, parts: Mapping[str, bytes]) -> str | None:
    return part if part in parts else None


def _workbook_part(parts: Mapping[str, bytes]) -> str:
    """The main part: what the package says, else where every program puts it."""
    for relation in read_relations(parts, "").values():
        if relation.kind == "officeDocument" and relation.part in parts:
            assert relation.part is not None
            return relation.part
    for usual in ("xl/workbook.xml", "xl/workbook.bin"):
        part = find_part(usual, parts)
        if part is not None:
            return part
    raise Refused(Finding("workbook-part-missing"))


def find_part(target: str, parts: Mapping[str, bytes]) -> str | None:
    """A part by its name, large and small letters alike as the format has it."""
    if target in parts:
        return target
    folded = target.casefold()
    return next((name for name in parts if name.casefold() == folded), None)


def read_relations(parts: Mapping[str, bytes], source: str) -> dict[str, Relation]:
    """The relations of one part ("" for the package) by their id."""
    folder, _, file = source.rpartition("/")
    where = find_part(posixpath.join(folder, "_rels", f"{file}.rels"), parts)
    relations: dict[str, Relation] = {}
    if where is None:
        return relations

    def start(name: str, attributes: Attributes) -> None:
        if name.rpartition(" ")[2] != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        key, target = attributes.get("Id", ""), attributes.get("Target", "")
        if attributes.get("TargetMode") == "External":
            relations[key] = Relation(kind, None)
            return
        path = posixpath.normpath(posixpath.join("/" + folder, unquote(target.replace("\\", "/"))))
        wanted = path.lstrip("/")
        part = find_part(wanted, parts)
        odd = ".." in target or (part is not None and part != wanted)
        relations[key] = Relation(kind, part or wanted, odd)

    parse(where, read_markup(where, parts[where]).data, start)
    return relations


def _declared_sheets(workbook: Markup) -> tuple[list[tuple[str, str, str]], bool]:
    """(name, state, relation id) of each sheet, and whether dates count from 1904."""
    sheets: list[tuple[str, str, str]] = []
    date1904 = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal date1904
        local = name.rpartition(" ")[2]
        if local == "sheet":
            key = next((v for k, v in attributes.items() if k.endswith("relationships id")), "")
            state = _STATES.get(attributes.get("state", "visible"), "visible")
            sheets.append((attributes.get("name", ""), state, key))
        elif local == "workbookPr":
            date1904 = attributes.get("date1904", "0") in ("1", "true")

    parse(workbook.name, workbook.data, start)
    return sheets, date1904


def _check_names(sheets: list[SheetPart]) -> list[Finding]:
    """Names that a person could not tell apart, and sheets that share one part, are refused."""
    found: list[Finding] = []
    seen: set[str] = set()
    used: set[str] = set()
    for sheet in sheets:
        key = sheet.name.casefold()
        if key in seen:
            raise Refused(Finding("sheet-names-twice", sheet=sheet.name[:80]))
        if sheet.part in used:
            raise Refused(Finding("sheets-share-part", sheet=sheet.name[:80]))
        seen.add(key)
        used.add(sheet.part)
        if (
            not sheet.name.strip()
            or len(sheet.name) > _LONGEST_NAME
            or not sheet.name.isprintable()
        ):
            found.append(Finding("sheet-name-odd", sheet=sheet.name[:80]))
        original, bracket, number = sheet.name.rpartition(" (")
        if bracket and number[:-1].isdecimal() and original.casefold() in seen:
            found.append(
                Finding("sheet-copied", sheet=sheet.name, details=(("original", original),))
            )
    return found


def _missing(parts: Mapping[str, bytes]) -> list[Finding]:
    """Parts that every program writes and that reading can do without."""
    return [
        Finding("part-missing", details=(("part", name),))
        for name in ("[Content_Types].xml", "_rels/.rels")
        if find_part(name, parts) is None
    ]


def _surroundings(parts: Mapping[str, bytes]) -> list[Finding]:
    """What travels with the sheets and is never opened here."""
    names = [name.lower() for name in parts]
    found = []
    if any(name.endswith("vbaproject.bin") for name in names):
        found.append(Finding("has-macros"))
    if any(name.startswith("xl/externallinks/") for name in names):
        found.append(Finding("has-external-links"))
    return found
