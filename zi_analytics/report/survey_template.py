"""An empty table for raw responses: without names of persons, answers 1 to 4 only."""

from __future__ import annotations

import io

import xlsxwriter

from zi_analytics.instrument.surveys import SurveyKind, survey_rules
from zi_analytics.language.wording import msg, translator
from zi_analytics.programme.surveys import Measures
from zi_analytics.report.sheets import NO_MOMENT, SAFE

HEADINGS = (
    (msg("Respondent no."), 12),
    (msg("Date"), 12),
    (msg("Kind of service"), 26),
    (msg("Gender"), 12),
    (msg("Age"), 8),
    (msg("Education"), 14),
    (msg("Occupation"), 16),
)
"""The columns before the elements; the reader knows their words in both languages."""
ROWS = 500
"""Rows in which only answers of the scale can be typed."""


def write_survey_template(kind: SurveyKind, language: str) -> bytes:
    """A workbook with one row a respondent. The same kind gives the same bytes."""
    rules, t = survey_rules(), translator(language)
    labelled = kind.code == Measures.SKM
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**SAFE, "in_memory": True}) as book:
        book.set_properties({"title": kind.label.say(language), "created": NO_MOMENT})
        heading = book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#E8EEF2", "text_wrap": True, "valign": "top"}
        )
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(t("Responses"))
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 45)
        for column, (title, width) in enumerate(HEADINGS):
            sheet.set_column(column, column, width, day if title == "Date" else None)
            sheet.write_string(0, column, t(title), heading)
        first = len(HEADINGS)
        for place, (code, label) in enumerate(rules.elements.items()):
            text = f"{code} {label.say(language)}" if labelled else code
            sheet.write_string(0, first + place, text, heading)
        last = first + len(rules.elements) - 1
        sheet.set_column(first, last, 13 if labelled else 7)
        sheet.data_validation(
            *(1, first, ROWS, last),
            {
                "validate": "integer",
                "criteria": "between",
                "minimum": int(rules.lowest),
                "maximum": int(rules.highest),
                "error_title": kind.short.say(language),
                "error_message": t(
                    "Type a whole number from {lowest} to {highest}.",
                    lowest=rules.lowest,
                    highest=rules.highest,
                ),
            },
        )
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()
