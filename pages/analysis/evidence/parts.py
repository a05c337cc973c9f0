"""The three numbers of one assessment, and its answers without evidence."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.assessment_choice import Chosen
from pages.shared.downloads import offer_table
from pages.shared.drawn import drawn
from pages.shared.figures import fact, show_picture, small_table, table_height
from pages.shared.literal import literal
from pages.shared.words import language, n, t
from zi_analytics.analysis.doubt_text import predicates_text, proof_headline, proof_title
from zi_analytics.analysis.evidence import shows_evidence
from zi_analytics.analysis.proof import Bare, Proof, short_parts
from zi_analytics.analysis.weak_text import answer_text
from zi_analytics.charts.proof import proof_picture
from zi_analytics.language.numbers import decimal, signed
from zi_analytics.workbook.reading import Answer

WEAK_AREAS = "pages/analysis/weak_areas/page.py"
PLAN = "pages/progress/action_plan/page.py"
_STEM = "bukti-dukung"


def show_short_form(chosen: Chosen) -> None:
    """A short form has no questions, so there is nothing that evidence could stand beside."""
    total = decimal(chosen.assessed.total, language())
    st.header(
        literal(t("{total} points claimed; the short form shows no evidence.", total=total)),
        anchor=False,
    )
    st.markdown(t("Upload the full worksheet of this period to see what proves the points."))
    st.page_link("pages/data/upload/page.py", label=t("Upload"), icon=":material/upload:")


def show_proof(chosen: Chosen, proof: Proof) -> None:
    """The answer, why it is so, and what it means for the predicate."""
    assessed = chosen.assessed
    st.header(literal(proof_headline(proof, language())), anchor=False)
    if assessed.instrument.predicates:
        st.markdown(literal(predicates_text(assessed.instrument, proof, language())))
    if not shows_evidence(assessed.reading):
        st.warning(
            t(
                "This worksheet shows no evidence beside its answers. Fill in its column of "
                "evidence, or upload the unit's own worksheet that has one."
            )
        )
    total = proof.total
    places = st.columns(3)
    below = [
        (t("Claimed"), total.claimed, ""),
        (t("With evidence"), total.proven, signed(total.proven - total.claimed, language())),
        (
            t("Lowest if the doubtful are refused"),
            total.lowest,
            signed(total.lowest - total.proven, language()),
        ),
    ]
    for place, (label, points, change) in zip(places, below, strict=True):
        with place:
            said = t("{points} of 100 points", points=decimal(points, language()))
            fact(label, said, t("{points} points", points=change) if change else "")
    st.subheader(literal(proof_title(proof, language())), anchor=False)
    st.caption(
        t(
            "Outline = claimed, fill = with evidence, ◆ = the lowest if the doubtful are refused; "
            "solid line = limit of WBK, dotted = limit of WBBM. Every bar is drawn against its own "
            "weight."
        )
    )
    show_picture(drawn(proof_picture, proof), "proof")
    _show_table(proof)
    st.page_link(
        "pages/analysis/overview/page.py",
        label=t("Where does it come from? Article and arithmetic"),
        icon=":material/account_tree:",
    )


def _show_table(proof: Proof) -> None:
    predicates = list(dict(proof.total.limits))
    header = [t("Area or result"), t("Claimed"), t("With evidence"), t("Lowest"), t("Weight")]
    header += [t("Limit of {predicate}", predicate=code) for code in predicates]
    rows = [
        (
            row.label.say(language()),
            row.claimed,
            row.proven,
            row.lowest,
            row.weight,
            *(dict(row.limits).get(code) for code in predicates),
        )
        for row in (proof.total, *proof.rows)
    ]
    with st.expander(t("The three numbers as a table"), key="proof-table"):
        small_table(
            [
                {
                    name: literal(
                        "–"
                        if cell is None
                        else decimal(cell, language())
                        if isinstance(cell, float)
                        else cell
                    )
                    for name, cell in zip(header, row, strict=True)
                }
                for row in rows
            ],
            t("Claimed, with evidence and lowest, by area"),
        )
        offer_table(t("Download the table"), _STEM, header, rows)


def show_bare(chosen: Chosen, bare: Sequence[Bare]) -> None:
    """The answers that earn points without evidence, the most points first."""
    st.subheader(_bare_title(bare), anchor=False)
    if not bare:
        return
    st.caption(t("Pick a row to open its question."))
    instrument = chosen.assessed.instrument
    parts = short_parts(instrument)
    table = {
        t("Points"): [decimal(one.points, language()) for one in bare],
        t("Question"): [
            f"{one.question.code} {one.question.label.say(language())}" for one in bare
        ],
        t("Area"): [parts[one.question.code].say(language()) for one in bare],
        t("Answer"): [
            answer_text(instrument, one.question.code, one.answer.state, one.value, language())
            for one in bare
        ],
        t("Evidence"): [one.answer.evidence.strip() or "–" for one in bare],
        t("Note"): [one.answer.note.strip() or "–" for one in bare],
        t("Cell"): [cell_text(one.answer) for one in bare],
    }
    picked = st.dataframe(
        table,
        hide_index=True,
        key="bare",
        on_select="rerun",
        selection_mode="single-row",
        height=table_height(len(bare), 390),
        column_config={
            t("Points"): st.column_config.TextColumn(width=70, alignment="right"),
            t("Question"): st.column_config.TextColumn(width=350),
            t("Area"): st.column_config.TextColumn(width=96),
            t("Answer"): st.column_config.TextColumn(width=84),
            t("Evidence"): st.column_config.TextColumn(width=90),
            t("Note"): st.column_config.TextColumn(width=110),
            t("Cell"): st.column_config.TextColumn(width=96),
        },
        alt=t("The answers that earn points without evidence"),
    )
    offer_table(
        t("Download the answers without evidence"),
        "tanpa-bukti",
        list(table),
        [
            (one.points, *row[1:])
            for one, row in zip(bare, zip(*table.values(), strict=True), strict=True)
        ],
    )
    if picked.selection.rows and picked.selection.rows[0] < len(bare):
        code = bare[picked.selection.rows[0]].question.code
        st.switch_page(WEAK_AREAS, query_params=question_address(chosen, code))


def cell_text(answer: Answer) -> str:
    """Sheet and cell of an answer."""
    if answer.cell is None:
        return t("no row in the sheet")
    return f"{answer.sheet}!{answer.cell}"


def plan_address(chosen: Chosen, code: str) -> dict[str, str]:
    """Where the page of the action plan asks what is to be done about a question."""
    return {"unit": chosen.unit, "view": "one", "add": code}


def question_address(chosen: Chosen, code: str) -> dict[str, str]:
    """What leads to a question on the page of weak areas."""
    return {
        "unit": chosen.unit,
        "period": chosen.period,
        "assessor": chosen.assessor,
        "node": code,
    }


def _bare_title(bare: Sequence[Bare]) -> str:
    if not bare:
        return t("Every answer that earns points has evidence beside it.")
    points = sum(one.points for one in bare)
    return literal(
        n(
            "{number} answer without evidence carries {points} points",
            "{number} answers without evidence carry {points} points",
            len(bare),
            points=decimal(points, language()),
        )
    )
