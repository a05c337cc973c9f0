"""An instrument's files as they stand, with the line of everything that can be wrong."""

from __future__ import annotations

import csv
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
class Source:
    """The files of one instrument: two TOML documents and three tables."""

    folder: str
    identity: dict[str, Any]
    identity_text: str
    layouts: dict[str, Any]
    layouts_text: str
    nodes: tuple[Row, ...]
    texts: tuple[Row, ...]
    wordings: tuple[Row, ...]

    def line_of(self, file: str, *words: str) -> int:
        """The first line of a TOML file on which all ``words`` stand, 1 when none does."""
        text = self.identity_text if file == "instrument.toml" else self.layouts_text
        for number, line in enumerate(text.splitlines(), 1):
            if all(word in line for word in words):
                return number
        return 1


def read_source(folder: Path) -> Source:
    """Read the files of ``folder``. InstrumentError when one is missing or not well formed."""
    flaws: list[Flaw] = []
    identity, identity_text = _read_toml(folder, "instrument.toml", flaws)
    layouts, layouts_text = _read_toml(folder, "layouts.toml", flaws)
    tables = {name: _read_table(folder, name, flaws) for name in COLUMNS}
    if flaws:
        raise InstrumentError(folder.name, flaws)
    return Source(
        folder=folder.name,
        identity=identity,
        identity_text=identity_text,
        layouts=layouts,
        layouts_text=layouts_text,
        nodes=tables["nodes.csv"],
        texts=tables["texts.csv"],
        wordings=tables["wordings.csv"],
    )


def _read_toml(folder: Path, name: str, flaws: list[Flaw]) -> tuple[dict[str, Any], str]:
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        flaws.append(Flaw(name, 1, "the file is missing"))
        return {}, ""
    except UnicodeDecodeError as error:
        flaws.append(Flaw(name, 1, f"the file is not UTF-8: {error.reason}"))
        return {}, ""
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        flaws.append(Flaw(name, int(where[1]) if where else 1, f"not valid TOML: {error}"))
        return {}, text


def _read_table(folder: Path, name: str, flaws: list[Flaw]) -> tuple[Row, ...]:
    try:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = tuple(next(reader, ()))
            if header != COLUMNS[name]:
                flaws.append(Flaw(name, 1, f"the columns must be {', '.join(COLUMNS[name])}"))
                return ()
            rows = []
            for cells in reader:
                if len(cells) != len(header):
                    reason = f"{len(cells)} cells where {len(header)} belong"
                    flaws.append(Flaw(name, reader.line_num, reason))
                else:
                    rows.append(Row(reader.line_num, dict(zip(header, cells, strict=True))))
            return tuple(rows)
    except FileNotFoundError:
        flaws.append(Flaw(name, 1, "the file is missing"))
    except (UnicodeDecodeError, csv.Error) as error:
        flaws.append(Flaw(name, 1, f"the table cannot be read: {error}"))
    return ()
