"""Lampiran III retyped by a unit: numbering and text in one cell, figures instead of formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from scripts.worksheets import table
from scripts.worksheets.filling import Filling
from scripts.worksheets.grid import Formula, Grid
from scripts.worksheets.table import Block
from scripts.worksheets.tree import Tree
from scripts.worksheets.worksheet import Worksheet

HEADERS = {
    1: "Penilaian",
    2: "Bobot",
    3: "Penjelasan",
    4: "Pilihan Jawaban",
    5: "Jawaban",
    6: "Nilai",
    7: "%",
    8: "Catatan/Keterangan/Penjelasan",
    9: "Data Dukung",
}
BLOCK = Block(answer=5, points=6, share=7, note=8, evidence=9)
WIDTHS = {1: 70.0, 3: 50.0, 4: 12.0, 8: 30.0, 9: 40.0}
AREA_SHEETS = ("Area 1", "Area 2", "Area 3", "Area 4", "Area 5", "Area 6", "Hasil")


def make(
    tree: Tree,
    filling: Filling,
    title: str = "",
    caption: str = "LEMBAR KERJA EVALUASI",
    per_area: bool = False,
    spoil: Sequence[Callable[[Worksheet], None]] = (),
) -> Worksheet:
    """A retyped worksheet, on one sheet or on one for each area and one for the results.

    ``spoil`` are faults planted before the figures are typed over.
    """
    grid = Grid("Lembar Kerja", widths=dict(WIDTHS))
    rows = table.place_rows(tree, 4)
    _head(grid, title, caption)
    for line in tree.lines:
        text = f"{line.numbering} {line.label}".strip()
        grid.put(rows[line.code], 1, text, "strong" if line.depth < 3 else "")
    for key, text in table.TOTALS.items():
        grid.put(rows[key], 1, text, "strong")
    table.write_facts(grid, tree, rows, 2, 3, 4)
    table.write_answers(grid, tree, rows, BLOCK, filling)
    table.write_points(grid, tree, rows, BLOCK, 2, 4)
    worksheet = Worksheet(
        "lampiran-iii", tree, [grid], grid, rows, {"unit": BLOCK}, {"unit": filling}, 2, 4, 1
    )
    for fault in spoil:
        fault(worksheet)
    _freeze(grid)
    if per_area:
        _split(worksheet, title, caption)
    return worksheet


def _head(grid: Grid, title: str, caption: str) -> None:
    grid.put(1, 1, title, "strong")
    grid.put(2, 1, caption)
    for column, text in HEADERS.items():
        grid.put(3, column, text, "head")


def _freeze(grid: Grid) -> None:
    """Figures as somebody types them over from a screen: every digit, no formula."""
    shown = {
        place: grid.value(*place)
        for place, content in grid.cells.items()
        if isinstance(content, Formula)
    }
    for (row, column), value in shown.items():
        grid.put(row, column, value)


def _split(worksheet: Worksheet, title: str, caption: str) -> None:
    """Move the rows of the one sheet to a sheet for each area, fulfilment above reform."""
    whole = worksheet.main
    worksheet.grids = []
    moved: dict[str, int] = {}
    for number, name in enumerate(AREA_SHEETS, 1):
        grid = Grid(name, widths=dict(WIDTHS))
        _head(grid, title, caption)
        worksheet.grids.append(grid)
        for row, code in enumerate(_on_sheet(worksheet.rows, number), 4):
            for column in range(1, 10):
                place = (worksheet.rows[code], column)
                # The totals above an area span several sheets, so a unit leaves them out there.
                if column == 1 or code not in ("A", "A.I", "A.II"):
                    grid.put(row, column, whole.cells.get(place), whole.marks.get(place, ""))
            if code not in ("A", "A.I", "A.II"):
                moved[code] = row
                worksheet.sheet_of[code] = grid
    worksheet.rows = moved
    worksheet.main = worksheet.grids[0]


def _on_sheet(rows: Mapping[str, int], number: int) -> list[str]:
    if number == 7:
        return [code for code in rows if code.startswith("B")] + ["total A", "total B", "TOTAL"]
    codes = ["A"]
    for aspect in ("A.I", "A.II"):
        area = f"{aspect}.{number}"
        codes += [aspect, *(code for code in rows if f"{code}.".startswith(f"{area}."))]
    return codes
