"""A worksheet as agencies hand it in, for the benchmarks: the real 2025/26 file, made smaller.

The ministry's empty worksheet has 204 rows with 650 texts of 52,000 characters in ``Jawaban``,
three summary sheets of 22 rows with 50 formulas each, a format on every cell, and formatted rows
with nothing in them below: 2,001 rows of 22 cells in ``Jawaban``, 978 rows without a cell in each
summary. Its parts are 1,160 KB, 3 x 98 KB, 65 KB of shared strings and 32 KB of styles, 203 KB
zipped.

This one has the same sheets, rows, columns and formats. Its questions are the instrument's own
short wording, so its criteria are drawn out with words of our own until ``Jawaban`` has as many
characters as the real one. On top comes what agencies fill in: the unit's answers with notes and
links to the evidence, the judgement of the agency's TPI with notes, and live formulas with their
stored values beside it; the columns of the inspectorate's TPI wait for it, formatted and empty.
That is more text and more formulas than the empty worksheet has, and all of it is kept. With all
of the formatted rows below it is built as the real one is; with a ``blank_share`` of 0.28 of them
it zips to 76 KB.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet as SheetWriter

from scripts.worksheets import filling, layout_2025, tree, writing
from scripts.worksheets.filling import Filling, Typed
from scripts.worksheets.grid import Grid
from scripts.worksheets.tree import Line, Tree

REAL = Path(__file__).resolve().parents[2] / "shared" / "reference" / "lke-2026-blank.xlsx"
"""The ministry's own empty worksheet, on machines that have it beside the project."""

CHARACTERS = 52_000
BLANK_ROWS, BLANK_SUMMARY_ROWS = 2_001, 978
STYLES = "ABBBBBBCBDEEEEDDFGDDFG"
"""Which of the 22 columns are formatted alike."""
SUMMARY_WIDTH = 13
ROW_HEIGHT = 15.75

DRAWN_OUT = (
    "dibuktikan dengan dokumen yang ditandatangani pimpinan, daftar hadir, foto kegiatan dan "
    "laporan tindak lanjut yang dapat ditunjukkan kepada tim penilai pada saat kunjungan ke unit "
    "kerja, lengkap dengan tanggal pelaksanaan, sasaran, capaian serta kendala yang dihadapi dan "
    "langkah perbaikan yang telah disepakati bersama"
)
REASONS = (
    "Rapat pembahasan dilaksanakan setiap triwulan dan hasilnya disampaikan kepada seluruh pegawai",
    "SK tim telah diperbarui pada awal tahun, pembagian tugas tercantum pada lampirannya",
    "Kegiatan berjalan sesuai rencana kerja, laporan bulanan tersedia dan telah ditindaklanjuti",
    "Sosialisasi dilakukan melalui apel pagi, papan pengumuman dan media sosial milik unit kerja",
)
JUDGED = "Bukti dukung sudah sesuai, agar laporan pemantauannya dilengkapi pada triwulan berikutnya"
FIRST_OPTION = {"Ya/Tidak": "Ya", "A/B/C": "A", "A/B/C/D": "B", "A/B/C/D/E": "B", "Jumlah": 4}


def handed_in(blank_share: float = 1.0) -> bytes:
    """The worksheet, with that share of the real one's formatted rows below."""
    lines = _drawn_out(tree.load())
    given = filling.draw_at(lines, "contoh", 0.8)
    fillings = {
        "unit": _explained(lines, given),
        "tpi": _judged(lines, given),
        "tpi2": Filling({}),
    }
    made = layout_2025.make(lines, fillings, "KELURAHAN CONTOH", caption="TAHUN 2025")
    for row, column in list(made.main.cells):
        if row > 1 and column >= layout_2025.BLOCKS["tpi2"].answer:
            made.main.put(row, column, None)

    def dress(book: Workbook, sheet: SheetWriter, grid: Grid) -> None:
        _dress(book, sheet, grid, blank_share)

    return writing.write(made.grids, dress=dress)


