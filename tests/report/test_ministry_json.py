"""The ministry's JSON: its own numbers and keys, and only when every answer is one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.answered import answered
from tests.hostile_texts import TEXTS
from tests.report.stored_city import LKE, PERIOD, city
from zi_analytics.findings import Refused
from zi_analytics.instrument import load
from zi_analytics.report.ministry_json import (
    Submission,
    check_submission,
    load_submission,
    write_submission,
)
from zi_analytics.store import Store, StoreError
from zi_analytics.workbook.reading import Answer, AssessmentReading, State

FIELDS = {
    *("soal_id", "jawaban_unit", "jawaban_tpi"),
    *("catatan_unit", "bukti_dukung_unit", "catatan_tpi"),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with city(tmp_path / "store") as opened:
        yield opened


def submission(
    own: AssessmentReading | None, judged: AssessmentReading | None = None
) -> Submission:
    return Submission("satu", "Kelurahan Satu", PERIOD, own, judged)


def changed(reading: AssessmentReading, code: str, **facts: object) -> AssessmentReading:
    answer: Answer = reading.answers[code]._replace(**facts)  # type: ignore[arg-type]
    return replace(reading, answers={**reading.answers, code: answer})


def test_every_question_of_the_list_stands_in_it_as_the_list_writes_answers(store: Store) -> None:
    _, stored = load_submission(store, "kelurahan-satu", PERIOD)
    content = json.loads(write_submission(LKE, stored))
    assert (content["unit_id"], content["nama_unit"]) == ("kelurahan-satu", "Kelurahan Satu")
    assert content["tahun"] == 2026
    answers = {answer["soal_id"]: answer for answer in content["answers"]}
    # The ministry's list for 2026 has 127 questions, numbered one after the other.
    assert list(answers) == list(range(1, 128))
    assert all(set(answer) == FIELDS for answer in answers.values())
    assert (answers[1]["jawaban_unit"], answers[1]["jawaban_tpi"]) == ("Ya", "Tidak")
    assert answers[2]["jawaban_unit"] == "B"
    assert answers[88]["jawaban_unit"] == 10
    assert answers[125]["jawaban_unit"] == 3.6
    assert answers[1]["catatan_unit"] is None
    kinds = Counter(type(answer["jawaban_unit"]).__name__ for answer in answers.values())
    # 103 choices, 22 counts, and two indices of which one is not whole (4 is written as 4.0).
    assert kinds == {"str": 103, "int": 22, "float": 2}


@pytest.mark.parametrize(
    ("code", "facts", "kind"),
    [
        ("A.I.1.i.a", {"state": State.BLANK, "value": None}, "ministry-answer-missing"),
        ("A.II.1.i.a.1", {"state": State.MISSING, "value": None}, "ministry-answer-missing"),
        ("A.I.1.i.b", {"state": State.NOT_AN_OPTION, "value": None}, "ministry-answer-no-option"),
        ("A.I.1.i.b", {"state": State.ERROR_CELL, "value": None}, "ministry-answer-no-option"),
        ("B.I.a", {"state": State.NOT_AN_OPTION, "value": None}, "ministry-answer-wrong-kind"),
        ("A.II.1.i.a.1", {"state": State.ERROR_CELL, "value": None}, "ministry-answer-wrong-kind"),
    ],
)
def test_what_is_not_ready_is_named_and_not_written(
    code: str, facts: dict[str, object], kind: str
) -> None:
    broken = submission(changed(answered(LKE), code, raw="mungkin", **facts))
    (flaw,) = check_submission(LKE, broken)
    details = dict(flaw.details)
    assert (flaw.code, flaw.question, flaw.assessor) == (kind, code, "unit")
    assert (details["soal_id"], details["text"]) == (str(LKE.node[code].soal_id), "mungkin")
    with pytest.raises(Refused):
        write_submission(LKE, broken)


def test_an_assessor_may_leave_out_but_not_write_nonsense() -> None:
    own, tpi = answered(LKE), answered(LKE, assessor="tpi", A_I_1_i_a=None)
    content = json.loads(write_submission(LKE, submission(own, tpi)))
    assert content["answers"][0]["jawaban_tpi"] is None
    odd = changed(tpi, "A.I.1.i.b", state=State.NOT_AN_OPTION, value=None, raw="Z")
    (flaw,) = check_submission(LKE, submission(own, odd))
    assert (flaw.code, flaw.assessor) == ("ministry-answer-no-option", "tpi")


def test_another_worksheet_and_an_assessor_alone_are_refused(store: Store) -> None:
    short = load("ringkas")
    (flaw,) = check_submission(short, submission(answered(short)))
    assert flaw.code == "ministry-without-numbers"
    (flaw,) = check_submission(LKE, submission(None, answered(LKE, assessor="tpi")))
    assert flaw.code == "ministry-without-unit"
    with pytest.raises(StoreError):
        load_submission(store, "kelurahan-dua", "2025-B12")


def test_odd_notes_and_names_stand_as_typed() -> None:
    for text in TEXTS:
        own = changed(answered(LKE), "A.I.1.i.a", note=text, evidence=text)
        one = replace(submission(own), unit_name=text)
        content = json.loads(write_submission(LKE, one))
        first = content["answers"][0]
        assert content["nama_unit"] == text
        assert (first["catatan_unit"], first["bukti_dukung_unit"]) == (text, text)
