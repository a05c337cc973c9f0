"""The empty table for raw responses: filled in, it is read as it is meant."""

from io import BytesIO

import openpyxl
import pytest

from zi_analytics.instrument.surveys import survey_rules
from zi_analytics.report.survey_template import write_survey_template
from zi_analytics.workbook.cells import Book, Sheet
from zi_analytics.workbook.survey.reader import find_survey

NINE = [f"U{number}" for number in range(1, 10)]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", ["ipak", "ipkp", "skm"])
def test_a_filled_template_is_recognised(kind, language):
    content = write_survey_template(survey_rules().kinds[kind], language)
    assert content == write_survey_template(survey_rules().kinds[kind], language)
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    header = [cell.value for cell in sheet[1]]
    answers = [4.0, 3.0, 2.0, 1.0, 4.0, 3.0, 2.0, 1.0, 4.0]
    rows = [header, *([float(n), None, "KTP", "P", 30.0, "S1", "Tani", *answers] for n in (1, 2))]
    reading = find_survey(Book("xlsx", (Sheet("S", "visible", rows),)), b"", "a.xlsx")
    roles = ["number", "date", "service", *["person"] * 4, *NINE]
    assert list(reading.mapping.values()) == roles
    assert [one.answers for one in reading.respondents] == [tuple(answers)] * 2
    assert [one.code for one in reading.findings] == ["survey-few-respondents"]
    assert len(reading.labels) == (9 if kind == "skm" else 0)
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, rule.formula2) == ("1", "4")
    assert "nama" not in " ".join(str(title).casefold() for title in header)
