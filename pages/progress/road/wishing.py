"""What the road shall be: target, objective, and what may change. All stands in the address."""

from collections.abc import Sequence

import streamlit as st

from pages.progress.road.conditions import ticks_of
from pages.shared.assessment_choice import Chosen
from pages.shared.choosing import (
    chosen_codes,
    forget_codes,
    keep_codes,
    pick,
    pick_segment,
    pick_several,
    said_codes,
    type_number,
)
from pages.shared.words import language, t
from zi_analytics.analysis.road import Objective, Start, Surveys, Wishes
from zi_analytics.analysis.road.efforts import paces
from zi_analytics.analysis.road.text import value_of_answer
from zi_analytics.analysis.sentences import predicate_text
from zi_analytics.instrument import Instrument
from zi_analytics.language.wording import msg

OBJECTIVES = {
    Objective.FEWEST: msg("Fewest questions"),
    Objective.EFFORT: msg("Least effort"),
    Objective.POINTS: msg("Most points for an effort"),
}
SURVEYS = {
    Surveys.LIMIT: msg("up to their limit"),
    Surveys.FREE: msg("as high as needed"),
    Surveys.LOCKED: msg("stay as they are"),
}
_OF_ONE = ("lock", "skip", "decide", "effort")
_PLACE = "road-place"
_BUDGET, _MOST_BUDGET = 20.0, 1_000.0


def choose_wishes(chosen: Chosen) -> Wishes:
    """The pickers above the answer, and what is fixed further below on the page."""
    instrument = chosen.assessed.instrument
    _forget_another(chosen)
    places = st.columns([3, 3, 3], vertical_alignment="bottom")
    with places[0]:
        target = pick_target(instrument, _next(chosen))
    with places[1]:
        objective = Objective(
            pick(
                "aim",
                t("Best is"),
                [one.value for one in Objective],
                lambda code: t(OBJECTIVES[Objective(code)]),
                Objective.FEWEST.value,
            )
        )
    with places[2]:
        surveys = pick_surveys()
    budget = 0.0
    if objective is Objective.POINTS:
        with st.columns([3, 6])[0]:
            budget = type_number("budget", t("Effort there is"), _BUDGET, _MOST_BUDGET)
    codes = [question.code for question in instrument.questions]
    return Wishes(
        target=target,
        objective=objective,
        surveys=surveys,
        budget=budget,
        locked=frozenset(chosen_codes("lock", codes, ())),
        excluded=frozenset(chosen_codes("skip", codes, ())),
        decided=_numbers("decide", codes),
        efforts=_numbers("effort", codes),
    )


def pick_target(instrument: Instrument, default: str) -> str:
    """Which predicate the road leads to."""
    return pick_segment(
        "target",
        t("Predicate"),
        [one.code for one in instrument.predicates],
        lambda code: predicate_text(instrument, code, language()),
        default,
    )


def pick_surveys() -> Surveys:
    """How far survey indices may rise on the road."""
    return Surveys(
        pick(
            "surveys",
            t("Survey indices"),
            [one.value for one in Surveys],
            lambda code: t(SURVEYS[Surveys(code)]),
            Surveys.LIMIT.value,
        )
    )


def show_fixing(chosen: Chosen, begin: Start) -> None:
    """What is locked, left out and decided, and how much effort a step is; folded away."""
    wishes = begin.wishes
    fixed = len(wishes.locked) + len(wishes.excluded) + len(wishes.decided) + len(wishes.efforts)
    label = t("What may change, and how much effort it is")
    label = f"{label} · {fixed}" if fixed else label
    with st.expander(label, expanded=bool(fixed), key="road-fixing"):
        codes = [question.code for question in begin.instrument.questions]
        labels = {q.code: f"{q.code} {q.label.say(language())}" for q in begin.instrument.questions}
        places = st.columns(3)
        for place, name, head in (
            (places[0], "lock", t("Cannot change")),
            (places[1], "skip", t("Left out")),
        ):
            with place:
                kept = chosen_codes(name, codes, ())
                pick_several(name, head, codes, labels.__getitem__, kept, len(codes), t("None"))
        with places[2]:
            _decide(begin, labels)
        _show_efforts(chosen, begin)


