"""Evidence that proves nothing, and claims without any."""

from __future__ import annotations

import pytest

from tests.workbook.written import codes, read, sheet, told
from zi_analytics.workbook.reading import Reading

TABLE = """
| Penilaian | Bobot | Pilihan Jawaban | Jawaban | Nilai | Catatan | Bukti Dukung | |
| i. Tim kerja | 0.5 | | | | | | |
| a. Tim ZI dibentuk           | | Ya/Tidak | Ya | 1   | {note} | {a} | {loose} |
| b. Cara memilih anggota tim  | | A/B/C    | B  | 0.5 | | {b} | |
| ii. Rencana pembangunan ZI | 1 | | | | | | |
| a. Dokumen rencana kerja     | | Ya/Tidak | Ya | 1   | | {c} | |
| b. Target prioritas          | | A/B/C    | C  | 0   | | {d} | |
| c. Media sosialisasi         | | A/B/C    |    |     | | {e} | |
"""
GOOD = "https://bukti.contoh.example/sk-tim"


def evidence(**cells: str) -> Reading:
    links = {name: f"{GOOD}/{name}" for name in "abcde"}
    return read(sheet(TABLE.format(**{"loose": "", "note": "", **links, **cells})))


def test_a_link_for_every_claim_needs_no_word() -> None:
    found = codes(evidence().findings)
    assert not {code for code in found if "evidence" in code}


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\operator\Documents\sk.pdf",
        "D:/BUKTI/sk.pdf",
        r"\\server\bagian\sk.pdf",
        "file:///D:/sk.pdf",
        "/home/operator/sk.pdf",
        r"lihat: E:\zi\sk.pdf",
    ],
)
def test_a_path_of_somebodys_computer(path: str) -> None:
    reading = evidence(a=path)
    assert told(reading.findings, "evidence-local-path") == ["G3"]
    (finding,) = (f for f in reading.findings if f.code == "evidence-local-path")
    assert (finding.question, finding.points) == ("A.I.1.i.a", 0.25)


@pytest.mark.parametrize("text", ["SK tim nomor 1/2025", "https://c.example/a", "Bab I: /lampiran"])
def test_no_path_of_a_computer(text: str) -> None:
    assert told(evidence(a=text).findings, "evidence-local-path") == []


@pytest.mark.parametrize(
    "text", ["xxx", "-", "--", "...", "ada", "Link", "tbd", "n/a", "belum ada", "tes"]
)
def test_a_placeholder(text: str) -> None:
    assert told(evidence(b=text).findings, "evidence-placeholder") == ["G4"]


@pytest.mark.parametrize("text", ["SK tim", "Notulen rapat", "ada pada map 3"])
def test_a_document_by_its_name_is_evidence(text: str) -> None:
    assert told(evidence(b=text).findings, "evidence-placeholder") == []


def test_one_link_under_many_questions() -> None:
    reading = evidence(**dict.fromkeys("abcd", f"SK: {GOOD}."))
    (finding,) = (f for f in reading.findings if f.code == "evidence-same-link")
    assert (finding.cell, dict(finding.details)["cells"]) == ("G3", "G3, G4, G6, G7")
    assert finding.points == pytest.approx(0.25 + 0.125 + 1 / 3)


def test_one_link_under_three_questions_may_be() -> None:
    assert told(evidence(**dict.fromkeys("abc", GOOD)).findings, "evidence-same-link") == []


def test_a_link_twice_under_one_question_counts_once() -> None:
    reading = evidence(a=f"{GOOD} {GOOD}", b=GOOD, c=GOOD)
    assert told(reading.findings, "evidence-same-link") == []


def test_claims_without_evidence_and_what_hangs_on_them() -> None:
    reading = evidence(a="", c="", d="", e="")
    (finding,) = (f for f in reading.findings if f.code == "answers-without-evidence")
    # C of Target prioritas and the unanswered question claim nothing
    assert dict(finding.details)["cells"] == "D3, D6"
    assert finding.points == pytest.approx(0.25 + 1 / 3)


def test_a_sheet_that_keeps_its_evidence_elsewhere_is_left_alone() -> None:
    assert "answers-without-evidence" not in codes(evidence(**dict.fromkeys("abcde", "")).findings)


def test_evidence_in_a_column_without_a_heading() -> None:
    reading = evidence(a="", loose=GOOD)
    assert reading.assessments[0].answers["A.I.1.i.a"].evidence == GOOD
    assert "answers-without-evidence" not in codes(reading.findings)
    assert told(evidence(a="", loose="xxx").findings, "evidence-placeholder") == ["H3"]


def test_notes_are_no_evidence() -> None:
    reading = evidence(a="", note=GOOD)
    assert reading.assessments[0].answers["A.I.1.i.a"].note == GOOD
    assert told(reading.findings, "answers-without-evidence") == ["D3"]


@pytest.mark.parametrize("written", ["{}", "{}/", "{}.", "Lihat {}", "{} halaman 3", "({})"])
def test_a_link_is_the_same_link_whatever_is_written_around_it(written: str) -> None:
    """Alone in its cell a link is told at once; within a sentence it must be searched for."""
    reading = evidence(a=GOOD, b=GOOD, c=GOOD, d=written.format(GOOD))
    assert told(reading.findings, "evidence-same-link") == ["G3"]
