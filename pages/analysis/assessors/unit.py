"""Antar penilai for one unit: what became of its total, its limits and its answers."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from pages.analysis.assessors.choice import Chosen
from pages.analysis.assessors.parts import show_blanks
from pages.analysis.assessors.questions import answer_of, link
from pages.shared import loading
from pages.shared.choosing import chosen_code, keep_code
from pages.shared.downloads import Cell, offer_table
from pages.shared.figures import fact, small_table, table_height
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label, unit_label
from pages.shared.trail import NAME
from pages.shared.words import language, n, t
from zi_analytics.analysis import assessor_text as said
from zi_analytics.analysis.assessors import Differences, falls
from zi_analytics.language.numbers import below, decimal, signed

_LINKED = 6


def show_not_judged(chosen: Chosen) -> None:
    """The later assessor has not judged this unit: say so and what to do."""
    assert chosen.pair is not None
    missing = [
        code
        for code in chosen.pair
        if not any(
            (one.unit, one.period, one.assessor) == (chosen.unit, chosen.period, code)
            for one in loading.listing()
        )
    ]
    st.header(
        literal(
            t(
                "{unit} has no answers of {assessor} in {period}.",
                unit=unit_label(chosen.unit),
                assessor=" + ".join(said.assessor_text(code, language()) for code in missing),
                period=period_label(chosen.period),
            )
        ),
        anchor=False,
    )
    st.markdown(
        t(
            "Upload the worksheet that this assessor filled in, or compare another pair. Below: "
            "what the usual cut would do to the claim."
        )
    )


def show_unit(chosen: Chosen, found: Differences) -> None:
    """What became of the unit's total, every assessor's total, and its limits."""
    row = _row(found, chosen.unit)
    st.header(literal(said.unit_headline(found, row, language())), anchor=False)
    show_blanks(found.at(np.array([row])))
    scores = loading.period_scores(chosen.instrument, chosen.period)
    totals = scores.points_of("TOTAL")
    present = {
        str(scores.assessors[place]): int(place)
        for place in np.flatnonzero(scores.units == chosen.unit)
    }
    present = {code: present[code] for code in loading.ASSESSORS if code in present}
    for place, (code, at) in zip(st.columns(4), present.items(), strict=False):
        held = [
            number
            for number, one in enumerate(scores.judged, start=1)
            if one.passed[at] or one.undecided[at]
        ]
        undecided = bool(held and scores.judged[held[-1] - 1].undecided[at])
        with place:
            predicate = said.rank_text(
                found.instrument, held[-1] if held else 0, undecided, language()
            )
            points = t("{points} points", points=decimal(float(totals[at]), language()))
            fact(
                assessor_label(code),
                points,
                predicate if found.instrument.predicates else "",
            )
            st.page_link(
                "pages/analysis/overview/page.py",
                label=t("Where does it come from?"),
                icon=":material/arrow_forward:",
                query_params={
                    "unit": chosen.unit,
                    "period": chosen.period,
                    "assessor": code,
                },
            )
    _show_limits(found, row)


def _row(found: Differences, unit: str) -> int:
    return int(np.flatnonzero(found.units == unit)[0])


def _show_limits(found: Differences, row: int) -> None:
    """Every limit by the answers of both assessors."""
    earlier, later = (said.assessor_text(code, language()) for code in (found.earlier, found.later))
    header = [t("Predicate"), t("Limit"), t("Needed"), earlier, later, t("Outcome")]
    table: list[tuple[Cell, ...]] = []
    lost = 0
    for before, after in zip(found.judged_before, found.judged_after, strict=True):
        for column, limit in enumerate(before.predicate.limits):
            weight = sum(found.instrument.node[code].weight or 0.0 for code in limit.nodes)
            scale = weight if limit.unit == "share" else 1.0
            met = bool(before.met[row, column]), bool(after.met[row, column])
            lost += met == (True, False)
            outcome = {
                (True, True): f"✓ {t('met by both')}",
                (True, False): f"▼ {t('no longer met')}",
                (False, True): f"▲ {t('met only now')}",
                (False, False): f"✕ {t('met by neither')}",
            }[met]
            table.append(
                (
                    before.predicate.code,
                    limit.label.say(language()),
                    limit.minimum * scale,
                    float(before.values[row, column]) * scale,
                    float(after.values[row, column]) * scale,
                    outcome,
                )
            )
    if not table:
        return
    changed = [line for line in table if str(line[5])[0] in "▼▲"]
    label = n(
        "Limits by both: {number} is no longer met",
        "Limits by both: {number} are no longer met",
        lost,
    )
    st.markdown(f"**{literal(label)}**")
    _limits_table(header, changed, label)
    with st.expander(t("All limits by both"), key="assessor-limits"):
        _limits_table(header, table, t("All limits by both"))
        offer_table(t("Download the table"), "antar-penilai-batas", header, table)


def _limits_table(header: Sequence[str], table: Sequence[tuple[Cell, ...]], alt: str) -> None:
    rows = []
    for line in table:
        needed = float(line[2] or 0.0)
        figures = [decimal(needed, language())]
        figures += [below(float(cell or 0.0), needed, language()) for cell in line[3:5]]
        texts = [str(line[0]), str(line[1]), *figures, str(line[5])]
        rows.append({name: literal(text) for name, text in zip(header, texts, strict=True)})
    small_table(rows, alt)


def show_unit_questions(chosen: Chosen, found: Differences) -> None:
    """The answers that were changed, the one that costs most first, and the way to each."""
    row = _row(found, chosen.unit)
    one_unit = found.at(np.array([row]))
    changed = [one for one in falls(one_unit) if one.lowered or one.raised]
    if not found.instrument.asks_questions:
        return
    lowered = sum(one.lowered for one in changed)
    st.subheader(
        n(
            "{number} answer was lowered, {raised} raised",
            "{number} answers were lowered, {raised} raised",
            lowered,
            raised=len(changed) - lowered,
        ),
        anchor=False,
    )
    if not changed:
        return
    header = [
        t("Code"),
        t("Question"),
        *(said.assessor_text(code, language()) for code in (found.earlier, found.later)),
        t("Points"),
    ]
    lines: list[tuple[str | float, ...]] = [
        (
            one.code,
            found.instrument.node[one.code].label.say(language()),
            answer_of(one_unit, one_unit.earlier_values, 0, one),
            answer_of(one_unit, one_unit.later_values, 0, one),
            one.points,
        )
        for one in changed
    ]
    codes = [one.code for one in changed]
    key = f"assessor-unit-questions-{chosen.unit}-{len(codes)}"

    def take() -> None:
        rows = st.session_state[key].selection.rows
        if rows and rows[0] < len(codes):
            keep_code(NAME, codes[rows[0]])

    shown = [[*line[:4], signed(float(line[4]), language(), 3)] for line in lines]
    st.dataframe(
        dict(zip(header, map(list, zip(*shown, strict=True)), strict=True)),
        hide_index=True,
        key=key,
        on_select=take,
        selection_mode="single-row",
        height=table_height(len(lines), 420),
        column_config={
            header[1]: st.column_config.TextColumn(width=380),
            header[4]: st.column_config.TextColumn(alignment="right"),
        },
        alt=t("The answers that were changed, with the points"),
    )
    together = signed(sum(one.points for one in changed), language())
    st.caption(literal(t("Together {points} points.", points=together)))
    offer_table(t("Download the table"), f"antar-penilai-{chosen.period}", header, lines)
    opened = chosen_code(NAME, codes, codes[0])
    st.caption(t("Criteria, notes and evidence of the picked and the costliest answers:"))
    with st.container(horizontal=True, key="assessor-unit-links"):
        for code in list(dict.fromkeys([opened, *codes]))[:_LINKED]:
            link(chosen, chosen.unit, found.later, code, code)