def real_filled() -> bytes | None:
    """The ministry's worksheet with every answer filled in; None where it is not at hand."""
    if not REAL.exists():
        return None
    book = openpyxl.load_workbook(REAL)
    sheet = book["Jawaban"]
    for row in range(2, 205):
        written = str(sheet.cell(row, 10).value or "").strip()
        answer = 3.5 if written.startswith("Nilai") else FIRST_OPTION.get(written)
        for block in layout_2025.BLOCKS.values():
            sheet.cell(row, block.answer, answer)
        if answer is not None:
            sheet.cell(row, 12, REASONS[row % len(REASONS)])
            sheet.cell(row, 13, f"https://bukti.contoh.example/{row}")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def inside(data: bytes) -> dict[str, int]:
    """The sizes of a workbook's parts as they are unpacked, the largest first."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    return dict(sorted(sizes.items(), key=lambda part: -part[1]))


def _drawn_out(lines: Tree) -> Tree:
    """The rows with their criteria as long as the ministry's are."""
    have = sum(len(line.label) + len(line.criteria) for line in lines.lines)
    more = (CHARACTERS - have) // sum(bool(line.criteria) for line in lines.lines)
    return Tree(tuple(_with_more(line, place, more) for place, line in enumerate(lines.lines)))


def _with_more(line: Line, place: int, characters: int) -> Line:
    if not line.criteria:
        return line
    words = DRAWN_OUT.split()
    start = place % len(words)
    text = " ".join(words[start:] + words[:start])
    return replace(line, criteria=f"{line.criteria} {text[:characters]}")


def _explained(lines: Tree, given: dict[str, Typed]) -> Filling:
    """The unit's answers: a link under nearly all of them, a note under two of three."""
    filled = filling.with_evidence(lines, given, "contoh", 0.95)
    notes = {
        line.code: f"{REASONS[place % len(REASONS)]} ({line.label.lower()[:40]})"
        for place, line in enumerate(lines.questions)
        if place % 3
    }
    return replace(filled, notes=notes)


def _judged(lines: Tree, given: dict[str, Typed]) -> Filling:
    """The TPI's answers, some lower, with a note under a third of them."""
    judged = filling.judged_stricter(lines, given, "contoh", 0.2)
    agreed = {line.code: JUDGED for line in lines.questions[::4]}
    return replace(judged, notes={**agreed, **judged.notes})


def _dress(book: Workbook, sheet: SheetWriter, grid: Grid, blank_share: float) -> None:
    """Formats on everything, as the ministry's worksheet has them: column by column."""
    main = grid.name == "Jawaban"
    formats = {letter: book.add_format(_style(letter)) for letter in sorted(set(STYLES))}
    last = max(row for row, _ in grid.cells) + round(BLANK_ROWS * blank_share)
    for column, letter in enumerate(STYLES if main else STYLES[:SUMMARY_WIDTH]):
        sheet.set_column(column, column, grid.widths.get(column + 1, 9), formats[letter])
        for row in range(1, last) if main else ():
            if (row + 1, column + 1) not in grid.cells:
                sheet.write_blank(row, column, None, formats[letter])
    if main:
        for row, _ in grid.cells:
            sheet.set_row(row - 1, ROW_HEIGHT * (1 + row % 7))
        for block in layout_2025.BLOCKS.values():
            options = {"validate": "list", "source": ["A", "B", "C", "D"]}
            sheet.data_validation(1, block.answer - 1, 203, block.answer - 1, options)
        return
    empty = book.add_format({"border": 1})
    filled = max(row for row, _ in grid.cells)
    for row in range(filled, filled + round(BLANK_SUMMARY_ROWS * blank_share)):
        sheet.set_row(row, ROW_HEIGHT, empty)


def _style(letter: str) -> dict[str, object]:
    return {"border": 1, "text_wrap": True, "valign": "top", "indent": ord(letter) - ord("A")}
