"""The parts of the page Antar periode."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.choosing import pick_segment
from pages.shared.colours import colours
from pages.shared.downloads import Cell, offer_table
from pages.shared.figures import show_picture, small_table, table_height
from pages.shared.literal import literal
from pages.shared.page_texts import period_label
from pages.shared.words import language, t
from zi_analytics.analysis import trend_sentences as said
from zi_analytics.analysis.periods import History, Moment
from zi_analytics.analysis.trend import Comparison, Kind, QuestionChange
from zi_analytics.charts.trend import trend_picture, waterfall_picture
from zi_analytics.finding_text import message, remedy
from zi_analytics.language.numbers import decimal, signed
from zi_analytics.language.wording import msg

_ALL = "all"
_ASKED = {
    _ALL: msg("All that changed"),
    Kind.IMPROVED: msg("Improved"),
    Kind.FELL: msg("Fell"),
    Kind.NEW: msg("New"),
    Kind.GONE: msg("Gone"),
    Kind.REWEIGHTED: msg("Other weight"),
}
_ALWAYS = (_ALL, Kind.IMPROVED, Kind.FELL, Kind.NEW)
_HIGHEST_TABLE = 460


def show_answer(found: Comparison, is_latest: bool) -> None:
    """How far the total went, what moved it, and what came of the predicate."""
    st.header(literal(said.trend_headline(found, is_latest, language())), anchor=False)
    if found.instrument_changed:
        st.markdown(f"**{literal(said.split_text(found, language()))}**")
    st.markdown(literal(said.predicate_way(found, language())))


def show_damaged(found: History) -> None:
    """The periods that cannot be shown because their content is damaged."""
    for finding in found.damaged:
        st.warning(literal(f"{message(finding, language())} {remedy(finding, language())}"))


def show_only_one(only: Moment, unit: str, assessor: str) -> None:
    """With one period there is nothing to compare: say what there is and what to do."""
    st.header(
        literal(
            t(
                "Only one period so far: {period} with {total} of 100.",
                period=period_label(only.period),
                total=decimal(only.total, language()),
            )
        ),
        anchor=False,
    )
    st.markdown(
        t(
            "Upload the worksheet of another period of this unit and assessor: what raised and "
            "lowered the total appears here."
        )
    )
    with st.container(horizontal=True):
        if st.button(t("Upload a worksheet"), type="primary", key="only-upload"):
            st.switch_page("pages/data/upload/page.py")
    _link(only.period, unit, assessor)


def show_trend(moments: Sequence[Moment], unit: str, assessor: str) -> None:
    """The totals of all periods, their table and the way to each one's overview."""
    st.subheader(literal(said.trend_title(moments, language())), anchor=False)
    st.caption(
        t(
            "● predicate reached, ▲ all limits within the last tenth, ✕ not yet, ○ not certain; "
            "dashed lines are the limits of the total."
        )
    )
    show_picture(trend_picture(moments, language(), colours()), "trend")
    components = moments[-1].instrument.children["TOTAL"]
    header = [
        t("Period"),
        t("Score"),
        *(node.label.say(language()) for node in components),
        t("Predicate"),
    ]
    several = len({one.instrument.id for one in moments}) > 1
    if several:
        header.append(t("Worksheet"))
    table = [
        (
            period_label(one.period),
            one.total,
            *(one.points.get(node.code) for node in components),
            said.moment_predicates(one, language()),
            *((one.instrument.title.say(language()),) if several else ()),
        )
        for one in reversed(moments)
    ]
    with st.expander(t("Periods as a table, and the way to each overview"), key="table-periods"):
        _table(t("Periods as a table"), "periods", header, table)
        with st.container(horizontal=True, key="overviews"):
            for one in reversed(moments):
                _link(one.period, unit, assessor)


def _link(period: str, unit: str, assessor: str) -> None:
    st.page_link(
        "pages/analysis/overview/page.py",
        label=literal(t("Overview {period}", period=period_label(period))),
        icon=":material/arrow_forward:",
        query_params={"unit": unit, "period": period, "assessor": assessor},
    )


