"""The first sheet: whose worksheet it is, for when, and how it is filled in.

The reader finds it again by its mark and takes what stands there as it stands
(``recognising/own_identity.py``).
"""

from __future__ import annotations

from typing import NamedTuple

from xlsxwriter.utility import quote_sheetname

from zi_analytics.instrument import Instrument
from zi_analytics.language.wording import msg, say, translator
from zi_analytics.workbook.recognising.own_identity import MARK
from zi_analytics.workbook.writing.asking import Rule, list_rule
from zi_analytics.workbook.writing.formulas import text
from zi_analytics.workbook.writing.heights import height
from zi_analytics.workbook.writing.paper import protect, set_paper
from zi_analytics.workbook.writing.plan import COVER, TABLE, Plan
from zi_analytics.workbook.writing.stored import StoredWorksheet
from zi_analytics.workbook.writing.styles import HEADING, MUTED, SIZE, Styles
from zi_analytics.workbook.writing.whose import Whose

FIRST_FIELD = 3
QUARTERS = {"B03": "I", "B06": "II", "B09": "III", "B12": "IV"}
YEARS_AHEAD = 14
"""An instrument in force is offered for so many years after its first."""
WIDTHS = (150, 330, 520)

FIELDS = {
    "unit": msg("Work unit"),
    "year": msg("Year"),
    "quarter": msg("Quarter"),
    "assessor": msg("Assessor"),
    "instrument": msg("Instrument"),
    "layout": msg("Sheet layout"),
}
"""The labels by which the reader finds the fields, in the order in which they stand."""
ASSESSORS = {"unit": msg("Unit"), "tpi": msg("TPI"), "tpi2": msg("TPI 2"), "tpn": msg("TPN")}
HINTS = {
    "unit": msg("The full name, as it should stand in reports."),
    "year": msg("The year that is assessed."),
    "quarter": msg("The quarter; choose the whole year for the final state."),
    "assessor": msg("Who gives the answers in this file."),
    "instrument": msg("Do not change: tells the reader which questions these are."),
    "layout": msg("Do not change: tells the reader how this file is arranged."),
}
STEPS = (
    msg("Complete the identity above; where there is a list, choose from it."),
    msg(
        "On the sheet {sheet}, fill in the coloured cells only. Choosing a cell shows what counts."
    ),
    msg(
        "Percentages are computed from the counts below them: fill in all counts, and type 0 where "
        "there really are none."
    ),
    msg(
        "Write under Evidence what proves each answer, such as a link or the name of a document; "
        "a link must open for the assessor."
    ),
    msg(
        "What is not answered earns nothing. A percentage without a base cannot be computed and "
        "earns nothing either."
    ),
    msg("Points, totals and limits compute themselves; see the sheet {summary}."),
    msg(
        "The sheets are protected without a password, so that no formula is overwritten by "
        "accident."
    ),
)
STEPS_OF_FIGURES = (STEPS[0], STEPS[1], *STEPS[5:])


class Shown(NamedTuple):
    """A formula with the text it comes to now."""

    text: str
    shown: str


def write_cover(sheet: StoredWorksheet, plan: Plan, whose: Whose, styles: Styles) -> None:
    """Write the whole sheet."""
    t = translator(plan.language)
    for column, width in enumerate(WIDTHS):
        sheet.set_column_pixels(column, column, width)
    title = plan.instrument.title.say(plan.language)
    sheet.write_string(0, 0, title, styles.plain(bold=True, font_size=16))
    sheet.set_row(0, 24)
    sheet.write_string(1, 0, plan.instrument.article, styles.plain(font_color=MUTED))
    for row, code in enumerate(FIELDS, FIRST_FIELD):
        _write_field(sheet, row, code, plan, whose, styles)
    row = FIRST_FIELD + len(FIELDS) + 1
    heading = styles.cell(**{**HEADING, "align": "left"})
    sheet.merge_range(row, 0, row, 2, t("How to fill it in"), heading)
    names = {"sheet": plan.sheet(TABLE), "summary": t("Summary")}
    for number, step in enumerate(STEPS if plan.asks else STEPS_OF_FIGURES, 1):
        row += 1
        said = f"{number}. {t(step, **names)}"
        sheet.set_row(row, height([(said, sum(WIDTHS), SIZE)], lowest=18))
        sheet.merge_range(row, 0, row, 2, said, styles.cell(valign="vcenter"))
    set_paper(sheet, title, whose, plan.language, (row, 2))
    protect(sheet)


