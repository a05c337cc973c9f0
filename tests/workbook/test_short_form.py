"""The short form: one figure for each area and result, in points or in percent."""

from __future__ import annotations

import pytest

from scripts.worksheets import short_form
from tests.workbook.written import codes, of_grid, only, read, sheet, told
from zi_analytics import finding_text
from zi_analytics.findings import Refused
from zi_analytics.instrument import load
from zi_analytics.scoring import score, values_of
from zi_analytics.workbook.reading import Reading, State

POINTS = {
    **{"A.1": 7.0, "A.2": 5.5, "A.3": 8.0, "A.4": 9.0, "A.5": 12.0, "A.6": 9.5},
    **{"B.I": 20.0, "B.II": 15.0},
}
TABLE = """
| KELURAHAN CONTOH |
| Rekapitulasi tahun 2025 |
|   |                                        |       |       |
| No| Area / Komponen                        | Bobot | Nilai |
| A | PENGUNGKIT                             | 60    | 51    |
| 1 | Manajemen Perubahan                    | 8     | 7     |
| 2 | Penataan Tatalaksana                   | 7     | 5.5   |
| 3 | Penataan Sistem Manajemen SDM          | 10    | 8     |
| 4 | Penguatan Akuntabilitas                | 10    | 9     |
| 5 | Penguatan Pengawasan                   | 15    | 12    |
| 6 | Peningkatan Kualitas Pelayanan Publik  | 10    | 9.5   |
| B | HASIL                                  | 40    | 35    |
| I | Birokrasi yang Bersih dan Akuntabel    | 22.5  | 20    |
| II| Pelayanan Publik yang Prima            | 17.5  | 15    |
|   | NILAI TOTAL                            | 100   | 86    |
"""
PERCENT = """
| Komponen | Bobot | {heading} |
| 1. Manajemen Perubahan | 8 | {a1} |
| 2. Penataan Tatalaksana | 7 | {a2} |
| 3. Penataan Sistem Manajemen SDM | 10 | 80 |
| 4. Penguatan Akuntabilitas | 10 | 90 |
"""


def points(reading: Reading) -> dict[str, float]:
    instrument = load(reading.instrument)
    earned = score(instrument, values_of(instrument, only(reading)))
    return {n.code: float(p) for n, p in zip(instrument.scored, earned, strict=True)}


def test_figures_in_points() -> None:
    reading = read(sheet(TABLE, "Rekap"))
    assert (reading.instrument, reading.unit, reading.period) == (
        "ringkas",
        "Kelurahan Contoh",
        "2025",
    )
    assert points(reading) == pytest.approx({**POINTS, "A": 51, "B": 35, "TOTAL": 86})
    found = only(reading)
    assert (found.assessor, found.sheet_total, found.sheet_faithful) == ("unit", 86.0, 86.0)
    assert found.answers["A.3"].cell == "D8"
    assert codes(reading.findings) == {"predicate-not-certain"}


def test_the_makers_sheet_with_live_formulas() -> None:
    reading = read(of_grid(short_form.make(POINTS, "KELURAHAN CONTOH", "Triwulan II 2025")))
    assert points(reading)["TOTAL"] == pytest.approx(86)
    assert only(reading).sheet_faithful == pytest.approx(86)
    assert reading.period == "2025-B06"
    assert codes(reading.findings) == {"predicate-not-certain"}


@pytest.mark.parametrize(
    ("clean", "said"),
    [("19.75", {"WBK": "IPAK, capaian kinerja"}), ("20", {"WBK": "IPAK"}), ("20.75", {})],
)
def test_a_predicate_that_hangs_on_what_is_not_shown_is_said(
    clean: str, said: dict[str, str]
) -> None:
    table = TABLE.replace("| 22.5  | 20 ", f"| 22.5  | {clean} ")
    found = [dict(f.details) for f in read(sheet(table)).findings if "certain" in f.code]
    assert {one["predicate"]: one["limits"] for one in found} == said


