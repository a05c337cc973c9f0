"""Where the table of a worksheet stands, told by its headings and, failing them, its content."""

from __future__ import annotations

import pytest

from tests.workbook.written import sheet
from zi_analytics.instrument import load
from zi_analytics.workbook.cells import Sheet
from zi_analytics.workbook.recognising.headings import Lexicon
from zi_analytics.workbook.recognising.rows import read_rows
from zi_analytics.workbook.recognising.tables import Table, find_table

LEXICON = Lexicon((load("lke-2021"),))

HEADING_2021 = (
    "| Penilaian | | | Bobot | Penjelasan | Pilihan Jawaban | Jawaban | Nilai | % | Catatan |"
)
ROWS_2021 = """
    | i. | Tim kerja                      | | 0.5 |          |          |    | 0.5 | 1 |       |      |
    |    | a. | Tim ZI dibentuk           | |          | Ya/Tidak | Ya | 1   |   | baik  | SK   |
    |    | b. | Cara memilih anggota tim  | |          | A/B/C    | A  | 1   |   |       | link |
    | ii.| Rencana pembangunan ZI         | | 1   |          |          |    | 1   | 1 |       |      |
    |    | a. | Dokumen rencana kerja     | |          | Ya/Tidak | Ya | 1   |   |       |      |
    |    | b. | Target prioritas          | |          | A/B/C    | B  | 0.5 |   |       |      |
    |    | c. | Media sosialisasi         | |          | A/B/C    |    |     |   |       |      |
"""


def found(written: Sheet) -> Table:
    table = find_table(written, LEXICON)
    assert table is not None
    return table


def texts(table: Table) -> list[str]:
    return [row.text for row in read_rows(table)]


def test_the_2021_layout_below_a_title_and_a_caption() -> None:
    table = found(sheet(f"| KELURAHAN CONTOH |\n|LEMBAR KERJA|\n{HEADING_2021}{ROWS_2021}"))
    assert (table.header_row, table.labels, table.weight, table.type) == (3, (1, 4), 4, 6)
    (answer,) = table.answers
    assert (answer.assessor, answer.column, answer.points, answer.notes) == ("", 7, 8, (10,))
    assert table.loose_from == 11


def test_the_2025_layout_with_every_assessor() -> None:
    table = found(
        sheet(
            """
    | ID | Penilaian | | Bobot | Kriteria Nilai | Pilihan Jawaban | Jawaban Unit | Catatan/Keterangan/Penjelasan (Unit) | Daftar Bukti Dukung (Unit) | Tautan Bukti Dukung Baru | Jawaban TPI | Nilai | % | Catatan TPI | Jawaban TPI Inspektorat | Nilai | % | Catatan TPI | Jawaban TPN | Nilai |
    | 6 | a. | Tim ZI dibentuk          | | | Ya/Tidak |
    | 7 | b. | Cara memilih anggota tim | | | A/B/C |
            """
        )
    )
    assert (table.labels, table.type) == ((2, 4), 6)
    assert [(a.assessor, a.column, a.points, a.notes, a.evidence) for a in table.answers] == [
        ("unit", 7, None, (8,), (9, 10)),
        ("tpi", 11, 12, (14,), ()),
        ("tpi2", 15, 16, (18,), ()),
        ("tpn", 19, 20, (), ()),
    ]


def test_notes_far_from_their_answers_go_to_the_assessor_they_name() -> None:
    table = found(
        sheet(
            """
    | Penilaian | Bobot | Pilihan Jawaban | Jawaban Unit | Jawaban TPI | Nilai TPI | Catatan Unit | Bukti Dukung Unit | Catatan TPI |
    | a. Tim ZI dibentuk | | Ya/Tidak |
            """
        )
    )
    assert [(a.assessor, a.points, a.notes, a.evidence) for a in table.answers] == [
        ("unit", None, (7,), (8,)),
        ("tpi", 6, (9,), ()),
    ]


def test_a_heading_in_two_rows_that_names_the_assessors_below() -> None:
    table = found(
        sheet(
            """
    | LEMBAR KERJA EVALUASI UNIT KERJA |
    | Penilaian | | Bobot | Penjelasan | Pilihan Jawaban | Jawaban | | Catatan |
    | | | | | | Unit | TPI | |
    | a. | Tim ZI dibentuk          | | | Ya/Tidak | Ya | Tidak |
    | b. | Cara memilih anggota tim | | | A/B/C    | A  | B     |
            """
        )
    )
    assert table.header_row == 3
    assert [(a.assessor, a.column) for a in table.answers] == [("unit", 6), ("tpi", 7)]
    assert texts(table) == ["Tim ZI dibentuk", "Cara memilih anggota tim"]


def test_a_heading_in_two_rows_that_names_the_assessors_above() -> None:
    table = found(
        sheet(
            """
    | | | | | Unit Kerja | | TPI | | |
    | Penilaian | | Bobot | Pilihan Jawaban | Jawaban | Catatan | Jawaban | Nilai | Catatan |
    | a. | Tim ZI dibentuk          | | Ya/Tidak | Ya | | Tidak |
    | b. | Cara memilih anggota tim | | A/B/C    | A  | | B     |
            """
        )
    )
    assert table.header_row == 2
    assert [(a.assessor, a.column, a.points, a.notes) for a in table.answers] == [
        ("unit", 5, None, (6,)),
        ("tpi", 7, 8, (9,)),
    ]