def unit_formula(plan: Plan, whose: Whose) -> Shown:
    """The unit as the other sheets are headed with it."""
    label = say("Work unit", plan.language)
    cell = _cell(plan, "unit")
    return Shown(f'={text(f"{label}: ")}&IF({cell}="","…",{cell})', f"{label}: {whose.unit or '…'}")


def period_formula(plan: Plan, whose: Whose) -> Shown:
    """The period as the other sheets are headed with it."""
    label = say("Period", plan.language)
    year, quarter = _cell(plan, "year"), _cell(plan, "quarter")
    spoken = f'IF({year}="","…",{year}&IF({quarter}="",""," · "&{quarter}))'
    chosen = _quarter(whose, plan.language)
    shown = " · ".join(part for part in (str(whose.year or "…"), chosen) if part)
    return Shown(f"={text(f'{label}: ')}&{spoken}", f"{label}: {shown}")


def assessor_formula(plan: Plan, whose: Whose) -> Shown:
    """The assessor as the other sheets are headed with it."""
    t = translator(plan.language)
    cell = _cell(plan, "assessor")
    label = t("Assessor")
    return Shown(f"={text(f'{label}: ')}&{cell}", f"{label}: {t(ASSESSORS[whose.assessor])}")


def _cell(plan: Plan, code: str) -> str:
    row = FIRST_FIELD + list(FIELDS).index(code) + 1
    return f"{quote_sheetname(plan.sheet(COVER))}!$B${row}"


def _write_field(
    sheet: StoredWorksheet, row: int, code: str, plan: Plan, whose: Whose, styles: Styles
) -> None:
    t = translator(plan.language)
    sheet.write_string(row, 0, t(FIELDS[code]), styles.cell(bold=True, valign="vcenter"))
    sheet.write_string(
        row, 2, t(HINTS[code]), styles.plain(font_color=MUTED, indent=1, valign="vcenter")
    )
    sheet.set_row(row, 20)
    fixed = {"instrument": plan.instrument.id, "layout": MARK}
    if code in fixed:
        sheet.write_string(row, 1, fixed[code], styles.cell(font_color=MUTED, valign="vcenter"))
        return
    given: str | int | None = {
        "unit": whose.unit,
        "year": whose.year,
        "quarter": _quarter(whose, plan.language),
        "assessor": t(ASSESSORS[whose.assessor]),
    }[code]
    to_fill = styles.to_fill(align="left", valign="vcenter", bold=True)
    sheet.write(row, 1, given or None, to_fill)
    rule = _rule(code, plan, whose)
    if rule is not None:
        sheet.data_validation(row, 1, row, 1, rule)


def _rule(code: str, plan: Plan, whose: Whose) -> Rule | None:
    t = translator(plan.language)
    choices = {
        "year": [str(year) for year in _years(plan.instrument, whose.year)],
        "quarter": [t("Whole year"), *(_quarter_text(q, plan.language) for q in QUARTERS)],
        "assessor": [t(label) for label in ASSESSORS.values()],
    }
    if code not in choices:
        return None
    return list_rule(choices[code], t(HINTS[code]), plan.language)


def _years(instrument: Instrument, chosen: int | None) -> range:
    last = instrument.last_year or instrument.first_year + YEARS_AHEAD
    years = [instrument.first_year, last, *([chosen] if chosen else [])]
    return range(min(years), max(years) + 1)


def _quarter(whose: Whose, language: str) -> str:
    """The quarter as it is chosen from the list; "" where there is no period."""
    if whose.quarter:
        return _quarter_text(whose.quarter, language)
    return say("Whole year", language) if whose.period else ""


def _quarter_text(code: str, language: str) -> str:
    t = translator(language)
    return t("Quarter {quarter} ({code})", quarter=QUARTERS[code], code=code)
