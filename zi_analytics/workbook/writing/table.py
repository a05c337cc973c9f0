"""The sheet that is filled in: every node of the instrument on a row, its points by formula."""

from __future__ import annotations

from zi_analytics.instrument import AnswerKind, Level, Node
from zi_analytics.language.wording import msg, translator
from zi_analytics.workbook.writing import formulas
from zi_analytics.workbook.writing.asking import (
    answer_rule,
    computed_rule,
    evidence_rule,
    options_in_full,
)
from zi_analytics.workbook.writing.cover import assessor_formula, period_formula, unit_formula
from zi_analytics.workbook.writing.heights import height
from zi_analytics.workbook.writing.paper import protect, set_paper
from zi_analytics.workbook.writing.plan import HEADING_ROW, HEADINGS, Plan, numbering
from zi_analytics.workbook.writing.stored import StoredWorksheet
from zi_analytics.workbook.writing.styles import (
    FAILING,
    MUTED,
    PERCENT,
    POINTS,
    SIZE,
    SMALL,
    WEIGHT,
    WHOLE,
    Styles,
)
from zi_analytics.workbook.writing.whose import Whose

NOT_COMPUTABLE = msg("cannot be computed yet")
WIDER_IF_BOLD = 12
INDENTED = {Level.COUNT: 1, Level.SUBTOTAL: 1}
ANSWER_FORMATS = {AnswerKind.COUNT: WHOLE, AnswerKind.INDEX: POINTS, AnswerKind.FIGURE: PERCENT}


def write_table(sheet: StoredWorksheet, plan: Plan, whose: Whose, styles: Styles) -> None:
    """Write the whole sheet."""
    _Table(sheet, plan, whose, styles).write()


