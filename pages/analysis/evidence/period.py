"""Many units of one period: how much evidence each has, and who answered the same as another."""

from collections.abc import Sequence
from math import isnan

import pandas as pd
import streamlit as st

from pages.analysis.evidence import loading as own
from pages.analysis.evidence.inspecting import PAIR, offer_inspecting
from pages.shared.assessment_choice import Chosen
from pages.shared.choosing import keep_code
from pages.shared.downloads import Cell, offer_long_table
from pages.shared.figures import table_height
from pages.shared.literal import literal
from pages.shared.page_texts import period_label, unit_label, unit_labels
from pages.shared.words import language, n, t
from zi_analytics.analysis.doubt_text import VALIDITIES
from zi_analytics.analysis.inspected import Kept, Validity
from zi_analytics.analysis.same_answers import SamePair, doubted_pair
from zi_analytics.analysis.stored import LITTLE
from zi_analytics.language.numbers import decimal, percent, whole

PAGE = "pages/analysis/evidence/page.py"
ROWS = 20
PAIRS = 5


def show_period(chosen: Chosen) -> None:
    """Nothing where only one unit has handed in."""
    rows = own.by_share(chosen.period)
    if len(rows) < 2:
        return
    shares = rows["evidenced"]
    few = int((shares < LITTLE).sum())
    st.subheader(
        literal(
            t(
                "{few} of {number} units have evidence beside less than half of their answers: "
                "{period}",
                few=whole(few, language()),
                number=whole(len(rows), language()),
                period=period_label(chosen.period),
            )
        ),
        anchor=False,
    )
    st.caption(t("The least evidence first. Pick a row to look at that unit."))
    pages = -(-len(rows) // ROWS)
    page = st.pagination(pages, key=f"shares-page-{pages}") if pages > 1 else 1
    part = rows.iloc[(page - 1) * ROWS : page * ROWS]
    codes = part["unit"].tolist()
    labels = unit_labels()
    key = f"shares-{page}"

    def take() -> None:
        picked = st.session_state[key].selection.rows
        if picked and picked[0] < len(codes):
            keep_code("unit", codes[picked[0]])
            keep_code("period", chosen.period)

    st.dataframe(
        {
            t("Unit"): [labels[code] for code in codes],
            t("With evidence"): [_share(share) for share in part["evidenced"].tolist()],
            t("Answered"): [
                t("{answered} of {total} questions", answered=answered, total=total)
                for answered, total in zip(part["answered"], part["questions"], strict=True)
            ],
            t("Claimed"): [
                t("{points} points", points="–" if isnan(one) else decimal(one, language()))
                for one in part["total"].tolist()
            ],
        },
        hide_index=True,
        key=key,
        on_select=take,
        selection_mode="single-row",
        height=table_height(len(codes), 388),
        column_config={
            t("Unit"): st.column_config.TextColumn(width=230),
            t("With evidence"): st.column_config.TextColumn(width=104, alignment="right"),
            t("Claimed"): st.column_config.TextColumn(alignment="right"),
        },
        alt=t("The units of the period by how many answers have evidence"),
    )
    offer_long_table(
        t("Download the units"),
        "bukti-unit",
        list(_words(rows.iloc[:0])),
        lambda: zip(*_words(rows).values(), strict=True),
    )


def _words(rows: pd.DataFrame) -> dict[str, list[Cell]]:
    return {
        t("Unit"): rows["unit_name"].tolist(),
        t("With evidence"): rows["evidenced"].tolist(),
        t("Answered"): rows["answered"].tolist(),
        t("Questions"): rows["questions"].tolist(),
        t("Claimed"): rows["total"].tolist(),
    }


def _share(share: float) -> str:
    return t("no place for evidence") if isnan(share) else percent(share, language())


def show_same(chosen: Chosen, kept: Sequence[Kept]) -> None:
    """Whose answers are the same: first the chosen unit's, then all of the period.

    ``kept`` are the inspections of the chosen assessment.
    """
    instrument = chosen.assessed.instrument
    if not instrument.asks_questions or len(own.by_share(chosen.period)) < 2:
        return
    found = own.pairs(instrument.id, chosen.period)
    mine = found.of(chosen.unit)
    st.subheader(
        literal(
            n(
                "{number} pair of units with the same answers: {period}",
                "{number} pairs of units with the same answers: {period}",
                len(found),
                period=period_label(chosen.period),
            )
            if len(found)
            else t(
                "No two units have the same answers: {period}", period=period_label(chosen.period)
            )
        ),
        anchor=False,
    )
    st.caption(
        t(
            "Counted only where at least 8 answers below full marks are the same and at most 3 "
            "answers differ, in the units' own worksheets. It does not lower the numbers above: "
            "it is for people to ask why."
        )
    )
    if mine:
        st.markdown(f"**{literal(t('With {unit}', unit=unit_label(chosen.unit)))}**")
        _show_mine(chosen, mine, kept)
    if len(found) > len(mine):
        st.markdown(f"**{t('All of the period')}**")
        pages = -(-len(found) // PAIRS)
        page = st.pagination(pages, key=f"pairs-page-{pages}") if pages > 1 else 1
        for pair in found.part((page - 1) * PAIRS, page * PAIRS):
            _show_pair(chosen, pair)
            _offer_units(chosen, pair, "all", (pair.first, pair.second))


def _show_mine(chosen: Chosen, pairs: Sequence[SamePair], kept: Sequence[Kept]) -> None:
    """Those of the chosen unit, which can be looked into at its own worksheet."""
    pages = -(-len(pairs) // PAIRS)
    page = st.pagination(pages, key=f"mine-page-{pages}") if pages > 1 else 1
    holding = {one.inspection.doubted: one for one in kept if one.validity is Validity.HOLDS}
    for pair in pairs[(page - 1) * PAIRS : page * PAIRS]:
        _show_pair(chosen, pair)
        doubted = doubted_pair(*own.digests(pair, chosen.period))
        _offer_units(chosen, pair, "mine", (pair.second,))
        if doubted in holding:
            made = holding[doubted].inspection
            said = t("{by}: {reason}", by=made.inspected_by, reason=made.reason)
            st.markdown(f"{t(VALIDITIES[Validity.HOLDS])} · {literal(said)}")
        elif chosen.assessor == pair.assessor:
            offer_inspecting(chosen, [doubted], f"{PAIR}{pair.second}")


def _show_pair(chosen: Chosen, pair: SamePair) -> None:
    texts = own.texts(pair.first, pair.second, chosen.period, pair.assessor)
    said = t(
        "{same} of {all} answers are the same, {telling} of them below full marks",
        same=pair.questions - pair.different,
        all=pair.questions,
        telling=pair.telling,
    )
    parts = [said]
    if texts.of_notes:
        parts.append(t("notes: {same} of {all} the same", same=texts.notes, all=texts.of_notes))
    if texts.of_evidence:
        parts.append(
            t("evidence: {same} of {all} the same", same=texts.evidence, all=texts.of_evidence)
        )
    names = " · ".join(unit_label(code) for code in (pair.first, pair.second))
    st.markdown(f"**{literal(names)}**  \n{literal('; '.join(parts))}")


def _offer_units(chosen: Chosen, pair: SamePair, key: str, units: Sequence[str]) -> None:
    with st.container(horizontal=True, key=f"pair-{key}-{pair.first}-{pair.second}"):
        for code in units:
            st.page_link(
                PAGE,
                label=literal(unit_label(code)),
                icon=":material/arrow_forward:",
                query_params={"unit": code, "period": chosen.period, "assessor": "unit"},
            )
