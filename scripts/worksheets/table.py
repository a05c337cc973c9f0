"""The table that the 2021 and the 2025/26 layout share: staggered labels and points."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from scripts.worksheets import formulas
from scripts.worksheets.filling import Filling
from scripts.worksheets.grid import Formula, Grid, Place
from scripts.worksheets.tree import WRITTEN, Line, Tree

TOTALS = {
    "total A": "TOTAL PENGUNGKIT",
    "total B": "TOTAL HASIL",
    "TOTAL": "NILAI HASIL EVALUASI ZONA INTEGRITAS",
}


@dataclass(frozen=True, slots=True)
class Block:
    """The columns of one assessor; None where the layout has none."""

    answer: int
    points: int | None
    share: int | None
    note: int | None
    evidence: int | None


def place_rows(
    tree: Tree, first: int, blank_before: Collection[str] = (), omitted: Collection[str] = ()
) -> dict[str, int]:
    """The row of every code and of the three totals, from row ``first`` on."""
    rows: dict[str, int] = {}
    row = first
    for line in tree.lines:
        if line.code == "B":
            rows["total A"] = row
            row += 2
        row += line.code in blank_before
        if line.code in omitted:
            continue
        rows[line.code] = row
        row += 1
    rows["total B"], rows["TOTAL"] = row, row + 1
    return rows


def write_labels(
    grid: Grid, tree: Tree, rows: Mapping[str, int], first_column: int, numbering: Mapping[str, str]
) -> None:
    """Numbering and text, one column further right per level; ``numbering`` overrides some."""
    for line in tree.lines:
        if line.code not in rows:
            continue
        column = first_column + line.depth
        number = numbering.get(line.code, line.numbering)
        mark = "strong" if line.depth < 3 and line.level != "question" else ""
        grid.put(rows[line.code], column, number, mark)
        text_column = column if line.level == "count" else column + 1
        grid.put(rows[line.code], text_column, line.label, mark)
    for key, text in TOTALS.items():
        grid.put(rows[key], first_column, text, "strong")


def write_facts(
    grid: Grid, tree: Tree, rows: Mapping[str, int], weight: int, criteria: int, kind: int
) -> None:
    """Weight, criteria and answer type of every row that has them."""
    for line in tree.lines:
        if line.code not in rows:
            continue
        row = rows[line.code]
        if line.weight is not None and (line.level != "question" or line.code.startswith("B")):
            grid.put(row, weight, line.weight, "points")
        grid.put(row, criteria, line.criteria)
        grid.put(row, kind, WRITTEN.get(line.answer_type))


def write_answers(
    grid: Grid, tree: Tree, rows: Mapping[str, int], block: Block, filling: Filling
) -> None:
    """The answers of one assessor; a ratio row holds the formula over its counts."""
    for line in tree.lines:
        if line.code not in rows or not line.answer_type:
            continue
        row = rows[line.code]
        if line.answer_type == "ratio":
            grid.put(row, block.answer, ratio_formula(grid, line, rows, block.answer), "percent")
        elif line.level == "subtotal":
            parts = [(rows[f"{line.parent}.{n}"], block.answer) for n in (1, 2, 3)]
            grid.put(row, block.answer, formulas.total(grid, parts), "answer")
        if line.code in filling.answers:
            grid.put(row, block.answer, filling.answers[line.code], "answer")
        if block.note:
            grid.put(row, block.note, filling.notes.get(line.code))
        if block.evidence:
            grid.put(row, block.evidence, filling.evidence.get(line.code))


def ratio_formula(grid: Grid, line: Line, rows: Mapping[str, int], column: int) -> Formula:
    """The formula of a ratio's own row over the counts below it."""

    def count(number: str) -> Place:
        return rows[f"{line.code}.{number}"], column

    if line.code == "A.II.3.iii.a":
        return formulas.fall(grid, count("2"), count("1"))
    if line.code == "A.II.5.ii.-":
        return formulas.ratio(grid, count("3"), count("1"))
    if line.code.startswith("A.II.5.iii."):
        return formulas.ratio(grid, count("4"), count("due"))
    return formulas.ratio(grid, count("2"), count("1"))


def write_points(
    grid: Grid,
    tree: Tree,
    rows: Mapping[str, int],
    block: Block,
    weight: int,
    kind: int,
    unanswered: str = "",
) -> None:
    """Points and share of every row as live formulas, the three totals below."""
    if block.points is None or block.share is None:
        return
    for line in tree.lines:
        if line.code not in rows or line.level in ("count", "subtotal"):
            continue
        row = rows[line.code]
        points, own_weight = (row, block.points), (row, weight)
        if line.level == "question":
            formula = _question(grid, line, row, block, weight, kind, unanswered)
        else:
            below = [
                (rows[child.code], block.points)
                for child in tree.children[line.code]
                if child.code in rows
            ]
            average = line.level in ("indicator", "part") and all(
                child.level == "question" for child in tree.children[line.code]
            )
            if average:
                formula = formulas.mean(grid, below, own_weight)
            else:
                formula = formulas.total(grid, below)
        grid.put(*points, formula, "points")
        if line.weight is not None and own_weight in grid.cells:
            grid.put(row, block.share, formulas.share(grid, points, own_weight), "percent")
    for key, parts in (
        ("total A", ("A.I", "A.II")),
        ("total B", ("B.I", "B.II")),
        ("TOTAL", ("total A", "total B")),
    ):
        places = [(rows[part], block.points) for part in parts]
        grid.put(rows[key], block.points, formulas.total(grid, places), "points")


def _question(
    grid: Grid, line: Line, row: int, block: Block, weight: int, kind: int, unanswered: str
) -> Formula:
    answer = (row, block.answer)
    if line.answer_type == "index":
        return formulas.index(grid, answer, (row, weight))
    if line.answer_type == "ratio":
        return formulas.shown(grid, answer)
    chosen = formulas.choice(grid, (row, kind), answer, unanswered)
    if line.code.startswith("B"):
        return formulas.times(grid, chosen, (row, weight))
    return chosen