def _decide(begin: Start, labels: dict[str, str]) -> None:
    """The answers that are decided already, each with the value it will have."""
    answers = {
        f"{question.code}:{one.value:.9g}": (
            f"{labels[question.code]} → {value_of_answer(begin, column, one, language())}"
        )
        for column, question in enumerate(begin.instrument.questions)
        for one in begin.answers[column]
    }
    kept = [code for code in said_codes("decide") if code in answers]
    pick_several(
        "decide",
        t("Decided already"),
        list(answers),
        answers.__getitem__,
        kept,
        len(answers),
        t("None"),
    )


def _show_efforts(chosen: Chosen, begin: Start) -> None:
    """The effort of a step of every question that can still be bettered, to be edited."""
    instrument = begin.instrument
    st.caption(
        t(
            "Effort is our own estimate, not a figure of the regulation: 1 is about a working day "
            "of the team. Type your own figure for a step; an empty one is the estimate again."
        )
    )
    usual = paces(instrument, {})
    own = paces(instrument, begin.wishes.efforts)
    columns = [column for column, answers in enumerate(begin.answers) if answers]
    questions = [instrument.questions[column] for column in columns]
    key = f"road-efforts-{chosen.unit}-{chosen.period}-{chosen.assessor}"
    reasons = [usual[column].reason for column in columns]

    def take() -> None:
        efforts = dict(begin.wishes.efforts)
        for row, changed in st.session_state[key]["edited_rows"].items():
            code = questions[int(row)].code
            typed = changed.get("effort")
            efforts.pop(code, None)
            if typed is not None and typed > 0 and typed != usual[columns[int(row)]].effort:
                efforts[code] = typed
        keep_codes("effort", [f"{code}:{value:g}" for code, value in efforts.items()])

    st.data_editor(
        {
            "question": [f"{q.code} {q.label.say(language())}" for q in questions],
            "effort": [own[column].effort for column in columns],
            "why": ["" if reason is None else reason.say(language()) for reason in reasons],
        },
        key=key,
        on_change=take,
        hide_index=True,
        disabled=("question", "why"),
        height=min(38 + 35 * len(columns), 320),
        column_config={
            "question": st.column_config.TextColumn(t("Question"), width=380),
            "effort": st.column_config.NumberColumn(
                t("Effort of a step"), min_value=0.1, max_value=_MOST_BUDGET, step=0.1, width=120
            ),
            "why": st.column_config.TextColumn(t("Why so much"), width=380),
        },
    )


def forget_fixing() -> None:
    """Nothing is locked, left out or decided any more, and every effort is the estimate."""
    for name in _OF_ONE:
        forget_codes(name)


def keep_fixing(wishes: Wishes) -> None:
    """Put into the address what a stored scenario had fixed."""
    keep_codes("lock", sorted(wishes.locked))
    keep_codes("skip", sorted(wishes.excluded))
    keep_codes("decide", [f"{c}:{v:.9g}" for c, v in wishes.decided.items()])
    keep_codes("effort", [f"{c}:{v:g}" for c, v in wishes.efforts.items()])


def _numbers(name: str, codes: Sequence[str]) -> dict[str, float]:
    """What the address says as "code:number"."""
    found: dict[str, float] = {}
    for said in said_codes(name):
        code, _, number = said.rpartition(":")
        try:
            value = float(number)
        except ValueError:
            continue
        if code in codes and 0 < value <= _MOST_BUDGET:
            found[code] = value
    return found


def _forget_another(chosen: Chosen) -> None:
    """What is fixed and ticked is about one unit in one period: it does not follow to the next."""
    place = f"{chosen.unit}~{chosen.period}"
    if st.session_state.get(_PLACE, place) != place:
        forget_fixing()
        for predicate in chosen.assessed.instrument.predicates:
            forget_codes(ticks_of(predicate.code))
    st.session_state[_PLACE] = place


def _next(chosen: Chosen) -> str:
    verdict = chosen.assessed.next or chosen.assessed.verdicts[-1]
    return verdict.predicate
