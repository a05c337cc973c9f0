"""Many units of one period: how much evidence each has, and who answered the same as another."""

from collections.abc import Mapping, Sequence
from math import isnan

import pandas as pd
import streamlit as st

from pages.shared import evidence_loading as own
from pages.shared.assessment_choice import Chosen
from pages.shared.choosing import keep_code
from pages.shared.downloads import offer_csv_of
from pages.shared.literal import literal
from pages.shared.page_texts import period_label, unit_label
from pages.shared.words import language, n, t
from zi_analytics.analysis.same_answers import SamePair
from zi_analytics.analysis.stored import LITTLE
from zi_analytics.language.numbers import decimal, percent, whole

PAGE = "pages/analysis/evidence.py"
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
    key = f"shares-{page}"

    def take() -> None:
        picked = st.session_state[key].selection.rows
        if picked and picked[0] < len(codes):
            keep_code("unit", codes[picked[0]])
            keep_code("period", chosen.period)

    st.dataframe(
        {
            t("Unit"): [unit_label(code) for code in codes],
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
        height=min(38 + 35 * len(codes), 388),
        column_config={
            t("Unit"): st.column_config.TextColumn(width=260),
            t("With evidence"): st.column_config.TextColumn(alignment="right"),
            t("Claimed"): st.column_config.TextColumn(alignment="right"),
        },
        alt=t("The units of the period by how many answers have evidence"),
    )
    offer_csv_of(t("Download the units (CSV)"), "bukti-unit", rows, _words, {})


def _words(rows: pd.DataFrame, _names: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("Unit"): rows["unit_name"],
            t("With evidence"): rows["evidenced"],
            t("Answered"): rows["answered"],
            t("Questions"): rows["questions"],
            t("Claimed"): rows["total"],
        }
    )


def _share(share: float) -> str:
    return t("no place for evidence") if isnan(share) else percent(share, language())


def show_same(chosen: Chosen) -> None:
    """Whose answers are the same: first the chosen unit's, then all of the period."""
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
        _show_pairs(chosen, mine[:PAIRS], "mine")
    if len(found) > len(mine):
        st.markdown(f"**{t('All of the period')}**")
        pages = -(-len(found) // PAIRS)
        page = st.pagination(pages, key=f"pairs-page-{pages}") if pages > 1 else 1
        _show_pairs(chosen, found.part((page - 1) * PAIRS, page * PAIRS), "all")


def _show_pairs(chosen: Chosen, pairs: Sequence[SamePair], key: str) -> None:
    for pair in pairs:
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
        with st.container(horizontal=True, key=f"pair-{key}-{pair.first}-{pair.second}"):
            for code in (pair.first, pair.second)[key == "mine" :]:
                st.page_link(
                    PAGE,
                    label=literal(unit_label(code)),
                    icon=":material/arrow_forward:",
                    query_params={"unit": code, "period": chosen.period, "assessor": "unit"},
                )
