"""The list of units as a workbook, to be edited and taken over again."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pandas as pd
import xlsxwriter

from zi_analytics.language.wording import msg, translator
from zi_analytics.report.sheets import NO_MOMENT, SAFE

HEADINGS = (
    (msg("Code"), 18),
    (msg("Unit name"), 42),
    (msg("Kind"), 18),
    (msg("Tier"), 8),
    (msg("Parent unit"), 36),
    (msg("Active"), 8),
    (msg("Other names"), 48),
)
"""The columns with their widths; the reader knows their words in both languages."""
ROOM = 500
"""Rows below the last unit that have the drop-downs too."""


def write_unit_list(units: pd.DataFrame, kinds: Sequence[str], language: str) -> bytes:
    """A workbook with one row a unit; ``units`` is :meth:`zi_analytics.store.Store.units`.

    ``kinds`` are offered as a drop-down; others may be typed. Text from the store stays text:
    nothing becomes a formula or a link. The same units give the same bytes.
    """
    t = translator(language)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**SAFE, "in_memory": True}) as book:
        book.set_properties({"title": t("List of units"), "created": NO_MOMENT})
        heading = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF2"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(t("Units"))
        sheet.freeze_panes(1, 2)
        for column, (title, width) in enumerate(HEADINGS):
            sheet.set_column(column, column, width, None if title == "Tier" else text)
            sheet.write_string(0, column, t(title), heading)
        names = dict(zip(units["code"], units["name"], strict=True))
        for row, unit in enumerate(units.to_dict("records"), start=1):
            parent = "" if pd.isna(unit["parent"]) else names[unit["parent"]]
            active = t("Yes") if unit["is_active"] else t("No")
            sheet.write_string(row, 0, unit["code"], text)
            sheet.write_string(row, 1, unit["name"], text)
            sheet.write_string(row, 2, unit["kind"], text)
            sheet.write_number(row, 3, unit["tier"])
            sheet.write_string(row, 4, parent, text)
            sheet.write_string(row, 5, active, text)
            sheet.write_string(row, 6, "; ".join(unit["aliases"]), text)
        last = len(units) + ROOM
        sheet.autofilter(0, 0, max(len(units), 1), len(HEADINGS) - 1)
        sheet.data_validation(1, 5, last, 5, {"validate": "list", "source": [t("Yes"), t("No")]})
        if kinds:
            sheet.data_validation(
                1,
                2,
                last,
                2,
                {"validate": "list", "source": _that_fit(kinds), "error_type": "information"},
            )
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()


def _that_fit(kinds: Sequence[str]) -> list[str]:
    """Excel takes 255 characters of choices, and a comma would divide one."""
    chosen: list[str] = []
    for kind in kinds:
        if "," not in kind and len(",".join([*chosen, kind])) <= 255:
            chosen.append(kind)
    return chosen
