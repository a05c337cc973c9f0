"""The margin of safety: the road as claimed, after the usual cut, and with proof alone."""

import streamlit as st

from pages.progress.road import loading as loaded
from pages.progress.road.loading import Cut
from pages.shared.assessment_choice import Chosen
from pages.shared.choosing import pick_segment
from pages.shared.figures import small_table
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.words import language, n, t
from zi_analytics.analysis.evidence import shows_evidence
from zi_analytics.analysis.road import NoWay, Road, Safety, Start, View
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import msg

VIEWS = {
    View.CLAIMED: msg("as claimed"),
    View.CUT: msg("after the usual cut"),
    View.PROVEN: msg("with evidence only"),
}
_OWN, _ALL = "own", "all"


def show_safety(chosen: Chosen, begin: Start, road: Road) -> None:
    """Three numbers together, each with how many questions it would take by that view alone."""
    cut = _choose_cut(loaded.cuts(begin.instrument.id, *_place(chosen)))
    held = loaded.safe(*_place(chosen), road.wishes, cut)
    label = predicate_text(begin.instrument, road.wishes.target, language())
    st.subheader(literal(_sentence(held, label)), anchor=False)
    small_table(
        [
            {
                t("Answers count"): t(VIEWS[one.view]),
                t("Total today"): decimal(one.before, language()),
                t("Total after the steps"): decimal(one.after, language()),
                t("Rules of {predicate}", predicate=label): _rules(one),
                t("Fewest questions if only this counted"): _whole(one),
            }
            for one in held
        ],
        t("The margin of safety"),
    )
    st.caption(literal(_explained(cut)))
    if not shows_evidence(chosen.assessed.reading):
        st.caption(
            t("This worksheet shows no evidence beside its answers, so no present answer counts.")
        )


def _choose_cut(cuts: tuple[Cut, ...]) -> Cut | None:
    """The cut that is expected: where there are two, one is picked."""
    known = {_OWN if cut.own else _ALL: cut for cut in cuts}
    if len(known) < 2:
        return cuts[0] if cuts else None
    code = pick_segment(
        "cut",
        t("The usual cut"),
        list(known),
        lambda code: (
            t("this unit's own")
            if code == _OWN
            else t("of all units ({number})", number=known[_ALL].units)
        ),
        _ALL,
    )
    return known[code]


def _place(chosen: Chosen) -> tuple[str, str, str]:
    return chosen.unit, chosen.period, chosen.assessor


def _sentence(held: tuple[Safety, ...], label: str) -> str:
    missed = [t(VIEWS[one.view]) for one in held if not one.passes]
    if not missed:
        return t("The road holds {predicate} by every view", predicate=label)
    return t(
        "The road does not hold {predicate}: {views}", predicate=label, views=", ".join(missed)
    )


def _rules(one: Safety) -> str:
    missed = [rule.limit.label.say(language()) for rule in one.rules if not rule.met_after]
    if not missed:
        return f"✓ {t('all met')}"
    said = n("{number} missed", "{number} missed", len(missed))
    return f"✕ {said}: {literal(', '.join(missed[:3]))}{' …' if len(missed) > 3 else ''}"


def _whole(one: Safety) -> str:
    if isinstance(one.whole, NoWay):
        first = one.whole.shortfalls[0]
        return t("no way: {rule}", rule=literal(first.limit.label.say(language())))
    return n("{number} question", "{number} questions", len(one.whole.steps))


def _explained(cut: Cut | None) -> str:
    proof = t("A new answer is taken to come with its evidence.")
    if cut is None:
        return " ".join(
            [t("No later assessor's cut is known: nobody was judged by two of them."), proof]
        )
    said = {"earlier": assessor_label(cut.earlier), "later": assessor_label(cut.later)}
    period = period_label(cut.period)
    if cut.own:
        made = t(
            "The cut is what {later} left of this unit's answers by {earlier} in {period}.",
            period=period,
            **said,
        )
    else:
        made = t(
            "The cut is the middle one of those that {later} made from {earlier} in {period} "
            "({number} units).",
            period=period,
            number=cut.units,
            **said,
        )
    return f"{made} {proof}"
