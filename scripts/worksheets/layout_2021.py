"""The 2021 layout: one sheet with live formulas and one answer column."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scripts.worksheets import formulas, table
from scripts.worksheets.filling import Filling
from scripts.worksheets.grid import Grid
from scripts.worksheets.table import Block
from scripts.worksheets.tree import Tree
from scripts.worksheets.worksheet import Worksheet

HEADERS = {
    2: "Penilaian",
    8: "Bobot",
    9: "Penjelasan",
    10: "Pilihan Jawaban",
    11: "Jawaban",
    12: "Nilai",
    13: "%",
    14: "Catatan/Keterangan/Penjelasan",
}
"""The evidence columns 15 and 16 have no header in the circulated file."""

BLOCK = Block(answer=11, points=12, share=13, note=14, evidence=15)
WEIGHT, CRITERIA, KIND = 8, 9, 10

STALE_WEIGHTS = (
    ("Manajemen Perubahan", 5),
    ("Penataan Tatalaksana", 5),
    ("Penataan Sistem Manajemen SDM", 15),
    ("Penguatan Akuntabilitas", 10),
    ("Penguatan Pengawasan", 15),
    ("Peningkatan Kualitas Pelayanan Publik", 10),
)
"""The weights of 52/2014 that the hidden summary sheet still bears."""


def make(
    tree: Tree,
    filling: Filling,
    title: str = "",
    caption: str = "LEMBAR KERJA EVALUASI ZONA INTEGRITAS",
    blank_before: Collection[str] = ("A.I.5.iv",),
    omitted: Collection[str] = (),
    numbering: Mapping[str, str] | None = None,
    unanswered: str = "",
) -> Worksheet:
    """A worksheet of the 2021 layout; the answers are recorded for the assessor "unit"."""
    grid = Grid("LKE ZI", protected=True, hidden_columns={9, 16})
    grid.widths |= {1: 2, **dict.fromkeys(range(2, 7), 4), 7: 60, 9: 50, 10: 12, 14: 30, 15: 40}
    grid.put(1, 2, title, "strong")
    grid.put(2, 2, caption, "strong")
    for column, text in HEADERS.items():
        grid.put(3, column, text, "head")
    rows = table.place_rows(tree, 4, blank_before, omitted)
    table.write_labels(grid, tree, rows, 2, numbering or {})
    table.write_facts(grid, tree, rows, WEIGHT, CRITERIA, KIND)
    table.write_answers(grid, tree, rows, BLOCK, filling)
    table.write_points(grid, tree, rows, BLOCK, WEIGHT, KIND, unanswered)
    _sign(grid, rows["TOTAL"])
    return Worksheet(
        "2021",
        tree,
        [grid, _stale_summary(grid, rows)],
        grid,
        rows,
        {"unit": BLOCK},
        {"unit": filling},
        WEIGHT,
        KIND,
        2,
    )


def _sign(grid: Grid, last: int) -> None:
    """The signature block below the table, inside the columns of the answers."""
    grid.put(last + 3, 11, "Kota Contoh, 31 Desember")
    grid.put(last + 4, 11, "Ketua Tim Kerja Zona Integritas,")
    grid.put(last + 8, 11, "A. Contoh")
    grid.put(last + 9, 11, "NIP. 00000000 000000 0 000")


def _stale_summary(grid: Grid, rows: Mapping[str, int]) -> Grid:
    """A hidden sheet of the former regime with figures that no longer mean anything."""
    summary = Grid("Rekap", hidden=True)
    summary.put(1, 1, "REKAPITULASI NILAI", "strong")
    for column, text in enumerate(("No", "Komponen", "Bobot", "Nilai"), 1):
        summary.put(2, column, text, "head")
    for number, (name, weight) in enumerate(STALE_WEIGHTS, 1):
        row = 2 + number
        summary.put(row, 1, number)
        summary.put(row, 2, name)
        summary.put(row, 3, weight)
        source = [(rows[f"A.I.{number}"], 12)]
        summary.put(row, 4, formulas.total(grid, source, grid.name), "points")
    summary.put(9, 2, "Hasil")
    summary.put(9, 3, 40)
    summary.put(10, 2, "Jumlah")
    summary.put(10, 3, 100)
    summary.put(10, 4, formulas.total(summary, [(row, 4) for row in range(3, 9)]), "points")
    return summary
