"""The parts of the overview, each from one assessment."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.shared.downloads import Cell, offer_long_table, offer_table
from pages.shared.drawn import drawn
from pages.shared.figures import fact, mark, show_picture, small_table
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label
from pages.shared.words import language, t
from zi_analytics.analysis import sentences
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.gains import gains
from zi_analytics.analysis.overview import areas, closing, holding_back, rules
from zi_analytics.charts.areas import areas_picture
from zi_analytics.charts.limits import limits_picture
from zi_analytics.charts.picture import Picture
from zi_analytics.charts.theme import Palette
from zi_analytics.instrument import AnswerKind
from zi_analytics.language.numbers import below, decimal, percent, short, signed
from zi_analytics.store import StoredAssessment

GAINS = 5
SAME = 0.005
"""Totals that agree to the second decimal are shown as the same."""


def show_headline(assessed: Assessed, all_found: Mapping[str, Assessed], assessor: str) -> None:
    """The answer as a sentence, what holds it back, and the figures beside it."""
    st.header(literal(sentences.headline(assessed, language())), anchor=False)
    target = assessed.next
    if target is not None and target.undecided:
        way = sentences.way_to_certainty(assessed.instrument, target, language())
        st.markdown(literal(way))
    elif target is not None:
        behind = holding_back(assessed, target)
        label = literal(sentences.predicate_text(assessed.instrument, target.predicate, language()))
        lines = [f"**{t('What holds {predicate} back:', predicate=label)}**"]
        for number, rule in enumerate(behind[:3]):
            found = closing(assessed, rule)
            text = literal(sentences.closing_text(found, language()))
            way = literal(sentences.closing_answers_text(found, language()))
            said = f"**{text}** {way}" if number == 0 else text
            lines.append(f"{mark(rule.standing)} · {said}")
        st.markdown("  \n".join(lines))
        if len(behind) > 3:
            st.caption(t("{number} more limits are not met: see below.", number=len(behind) - 3))
    _show_facts(assessed)
    _show_others(all_found, assessor)


def _show_facts(assessed: Assessed) -> None:
    total = len(assessed.instrument.questions)
    claimed, proven, answered = st.columns(3)
    with claimed:
        fact(t("Claimed"), t("{points} of 100 points", points=decimal(assessed.total, language())))
    with proven:
        fact(
            t("With evidence"),
            t("{points} points", points=decimal(assessed.proven["TOTAL"], language()))
            if assessed.instrument.asks_questions
            else "–",
        )
    with answered:
        fact(
            t("Answered"),
            t("{answered} of {total} questions", answered=assessed.answered, total=total),
        )
    st.caption(literal(sentences.proven_text(assessed, language())))


def _show_others(all_found: Mapping[str, Assessed], assessor: str) -> None:
    """The totals of the other assessors beside the chosen one's."""
    if len(all_found) < 2:
        return
    own = all_found[assessor].total
    said = [
        f"{assessor_label(code)} {decimal(one.total, language())}"
        + ("" if code == assessor else f" ({signed(one.total - own, language())})")
        for code, one in all_found.items()
    ]
    st.caption(literal(t("Total by assessor: {totals}", totals=" · ".join(said))))


def show_areas(assessed: Assessed, target: str | None) -> None:
    """The six areas against their limit, with the table below."""
    rows = areas(assessed, target)
    if not rows:
        return
    st.subheader(literal(sentences.area_title(rows, target or "", language())), anchor=False)
    st.caption(
        t(
            "Solid = fulfilment, hatched = reform; filled = with evidence, outline = claimed "
            "without evidence; the line is the limit."
        )
    )
    show_picture(drawn(_areas, assessed, target), "areas")
    header = [
        t("Area"),
        t("Fulfilment"),
        t("Reform"),
        t("With evidence"),
        t("Points"),
        t("Limit"),
        t("Weight"),
        t("Standing"),
        t("Article"),
    ]
    table = [
        (
            row.area.label.say(language()),
            row.fulfilment.points,
            None if row.reform is None else row.reform.points,
            row.proven,
            row.points,
            row.needed,
            row.weight,
            t(sentences.STANDINGS[row.standing][1]),
            row.article,
        )
        for row in rows
    ]
    _table_below(t("Areas as a table"), "area", header, table)


def _areas(assessed: Assessed, target: str | None, spoken: str, palette: Palette) -> Picture:
    return areas_picture(areas(assessed, target), target or "", spoken, palette)