def test_the_total_alone_is_said_to_decide_nothing() -> None:
    older = {"B.I": "Pemerintah yang bersih dan bebas KKN", "B.II": "Kualitas pelayanan publik"}
    reading = read(sheet(table_of({**NAMES, **older})), name="Rekap 2020.xlsx")
    assert reading.instrument == "lke-2019"
    found = [dict(f.details)["predicate"] for f in reading.findings if "by-total" in f.code]
    assert found == ["WBK", "WBBM"]


@pytest.mark.parametrize(
    ("heading", "a1", "a2"),
    [
        ("%", 87.5, '"78,571428571"'),
        ("%", 0.875, "78,571428571 %"),
        ("Persentase", "87,5%", 78.571428571),
        ("Nilai (%)", 87.5, 78.571428571),
        ("Capaian", "87,5 %", 5.5),
        ("Capaian", 7, '"5,5"'),
    ],
)
def test_figures_in_percent(heading: str, a1: object, a2: object) -> None:
    table = PERCENT.format(heading=heading, a1=a1, a2=a2)
    if heading == "Capaian":
        table = table.replace("| 80 |", "| 8 |").replace("| 90 |", "| 9 |")
    earned = points(read(sheet(table)))
    assert [earned[code] for code in ("A.1", "A.2", "A.3", "A.4")] == pytest.approx([7, 5.5, 8, 9])


def test_the_share_counts_where_the_points_are_empty() -> None:
    table = PERCENT.format(heading="Nilai | %", a1="| 87.5", a2="5.5 |")
    table = table.replace("| 80 |", "| 8 | |").replace("| 90 |", "| 9 | |")
    earned = points(read(sheet(table)))
    assert [earned[code] for code in ("A.1", "A.2", "A.3")] == pytest.approx([7, 5.5, 8])


@pytest.mark.parametrize(
    ("file", "instrument"),
    [
        ("rekap.xlsx", "ringkas"),
        ("Rekap 2026.xlsx", "ringkas"),
        ("Rekap 2022.xlsx", "ringkas"),
        ("Rekap 2021.xlsx", "lke-2019"),
        ("Rekap TW IV 2019.xlsx", "lke-2019"),
    ],
)
def test_the_year_tells_the_regime_where_the_weights_do_not(file: str, instrument: str) -> None:
    table = PERCENT.format(heading="Nilai", a1=7, a2=5.5)
    table = table.replace("80", "8").replace("90", "9")
    assert read(sheet(table), name=file).instrument == instrument


def test_the_names_of_the_results_tell_the_regime_where_no_year_does() -> None:
    earlier = TABLE.replace("2025", "").replace("22.5 ", "20 ").replace("17.5 ", "20 ")
    earlier = earlier.replace(
        "Birokrasi yang Bersih dan Akuntabel", "Pemerintah yang bersih dan bebas KKN"
    )
    earlier = earlier.replace("Pelayanan Publik yang Prima", "Kualitas pelayanan publik")
    reading = read(sheet(earlier))
    assert reading.instrument == "lke-2019"
    assert "weight-of-another-regime" not in codes(reading.findings)


def test_weights_of_another_regime_are_named() -> None:
    other = TABLE.replace("| 8     | 7 ", "| 5     | 4 ").replace("| 10    | 8 ", "| 15    | 8 ")
    assert told(read(sheet(other)).findings, "weight-of-another-regime") == ["D6", "D8"]


@pytest.mark.parametrize(
    ("figure", "state", "code"),
    [
        ("", State.BLANK, "questions-unanswered"),
        ("-", State.BLANK, "answer-placeholder"),
        ("belum diisi", State.BLANK, "questions-unanswered"),
        ("9", State.NOT_AN_OPTION, "number-out-of-range"),
        ("-1", State.NOT_AN_OPTION, "number-out-of-range"),
        ("120 %", State.NOT_AN_OPTION, "number-out-of-range"),
        ("baik", State.NOT_AN_OPTION, "number-not-understood"),
        ("#REF!", State.ERROR_CELL, "answer-error-cell"),
        ("=SUM(X1:X2)", State.ERROR_CELL, "formula-without-value"),
    ],
)
def test_a_figure_that_cannot_be_used(figure: str, state: State, code: str) -> None:
    reading = read(sheet(TABLE.replace("| 8     | 7 ", f"| 8     | {figure} ")))
    assert only(reading).answers["A.1"].state is state
    assert told(reading.findings, code) == ["D6"]
    assert [f.points for f in reading.findings if f.code == code] == [8]
    assert told(reading.findings, "sheet-total-differs") == ["D5", "D15"]


