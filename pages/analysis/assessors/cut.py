"""What the usual cut would do to claims that the later assessor has not judged yet."""

from zlib import crc32

import streamlit as st

from pages.analysis.assessors import loading as assessors_loading
from pages.analysis.assessors.choice import ONE, Chosen
from pages.analysis.assessors.parts import too_few
from pages.analysis.assessors.units import PAGE
from pages.shared import loading
from pages.shared.choosing import keep_code
from pages.shared.colours import colours
from pages.shared.downloads import Cell, offer_long_table, offer_table
from pages.shared.drawn import drawn
from pages.shared.figures import show_picture, small_table
from pages.shared.literal import literal
from pages.shared.page_texts import period_label, unit_labels
from pages.shared.words import language, t
from zi_analytics.analysis import assessor_text as said
from zi_analytics.analysis.periods import total_limits
from zi_analytics.analysis.usual_cut import Patterns, limit_outlooks, outlook
from zi_analytics.charts.usual_cut import Claim, claims_picture, cut_limits_picture
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import decimal


def show_cut(chosen: Chosen) -> None:
    """What the usual cut would do to the claims that the later assessor has not judged."""
    assert chosen.pair is not None
    source = assessors_loading.reference(chosen.instrument, chosen.period, chosen.pair, chosen.kind)
    if not source:
        st.subheader(t("If the usual cut comes"), anchor=False)
        most = 0
        if chosen.judged.period:
            most = len(
                assessors_loading.compared(
                    chosen.instrument, chosen.judged.period, chosen.pair, chosen.kind
                )
            )
        st.markdown(literal(too_few(most)))
        return
    patterns = assessors_loading.usual_cut(chosen.instrument, source, chosen.pair, chosen.kind)
    if chosen.unit:
        _show_one(chosen, patterns, source)
    else:
        _show_all(chosen, patterns, source)


def _show_how(chosen: Chosen, patterns: Patterns, source: str) -> None:
    assert chosen.pair is not None
    earlier, later = (said.assessor_text(code, language()) for code in chosen.pair)
    with st.expander(t("How the usual cut is made"), key="cut-how"):
        st.markdown(
            literal(
                t(
                    "{later} judged {number} units in {period} that {earlier} had answered. "
                    "Of each, the share of the claimed points that was kept is taken: in "
                    "every area, in every survey index and result that a limit stands on. "
                    "Such a set of shares is one pattern; {tried} patterns are tried here on "
                    "every claim, answer by answer, so that all limits are computed as always.",
                    later=later,
                    earlier=earlier,
                    number=patterns.number,
                    period=period_label(source),
                    tried=len(patterns.kept),
                )
            )
        )
        st.markdown(
            literal(
                t(
                    "The middle of the outcomes is the usual cut; the band holds the middle "
                    "half of them. A predicate counts as kept when more than half of the "
                    "patterns leave it. It is assumed that {later} judges the others as "
                    "those judged already; it is no judgement of any single answer.",
                    later=later,
                )
            )
        )


