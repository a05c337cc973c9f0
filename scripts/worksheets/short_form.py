"""The short form of a kelurahan: six areas and two results, one figure each (``ringkas``)."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.worksheets import formulas
from scripts.worksheets.grid import Grid

ROWS = (
    ("A.1", "Manajemen Perubahan", 8),
    ("A.2", "Penataan Tatalaksana", 7),
    ("A.3", "Penataan Sistem Manajemen SDM", 10),
    ("A.4", "Penguatan Akuntabilitas", 10),
    ("A.5", "Penguatan Pengawasan", 15),
    ("A.6", "Peningkatan Kualitas Pelayanan Publik", 10),
    ("B.I", "Birokrasi yang Bersih dan Akuntabel", 22.5),
    ("B.II", "Pelayanan Publik yang Prima", 17.5),
)


def make(points: Mapping[str, float], title: str = "", caption: str = "") -> Grid:
    """A sheet with the ``points`` of each area and result by code (A.1 … A.6, B.I, B.II)."""
    grid = Grid("Rekap ZI", widths={1: 5, 2: 45, 3: 10, 4: 10, 5: 10})
    grid.put(1, 1, title, "strong")
    grid.put(2, 1, caption)
    for column, text in enumerate(("No", "Area / Komponen", "Bobot", "Nilai", "%"), 1):
        grid.put(4, column, text, "head")
    row = 5
    for code, label, weight in ROWS:
        if code in ("A.1", "B.I"):
            name, full = ("PENGUNGKIT", 60) if code == "A.1" else ("HASIL", 40)
            grid.put(row, 1, code[0], "strong")
            grid.put(row, 2, name, "strong")
            grid.put(row, 3, full, "points")
            below = [(row + n, 4) for n in range(1, 7 if code == "A.1" else 3)]
            grid.put(row, 4, formulas.total(grid, below), "points")
            grid.put(row, 5, formulas.share(grid, (row, 4), (row, 3)), "percent")
            row += 1
        grid.put(row, 1, code[2] if code.startswith("A") else code[2:])
        grid.put(row, 2, label)
        grid.put(row, 3, weight, "points")
        grid.put(row, 4, points[code], "points")
        grid.put(row, 5, formulas.share(grid, (row, 4), (row, 3)), "percent")
        row += 1
    grid.put(row, 2, "NILAI TOTAL", "strong")
    grid.put(row, 3, 100, "points")
    grid.put(row, 4, formulas.total(grid, [(5, 4), (12, 4)]), "points")
    return grid