def test_a_thousandth_is_not_a_thousand() -> None:
    reading = read(sheet(TABLE.replace("| 8     | 7 ", '| 8     | "7,125" ')))
    assert points(reading)["A.1"] == pytest.approx(7.125)


def test_a_total_that_is_not_the_sum_is_named_with_the_difference() -> None:
    reading = read(sheet(TABLE.replace("| 86    |", "| 88.5  |")))
    (finding,) = (f for f in reading.findings if f.code == "sheet-total-differs")
    assert (finding.code, finding.cell, finding.points) == ("sheet-total-differs", "D15", 2.5)
    assert only(reading).sheet_total == 88.5


def test_missing_areas_are_missing() -> None:
    reading = read(sheet(PERCENT.format(heading="%", a1=80, a2=80)))
    missing = {f.question: f.points for f in reading.findings if f.code == "question-missing"}
    assert missing == {"A.5": 15, "A.6": 10, "B.I": 22.5, "B.II": 17.5}


def test_lines_of_totals_under_other_names() -> None:
    table = TABLE.replace(
        "| A | PENGUNGKIT                             | 60    | 51    |",
        "| A | PENGUNGKIT | 60 | |",
    )
    table = table.replace("| B | HASIL ", "| | TOTAL PENGUNGKIT | 60 | 51 |\n| B | HASIL ")
    table = table.replace("NILAI TOTAL", "Jumlah")
    figures = only(read(sheet(table))).figures
    assert {code: figure.value for code, figure in figures.items()} == {
        "A": 51,
        "B": 35,
        "TOTAL": 86,
    }


def test_a_visible_table_counts_before_a_hidden_one() -> None:
    stale = sheet(TABLE.replace("| 7 ", "| 1 "), "Lama", "hidden")
    assert points(read(stale, sheet(TABLE, "Rekap")))["A.1"] == 7
    assert "worksheet-on-hidden-sheet" in codes(read(stale).findings)


def test_an_empty_short_form_has_no_assessment() -> None:
    lines = [line.rsplit("|", 2)[0] + "| |" if "|" in line else line for line in TABLE.splitlines()]
    empty = "\n".join(lines).replace("Bobot | |", "Bobot | Nilai |")
    reading = read(sheet(empty))
    assert (reading.assessments, codes(reading.findings) >= {"no-answers"}) == ((), True)


def test_fewer_than_four_areas_are_no_short_form() -> None:
    with pytest.raises(Refused):
        read(sheet("\n".join(TABLE.strip().splitlines()[:7])))


NAMES = {
    "A.1": "Manajemen Perubahan",
    "A.2": "Penataan Tatalaksana",
    "A.3": "Penataan Sistem Manajemen SDM",
    "A.4": "Penguatan Akuntabilitas",
    "A.5": "Penguatan Pengawasan",
    "A.6": "Peningkatan Kualitas Pelayanan Publik",
    "B.I": "Birokrasi yang Bersih dan Akuntabel",
    "B.II": "Pelayanan Publik yang Prima",
}


def table_of(names: dict[str, str], heading: str = "| Area | Nilai |") -> str:
    return "\n".join([heading, *(f"| {names[c]} | {POINTS[c]} |" for c in NAMES)])


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("A.1", "Area I. Manajemen Perubahan"),
        ("A.1", "AREA PERUBAHAN 1 - MANAJEMEN PERUBAHAN"),
        ("A.1", "Area Manajemen Perubahan"),
        ("A.2", "Area 2: Penataan Tatalaksana"),
        ("A.2", "II. Penataan Tata Laksana"),
        ("A.4", "IV. Penguatan Akuntabilitas (Kinerja)"),
        ("A.5", "5) Penguatan Pengawasan [15%]"),
        ("B.I", "Birokrasi Bersih dan Akuntabel (IPAK + Kinerja)"),
        ("B.I", "Hasil I Birokrasi yang Bersih dan Akuntabel"),
        ("B.II", "Pelayanan Publik Prima (IPKP)"),
    ],
)
def test_numbering_words_and_remarks_do_not_count(code: str, name: str) -> None:
    reading = read(sheet(table_of({**NAMES, code: name})))
    assert points(reading)["TOTAL"] == pytest.approx(86)
    assert not codes(reading.findings) & {"short-row-not-recognised", "question-missing"}


