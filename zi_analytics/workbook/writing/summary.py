"""The last sheet: the total, the areas and the results, and every limit of WBK and WBBM, live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from zi_analytics.instrument import Level, Limit, Node, Predicate, Unseen
from zi_analytics.language.numbers import short
from zi_analytics.language.wording import translator
from zi_analytics.scoring.predicates import TOLERANCE
from zi_analytics.workbook.writing import formulas
from zi_analytics.workbook.writing.cover import assessor_formula, period_formula, unit_formula
from zi_analytics.workbook.writing.paper import protect, set_paper
from zi_analytics.workbook.writing.plan import Plan
from zi_analytics.workbook.writing.stored import StoredWorksheet
from zi_analytics.workbook.writing.styles import (
    FAILING,
    MUTED,
    PASSING,
    PERCENT,
    POINTS,
    WEIGHT,
    Styles,
)
from zi_analytics.workbook.writing.whose import Whose

LABEL, FIRST, SECOND, THIRD, FOURTH, FIFTH, LAST = range(7)
WIDTHS = (340, 84, 84, 84, 110, 84, 210)
PRINTED = 97
"""Percent: the widths above come to one page."""
TOPMOST = (Level.TOTAL, Level.COMPONENT, Level.ASPECT, Level.RESULT)
MET, NOT_MET = "✓", "✕"


def write_summary(sheet: StoredWorksheet, plan: Plan, whose: Whose, styles: Styles) -> None:
    """Write the whole sheet."""
    _Summary(sheet, plan, whose, styles).write()


class _Summary:
    def __init__(self, sheet: StoredWorksheet, plan: Plan, whose: Whose, styles: Styles) -> None:
        self._sheet = sheet
        self._plan = plan
        self._whose = whose
        self._styles = styles
        self._instrument = plan.instrument
        self._t = t = translator(plan.language)
        self._met = f"{MET} {t('met')}"
        self._not_met = f"{NOT_MET} {t('not met')}"
        self._unsure = f"? {t('not certain')}"
        self._row = 0

    def write(self) -> None:
        for column, width in enumerate(WIDTHS):
            self._sheet.set_column_pixels(column, column, width)
        self._write_head()
        self._write_nodes()
        self._write_areas()
        self._sheet.set_h_pagebreaks([self._row])
        for predicate in self._instrument.predicates:
            self._write_predicate(predicate)
        title = self._instrument.title.say(self._plan.language)
        last = (self._row - 1, LAST)
        set_paper(self._sheet, title, self._whose, self._plan.language, last)
        # Programs ignore page breaks on paper that is fitted to a width.
        self._sheet.set_print_scale(PRINTED)
        protect(self._sheet)

    def _write_head(self) -> None:
        t = self._t
        title = self._instrument.title.say(self._plan.language)
        bold = self._styles.plain(bold=True, font_size=14)
        self._sheet.write_string(0, LABEL, f"{t('Summary')} · {title}", bold)
        self._sheet.set_row(0, 22)
        plain = self._styles.plain(bold=True)
        heads = (unit_formula, period_formula, assessor_formula)
        for row, head in enumerate(heads, 1):
            said = head(self._plan, self._whose)
            self._sheet.write_formula(row, LABEL, said.text, plain, said.shown)
        self._row = len(heads) + 2

    def _write_nodes(self) -> None:
        """The total and what it is made of, down to the results."""
        t = self._t
        self._headings(t("Component"), t("Weight"), t("Score"), "%")
        for node in self._nodes():
            self._write_points(node)
        self._write_answered()

    def _nodes(self) -> Iterator[Node]:
        """The nodes above the areas, and the questions that stand alone below a result."""
        areas = {code for area in self._instrument.areas for code in area.nodes}
        for node in self._instrument.nodes:
            alone = node.level is Level.QUESTION and self._plan.has_weight(node)
            if node.level in TOPMOST or (alone and node.code not in areas):
                yield node

    def _write_points(self, node: Node) -> None:
        level = node.level
        self._frame(level, THIRD)
        label = self._styles.cell(level, indent=0 if level in TOPMOST else 1)
        self._sheet.write_string(self._row, LABEL, node.label.say(self._plan.language), label)
        weight = self._styles.cell(level, num_format=WEIGHT, align="right")
        self._sheet.write_number(self._row, FIRST, node.weight or 0.0, weight)
        points = f"={self._plan.elsewhere(node.code, 'points')}"
        if not self._plan.asks and level is Level.QUESTION:
            points = formulas.total_of_figures([self._figure(node.code)])
        self._formula(SECOND, points, POINTS, level)
        self._formula(THIRD, f"={self._at(SECOND)}/{self._at(FIRST)}", PERCENT, level)
        self._row += 1

    def _write_answered(self) -> None:
        """How many questions are answered, and of how many."""
        t = self._t
        self._sheet.write_string(self._row, LABEL, t("Answered"), self._styles.cell())
        questions = self._instrument.questions
        self._sheet.write_number(self._row, FIRST, len(questions), self._styles.cell(align="right"))
        if self._plan.asks:
            first, last = self._plan.nodes[0].code, self._plan.nodes[-1].code
            types, answers = (
                f"{self._plan.elsewhere(first, role)}:{self._plan.cell(last, role)}"
                for role in ("type", "answer")
            )
            asked = [f'({types}<>"")', f'({answers}<>"")']
            counts = {self._instrument.type_of(c.code).written[0] for c in self._instrument.counts}
            asked += [f"({types}<>{formulas.text(written)})" for written in sorted(counts)]
            count = f"=SUMPRODUCT({'*'.join(asked)})"
        else:
            cells = ",".join(self._plan.elsewhere(q.code, "points") for q in questions)
            count = f"=COUNT({cells})"
        self._formula(SECOND, count, "0", Level.QUESTION)
        self._formula(THIRD, f"={self._at(SECOND)}/{self._at(FIRST)}", PERCENT, Level.QUESTION)
        self._row += 2

    def _write_areas(self) -> None:
        """The areas across the aspects."""
        t = self._t
        parts = any(area.reform for area in self._instrument.areas)
        headings = [t("Area"), t("Weight"), t("Score"), "%"]
        headings += [t("Fulfilment"), t("Reform")] if parts else []
        self._headings(*headings)
        for area in self._instrument.areas:
            label = self._styles.cell()
            said = f"{area.code}. {area.label.say(self._plan.language)}"
            self._sheet.write_string(self._row, LABEL, said, label)
            weight = sum(self._instrument.node[code].weight or 0.0 for code in area.nodes)
            look = self._styles.cell(num_format=WEIGHT, align="right")
            self._sheet.write_number(self._row, FIRST, weight, look)
            self._formula(SECOND, self._sum(area.nodes), POINTS, Level.QUESTION)
            self._formula(THIRD, f"={self._at(SECOND)}/{self._at(FIRST)}", PERCENT, Level.QUESTION)
            for column, code in zip((FOURTH, FIFTH), area.nodes if parts else (), strict=False):
                self._formula(column, self._sum((code,)), POINTS, Level.QUESTION)
            self._row += 1
        self._row += 1

    def _write_predicate(self, predicate: Predicate) -> None:
        """Every limit of a predicate with its article and whether it is met."""
        t = self._t
        self._headings(
            predicate.label.say(self._plan.language),
            t("At least"),
            t("Score"),
            t("Distance"),
            t("Result"),
            t("Article"),
            merged=FIFTH,
        )
        first = self._row
        for limit in predicate.limits:
            self._write_limit(limit)
        for unseen in predicate.unseen:
            self._write_unseen(unseen)
        self._frame(Level.AREA, LAST)
        said = t("All limits of {predicate}", predicate=predicate.code)
        self._sheet.write_string(self._row, LABEL, said, self._styles.cell(Level.AREA))
        marks = f"{xl_rowcol_to_cell(first, FOURTH)}:{xl_rowcol_to_cell(self._row - 1, FOURTH)}"
        all_met = f"COUNTIF({marks},{formulas.text(self._met)})={self._row - first}"
        none_missed = f"COUNTIF({marks},{formulas.text(self._not_met)})=0"
        otherwise = (
            f"IF({none_missed},{formulas.text(self._unsure)},{formulas.text(self._not_met)})"
        )
        self._mark(all_met, Level.AREA, otherwise if predicate.unseen else "")
        self._colour_marks(first, self._row)
        self._row += 1
        required = next(
            (p for p in self._instrument.predicates if p.code == predicate.requires), None
        )
        if required is not None:
            said = t(
                "The unit must also hold {predicate} already.",
                predicate=required.label.say(self._plan.language),
            )
            self._sheet.write_string(self._row, LABEL, said, self._styles.plain(font_color=MUTED))
            self._row += 1
        self._row += 1

    def _write_limit(self, limit: Limit) -> None:
        t = self._t
        label, language = limit.label.say(self._plan.language), self._plan.language
        if limit.index is not None:
            index = short(limit.index, language)
            label = t("{rule}, index at least {index}", rule=label, index=index)
        self._sheet.write_string(self._row, LABEL, label, self._styles.cell())
        shares = limit.unit == "share"
        shown = PERCENT if shares else POINTS
        look = self._styles.cell(num_format=shown, align="right")
        self._sheet.write_number(self._row, FIRST, limit.minimum, look)
        points = self._sum(limit.nodes)
        if shares:
            weight = sum(self._instrument.node[code].weight or 0.0 for code in limit.nodes)
            points = f"=({points.removeprefix('=')})/{formulas.number(weight)}"
        self._formula(SECOND, points, shown, Level.QUESTION)
        distance = f"={self._at(SECOND)}-{self._at(FIRST)}"
        self._formula(THIRD, distance, shown, Level.QUESTION, -limit.minimum)
        guard = formulas.number(TOLERANCE).upper()
        self._mark(f"{self._at(SECOND)}>={self._at(FIRST)}-{guard}", Level.QUESTION)
        article = self._styles.cell(font_color=MUTED)
        self._sheet.merge_range(self._row, FIFTH, self._row, LAST, limit.article, article)
        self._row += 1

    def _write_unseen(self, unseen: Unseen) -> None:
        """A limit that the figures do not show: certain from some points on, else open."""
        label = unseen.label.say(self._plan.language)
        self._sheet.write_string(self._row, LABEL, label, self._styles.cell())
        for column in (FIRST, SECOND, THIRD):
            self._sheet.write_blank(self._row, column, None, self._styles.cell())
        if unseen.minimum is not None:
            look = self._styles.cell(num_format=POINTS, align="right")
            self._sheet.write_number(self._row, FIRST, unseen.minimum, look)
        if unseen.node is None or unseen.certain_from is None:
            look = self._styles.cell(align="center", bold=True)
            self._sheet.write_string(self._row, FOURTH, self._unsure, look)
        else:
            points = self._sum((unseen.node,)).removeprefix("=")
            enough = formulas.number(unseen.certain_from - TOLERANCE).upper()
            otherwise = formulas.text(self._unsure)
            self._mark(f"({points})>={enough}", Level.QUESTION, otherwise, self._unsure)
        article = self._styles.cell(font_color=MUTED)
        self._sheet.merge_range(self._row, FIFTH, self._row, LAST, unseen.article, article)
        self._row += 1

    def _mark(self, condition: str, level: Level, otherwise: str = "", shown: str = "") -> None:
        """The mark of a rule; an empty worksheet meets none.

        ``otherwise`` is a formula for what is not met, ``shown`` what an empty worksheet shows.
        """
        otherwise = otherwise or formulas.text(self._not_met)
        text = f"=IF({condition},{formulas.text(self._met)},{otherwise})"
        look = self._styles.cell(level, align="center", bold=True)
        self._sheet.write_formula(self._row, FOURTH, text, look, shown or self._not_met)

    def _colour_marks(self, first: int, last: int) -> None:
        for mark, colour in ((self._met, PASSING), (self._not_met, FAILING)):
            condition = {
                "type": "cell",
                "criteria": "==",
                "value": formulas.text(mark),
                "format": self._styles.changed(font_color=colour),
            }
            self._sheet.conditional_format(first, FOURTH, last, FOURTH, condition)

    def _headings(self, *said: str, merged: int | None = None) -> None:
        """A line of headings; the one in column ``merged`` spans the rest of the width."""
        heading = self._styles.heading()
        for column, text in enumerate(said):
            self._sheet.write_string(self._row, column, text, heading)
        if merged is not None:
            self._sheet.merge_range(self._row, merged, self._row, LAST, said[merged], heading)
        self._row += 1

    def _frame(self, level: Level, last: int) -> None:
        for column in range(last + 1):
            self._sheet.write_blank(self._row, column, None, self._styles.cell(level))

    def _formula(self, column: int, text: str, shown: str, level: Level, value: float = 0) -> None:
        look = self._styles.cell(level, num_format=shown, align="right")
        self._sheet.write_formula(self._row, column, text, look, value)

    def _sum(self, codes: Sequence[str]) -> str:
        """The points of nodes together; a typed figure counts as the rule counts it."""
        if self._plan.asks or any(
            self._instrument.node[code].level is not Level.QUESTION for code in codes
        ):
            return formulas.total([self._plan.elsewhere(code, "points") for code in codes])
        return formulas.total_of_figures([self._figure(code) for code in codes])

    def _figure(self, code: str) -> tuple[str, str]:
        return self._plan.elsewhere(code, "points"), self._plan.elsewhere(code, "weight")

    def _at(self, column: int) -> str:
        return str(xl_rowcol_to_cell(self._row, column))
