"""The overview of one unit: its total, what holds it back, and where each number comes from."""

import streamlit as st

from pages.analysis.overview.parts import (
    show_areas,
    show_gains,
    show_headline,
    show_limits,
    show_own_total,
)
from pages.analysis.overview.trace_steps import show_trace
from pages.shared.assessment_choice import Chosen, choose_assessment
from pages.shared.choosing import pick_segment
from pages.shared.words import language, t
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.sentences import predicate_text


def show_one() -> None:
    """The pickers and everything about the chosen assessment."""
    chosen = choose_assessment()
    document, assessed = chosen.document, chosen.assessed
    show_headline(assessed, {code: one[1] for code, one in chosen.found.items()}, chosen.assessor)
    _lead_on(chosen)
    _show_against_limits(assessed)
    show_gains(assessed)
    show_own_total(document, assessed)
    show_trace(assessed, document)


def _lead_on(chosen: Chosen) -> None:
    """The way to the next predicate, where there are questions to better."""
    following = chosen.assessed.next
    if following is None or not chosen.assessed.instrument.asks_questions:
        return
    st.page_link(
        "pages/progress/road/page.py",
        label=t("The shortest way there: which answers are enough"),
        icon=":material/arrow_forward:",
        query_params={
            "unit": chosen.unit,
            "period": chosen.period,
            "assessor": chosen.assessor,
            "view": "one",
            "target": following.predicate,
        },
    )


# A fragment: another predicate leaves the rest of the page alone. It asks nothing of the store.
@st.fragment
def _show_against_limits(assessed: Assessed) -> None:
    """Areas and limits against those of the chosen predicate."""
    predicates = [verdict.predicate for verdict in assessed.verdicts]
    target = None
    if predicates:
        default = (assessed.next or assessed.verdicts[-1]).predicate
        target = pick_segment(
            "target",
            t("Measured against"),
            predicates,
            lambda code: predicate_text(assessed.instrument, code, language()),
            default,
        )
    left, right = st.columns(2, gap="large")
    with left:
        show_areas(assessed, target)
    with right:
        if target is not None:
            show_limits(assessed, target)
