"""The short form: one figure for each area and result, in points or in percent."""

from __future__ import annotations

import pytest

from scripts.worksheets import short_form
from tests.workbook.written import codes, of_grid, only, read, sheet, told
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
    assert reading.findings == ()


def test_the_makers_sheet_with_live_formulas() -> None:
    reading = read(of_grid(short_form.make(POINTS, "KELURAHAN CONTOH", "Triwulan II 2025")))
    assert points(reading)["TOTAL"] == pytest.approx(86)
    assert only(reading).sheet_faithful == pytest.approx(86)
    assert reading.period == "2025-B06"
    assert reading.findings == ()


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
        ("", State.BLANK, None),
        ("9", State.NOT_AN_OPTION, "number-out-of-range"),
        ("-1", State.NOT_AN_OPTION, "number-out-of-range"),
        ("120 %", State.NOT_AN_OPTION, "number-out-of-range"),
        ("baik", State.NOT_AN_OPTION, "number-not-understood"),
        ("#REF!", State.ERROR_CELL, "answer-error-cell"),
        ("=SUM(X1:X2)", State.ERROR_CELL, "formula-without-value"),
    ],
)
def test_a_figure_that_cannot_be_used(figure: str, state: State, code: str | None) -> None:
    reading = read(sheet(TABLE.replace("| 8     | 7 ", f"| 8     | {figure} ")))
    assert only(reading).answers["A.1"].state is state
    if code is not None:
        assert told(reading.findings, code) == ["D6"]
    assert told(reading.findings, "sheet-total-differs") == ["D5", "D15"]


def test_a_thousandth_is_not_a_thousand() -> None:
    reading = read(sheet(TABLE.replace("| 8     | 7 ", '| 8     | "7,125" ')))
    assert points(reading)["A.1"] == pytest.approx(7.125)


def test_a_total_that_is_not_the_sum_is_named_with_the_difference() -> None:
    reading = read(sheet(TABLE.replace("| 86    |", "| 88.5  |")))
    (finding,) = reading.findings
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