def show_parts(found: Comparison) -> None:
    """What raised and lowered the total, area by area."""
    st.subheader(literal(said.waterfall_title(found, language())), anchor=False)
    if found.instrument_changed:
        st.caption(
            t(
                "The bars are the unit's own change: new share minus old share, valued at the new "
                "weight. The hatched bar is what the new instrument does."
            )
        )
    else:
        st.caption(t("Every bar starts where the one above it ends; the last one is the whole."))
    show_picture(waterfall_picture(found, language(), colours()), "waterfall")
    before, after = (period_label(one.period) for one in (found.before, found.after))
    header = [t("Area or result"), before, after, t("Change")]
    if found.instrument_changed:
        header += [t("Our own change"), t("From the instrument")]
    table: list[tuple[Cell, ...]] = [
        (
            said.part_text(part, language()),
            part.before,
            part.after,
            part.points,
            *((part.own, part.by_instrument) if found.instrument_changed else ()),
        )
        for part in found.parts
    ]
    whole: tuple[Cell, ...] = (found.own, found.by_instrument) if found.instrument_changed else ()
    table.append((t("Total"), found.before.total, found.after.total, found.points, *whole))
    label = t("Areas and results as a table")
    with st.expander(label, key="table-parts"):
        _table(label, "parts", header, table, signed_from=3)


def _table(
    alt: str,
    stem: str,
    header: Sequence[str],
    table: Sequence[Sequence[Cell]],
    signed_from: int = 99,
) -> None:
    """A small table with its download; numbers from column ``signed_from`` on are differences."""
    rows = []
    for line in table:
        cells = []
        for column, cell in enumerate(line):
            if isinstance(cell, float):
                write = signed if column >= signed_from else decimal
                cells.append(literal(write(cell, language())))
            else:
                cells.append(literal(cell or "–"))
        rows.append(dict(zip(header, cells, strict=True)))
    small_table(rows, alt)
    offer_table(t("Download the table"), stem, header, table)


# A fragment: choosing among the answers leaves the pictures alone. It asks nothing of the store.
@st.fragment
def show_questions(found: Comparison) -> None:
    """Question by question: what improved, fell, is new or gone."""
    st.subheader(t("Question by question"), anchor=False)
    if not found.questions:
        st.markdown(
            t(
                "In one of the two periods there is only a form without questions: areas and "
                "results can be compared, answers cannot. Upload the full worksheet of that period."
            )
        )
        return
    changed = [one for one in found.questions if one.kind is not Kind.SAME]
    if not changed:
        st.markdown(t("Every answer is the same in both periods."))
        return
    numbers = {kind: sum(one.kind is kind for one in changed) for kind in Kind}
    kinds = [code for code in _ASKED if code in _ALWAYS or numbers[Kind(code)]]
    asked = pick_segment(
        "change",
        t("Show"),
        kinds,
        lambda code: f"{t(_ASKED[code])} ({len(changed) if code == _ALL else numbers[Kind(code)]})",
        _ALL,
    )
    kept = [one for one in changed if asked in (_ALL, one.kind)]
    if not kept:
        st.markdown(t("There is no such question between these two periods."))
        return
    _question_table(found, sorted(kept, key=lambda one: -abs(round(one.points, 9))), asked)


def _question_table(found: Comparison, changes: Sequence[QuestionChange], asked: str) -> None:
    before, after = (period_label(one.period) for one in (found.before, found.after))
    header = [t("Code"), t("Question"), t("What became of it"), before, after, t("Points")]
    rows = [
        (
            one.question.code,
            one.question.label.say(language()),
            " ".join((said.KINDS[one.kind][0], t(said.KINDS[one.kind][1]))),
            said.side_text(one.before, language()),
            said.side_text(one.after, language()),
            one.points,
        )
        for one in changes
    ]
    shown = [(*row[:-1], signed(row[-1], language(), 3)) for row in rows]
    st.dataframe(
        dict(zip(header, map(list, zip(*shown, strict=True)), strict=True)),
        hide_index=True,
        height=table_height(len(rows), _HIGHEST_TABLE),
        key=f"questions-{asked}",
        column_config={
            t("Question"): st.column_config.TextColumn(width=360),
            t("Points"): st.column_config.TextColumn(alignment="right"),
        },
        alt=t("The questions whose answers changed, with the points"),
    )
    points = signed(sum(one.points for one in changes), language())
    st.caption(literal(t("Together {points} points.", points=points)))
    offer_table(t("Download the table"), f"antar-periode-{asked}", header, rows)
