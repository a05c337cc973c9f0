"""Raw responses as offices keep them, read by their headings or as somebody says."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zi_analytics.findings import Refused
from zi_analytics.workbook.cells import Book, CellValue, Sheet
from zi_analytics.workbook.survey.reader import find_survey
from zi_analytics.workbook.survey.reading import SurveyReading

CASES = Path(__file__).parents[2] / "cases" / "surveys.toml"
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def cases() -> list[dict[str, Any]]:
    return tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]


def cell(text: str) -> CellValue:
    bare = text.strip()
    if bare.startswith("'"):
        return bare[1:]
    return float(bare) if NUMBER.fullmatch(bare) else bare


def table(text: str, name: str = "Isian", **more: Any) -> Sheet:
    lines = text.strip("\n").split("\n")
    return Sheet(
        name, "visible", [[cell(part) for part in line.split("|")] for line in lines], **more
    )


def read(*sheets: Sheet, **given: Any) -> SurveyReading:
    return find_survey(Book("xlsx", sheets), b"", "survei.xlsx", **given)


def found(reading: SurveyReading) -> list[tuple[str, str]]:
    few = "survey-few-respondents"
    return sorted((one.code, one.cell or "") for one in reading.findings if one.code != few)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_responses_are_read_as_they_are_meant(case: dict[str, Any]) -> None:
    reading = read(table(case["sheet"]), mapping=case.get("given"))
    assert reading.mapping == case["mapping"]
    expected = [
        tuple(None if part == "-" else float(part) for part in line.split())
        for line in case["answers"]
    ]
    assert [one.answers for one in reading.respondents] == expected
    elements = {role for role in case["mapping"].values() if re.fullmatch(r"U\d", role)}
    assert list(reading.elements) == case.get("elements", sorted(elements))
    assert reading.labels == case.get("labels", {})
    assert reading.beyond == case.get("beyond", 0)
    assert found(reading) == sorted((code, at) for code, at in case.get("findings", []))
    if "services" in case:
        assert [one.service for one in reading.respondents] == case["services"]
    if "days" in case:
        days = [None if not day else date.fromisoformat(day) for day in case["days"]]
        assert [one.day for one in reading.respondents] == days


def survey_of(count: int, name: str = "Isian", **more: Any) -> Sheet:
    rows = "\n".join(f"{number} | KTP | 4 | 3" for number in range(1, count + 1))
    return table(f"No | Layanan | U1 | U2\n{rows}", name, **more)


@pytest.mark.parametrize(("count", "is_few"), [(1, True), (29, True), (30, False), (31, False)])
def test_thirty_respondents_are_enough_and_29_are_not(count: int, is_few: bool) -> None:
    reading = read(survey_of(count))
    assert len(reading.respondents) == count
    assert ["survey-few-respondents"] * is_few == [one.code for one in reading.findings]


def test_hidden_rows_and_columns_count_and_are_named() -> None:
    reading = read(survey_of(30, hidden_rows=frozenset({4, 5}), hidden_columns=frozenset({4})))
    assert len(reading.respondents) == 30
    assert found(reading) == [("survey-column-hidden", "D1"), ("survey-row-hidden", "C4")]
    hidden = next(one for one in reading.findings if one.code == "survey-row-hidden")
    assert dict(hidden.details)["count"] == 2


def test_an_error_cell_is_no_answer() -> None:
    reading = read(survey_of(30, errors={(2, 3): "#DIV/0!"}))
    assert reading.respondents[0].answers == (None, 3.0)
    finding = next(one for one in reading.findings if one.code == "survey-answer-text")
    assert (finding.cell, dict(finding.details)["text"]) == ("C2", "#DIV/0!")


def test_of_several_sheets_one_is_read_and_the_others_are_named() -> None:
    small, large = survey_of(2, "Loket 1"), survey_of(30, "Loket 2")
    cover = table("Laporan | Survei\nKelurahan | X", "Sampul")
    reading = read(cover, small, large)
    assert (reading.sheet, len(reading.respondents)) == ("Loket 2", 30)
    assert [(one.code, one.sheet) for one in reading.findings] == [
        ("survey-sheet-not-read", "Loket 1")
    ]
    assert read(cover, small, large, sheet="Loket 1").sheet == "Loket 1"


def test_a_workbook_without_a_table_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        read(table("Judul saja"))
    assert caught.value.finding.code == "survey-not-recognised"


def test_no_name_of_a_person_leaves_the_reader() -> None:
    reading = read(
        table("No | Nama | NIK | U1\n1 | Sri Rahayu | 3326 | 4\n1 | Sri Rahayu | 3326 | 4")
    )
    assert "Rahayu" not in repr(reading)
    assert "3326" not in repr(reading)