def show_limits(assessed: Assessed, target: str) -> None:
    """Every limit of a predicate as marks, with the articles below."""
    verdict = assessed.verdict(target)
    found = rules(assessed, verdict)
    met = sum(rule.missing == 0 for rule in found)
    st.subheader(
        t(
            "{met} of {total} limits of {predicate} are met",
            met=met,
            total=len(found),
            predicate=target,
        ),
        anchor=False,
    )
    st.caption(t("Every bar is drawn against its own limit, which is the line."))
    show_picture(drawn(_limits, assessed, target), "limits")
    doubtful = sentences.unseen_text(assessed.instrument, verdict, language())
    if doubtful:
        st.caption(literal(t("Not visible in this worksheet: {limits}.", limits=doubtful)))
    articles = sorted({rule.limit.article for rule in found})
    st.caption(t("Article: {article}", article=literal("; ".join(articles))))
    header = [
        t("Limit"),
        t("Points"),
        t("At least"),
        t("Distance"),
        t("With evidence"),
        t("Standing"),
        t("Article"),
    ]
    table = [
        (
            rule.limit.label.say(language()),
            rule.reached,
            rule.needed,
            rule.reached - rule.needed,
            rule.proven,
            t(sentences.STANDINGS[rule.standing][1]),
            rule.limit.article,
        )
        for rule in found
    ]
    _table_below(t("Limits as a table"), "limit", header, table)


def _limits(assessed: Assessed, target: str, spoken: str, palette: Palette) -> Picture:
    return limits_picture(rules(assessed, assessed.verdict(target)), target, spoken, palette)


def _table_below(label: str, stem: str, header: list[str], table: Sequence[Sequence[Cell]]) -> None:
    """A table behind a fold, its numbers in the language, with its download."""
    with st.expander(label, key=f"table-{stem}"):
        small_table(
            [
                {
                    name: literal(decimal(cell, language()))
                    if isinstance(cell, float)
                    else literal(cell or "–")
                    for name, cell in zip(header, row, strict=True)
                }
                for row in table
            ],
            label,
        )
        offer_table(t("Download the table"), stem, header, table)


def show_gains(assessed: Assessed) -> None:
    """The answers whose next better option brings the most points."""
    found = gains(assessed)
    best = found[:GAINS]
    if not best:
        return
    if all(gain.kind is AnswerKind.FIGURE for gain in best):
        st.subheader(t("Where points are still open"), anchor=False)
        st.caption(t("The short form has no questions: these are the areas with most to gain."))
    else:
        st.subheader(t("The answers worth most"), anchor=False)
        st.caption(t("What the next better answer to one question would bring to the total."))
    for gain in best:
        criteria = assessed.instrument.criteria.get((gain.question.code, gain.better or ""))
        better = sentences.better_text(gain, language())
        if criteria is not None and gain.kind is AnswerKind.CHOICE:
            better = f"{better}: {criteria.say(language())}"
        points = t("{points} points", points=signed(gain.points, language()))
        question = f"{gain.question.code} {gain.question.label.say(language())}"
        way = t(
            "now {current}, better {better}",
            current=sentences.current_text(gain, language()),
            better=better,
        )
        st.markdown(f"**{literal(points)}** · {literal(question)}  \n:gray[{literal(way)}]")
    offer_long_table(
        t("Download all answers that can gain"),
        "gain",
        [t("Code"), t("Question"), t("Now"), t("Next better answer"), t("Gain")],
        lambda: [
            (
                gain.question.code,
                gain.question.label.say(language()),
                sentences.current_text(gain, language()),
                sentences.better_text(gain, language()),
                gain.points,
            )
            for gain in found
        ],
    )


def show_own_total(document: StoredAssessment, assessed: Assessed) -> None:
    """The workbook's own total beside ours, and the findings that explain the difference."""
    st.subheader(t("The worksheet's own total"), anchor=False)
    own = document.reading.sheet_total
    if own is None:
        st.markdown(t("The worksheet shows no total of its own."))
    else:
        difference = assessed.total - own
        figures = {
            "own": decimal(own, language()),
            "ours": decimal(assessed.total, language()),
            "difference": signed(difference, language()),
        }
        if abs(difference) < SAME:
            st.markdown(
                literal(t("The worksheet shows {own} points, the same as by the rule.", **figures))
            )
        else:
            st.markdown(
                literal(
                    t(
                        "The worksheet shows {own} points; by the rule it is {ours} "
                        "({difference}). The findings say why.",
                        **figures,
                    )
                )
            )
    own_findings = [
        finding
        for finding in document.findings
        if finding.assessor in (None, assessed.reading.assessor)
    ]
    if not own_findings:
        st.caption(t("There are no findings in this worksheet."))
        return
    show_findings(own_findings, "overview")


def share_text(points: float, weight: float | None) -> str:
    """Points, weight and share in one line."""
    if not weight:
        return decimal(points, language())
    return t(
        "{points} of {weight} points ({share})",
        points=below(points, weight, language()),
        weight=short(weight, language(), 3),
        share=percent(points / weight, language()),
    )
