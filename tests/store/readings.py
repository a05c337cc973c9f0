"""Small readings and stores, written by hand."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.store import servers
from zi_analytics.findings import Finding
from zi_analytics.settings import StorePlace
from zi_analytics.store import SavedFile, Store, open_store
from zi_analytics.workbook.reading import Answer, AssessmentReading, Reading, SheetFigure, State

QUESTIONS = ("A.1", "A.2", "A.3", "B.1")
COUNTS = ("A.3-a", "A.3-b")
INSTRUMENTS = {"small": QUESTIONS, "other": ("X.1", "X.2")}


def small_store(place: StorePlace | Path, **options: object) -> Store:
    """A store that knows the small instruments."""
    return open_store(place, questions_of=lambda id_: INSTRUMENTS[id_], **options)  # type: ignore[arg-type]


def column(assessor: str = "unit", text: str = "", **values: float | None) -> AssessmentReading:
    """One assessor's answers: A1=1.0 means question A.1; what is not named is blank."""
    answers = {}
    for row, code in enumerate(("A.1", "A.2", "A.3", "A.3-a", "A.3-b", "B.1"), start=2):
        value = values.get(code.replace(".", "").replace("-", "_"))
        state = State.BLANK if value is None else State.ANSWERED
        raw = "" if value is None else str(value)
        answers[code] = Answer(code, state, value, raw, "Jawaban", f"K{row}", text, text, value)
    total = SheetFigure("TOTAL", 71.25, "Jawaban", "L2")
    return AssessmentReading(assessor, answers, {"TOTAL": total}, 71.0)


def file_of(
    *columns: AssessmentReading, content: bytes = b"", name: str = "lke.xlsx"
) -> tuple[Reading, bytes]:
    """A file with these columns, and its bytes."""
    original = content or repr([list(c.answers.values()) for c in columns]).encode()
    reading = Reading(
        file=name,
        sha256=hashlib.sha256(original).hexdigest(),
        instrument="small",
        layout="2026",
        unit="Sapuro",
        period="2025-B06",
        assessments=columns,
        findings=(
            Finding("answer-not-an-option", "Jawaban", "K3", 0.5, "unit", "A.2", (("text", "ya"),)),
            Finding("sheet-hidden", "Rekap"),
        ),
    )
    return reading, original


def save(store: Store, *columns: AssessmentReading, unit: str = "Kelurahan Sapuro") -> SavedFile:
    """Save one file with these columns for the middle of 2025."""
    reading, original = file_of(*columns)
    return store.save(reading, original, unit=unit, period="2025-B06", by="siti")


def content_of(place: StorePlace | Path) -> list[str]:
    """Everything in a store, or in a database file: to be the same again or not."""
    if isinstance(place, StorePlace):
        if place.url:
            return [f"{table}: {rows}" for table, rows in servers.rows_of(place.url).items()]
        place = place.folder / "store.db"
    with closing(sqlite3.connect(place)) as connection:
        return list(connection.iterdump())


def rows_of(place: StorePlace | Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table, whatever keeps them, as SQLite's own driver gives them."""
    if isinstance(place, StorePlace):
        if place.url:
            return servers.rows_of(place.url)
        place = place.folder / "store.db"
    with closing(sqlite3.connect(place)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)
            for (name,) in sorted(names)
        }


def execute(place: StorePlace, statement: str) -> int:
    """Change a store behind its back; how many rows."""
    if place.url:
        return servers.execute(place.url, statement)
    with closing(sqlite3.connect(place.folder / "store.db")) as connection:
        changed = connection.execute(statement).rowcount
        connection.commit()
        return changed


def numbers(store: Store, assessor: str = "unit") -> list[tuple[int, bool]]:
    """The revisions of the one assessment: number, and whether it counts."""
    found = store.revisions("Kelurahan Sapuro", "2025-B06", assessor)
    return [(revision.number, revision.is_current) for revision in found]
