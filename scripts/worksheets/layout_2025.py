"""The 2025/26 layout: sheet ``Jawaban`` with unit and TPI answers, and summary sheets."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scripts.worksheets import formulas, table
from scripts.worksheets.filling import Filling
from scripts.worksheets.grid import Grid
from scripts.worksheets.table import Block
from scripts.worksheets.tree import Tree
from scripts.worksheets.worksheet import Worksheet

WEIGHT, CRITERIA, KIND = 8, 9, 10
BLOCKS = {
    "unit": Block(answer=11, points=None, share=None, note=12, evidence=13),
    "tpi": Block(answer=15, points=16, share=17, note=18, evidence=None),
    "tpi2": Block(answer=19, points=20, share=21, note=22, evidence=None),
}
HEADERS = {
    1: "ID",
    2: "Penilaian",
    8: "Bobot",
    9: "Kriteria Nilai",
    10: "Pilihan Jawaban",
    11: "Jawaban Unit",
    12: "Catatan/Keterangan/Penjelasan (Unit)",
    13: "Daftar Bukti Dukung (Unit)",
    14: "Tautan Bukti Dukung Baru",
    15: "Jawaban TPI",
    16: "Nilai",
    17: "%",
    18: "Catatan/Keterangan/Penjelasan (TPI Unit)",
}
SECOND = {
    19: "Jawaban TPI Inspektorat",
    20: "Nilai",
    21: "%",
    22: "Catatan/Keterangan/Penjelasan (TPI Inspektorat)",
}
NUMBERING = {"A.I.6.v.c": "b.", "A.I.6.v.b": "c.", "B.I.a": "a", "B.I.b": "b", "B.II.a": "-"}
"""This edition letters two questions the other way round and drops some full stops."""

AREAS = (
    "MANAJEMEN PERUBAHAN",
    "PENATAAN TATALAKSANA",
    "PENATAAN SISTEM MANAJEMEN SDM APARATUR",
    "PENGUATAN AKUNTABILITAS",
    "PENGUATAN PENGAWASAN",
    "PENINGKATAN KUALITAS PELAYANAN PUBLIK",
)


def make(
    tree: Tree,
    fillings: Mapping[str, Filling],
    unit: str = "[NAMA UNIT]",
    target: str = "WBK",
    caption: str = "",
    blank_before: Collection[str] = (),
) -> Worksheet:
    """A worksheet of the 2025/26 layout with the answers of "unit", "tpi" and perhaps "tpi2"."""
    grid = Grid("Jawaban")
    grid.widths |= {1: 8, **dict.fromkeys(range(2, 7), 4), 7: 70, 9: 50, 10: 14, 12: 40, 13: 45}
    blocks = {who: BLOCKS[who] for who in BLOCKS if who != "tpi2" or "tpi2" in fillings}
    headers = HEADERS | (SECOND if "tpi2" in fillings else {})
    for column, text in headers.items():
        grid.put(1, column, text, "head")
    rows = table.place_rows(tree, 2, blank_before)
    for row in rows.values():
        grid.put(row, 1, row)
    table.write_labels(grid, tree, rows, 2, NUMBERING)
    table.write_facts(grid, tree, rows, WEIGHT, CRITERIA, KIND)
    for who, block in blocks.items():
        filling = fillings.get(who, Filling({}))
        table.write_answers(grid, tree, rows, block, filling)
        table.write_points(grid, tree, rows, block, WEIGHT, KIND)
    grid.put(rows["TOTAL"] + 2, 2, caption)
    summaries = [_summary("Unit", unit, target, caption, grid, rows, BLOCKS["tpi"])]
    for who, name in (("tpi", "TPI Unit"), ("tpi2", "TPI Inspektorat")):
        if who in blocks:
            summaries.append(_summary(name, unit, target, caption, grid, rows, blocks[who]))
    return Worksheet(
        "2025-26",
        tree,
        [*summaries, grid],
        grid,
        rows,
        blocks,
        {who: fillings[who] for who in blocks if who in fillings},
        WEIGHT,
        KIND,
        2,
    )


def _summary(
    name: str,
    unit: str,
    target: str,
    caption: str,
    grid: Grid,
    rows: Mapping[str, int],
    block: Block,
) -> Grid:
    """A summary sheet. As in the field, the one named "Unit" shows the assessor's figures too."""
    sheet = Grid(name, widths={7: 54, 11: 16, 13: 20})
    sheet.put(1, 2, unit, "strong")
    sheet.put(2, 2, target, "strong")
    sheet.put(3, 2, caption)
    for column, text in {
        2: "Area Perubahan", 8: "Bobot", 9: "Pemenuhan", 10: "Reform", 11: "Nilai", 12: " %",
    }.items():  # fmt: skip
        sheet.put(4, column, text, "head")
    points = block.points or 0

    def refer(row: int, column: int, code: str) -> None:
        sheet.put(row, column, formulas.total(grid, [(rows[code], points)], grid.name), "points")

    def row_of(row: int, column: int, number: str, text: str, weight: float) -> None:
        sheet.put(row, column, number)
        sheet.put(row, column + 1, text)
        sheet.put(row, 8, weight, "points")
        sheet.put(row, 12, formulas.share(sheet, (row, 11), (row, 8)), "percent")

    sheet.put(5, 2, "A.")
    sheet.put(5, 3, "PENGUNGKIT")
    sheet.put(5, 8, 60, "points")
    for number, (text, weight) in enumerate(zip(AREAS, (8, 7, 10, 10, 15, 10), strict=True), 1):
        row_of(5 + number, 4, str(number), text, weight)
        refer(5 + number, 9, f"A.I.{number}")
        refer(5 + number, 10, f"A.II.{number}")
        both = [(5 + number, 9), (5 + number, 10)]
        sheet.put(5 + number, 11, formulas.total(sheet, both), "points")
    sheet.put(12, 2, "TOTAL PENGUNGKIT", "strong")
    sheet.put(12, 11, formulas.total(sheet, [(row, 11) for row in range(6, 12)]), "points")
    sheet.put(14, 2, "B.")
    sheet.put(14, 3, "HASIL")
    sheet.put(14, 8, 40, "points")
    row_of(15, 3, "I.", "BIROKRASI YANG BERSIH DAN AKUNTABEL", 22.5)
    row_of(16, 4, "a", "Survei persepsi korupsi (IPAK)", 17.5)
    row_of(17, 4, "b", "Capaian kinerja lebih baik", 5)
    row_of(18, 3, "II.", "PELAYANAN PUBLIK YANG PRIMA", 17.5)
    row_of(19, 4, "-", "Survei kualitas pelayanan (IPKP)", 17.5)
    for row, code in ((15, "B.I"), (16, "B.I.a"), (17, "B.I.b"), (18, "B.II"), (19, "B.II.a")):
        refer(row, 11, code)
    sheet.put(20, 2, "TOTAL HASIL", "strong")
    sheet.put(20, 11, formulas.total(sheet, [(15, 11), (18, 11)]), "points")
    sheet.put(22, 2, "NILAI EVALUASI ZONA INTEGRITAS", "strong")
    sheet.put(22, 11, formulas.total(sheet, [(12, 11), (20, 11)]), "points")
    return sheet
