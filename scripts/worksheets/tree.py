"""The rows of the worksheet: codes, weights and answer types from nodes.csv, own labels."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

INSTRUMENT = Path(__file__).resolve().parents[2] / "data" / "instruments" / "lke-2021"

WRITTEN = {
    "yes_no": "Ya/Tidak",
    "abc": "A/B/C",
    "abcd": "A/B/C/D",
    "abcde": "A/B/C/D/E",
    "ratio": "%",
    "index": "Nilai\n(0-4)",
    "count": "Jumlah",
}
"""How the sheets write an answer type."""

KEYS = {
    "yes_no": ("Ya", "Tidak"),
    "abc": ("A", "B", "C"),
    "abcd": ("A", "B", "C", "D"),
    "abcde": ("A", "B", "C", "D", "E"),
}
"""The options of a choice, best first."""

SHARES = {
    "yes_no": (1.0, 0.0),
    "abc": (1.0, 0.5, 0.0),
    "abcd": (1.0, 0.67, 0.33, 0.0),
    "abcde": (1.0, 0.75, 0.5, 0.25, 0.0),
}
"""The value of each option in the order of :data:`KEYS`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the worksheet. ``level`` is as in nodes.csv; ``weight`` None for counts."""

    code: str
    parent: str
    level: str
    weight: float | None
    answer_type: str
    soal_id: str
    label: str
    criteria: str

    @property
    def numbering(self) -> str:
        """What stands before the label: "A.", "ii.", "a.", "-", or "" for a counted input."""
        last = self.code.split(".")[-1]
        if self.level == "count":
            return ""
        if self.level == "subtotal":
            return "-"
        if self.level == "part":
            return "a." if last == "1" else "b."
        return "-" if last == "-" else f"{last}."

    @property
    def depth(self) -> int:
        """How many columns its numbering is staggered to the right: 0 for A., 4 for a."""
        if self.level == "count":
            return 5
        if self.level == "subtotal":
            return 4
        if self.code.startswith("B"):
            return self.code.count(".")
        return {"component": 0, "aspect": 1, "area": 2, "indicator": 3, "part": 3}.get(
            self.level, 4
        )


@dataclass(frozen=True)
class Tree:
    """All rows in the order of the sheet, without the total."""

    lines: tuple[Line, ...]

    @cached_property
    def line(self) -> Mapping[str, Line]:
        """Rows by code."""
        return {line.code: line for line in self.lines}

    @cached_property
    def children(self) -> Mapping[str, tuple[Line, ...]]:
        """Rows below a node, in the order of the sheet."""
        return {
            line.code: tuple(child for child in self.lines if child.parent == line.code)
            for line in self.lines
        }

    @cached_property
    def questions(self) -> tuple[Line, ...]:
        """The 113 scored rows."""
        return tuple(line for line in self.lines if line.level == "question")

    @cached_property
    def counts(self) -> tuple[Line, ...]:
        """The 22 counted inputs."""
        return tuple(line for line in self.lines if line.level == "count")

    def relabelled(self, wording: Mapping[str, str]) -> Tree:
        """The same tree with other labels for the codes in ``wording``."""
        return Tree(
            tuple(replace(line, label=wording.get(line.code, line.label)) for line in self.lines)
        )

    def without_criteria(self) -> Tree:
        """The same tree without the text that says when an option applies."""
        return Tree(tuple(replace(line, criteria="") for line in self.lines))


def load(folder: Path = INSTRUMENT) -> Tree:
    """The tree of ``nodes.csv`` with the Indonesian labels and criteria of ``texts.csv``."""
    labels: dict[str, str] = {}
    criteria: dict[str, list[str]] = {}
    with (folder / "texts.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["kind"] == "label":
                labels[row["code"]] = row["id"]
            elif row["kind"] == "criterion":
                key = row["option"]
                before = f"{key.lower() if len(key) == 1 else key}. " if key else ""
                criteria.setdefault(row["code"], []).append(before + row["id"])
    with (folder / "nodes.csv").open(encoding="utf-8", newline="") as stream:
        return Tree(
            tuple(
                Line(
                    row["code"],
                    "" if row["parent"] == "TOTAL" else row["parent"],
                    row["level"],
                    float(row["weight"]) if row["weight"] else None,
                    row["answer_type"],
                    row["soal_id"],
                    _written(row, labels[row["code"]]),
                    "\n".join(criteria.get(row["code"], [])),
                )
                for row in csv.DictReader(stream)
                if row["code"] != "TOTAL"
            )
        )


def _written(row: Mapping[str, str], label: str) -> str:
    """Labels as the sheets print them: the upper levels in capitals, counts with a dash."""
    if row["level"] in ("component", "aspect", "area", "result"):
        return label.upper()
    return f"- {label}" if row["level"] == "count" else label
