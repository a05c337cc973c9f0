"""The action plan as a workbook, to be edited and taken over again."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zi_analytics.analysis.plan import Agreement, Planned
from zi_analytics.analysis.plan_text import STATES, agreement_text
from zi_analytics.language.wording import msg, translator
from zi_analytics.report.sheets import LONGEST, NO_MOMENT, SAFE

COLUMNS = (
    (msg("Number"), 9),
    (msg("Version"), 9),
    (msg("Action"), 48),
    (msg("Question"), 14),
    (msg("Question text"), 40),
    (msg("Points"), 9),
    (msg("Working group"), 24),
    (msg("Person"), 22),
    (msg("Due"), 13),
    (msg("State"), 15),
    (msg("Done on"), 13),
    (msg("Evidence"), 36),
    (msg("Remarks"), 36),
    (msg("Newest worksheet"), 30),
)
"""The columns with their widths; the reader knows their words in both languages."""
ROOM = 500
"""Rows below the last action that have drop-downs and formats too."""
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


def write_plan(
    plan: Sequence[Planned],
    labels: Mapping[str, str],
    agreements: Mapping[int, Agreement | None],
    language: str,
) -> bytes:
    """A workbook with one row an action.

    ``labels`` are the texts of questions by code. Text stays text: nothing becomes a formula or a
    link. Number and version tell a row apart when it comes back. The same plan gives the same
    bytes.
    """
    t = translator(language)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**SAFE, "in_memory": True}) as book:
        book.set_properties({"title": t("Action plan"), "created": NO_MOMENT})
        heading = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF2"})
        styles = _Styles(
            text=book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            day=book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
            points=book.add_format({"num_format": "#,##0.00", "valign": "top"}),
            number=book.add_format({"num_format": "0", "valign": "top", "font_color": "#55616D"}),
        )
        sheet = book.add_worksheet(t("Action plan"))
        for column, (title, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width, styles.of(title))
            sheet.write_string(0, column, t(title), heading)
        for row, one in enumerate(plan, start=1):
            said = agreement_text(agreements.get(one.item.number), language)
            label = labels.get(one.value.question, "")
            _write_row(sheet, row, one, (label, said), styles, language)
        _finish(sheet, len(plan), language)
    return out.getvalue()


class _Styles:
    """The formats of the columns."""

    def __init__(self, text: Format, day: Format, points: Format, number: Format) -> None:
        self.text, self.day, self.points, self.number = text, day, points, number

    def of(self, title: str) -> Format:
        """The format of a column by its heading."""
        known = {
            "Number": self.number,
            "Version": self.number,
            "Points": self.points,
            "Due": self.day,
            "Done on": self.day,
        }
        return known.get(title, self.text)


def _write_row(
    sheet: Worksheet,
    row: int,
    one: Planned,
    beside: tuple[str, str],
    styles: _Styles,
    language: str,
) -> None:
    action = one.value
    t = translator(language)
    label, newest = beside
    cells: tuple[str | int | float | date | None, ...] = (
        one.item.number,
        one.item.version,
        action.what,
        action.question,
        label,
        action.points,
        action.group,
        action.person,
        action.due,
        t(STATES[action.state][1]),
        action.finished,
        action.evidence,
        action.remarks,
        newest,
    )
    for column, ((title, _), cell) in enumerate(zip(COLUMNS, cells, strict=True)):
        how = styles.of(title)
        if isinstance(cell, str):
            sheet.write_string(row, column, cell[:LONGEST], how)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, how)
        elif cell is not None:
            sheet.write_number(row, column, cell, how)


def _finish(sheet: Worksheet, actions: int, language: str) -> None:
    t = translator(language)
    states = [t(word) for _, word in STATES.values()]
    last = actions + ROOM
    sheet.autofilter(0, 0, max(actions, 1), len(COLUMNS) - 1)
    sheet.freeze_panes(1, 3)
    place = {title: column for column, (title, _) in enumerate(COLUMNS)}
    column = place["State"]
    sheet.data_validation(1, column, last, column, {"validate": "list", "source": states})
    for title in ("Due", "Done on"):
        column = place[title]
        rule = {
            "validate": "date",
            "criteria": "between",
            "minimum": _FIRST_DAY,
            "maximum": _LAST_DAY,
            "error_title": t("No date"),
            "error_message": t("Write a date, for example 31/03/2026."),
        }
        sheet.data_validation(1, column, last, column, rule)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
