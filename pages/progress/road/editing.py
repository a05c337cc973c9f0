"""Moving answers by hand: total, areas and predicate follow at once."""

from collections.abc import Mapping, Sequence
from zlib import crc32

import streamlit as st

from pages.progress.road.scenarios import offer_keeping
from pages.shared.assessment_choice import Chosen
from pages.shared.figures import fact, mark, small_table
from pages.shared.literal import literal
from pages.shared.words import language, t
from zi_analytics.analysis.road import Moved, NoWay, Road, Start, apply, counts_of
from zi_analytics.analysis.road.text import standing_after
from zi_analytics.analysis.sentences import option_text, predicate_text, reached_text
from zi_analytics.instrument import AnswerKind, Node
from zi_analytics.language.numbers import below, decimal, signed
from zi_analytics.programme.scenarios import Changed
from zi_analytics.scoring import ratio_value

_BLANK = "–"
_MOST = 40


# A fragment: only what is moved is drawn again. It asks nothing of the store.
@st.fragment
def show_by_hand(chosen: Chosen, begin: Start, found: Road | NoWay) -> None:
    """The editor; it starts with the steps of the road, where there is one."""
    steps = found.steps if isinstance(found, Road) else ()
    after = {step.question.code: step.after for step in steps}
    instrument = begin.instrument
    place = f"{chosen.unit}-{chosen.period}-{chosen.assessor}"
    key = f"hand-{crc32(repr((place, sorted(after.items()))).encode()):x}"
    st.subheader(t("Move answers by hand"), anchor=False)
    st.caption(
        t(
            "Begins with the road above. Add any question, give any answer, also a worse one: "
            "nothing is stored until you keep it as a scenario."
        )
    )
    outcome = st.container()
    labels = {q.code: f"{q.code} {q.label.say(language())}" for q in instrument.questions}
    picked = st.multiselect(
        t("Questions to move"),
        list(labels),
        default=[code for code in labels if code in after][:_MOST],
        format_func=labels.__getitem__,
        key=f"{key}-questions",
        max_selections=_MOST,
        placeholder=t("Add a question"),
    )
    moves, kept = _ask(chosen, begin, key, picked, after)
    moved = apply(instrument, begin.values, moves, begin.wishes.target)
    with outcome:
        _show_outcome(begin, moved)
    if kept:
        offer_keeping(chosen, begin, kept, moved.total)


def _ask(
    chosen: Chosen, begin: Start, key: str, picked: Sequence[str], after: Mapping[str, float]
) -> tuple[dict[str, float | None], dict[str, Changed]]:
    """One control a question; the moves that they make, and how a scenario keeps them."""
    counts = counts_of(begin.instrument, chosen.assessed.reading)
    columns = {question.code: i for i, question in enumerate(begin.instrument.questions)}
    moves: dict[str, float | None] = {}
    kept: dict[str, Changed] = {}
    places = st.columns(2, gap="large")
    for number, code in enumerate(picked):
        question = begin.instrument.node[code]
        raw = float(begin.values[columns[code]])
        now = None if raw != raw else raw
        with places[number % 2]:
            moved = _control(begin, question, f"{key}-{code}", now, after.get(code), counts)
            moves[code], changed = moved
            if changed is not None:
                kept[code] = changed
    return moves, kept


def _control(
    begin: Start,
    question: Node,
    key: str,
    now: float | None,
    after: float | None,
    counts: Mapping[str, float | None],
) -> tuple[float | None, Changed | None]:
    """The control of one question by the kind of its answer.

    Its value of 0 to 1, and what a scenario keeps of it: of a ratio the count that was typed.
    """
    instrument = begin.instrument
    answer_type = instrument.type_of(question.code)
    label = literal(f"{question.code} {question.label.say(language())}")
    value = now if after is None else after
    if answer_type.kind is AnswerKind.CHOICE:
        values = {option.key: option.value for option in reversed(answer_type.options)}
        first = next((k for k, v in values.items() if v == value), _BLANK)
        picked = st.segmented_control(
            label,
            [_BLANK, *values],
            default=first,
            format_func=lambda k: k if k == _BLANK else option_text(k, language()),
            key=key,
            required=True,
        )
        chosen = values.get(picked or _BLANK)
        return chosen, chosen
    if answer_type.kind is AnswerKind.INDEX:
        highest, lowest = answer_type.highest or 4.0, answer_type.lowest or 0.0
        typed = st.number_input(
            label,
            min_value=lowest,
            max_value=highest,
            value=round(max((value or 0.0) * highest, lowest), 2),
            step=0.05,
            key=key,
        )
        return float(typed) / highest, float(typed) / highest
    ratio = instrument.ratios.get(question.code)
    whole = 0.0 if ratio is None else sum(counts.get(code) or 0.0 for code in ratio.whole)
    if ratio is None or not whole:
        share = st.number_input(
            f"{label} (%)", min_value=0.0, max_value=100.0, value=(value or 0.0) * 100, key=key
        )
        return float(share) / 100, float(share) / 100
    part = (1 - (value or 0.0)) * whole if ratio.rule == "fall" else (value or 0.0) * whole
    count = st.number_input(
        f"{label} ({t('of {whole}', whole=decimal(whole, language(), 0))})",
        min_value=0.0,
        max_value=float(whole),
        value=float(min(round(part, 6), whole)),
        step=1.0,
        format="%g",
        key=key,
    )
    parts = {ratio.part[0]: float(count), **dict.fromkeys(ratio.part[1:], 0.0)}
    return ratio_value(ratio, {**counts, **parts}), parts


def _show_outcome(begin: Start, moved: Moved) -> None:
    """Total, predicate and rules; then every rule with what moved."""
    instrument = begin.instrument
    total = float(begin.count.sum())
    facts = st.columns(3)
    with facts[0]:
        fact(
            t("Total by hand"),
            f"{decimal(moved.total, language())} ({signed(moved.total - total, language())})",
        )
    with facts[1]:
        passed = [one.predicate for one in moved.verdicts if one.passed]
        fact(t("Predicate on paper"), reached_text(passed, (), language()))
    with facts[2]:
        met = sum(rule.met_after for rule in moved.rules)
        label = predicate_text(instrument, begin.wishes.target, language())
        fact(
            t("Rules of {predicate}", predicate=label),
            t("{met} of {total} met", met=met, total=len(moved.rules)),
        )
    small_table(
        [
            {
                t("Rule"): literal(rule.limit.label.say(language())),
                t("Today"): below(rule.before, rule.needed, language()),
                t("By hand"): below(rule.after, rule.needed, language()),
                t("Limit"): decimal(rule.needed, language()),
                t("Standing"): mark(standing_after(rule)),
            }
            for rule in moved.rules
        ],
        t("The rules after what was moved by hand"),
    )
