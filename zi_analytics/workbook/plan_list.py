"""An action plan out of a workbook: one row an action, columns told by their headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from zi_analytics.findings import Finding, Refused
from zi_analytics.workbook.cells import Book, CellValue, Sheet, address
from zi_analytics.workbook.child import run_in_child
from zi_analytics.workbook.opening.loading import load_book
from zi_analytics.workbook.recognising.wording import as_text, fold

HEADINGS: Mapping[str, frozenset[str]] = {
    "number": frozenset({"nomor", "no", "number"}),
    "version": frozenset({"versi", "version"}),
    "what": frozenset({"tindakan", "rencana aksi", "kegiatan", "action"}),
    "question": frozenset({"pertanyaan", "kode pertanyaan", "question", "question code"}),
    "points": frozenset({"poin", "nilai", "points"}),
    "group": frozenset({"kelompok kerja", "pokja", "working group"}),
    "person": frozenset({"penanggung jawab", "pic", "person"}),
    "due": frozenset({"tenggat", "batas waktu", "target waktu", "due"}),
    "state": frozenset({"keadaan", "status", "state"}),
    "finished": frozenset({"selesai pada", "tanggal selesai", "done on"}),
    "evidence": frozenset({"bukti dukung", "bukti", "evidence"}),
    "remarks": frozenset({"keterangan", "catatan", "remarks"}),
}
"""The words above each column, folded."""

STATES: Mapping[str, str] = {
    **dict.fromkeys(("direncanakan", "rencana", "belum", "planned"), "planned"),
    **dict.fromkeys(("berjalan", "proses", "dalam proses", "running"), "running"),
    **dict.fromkeys(("selesai", "sudah", "done"), "done"),
    **dict.fromkeys(("dibatalkan", "batal", "dropped"), "dropped"),
}
"""What a state may be called, folded, and its code."""

_WRONG: Mapping[str, str] = {
    "number": "plan-list-number",
    "version": "plan-list-version",
    "points": "plan-list-points",
    "due": "plan-list-due",
    "finished": "plan-list-finished",
    "state": "plan-list-state",
}
"""The finding for a cell that says nothing its column can hold."""

SEARCH_ROWS = 20
MOST_ACTIONS = 5_000
_DAY = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action of a list; ``row`` is its row in the sheet, ``number`` None for a new one.

    ``said`` has the columns that are there: texts, a state's code, a number or a day; "" and None
    are empty cells. ``places`` are the cells by column, for what is found wrong later.
    """

    row: int
    number: int | None
    version: int | None
    said: Mapping[str, str | float | date | None]
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ActionList:
    """What a file says of a plan; with findings of severity error nothing of it can be taken."""

    sheet: str
    rows: tuple[ActionRow, ...]
    findings: tuple[Finding, ...]


def read_action_list(data: bytes, name: str) -> ActionList:
    """Read a plan in a child process.

    Refused when the file is not safe, or when no sheet has the heading of the actions.
    """
    found: ActionList = run_in_child(_read, data, name)
    return found


def _read(data: bytes, name: str) -> ActionList:
    return find_actions(load_book(data, name))


def find_actions(book: Book) -> ActionList:
    """The actions of the first sheet that lists some. Refused when none does."""
    for sheet in book.sheets:
        heading = _heading(sheet)
        if heading is not None:
            return _Rows(sheet, *heading).read()
    raise Refused(Finding("plan-list-not-recognised"))


def _heading(sheet: Sheet) -> tuple[int, Mapping[str, int]] | None:
    for place, cells in enumerate(sheet.rows[:SEARCH_ROWS]):
        columns: dict[str, int] = {}
        for column, value in enumerate(cells):
            said = fold(as_text(value))
            for what, words in HEADINGS.items():
                if said in words:
                    columns.setdefault(what, column)
        if "what" in columns and len(columns) > 2:
            return place, columns
    return None


class _Rows:
    """The rows below a heading, each cell in its kind."""

    def __init__(self, sheet: Sheet, heading: int, columns: Mapping[str, int]) -> None:
        self._sheet, self._heading, self._columns = sheet, heading, columns
        self._findings: list[Finding] = []

    def read(self) -> ActionList:
        """All of them."""
        rows: list[ActionRow] = []
        for place, cells in self._filled():
            if len(rows) == MOST_ACTIONS:
                details = (("limit", MOST_ACTIONS),)
                self._findings.append(
                    Finding("plan-list-too-long", self._sheet.name, details=details)
                )
                break
            rows.append(self._row(place, cells))
        return ActionList(self._sheet.name, tuple(rows), tuple(self._findings))

    def _filled(self) -> Iterator[tuple[int, Mapping[str, CellValue]]]:
        below = self._sheet.rows[self._heading + 1 :]
        for place, row in enumerate(below, start=self._heading + 2):
            cells = {
                name: row[column] if column < len(row) else None
                for name, column in self._columns.items()
            }
            # A number that stands alone is a row that somebody emptied.
            if any(as_text(v) for n, v in cells.items() if n not in ("number", "version")):
                yield place, cells

    def _row(self, place: int, cells: Mapping[str, CellValue]) -> ActionRow:
        places = {name: address(place, at + 1) for name, at in self._columns.items()}
        said: dict[str, str | float | date | None] = {}
        kinds: Mapping[str, Callable[[CellValue], object]] = {
            "points": _points,
            "due": _day,
            "finished": _day,
            "state": _state,
        }
        for name, value in cells.items():
            if name in ("number", "version"):
                continue
            text = as_text(value)
            try:
                said[name] = kinds[name](value) if name in kinds else text  # type: ignore[assignment]
            except ValueError:
                self._note(_WRONG[name], places[name], text)
        if not said.get("what"):
            self._note("plan-list-what", places["what"], "")
        number = self._count("number", cells, places)
        return ActionRow(place, number, self._count("version", cells, places), said, places)

    def _count(
        self, name: str, cells: Mapping[str, CellValue], places: Mapping[str, str]
    ) -> int | None:
        text = as_text(cells.get(name))
        if not text:
            return None
        if text.isascii() and text.isdecimal() and len(text) < 10:
            return int(text)
        self._note(_WRONG[name], places[name], text)
        return None

    def _note(self, code: str, cell: str, text: str) -> None:
        details = (("text", text[:60]),)
        self._findings.append(Finding(code, self._sheet.name, cell, details=details))


def _points(value: CellValue) -> float | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        found = float(value)
    elif text := as_text(value):
        found = float(text.replace(",", "."))
    else:
        return None
    if not 0 <= found <= 100:
        raise ValueError(found)
    return found


def _day(value: CellValue) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = as_text(value)
    if not text:
        return None
    if found := _DAY.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return date.fromisoformat(text)


def _state(value: CellValue) -> str:
    text = fold(as_text(value))
    if not text:
        return ""
    if text not in STATES:
        raise ValueError(text)
    return STATES[text]
