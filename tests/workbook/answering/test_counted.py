"""Ratios from their counts, from the sum of a kind, or as typed; and counts that contradict."""

from __future__ import annotations

import pytest

from tests.workbook.written import codes, read, sheet, told
from zi_analytics.findings import Finding
from zi_analytics.workbook.cells import Sheet
from zi_analytics.workbook.reading import Answer, Reading, State

FIRST = """
| Penilaian | Bobot | Pilihan Jawaban | Jawaban |
| a. Tim ZI dibentuk | | Ya/Tidak | Ya |
| b. Cara memilih anggota tim | | A/B/C | A |
| a. Dokumen rencana kerja | | Ya/Tidak | Ya |
| b. Target prioritas | | A/B/C | A |
"""
TARGETS = """
| Capaian kinerja unit | 2 | | |
| Sasaran kinerja yang tercapai penuh | | % | {typed} |
| Seluruh sasaran kinerja | | Jumlah | {whole} |
| Sasaran bercapaian 100% atau lebih | | Jumlah | {part} |
"""
DISCIPLINE = """
| Turunnya pelanggaran disiplin | | % | {typed} |
| Kasus pada tahun sebelumnya | | Jumlah | {before} |
| Kasus pada tahun ini | | Jumlah | {now} |
| Kasus yang sudah dijatuhi sanksi | | Jumlah | {sanctioned} |
"""
COMPLAINTS = """
| Penyelesaian pengaduan masyarakat | | % | |
| Pengaduan yang wajib ditindaklanjuti | | Jumlah | {due} |
| Pengaduan yang masih diproses | | Jumlah | {open} |
| Pengaduan yang sudah selesai | | Jumlah | {closed} |
"""
LHKPN = """
| Kepatuhan menyampaikan LHKPN | | % | {typed} |
| Seluruh wajib LHKPN | | Jumlah | {due} |
| Kepala satuan kerja wajib LHKPN | | Jumlah | {heads} |
| Pejabat wajib LHKPN | | Jumlah | {officials} |
| Wajib LHKPN lainnya | | Jumlah | {others} |
| Yang sudah menyampaikan LHKPN | | Jumlah | {reported} |
"""
OF = {
    TARGETS: "A.II.4.i.-",
    DISCIPLINE: "A.II.3.iii.a",
    COMPLAINTS: "A.II.5.ii.-",
    LHKPN: "A.II.5.iii.1.-",
}
ROW = 6
"""The row of the ratio, one further down below the heading of its indicator."""


def written(block: str, **cells: object) -> Sheet:
    filled = block.format_map({**dict.fromkeys(_names(block), ""), **cells})
    return sheet(FIRST.rstrip() + filled)


def _names(block: str) -> list[str]:
    return [part.split("}")[0] for part in block.split("{")[1:]]


def ratio(block: str, **cells: object) -> tuple[Answer, Reading]:
    reading = read(written(block, **cells))
    return reading.assessments[0].answers[OF[block]], reading


def about(reading: Reading, code: str) -> list[Finding]:
    return [finding for finding in reading.findings if finding.question == code]


@pytest.mark.parametrize(
    ("block", "cells", "value"),
    [
        (TARGETS, {"whole": 8, "part": 6}, 0.75),
        (TARGETS, {"whole": 8, "part": 0}, 0.0),
        (TARGETS, {"whole": '"8"', "part": '" 6 "'}, 0.75),
        (TARGETS, {"typed": 0.75, "whole": 8, "part": 6}, 0.75),
        (TARGETS, {"typed": "75 %", "whole": 8, "part": 6}, 0.75),
        (TARGETS, {"typed": "=D9/D8", "whole": 8, "part": 6}, 0.75),
        (TARGETS, {"typed": '"67%"', "whole": 3, "part": 2}, 2 / 3),
        (DISCIPLINE, {"before": 4, "now": 1, "sanctioned": 1}, 0.75),
        (DISCIPLINE, {"before": 0, "now": 0, "sanctioned": 0}, 1.0),
        (DISCIPLINE, {"before": 2, "now": 3, "sanctioned": 3}, 0.0),
        (COMPLAINTS, {"due": 10, "open": 2, "closed": 8}, 0.8),
        (LHKPN, {"due": 5, "heads": 1, "officials": 1, "others": 3, "reported": 4}, 0.8),
        (LHKPN, {"heads": 1, "officials": 1, "others": 3, "reported": 4}, 0.8),
        (LHKPN, {"heads": 1, "others": 4, "reported": 4}, 0.8),
        (LHKPN, {"due": 5, "reported": 4}, 0.8),
        (LHKPN, {"due": "=SUM(D8:D10) -> 5", "heads": 5, "reported": 4}, 0.8),
    ],
)
def test_a_ratio_follows_from_its_counts(
    block: str, cells: dict[str, object], value: float
) -> None:
    answer, reading = ratio(block, **cells)
    assert (answer.state, answer.value) == (State.ANSWERED, pytest.approx(value))
    assert {f.code for f in about(reading, answer.code)} <= {"count-taken-as-zero"}


