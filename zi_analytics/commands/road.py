"""The command ``road``: which answers to better so that a unit earns a predicate."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from zi_analytics.analysis.assessed import Assessed, assess
from zi_analytics.analysis.road import (
    NoWay,
    Objective,
    Road,
    RuleLine,
    Step,
    Surveys,
    Wishes,
    counts_of,
    find_road,
    start,
)
from zi_analytics.analysis.road.text import (
    after_text,
    before_text,
    headline,
    no_way_headline,
    surveys_text,
    unlocking_text,
)
from zi_analytics.commands.ends import DONE, FAILED, MISUSED
from zi_analytics.instrument import Instrument, load
from zi_analytics.language.numbers import below, decimal, needed, short, signed
from zi_analytics.language.wording import translator
from zi_analytics.report.choosing import Chosen, choose_units
from zi_analytics.settings import store_place
from zi_analytics.store import ASSESSORS, open_store
from zi_analytics.store.names import split_period


def add_commands(commands: Any) -> None:
    """Add it to the subparsers of the command line."""
    road = commands.add_parser("road", help="the shortest way of a unit to a predicate")
    road.add_argument("--unit", required=True, metavar="CODE", help="a unit that is stored")
    road.add_argument("--period", default="", help="the period, as 2025-B06 or 2025")
    road.add_argument("--assessor", default="", choices=("", *ASSESSORS))
    road.add_argument(
        "--target", default="", metavar="PREDICATE", help="wbk or wbbm; without it the next one"
    )
    road.add_argument(
        "--objective",
        default=Objective.FEWEST.value,
        choices=[one.value for one in Objective],
        help="the fewest questions, the least effort, or the most points for --budget",
    )
    road.add_argument("--budget", type=float, default=0.0, help="the effort there is for points")
    road.add_argument(
        "--surveys",
        default=Surveys.LIMIT.value,
        choices=[one.value for one in Surveys],
        help="survey indices rise to their limit, to the highest, or not at all",
    )
    road.add_argument(
        "--lock", action="append", default=[], metavar="CODE", help="a question that cannot change"
    )
    road.add_argument(
        "--alternatives", type=int, default=0, metavar="N", help="how many equal roads to show too"
    )
    road.set_defaults(run=_road)


def _road(given: argparse.Namespace) -> int:
    t = translator(given.language)
    if given.period:
        split_period(given.period)
    with open_store(store_place(), create=False) as store:
        chosen = choose_units(store, [given.unit], given.period, given.assessor)[0]
        document = store.load_document(chosen.unit, chosen.period, chosen.assessor)
    assessed = assess(load(document.revision.instrument), document.reading)
    instrument = assessed.instrument
    if not instrument.asks_questions:
        said = t("The short form has no questions to improve: upload the full worksheet.")
        print(f"  {said}", file=sys.stderr)
        return FAILED
    wishes = _wishes(given, assessed)
    unknown = sorted(wishes.locked - {question.code for question in instrument.questions})
    if wishes.target not in {predicate.code for predicate in instrument.predicates} or unknown:
        named = ", ".join(unknown) or given.target
        print(f"  {t('not known: {names}', names=named)}", file=sys.stderr)
        return MISUSED
    begin = start(instrument, assessed.values, counts_of(instrument, assessed.reading), wishes)
    with _silent():
        found = find_road(begin, given.alternatives)
    _tell(chosen, instrument, found, given.language)
    return DONE


@contextmanager
def _silent() -> Iterator[None]:
    """HiGHS at times writes a line of its own to the process's output, past Python."""
    sys.stdout.flush()
    output = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(output, 1)
        os.close(output)
        os.close(nowhere)


def _wishes(given: argparse.Namespace, assessed: Assessed) -> Wishes:
    """What the arguments wish; without a target the first predicate that is not passed."""
    following = assessed.next or assessed.verdicts[-1]
    return Wishes(
        target=given.target.upper() or following.predicate,
        objective=Objective(given.objective),
        surveys=Surveys(given.surveys),
        budget=given.budget,
        locked=frozenset(given.lock),
    )


def _tell(chosen: Chosen, instrument: Instrument, found: Road | NoWay, language: str) -> None:
    print(f"{chosen.name} · {chosen.period} · {chosen.assessor}")
    if isinstance(found, NoWay):
        _print(_no_way_lines(instrument, found, language))
    else:
        _print(_road_lines(instrument, found, language))


def _road_lines(instrument: Instrument, road: Road, language: str) -> Iterable[str]:
    t = translator(language)
    yield headline(instrument, road, language)
    yield surveys_text(road, language)
    yield from (_step_line(instrument, step, language) for step in road.steps)
    yield t(
        "total {before} → {after}",
        before=decimal(road.before, language),
        after=decimal(road.after, language),
    )
    yield from (_rule_line(rule, language) for rule in road.rules)
    for other in road.alternatives:
        codes = ", ".join(step.question.code for step in other)
        yield t("just as good: {questions}", questions=codes)


def _step_line(instrument: Instrument, step: Step, language: str) -> str:
    t = translator(language)
    return t(
        "{gain}  {code} {question}: {before} → {after}  (effort {effort})",
        gain=signed(step.points, language),
        code=step.question.code,
        question=step.question.label.say(language),
        before=before_text(step, instrument, language),
        after=after_text(step, instrument, language),
        effort=short(step.effort, language, 1),
    )


def _rule_line(rule: RuleLine, language: str) -> str:
    return "{mark} {label}: {before} → {after} / {needed}".format(
        mark="✓" if rule.met_after else "✕",
        label=rule.limit.label.say(language),
        before=below(rule.before, rule.needed, language),
        after=below(rule.after, rule.needed, language),
        needed=decimal(rule.needed, language),
    )


def _no_way_lines(instrument: Instrument, found: NoWay, language: str) -> Iterable[str]:
    yield no_way_headline(instrument, found, language)
    yield unlocking_text(found, language)
    for one in found.shortfalls:
        reached = below(one.highest, one.needed, language)
        missing = needed(one.gap, language)
        label = one.limit.label.say(language)
        yield f"✕ {label}: {reached} / {decimal(one.needed, language)} (−{missing})"


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        if line:
            print(f"  {line}")
