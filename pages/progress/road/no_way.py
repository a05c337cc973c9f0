"""No road leads there: which rules stand in the way, and by how much."""

import streamlit as st

from pages.progress.road.wishing import forget_fixing
from pages.shared.downloads import offer_table
from pages.shared.figures import small_table
from pages.shared.literal import literal
from pages.shared.words import language, t
from zi_analytics.analysis.road import NoWay, Start
from zi_analytics.analysis.road.text import no_way_headline, unlocking_text
from zi_analytics.language.numbers import below, decimal, needed


def show_no_way(begin: Start, found: NoWay) -> None:
    """The sentence, the rules that cannot be met, and what would open the way."""
    st.header(literal(no_way_headline(begin.instrument, found, language())), anchor=False)
    if not found.shortfalls:
        st.markdown(t("Raise the effort there is, or decide less."))
    opens = unlocking_text(found, language())
    if opens:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(literal(opens), width="content")
            if found.wishes.fixed or found.wishes.decided:
                st.button(t("Release everything"), on_click=forget_fixing, key="road-release")
    if not found.shortfalls:
        return
    st.caption(t("The most that can be reached when every question that may change is full."))
    rows = [
        (
            one.limit.label.say(language()),
            one.highest,
            one.needed,
            one.gap,
            one.unlocked,
        )
        for one in found.shortfalls
    ]
    header = [
        *(t("Rule"), t("At the most"), t("Limit"), t("Short by")),
        t("With nothing fixed"),
    ]
    small_table(
        [
            {
                header[0]: literal(label),
                header[1]: below(highest, limit, language()),
                header[2]: decimal(limit, language()),
                header[3]: needed(gap, language()),
                header[4]: decimal(unlocked, language()),
            }
            for label, highest, limit, gap, unlocked in rows
        ],
        t("Rules that cannot be met"),
    )
    offer_table(t("Download the table"), "tak-terjangkau", header, rows)