def test_a_title_across_the_sheet_names_no_assessor() -> None:
    table = found(sheet(f"| LKE UNIT KERJA TPI |\n{HEADING_2021}{ROWS_2021}"))
    assert [a.assessor for a in table.answers] == [""]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Pilihan Jawaban | Jawaban ", "Opsi | Isian "),
        ("Pilihan Jawaban | Jawaban ", "Pilihan Jawban | Jawabn "),
        ("Pilihan Jawaban | Jawaban ", "PILIHAN\u00a0JAWABAN | JAWABAN: "),
        ("Penilaian", "Pertanyaan"),
        ("Bobot | Penjelasan ", "Wght | Rubrik "),
        (HEADING_2021, "| Uji | | | Berat | Rubrik | Opsi | Isian | Poin | Pct | Ket |"),
    ],
)
def test_renamed_and_misspelt_headings(old: str, new: str) -> None:
    table = found(sheet((HEADING_2021 + ROWS_2021).replace(old, new)))
    assert (table.type, [a.column for a in table.answers]) == (6, [7])
    assert texts(table)[1] == "Tim ZI dibentuk"


def test_criteria_below_an_unknown_heading_are_not_taken_for_the_question() -> None:
    long = "Ya, apabila tim kerja sudah dibentuk dengan surat keputusan kepala satuan kerja"
    table = found(
        sheet(
            f"""
    | Pertanyaan | | Rubrik | Opsi | Isian | Poin |
    | a. | Tim ZI dibentuk          | {long} | Ya/Tidak | Ya | 1 |
    | b. | Cara memilih anggota tim | {long} | A/B/C    | A  | 1 |
    | a. | Dokumen rencana kerja    | {long} | Ya/Tidak | Ya | 1 |
    | b. | Target prioritas         | {long} | A/B/C    | A  | 1 |
            """
        )
    )
    assert table.labels == (1, 3)
    assert texts(table)[0] == "Tim ZI dibentuk"


def test_an_inserted_column_of_ticks_is_not_the_answers() -> None:
    table = found(
        sheet(
            """
    | Penilaian | | Bobot | Penjelasan | Opsi | Cek | Isian | Poin |
    | a. | Tim ZI dibentuk          | | | Ya/Tidak | v | Ya | 1 |
    | b. | Cara memilih anggota tim | | | A/B/C    | v |    |   |
    | a. | Dokumen rencana kerja    | | | Ya/Tidak | v | Ya | 1 |
    | b. | Target prioritas         | | | A/B/C    | v |    |   |
            """
        )
    )
    assert [a.column for a in table.answers] == [7]


def test_an_assessor_answers_below_a_heading_of_its_own_wording() -> None:
    table = found(
        sheet(
            """
    | Penilaian | Bobot | Pilihan Jawaban | Jawaban Unit | PIC | Verifikasi TPI | Nilai |
    | a. Tim ZI dibentuk          | | Ya/Tidak | Ya | A | Tidak | 0 |
    | b. Cara memilih anggota tim | | A/B/C    | A  | B | B     | 0.5 |
    | a. Dokumen rencana kerja    | | Ya/Tidak | Ya | A | Ya    | 1 |
    | b. Target prioritas         | | A/B/C    | A  | C | C     | 0 |
            """
        )
    )
    assert [(a.assessor, a.column) for a in table.answers] == [("unit", 4), ("tpi", 6)]


def test_the_heading_repeated_on_the_next_page_is_no_row() -> None:
    table = found(sheet(f"{HEADING_2021}{ROWS_2021}\n{HEADING_2021}{ROWS_2021}"))
    assert "Penilaian" not in texts(table)
    assert len(texts(table)) == 14


@pytest.mark.parametrize(
    ("cells", "numbering", "text"),
    [
        ("a. | Tim ZI dibentuk", "a", "Tim ZI dibentuk"),
        ("a. Tim ZI dibentuk |", "a", "Tim ZI dibentuk"),
        ("(a) | Tim ZI dibentuk", "a", "Tim ZI dibentuk"),
        ("iii. | Tim ZI dibentuk", "iii", "Tim ZI dibentuk"),
        ("1 | Tim ZI dibentuk", "1", "Tim ZI dibentuk"),
        ("– | Tim ZI dibentuk", "-", "Tim ZI dibentuk"),
        ("| Tim ZI dibentuk", "", "Tim ZI dibentuk"),
        ("- Tim ZI dibentuk |", "-", "Tim ZI dibentuk"),
        ("Tim ZI dibentuk | lihat", "", "Tim ZI dibentuk"),
        ("v | a. | Tim ZI dibentuk", "v", "Tim ZI dibentuk"),
    ],
)
def test_numbering_and_text(cells: str, numbering: str, text: str) -> None:
    pad = " |" * (3 - cells.count("|"))
    table = found(
        sheet(f"| Penilaian | | | Bobot | Pilihan Jawaban | Jawaban |\n| {cells}{pad} | Ya/Tidak |")
    )
    (row,) = read_rows(table)
    assert (row.numbering, row.text, row.written_type) == (numbering, text, "ya tidak")


@pytest.mark.parametrize(
    "other",
    [
        "",
        "| Nama | NIP | Jabatan |\n| A | 1 | B |",
        "| No | Komponen | Bobot | Nilai |\n| 1 | Manajemen Perubahan | 8 | 7 |",
        "| Pertanyaan | Pilihan | Jawaban |\n| Apakah | A/B/C | A |",
    ],
)
def test_other_sheets_hold_no_table(other: str) -> None:
    assert find_table(sheet(other), LEXICON) is None