@pytest.mark.parametrize(
    ("block", "cells"),
    [
        (TARGETS, {"whole": 0, "part": 0}),
        (TARGETS, {"whole": 0, "part": 3}),
        (TARGETS, {"typed": "#DIV/0!", "whole": 0, "part": 0}),
        (TARGETS, {"typed": 0.9, "whole": 8}),
        (TARGETS, {"part": 8}),
        (TARGETS, {"whole": "8 sasaran", "part": 6}),
        (TARGETS, {"whole": 8, "part": "#REF!"}),
        (DISCIPLINE, {"before": 0, "now": 2, "sanctioned": 0}),
        (LHKPN, {"heads": 1, "officials": "dua", "others": 3, "reported": 4}),
        (LHKPN, {"due": 5}),
        (LHKPN, {"due": "=SUM(D8:D10) -> 0", "reported": 4}),
    ],
)
def test_what_cannot_be_computed_is_unanswered_and_named(
    block: str, cells: dict[str, object]
) -> None:
    answer, reading = ratio(block, **cells)
    assert (answer.state, answer.value) == (State.NOT_COMPUTABLE, None)
    assert told(reading.findings, "ratio-not-computable") == [answer.cell]
    assert "answer-error-cell" not in {f.code for f in about(reading, answer.code)}


@pytest.mark.parametrize(
    ("typed", "value"), [(0.85, 0.85), ("85 %", 0.85), (100, 1.0), (0, 0.0), ("0 %", 0.0)]
)
def test_a_percentage_typed_without_counts_counts_and_is_named(typed: object, value: float) -> None:
    lines = f"| Jumlah | | | =SUM(D1:D2) -> 0 |{TARGETS.format(typed=typed, whole='', part='')}"
    reading = read(sheet(f"{FIRST.strip()}\n{lines}"))
    answer = reading.assessments[0].answers["A.II.4.i.-"]
    assert (answer.state, answer.value) == (State.ANSWERED, pytest.approx(value))
    assert told(reading.findings, "ratio-typed-without-counts") == [answer.cell]


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"typed": "=IFERROR(D10/D6,0) -> 0"},
        {"typed": '=IF(D6=0,"",1) -> ""'},
        {"typed": "=D10/D6"},
        {"typed": "=D10/D6 -> 1", "due": "=SUM(D8:D10) -> 0"},
        {"due": "=SUM(D8:D10) -> 0"},
        {"due": 0},
        {"typed": 0},  # no formula in the sheet: a format that does not tell them
    ],
)
def test_what_formulas_come_to_over_empty_counts_is_no_answer(cells: dict[str, object]) -> None:
    answer, reading = ratio(LHKPN, **cells)
    assert (answer.state, answer.value, answer.raw) == (State.BLANK, None, "")
    assert not codes(reading.findings) & {"ratio-not-computable", "ratio-typed-without-counts"}


def test_an_error_over_empty_counts_stays_an_error() -> None:
    answer, reading = ratio(TARGETS, typed="#DIV/0!")
    assert answer.state is State.ERROR_CELL
    assert told(reading.findings, "answer-error-cell") == [answer.cell]


@pytest.mark.parametrize("typed", [1, "100 %", "penuh", "#REF!", 0.76])
def test_a_percentage_that_contradicts_its_counts_is_named(typed: object) -> None:
    answer, reading = ratio(TARGETS, typed=typed, whole=8, part=6)
    assert answer.value == 0.75
    assert [f.code for f in about(reading, answer.code)] == ["ratio-differs-from-counts"]


@pytest.mark.parametrize("typed", ["", 1, "=D9/D8 -> 1.125"])
def test_more_than_the_whole_counts_as_the_whole_and_is_named(typed: object) -> None:
    answer, reading = ratio(TARGETS, typed=typed, whole=8, part=9)
    assert answer.value == 1.0
    assert [f.code for f in about(reading, answer.code)] == ["ratio-above-one"]


def test_closed_and_open_complaints_must_come_to_those_due() -> None:
    answer, reading = ratio(COMPLAINTS, due=10, open=3, closed=5)
    assert answer.value == 0.5
    (finding,) = (f for f in reading.findings if f.code == "counts-do-not-add-up")
    assert (finding.cell, dict(finding.details)["used"]) == ("D7", 10)


def test_an_empty_kind_of_the_whole_is_taken_as_0_and_named() -> None:
    answer, reading = ratio(LHKPN, due=5, heads=1, reported=1)
    assert answer.value == 1
    (finding,) = (f for f in reading.findings if f.code == "count-taken-as-zero")
    assert (finding.cell, finding.points) == ("D9", 1)
    assert dict(finding.details) == {"count": 2, "cells": "D9, D10"}
    # Five are stated as due, one is named: the finding says that one was used.
    (contradiction,) = (f for f in reading.findings if f.code == "counts-do-not-add-up")
    assert dict(contradiction.details) == {"due": 5, "sum": 1, "used": 1}


@pytest.mark.parametrize(
    "cells",
    [
        {"heads": 1, "officials": 0, "others": 0, "reported": 1},
        {"due": 5, "reported": 4},
    ],
)
def test_nothing_is_taken_as_0_where_all_kinds_or_their_sum_alone_are_filled(
    cells: dict[str, object],
) -> None:
    assert "count-taken-as-zero" not in codes(ratio(LHKPN, **cells)[1].findings)


def test_a_typed_sum_must_be_the_sum_of_its_kinds() -> None:
    answer, reading = ratio(LHKPN, due=6, heads=1, officials=2, others=1, reported=3)
    assert answer.value == 0.75
    assert told(reading.findings, "counts-do-not-add-up") == ["D7"]


@pytest.mark.parametrize(
    ("block", "cells", "cell"),
    [
        (COMPLAINTS, {"due": 10, "closed": 10}, "D8"),
        (DISCIPLINE, {"before": 4, "now": 1}, "D9"),
    ],
)
def test_a_count_that_is_asked_for_and_not_used_must_be_filled(
    block: str, cells: dict[str, object], cell: str
) -> None:
    answer, reading = ratio(block, **cells)
    assert answer.state is State.ANSWERED
    assert told(reading.findings, "count-not-filled") == [cell]
