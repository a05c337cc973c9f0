"""An instrument's files as they stand, with the line of everything that can be wrong."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zi_analytics.instrument.errors import Flaw, InstrumentError

COLUMNS = {
    "nodes.csv": ("code", "parent", "level", "weight", "answer_type", "soal_id"),
    "texts.csv": ("code", "kind", "option", "id", "en"),
    "wordings.csv": ("code", "layout", "words"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number and its cells by column name."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Document:
    """One TOML file: its values and the lines they were read from."""

    name: str
    values: dict[str, Any]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one instrument: two TOML documents and three tables."""

    folder: str
    identity: Document
    layouts: Document
    nodes: tuple[Row, ...]
    texts: tuple[Row, ...]
    wordings: tuple[Row, ...]


def read_source(folder: Path) -> Source:
    """Read the files of ``folder``. InstrumentError when one is missing or not well formed."""
    flaws: list[Flaw] = []
    identity = read_toml(folder, "instrument.toml", flaws)
    layouts = read_toml(folder, "layouts.toml", flaws)
    tables = {name: _read_table(folder, name, flaws) for name in COLUMNS}
    if flaws:
        raise InstrumentError(folder.name, flaws)
    return Source(
        folder=folder.name,
        identity=identity,
        layouts=layouts,
        nodes=tables["nodes.csv"],
        texts=tables["texts.csv"],
        wordings=tables["wordings.csv"],
    )


def read_toml(folder: Path, name: str, flaws: list[Flaw]) -> Document:
    """The file ``name`` with its lines; an empty document and a flaw where it cannot be read."""
    text = ""
    try:
        text = (folder / name).read_text(encoding="utf-8")
        return Document(name, tomllib.loads(text), tuple(text.split("\n")))
    except FileNotFoundError:
        flaws.append(Flaw(name, 1, "the file is missing"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        flaws.append(Flaw(name, line, f"the file is not UTF-8: {error.reason}"))
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        line = int(where[1]) if where else text.rstrip().count("\n") + 1
        flaws.append(Flaw(name, line, f"not valid TOML: {error}"))
    return Document(name, {}, ())


def _read_table(folder: Path, name: str, flaws: list[Flaw]) -> tuple[Row, ...]:
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        flaws.append(Flaw(name, 1, "the file is missing"))
        return ()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        flaws.append(Flaw(name, line, f"the file is not UTF-8: {error.reason}"))
        return ()
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows = []
    try:
        header = tuple(next(reader, ()))
        if header != COLUMNS[name]:
            flaws.append(Flaw(name, 1, f"the columns must be {', '.join(COLUMNS[name])}"))
            return ()
        for cells in reader:
            if len(cells) != len(header):
                reason = f"{len(cells)} cells where {len(header)} belong"
                flaws.append(Flaw(name, reader.line_num, reason))
            else:
                rows.append(Row(reader.line_num, dict(zip(header, cells, strict=True))))
    except csv.Error as error:
        flaws.append(Flaw(name, reader.line_num, f"the table cannot be read: {error}"))
    return tuple(rows)