def test_a_row_with_a_figure_that_is_no_area_is_named() -> None:
    reading = read(sheet(table_of({**NAMES, "A.2": "Ketatalaksanaan"}) + "\n| Catatan | baik |"))
    found = [f for f in reading.findings if f.code == "short-row-not-recognised"]
    assert [(f.cell, dict(f.details)) for f in found] == [
        ("B3", {"text": "Ketatalaksanaan", "figure": "5.5"})
    ]


def test_names_of_an_earlier_regime_choose_it_and_that_is_said() -> None:
    older = {"B.I": "Pemerintahan yang bersih dan bebas KKN", "B.II": "Kualitas Pelayanan Publik"}
    reading = read(sheet(table_of({**NAMES, **older})), name="Rekap 2024.xlsx")
    assert (reading.instrument, points(reading)["TOTAL"]) == ("lke-2019", pytest.approx(86))
    assert told(reading.findings, "read-by-earlier-regime") == ["B2"]
    in_its_year = read(sheet(table_of({**NAMES, **older})), name="Rekap 2020.xlsx")
    assert told(in_its_year.findings, "read-by-earlier-regime") == []


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("| Area | Pemenuhan | Reform | Total |", "| 1 | 1 | {figure} |"),
        ("| Area | Target | Realisasi |", "| 6 | {figure} |"),
        ("| Area | Bobot | Nilai (0-100) |", "| {weight} | {hundredth} |"),
        ("| Laporan |", "| {figure} |"),
        ("| Laporan |", "| {weight} | {figure} |"),
    ],
)
def test_other_shapes_of_the_table(heading: str, cells: str) -> None:
    weights = {question.code: question.weight for question in load("ringkas").questions}
    lines = [
        f"| {NAMES[code]} "
        + cells.format(
            figure=figure, weight=weights[code], hundredth=round(figure / weights[code] * 100, 9)
        )
        for code, figure in POINTS.items()
    ]
    earned = points(read(sheet("\n".join([heading, *lines]))))
    assert earned == pytest.approx({**POINTS, "A": 51, "B": 35, "TOTAL": 86})


def test_areas_side_by_side() -> None:
    names = " | ".join(NAMES.values())
    figures = " | ".join(f"{POINTS[code]}" for code in NAMES)
    weights = "8 | 7 | 10 | 10 | 15 | 10 | 22.5 | 17.5"
    table = f"| Periode | {names} |\n| Bobot | {weights} |\n| Triwulan I | {figures} |"
    reading = read(sheet(table))
    assert points(reading)["TOTAL"] == pytest.approx(86)
    assert only(reading).answers["A.2"].cell == "C3"


def test_two_columns_of_figures_without_a_heading_are_not_guessed_at() -> None:
    lines = [f"| {NAMES[code]} | {figure} | {figure - 1} |" for code, figure in POINTS.items()]
    with pytest.raises(Refused) as refused:
        read(sheet("\n".join(lines)))
    remedy = finding_text.remedy(refused.value.finding, "id")
    assert "Pilihan Jawaban" in remedy
    assert "bentuk ringkas" in remedy


def test_figures_of_two_periods_side_by_side_are_not_guessed_at() -> None:
    names, figures = " | ".join(NAMES.values()), " | ".join(f"{POINTS[code]}" for code in NAMES)
    with pytest.raises(Refused):
        read(sheet(f"| Periode | {names} |\n| TW I | {figures} |\n| TW II | {figures} |"))