class _Table:
    def __init__(self, sheet: StoredWorksheet, plan: Plan, whose: Whose, styles: Styles) -> None:
        self._sheet = sheet
        self._plan = plan
        self._whose = whose
        self._styles = styles
        self._instrument = plan.instrument
        self._language = plan.language
        self._t = translator(plan.language)

    def write(self) -> None:
        for role, width in self._plan.widths.items():
            column = self._plan.columns[role]
            self._sheet.set_column_pixels(column, column, width)
        self._write_head()
        self._write_headings()
        for node in self._plan.nodes:
            self._write_frame(node)
            if self._plan.asks:
                self._write_answer(node)
                self._write_points(node)
            else:
                self._write_figure(node)
            self._write_proof(node)
        self._set_up()

    def _write_head(self) -> None:
        """Title, unit, period and a line of advice above the heading."""
        t = self._t
        title = self._instrument.title.say(self._language)
        bold = self._styles.plain(bold=True, font_size=14)
        self._sheet.write_string(0, 0, f"{title} · {self._instrument.article}", bold)
        plain = self._styles.plain(bold=True)
        unit, period, assessor = (
            unit_formula(self._plan, self._whose),
            period_formula(self._plan, self._whose),
            assessor_formula(self._plan, self._whose),
        )
        self._sheet.set_row(0, 22)
        self._sheet.write_formula(1, 0, unit.text, plain, unit.shown)
        self._sheet.write_formula(
            2,
            0,
            f'{period.text}&" · "&{assessor.text.removeprefix("=")}',
            plain,
            f"{period.shown} · {assessor.shown}",
        )
        advice = t("Fill in the coloured cells only; everything else is computed.")
        self._sheet.write_string(3, 0, advice, self._styles.plain(font_color=MUTED))

    def _write_headings(self) -> None:
        heading = self._styles.heading()
        self._sheet.set_row(HEADING_ROW, 30)
        for role, column in self._plan.columns.items():
            said = HEADINGS[role]
            self._sheet.write(HEADING_ROW, column, self._t(said) if said else "", heading)
        first, second = self._plan.columns["numbering"], self._plan.columns["label"]
        said = self._t(HEADINGS["numbering"])
        self._sheet.merge_range(HEADING_ROW, first, HEADING_ROW, second, said, heading)

    def _write_frame(self, node: Node) -> None:
        """What stands in a row before anybody answers: labels, weight, criteria, options."""
        level, row, columns = node.level, self._plan.rows[node.code], self._plan.columns
        self._sheet.set_row(row, self._height(node))
        for column in columns.values():
            self._sheet.write_blank(row, column, None, self._styles.cell(level))
        indent = INDENTED.get(level, 0)
        number = self._styles.cell(level, align="left", indent=indent)
        self._sheet.write_string(row, columns["numbering"], numbering(node), number)
        label = self._styles.cell(level, indent=indent)
        self._sheet.write_string(row, columns["label"], node.label.say(self._language), label)
        if self._plan.has_weight(node):
            weight = self._styles.cell(level, num_format=WEIGHT, align="right")
            self._sheet.write_number(row, columns["weight"], node.weight or 0.0, weight)
        if not self._plan.asks or node.answer_type is None:
            return
        criteria = options_in_full(self._instrument, node, self._language)
        small = self._styles.cell(level, font_size=SMALL)
        self._sheet.write_string(row, columns["criteria"], criteria, small)
        written = self._instrument.type_of(node.code).written[0]
        options = self._styles.cell(level, align="center", font_size=SMALL)
        self._sheet.write_string(row, columns["type"], written, options)

    def _height(self, node: Node) -> float:
        widths = self._plan.widths
        label = (node.label.say(self._language), widths["label"] - WIDER_IF_BOLD, SIZE)
        if not self._plan.asks or node.answer_type is None:
            return height([label])
        criteria = options_in_full(self._instrument, node, self._language)
        reason = self._t(NOT_COMPUTABLE) if node.code in self._instrument.ratios else ""
        beside = [(criteria, widths["criteria"], SMALL), (reason, widths["share"], SMALL)]
        return height([label, *beside])

    def _write_answer(self, node: Node) -> None:
        """The cell of an answer: to be filled in, or computed from the counts below it."""
        if node.answer_type is None:
            return
        row, column = self._plan.rows[node.code], self._plan.columns["answer"]
        kind = self._instrument.type_of(node.code).kind
        ratio = self._instrument.ratios.get(node.code)
        if ratio is not None:
            counts = {c.code: self._answer(c) for c in self._instrument.children[node.code]}
            computed = self._styles.cell(node.level, num_format=PERCENT, align="center")
            text = formulas.ratio(ratio, counts)
        elif node.level is Level.SUBTOTAL:
            whole = next(
                r.whole for r in self._instrument.ratios.values() if r.subtotal == node.code
            )
            computed = self._styles.cell(node.level, num_format=WHOLE, align="center")
            text = formulas.sum_if_any([self._plan.cell(code, "answer") for code in whole])
        else:
            look = {"num_format": ANSWER_FORMATS[kind]} if kind in ANSWER_FORMATS else {}
            to_fill = self._styles.to_fill(align="center", bold=True, **look)
            self._sheet.write_blank(row, column, None, to_fill)
            rule = answer_rule(self._instrument, node, self._language)
            self._sheet.data_validation(row, column, row, column, rule)
            return
        self._sheet.write_formula(row, column, text, computed, "")
        self._sheet.data_validation(row, column, row, column, computed_rule(self._language))

    def _write_points(self, node: Node) -> None:
        """The points of a node, or the value of a question in a mean, and what share that is."""
        if node.weight is None:
            return
        code, row = node.code, self._plan.rows[node.code]
        weight = self._plan.cell(code, "weight") if self._plan.has_weight(node) else ""
        children = [c for c in self._instrument.children[code] if c.weight is not None]
        below = [self._plan.cell(child.code, "points") for child in children]
        if node.level is Level.QUESTION:
            text = formulas.value(self._instrument.type_of(code), self._answer(node))
            text = formulas.weighted(text, weight) if weight else text
        elif node.code in self._instrument.means:
            text = formulas.mean(below, weight)
        else:
            text = formulas.total(below)
        points = self._styles.cell(node.level, num_format=POINTS, align="right")
        self._sheet.write_formula(row, self._plan.columns["points"], text, points, 0)
        ratio = self._instrument.ratios.get(code)
        share = formulas.share(self._plan.cell(code, "points"), weight)
        if ratio is not None:
            counts = [self._plan.cell(c, "answer") for c in (*ratio.part, *ratio.whole)]
            reason = self._t(NOT_COMPUTABLE)
            share = formulas.unless_not_computable(share, self._answer(node), counts, reason)
        size = SIZE if ratio is None else SMALL
        percent = self._styles.cell(node.level, num_format=PERCENT, align="right", font_size=size)
        self._sheet.write_formula(row, self._plan.columns["share"], share, percent, 0)

    def _write_figure(self, node: Node) -> None:
        """The figure of an area, typed where the points stand; sums of them by formula."""
        row, column = self._plan.rows[node.code], self._plan.columns["points"]
        points, weight = (self._plan.cell(node.code, role) for role in ("points", "weight"))
        share = formulas.share(points, weight)
        shown: str | int = 0
        if node.level is Level.QUESTION:
            to_fill = self._styles.to_fill(num_format=POINTS, align="right", bold=True)
            self._sheet.write_blank(row, column, None, to_fill)
            rule = answer_rule(self._instrument, node, self._language)
            self._sheet.data_validation(row, column, row, column, rule)
            # A share of nothing would be read as an answer of 0.
            share, shown = formulas.share_if_filled(points, weight), ""
        else:
            look = self._styles.cell(node.level, num_format=POINTS, align="right")
            self._sheet.write_formula(row, column, self._sum_below(node), look, 0)
        percent = self._styles.cell(node.level, num_format=PERCENT, align="right")
        self._sheet.write_formula(row, self._plan.columns["share"], share, percent, shown)

    def _sum_below(self, node: Node) -> str:
        children = self._instrument.children[node.code]
        cells = [
            (self._plan.cell(c.code, "points"), self._plan.cell(c.code, "weight")) for c in children
        ]
        if all(child.level is Level.QUESTION for child in children):
            return formulas.total_of_figures(cells)
        return formulas.total([points for points, _ in cells])

    def _write_proof(self, node: Node) -> None:
        """The cells for a note and for the evidence."""
        if node.level is not Level.QUESTION:
            return
        row, columns = self._plan.rows[node.code], self._plan.columns
        free = self._styles.to_fill(font_size=SMALL, indent=1)
        for role in ("note", "evidence"):
            self._sheet.write_blank(row, columns[role], None, free)
        rule = evidence_rule(self._instrument, node, self._language)
        if rule is not None:
            column = columns["evidence"]
            self._sheet.data_validation(row, column, row, column, rule)

    def _answer(self, node: Node) -> str:
        return self._plan.cell(node.code, "answer")

    def _set_up(self) -> None:
        """Conditions, filter, panes, print and protection."""
        plan, columns = self._plan, self._plan.columns
        first, last = HEADING_ROW + 1, plan.last_row
        if plan.asks:
            self._mute_unanswered(first, last)
        self._sheet.autofilter(HEADING_ROW, columns["weight"], last, plan.last_column)
        self._sheet.freeze_panes(HEADING_ROW + 1, columns["weight"])
        self._sheet.repeat_rows(HEADING_ROW)
        self._sheet.ignore_errors({"number_stored_as_text": f"A{first + 1}:A{last + 1}"})
        title = self._instrument.title.say(self._language)
        end = (last, plan.last_column)
        set_paper(self._sheet, title, self._whose, self._language, end)
        protect(self._sheet)

    def _mute_unanswered(self, first: int, last: int) -> None:
        """A dash beside what is not answered, to tell it from an answer that is worth nothing;
        and what cannot be computed in the colour of a warning."""
        columns = self._plan.columns
        names = {role: self._plan.cell(self._plan.nodes[0].code, role) for role in columns}
        area = (first, columns["points"], last, columns["share"])
        reason = {
            "type": "formula",
            "criteria": f"=ISTEXT(${names['share']})",
            "format": self._styles.changed(font_color=FAILING),
            "stop_if_true": True,
        }
        self._sheet.conditional_format(first, columns["share"], last, columns["share"], reason)
        unanswered = {
            "type": "formula",
            "criteria": f'=AND(${names["type"]}<>"",${names["answer"]}="")',
            "format": self._styles.changed(font_color=MUTED, num_format='"–"'),
        }
        self._sheet.conditional_format(*area, unanswered)