def _show_all(chosen: Chosen, patterns: Patterns, source: str) -> None:
    assert chosen.pair is not None
    found = assessors_loading.not_judged(
        chosen.instrument, chosen.period, chosen.pair, chosen.kind, source
    )
    if not found.units:
        st.subheader(t("If the usual cut comes"), anchor=False)
        st.markdown(
            literal(
                t(
                    "{later} has judged every unit: nothing is left to expect.",
                    later=said.assessor_text(chosen.pair[1], language()),
                )
            )
        )
        return
    instrument = loading.instrument(chosen.instrument)
    ahead = found.outlook
    st.subheader(literal(said.cut_title(instrument, ahead, language())), anchor=False)
    st.caption(
        literal(
            t(
                "Units without answers of {later}: ● claimed, ◆ after the usual cut, the "
                "band is the middle half of {tried} patterns from {number} units judged in "
                "{period}.",
                later=said.assessor_text(chosen.pair[1], language()),
                tried=ahead.tried,
                number=patterns.number,
                period=period_label(source),
            )
        )
    )
    pages = -(-len(found.units) // PAGE)
    page = st.pagination(pages, key=f"cut-{pages}") if pages > 1 else 1
    shown = range((page - 1) * PAGE, min(page * PAGE, len(found.units)))
    claims = [
        Claim(
            loading.unit_names()[found.units[row]],
            float(ahead.claimed[row]),
            float(ahead.lower[row]),
            float(ahead.median[row]),
            float(ahead.upper[row]),
            _outcome(
                instrument,
                int(ahead.claimed_rank[row]),
                int(ahead.usual_rank[row]),
                int(ahead.failing[row]),
                ahead.tried,
            ),
            bool(ahead.loses[row]),
        )
        for row in shown
    ]
    limits = total_limits(instrument)
    show_picture(drawn(claims_picture, tuple(claims), limits), "usual-cut")
    header = [
        *(t("Unit"), t("Claim"), t("After the cut"), t("Lower quarter"), t("Upper quarter")),
        *(t("Predicate claimed"), t("Predicate after"), t("Patterns that take it")),
    ]

    label = unit_labels()

    def line(row: int) -> tuple[Cell, ...]:
        claimed = int(ahead.claimed_rank[row])
        return (
            label[found.units[row]],
            float(ahead.claimed[row]),
            float(ahead.median[row]),
            float(ahead.lower[row]),
            float(ahead.upper[row]),
            said.rank_text(instrument, claimed, False, language()),
            said.rank_text(instrument, int(ahead.usual_rank[row]), False, language()),
            t("{number} of {all}", number=int(ahead.failing[row]), all=ahead.tried)
            if claimed
            else "–",
        )

    units = [found.units[row] for row in shown]
    key = f"cut-table-{crc32(repr(units).encode()):x}"

    def take() -> None:
        rows = st.session_state[key].selection.rows
        if rows and rows[0] < len(units):
            keep_code("unit", units[rows[0]])
            keep_code("scope", ONE)

    texts = [
        [decimal(cell, language()) if isinstance(cell, float) else cell for cell in line(row)]
        for row in shown
    ]
    st.dataframe(
        dict(zip(header, map(list, zip(*texts, strict=True)), strict=True)),
        hide_index=True,
        key=key,
        on_select=take,
        selection_mode="single-row",
        column_config={
            header[0]: st.column_config.TextColumn(width=210),
            **{
                name: st.column_config.TextColumn(alignment="right", width=110)
                for name in header[1:5]
            },
        },
        alt=t("The units not judged yet, before and after the usual cut"),
    )
    stem = f"antar-penilai-pemotongan-{chosen.period}"
    offer_long_table(
        t("Download the whole table"),
        stem,
        header,
        lambda: [line(row) for row in range(len(found.units))],
    )
    _show_how(chosen, patterns, source)


def _outcome(instrument: Instrument, claimed: int, usual: int, failing: int, tried: int) -> str:
    if not claimed:
        return t("– no predicate")
    code = instrument.predicates[claimed - 1].code
    share = t("{number} of {all}", number=failing, all=tried)
    if usual < claimed:
        return f"▼ {code} {t('lost in {share}', share=share)}"
    return f"✓ {code} {t('lost in {share}', share=share)}"


def _show_one(chosen: Chosen, patterns: Patterns, source: str) -> None:
    """The usual cut on one unit, limit by limit."""
    assert chosen.pair is not None
    values = assessors_loading.values_of(
        chosen.instrument, chosen.period, chosen.pair[0], chosen.unit
    )
    if values is None:
        return
    instrument = loading.instrument(chosen.instrument)
    ahead = outlook(patterns, values[None, :])
    st.subheader(literal(said.unit_cut_title(instrument, ahead, language())), anchor=False)
    if not instrument.predicates:
        _show_how(chosen, patterns, source)
        return
    # What is claimed is at stake; without a claim it is the first predicate.
    code = instrument.predicates[max(int(ahead.claimed_rank[0]), 1) - 1].code
    found = limit_outlooks(patterns, values, code)
    labels = {
        limit.code: limit.label.say(language())
        for predicate in instrument.predicates
        for limit in predicate.limits
    }
    rows = [(labels[one.code], one) for one in found]
    st.caption(
        literal(
            t(
                "Limits of {predicate}, each as a share of itself: ● claimed, ◆ after the usual "
                "cut, the band is the middle half of {tried} patterns. ▼ would no longer be met.",
                predicate=code,
                tried=ahead.tried,
            )
        )
    )
    show_picture(cut_limits_picture(rows, code, language(), colours()), "usual-cut-limits")
    header = [
        *(t("Limit"), t("Needed"), t("Claim"), t("After the cut"), t("Lower quarter")),
        *(t("Upper quarter"), t("Patterns that meet it")),
    ]
    lines: list[tuple[Cell, ...]] = [
        (
            name,
            one.needed,
            one.claimed,
            one.median,
            one.lower,
            one.upper,
            t("{number} of {all}", number=one.met, all=one.tried),
        )
        for name, one in rows
    ]
    small_table(
        [
            {
                name: literal(decimal(cell, language()) if isinstance(cell, float) else str(cell))
                for name, cell in zip(header, line, strict=True)
            }
            for line in lines
        ],
        t("The limits before and after the usual cut"),
    )
    offer_table(t("Download the table"), "antar-penilai-batas-pemotongan", header, lines)
    _show_how(chosen, patterns, source)
