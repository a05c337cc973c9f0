"""A made-up ministry in a store of its own: 5,000 units in three tiers, ten periods each.

In the last period the TPI has judged every fourth unit.

Run ``python -m benchmarks.ministry FOLDER [UNITS] [PERIODS]``, then look at it with
``ZI_STORE=FOLDER``. Other benchmarks build theirs with :func:`build`. All of it is drawn; nothing
stands for a real office.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import perf_counter

import numpy as np

from zi_analytics.instrument import AnswerKind, load
from zi_analytics.store import Import, Store, open_store
from zi_analytics.workbook.reading import Answer, AssessmentReading, Reading, State
from zi_analytics.workbook.unit_list import UnitRow

UNITS, PERIODS = 5_000, 10
QUARTERS = [f"{year}-B{month:02}" for year in range(2023, 2028) for month in (3, 6, 9, 12)]
REGIONS, OFFICES = 40, 10
"""Forty regions with ten offices each; the other units stand below the offices."""
BATCH = 500
JUDGED = 4
"""Every fourth unit."""
LKE = load("lke-2021")


def unit_rows(units: int) -> Iterator[UnitRow]:
    """The units with their parents, as a list of units has them."""
    for place in range(units):
        if place < REGIONS:
            yield UnitRow(place, f"Kantor Wilayah {place + 1}", kind="kantor wilayah", parent="")
        elif place < REGIONS * (1 + OFFICES):
            above = f"Kantor Wilayah {place % REGIONS + 1}"
            yield UnitRow(place, f"Kantor {place + 1}", kind="kantor", parent=above)
        else:
            above = f"Kantor {REGIONS + place % (REGIONS * OFFICES) + 1}"
            yield UnitRow(place, f"Unit {place + 1}", kind="unit layanan", parent=above)


def imports(units: int, periods: int) -> Iterator[Import]:
    """A worksheet of every unit for every period; one unit in twenty hands nothing in."""
    random = np.random.default_rng(2026)
    names = [row.name for row in unit_rows(units)]
    for number, period in enumerate(QUARTERS[:periods]):
        for place, name in enumerate(names):
            if random.random() < 0.05:
                continue
            quality = 0.45 + 0.5 * (place % 97) / 97 + 0.02 * number
            judged = number == periods - 1 and place % JUDGED == 0
            yield _import(random, name, period, quality, f"{place}-{period}", judged)


def _import(
    random: np.random.Generator, name: str, period: str, quality: float, key: str, judged: bool
) -> Import:
    answers: dict[str, Answer] = {}
    drawn = random.random((len(LKE.questions) + len(LKE.counts), 2))
    for row, question in enumerate((*LKE.questions, *LKE.counts)):
        kind = LKE.type_of(question.code)
        luck = float(drawn[row, 0])
        value: float | None = min(1.0, max(0.0, quality + (luck - 0.5) * 0.6))
        if kind.kind is AnswerKind.CHOICE:
            worth = value or 0.0
            value = min((option.value for option in kind.options), key=lambda v: abs(v - worth))
        elif kind.kind is AnswerKind.COUNT:
            value = float(int(luck * 20))
        state = State.ANSWERED
        if drawn[row, 1] < 0.02:
            state, value = State.BLANK, None
        link = f"https://bukti.example/{key}/{question.code}" if drawn[row, 1] < 0.8 else ""
        cell = f"K{row + 2}"
        raw = "" if value is None else f"{value:.3g}"
        answers[question.code] = Answer(question.code, state, value, raw, "Jawaban", cell, "", link)
    original = key.encode()
    digest = hashlib.sha256(original).hexdigest()
    columns = [AssessmentReading("unit", answers, {})]
    if judged:
        columns.append(AssessmentReading("tpi", _lowered(random, answers), {}))
    reading = Reading(
        f"lke-{key}.xlsx", digest, LKE.id, "lke-2026", name, period, tuple(columns), ()
    )
    return Import(reading, original, name, period)


def _lowered(random: np.random.Generator, answers: dict[str, Answer]) -> dict[str, Answer]:
    """One answer in eight brought down to an option below it."""
    lowered = dict(answers)
    for code, luck in zip(answers, random.random(len(answers)).tolist(), strict=True):
        kind, value = LKE.type_of(code), answers[code].value
        if luck < 1 / 8 and value is not None and kind.kind is AnswerKind.CHOICE:
            worse = [option.value for option in kind.options if option.value < value]
            if worse:
                lowered[code] = answers[code]._replace(value=max(worse), raw=f"{max(worse):.3g}")
    return lowered


def build(store: Store, units: int = UNITS, periods: int = PERIODS) -> int:
    """Fill ``store``; gives how many assessments it holds afterwards."""
    store.save_units([replace(row, row=row.row + 2) for row in unit_rows(units)])
    stored, coming = 0, imports(units, periods)
    while part := list(islice(coming, BATCH)):
        stored += len(store.save_many(part))
    return stored


def main() -> int:
    """Build the store that the command line asks for."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    given = [int(text) for text in sys.argv[2:4]]
    units, periods = (*given, *(UNITS, PERIODS)[len(given) :])
    start = perf_counter()
    with open_store(Path(sys.argv[1])) as store:
        stored = build(store, units, periods)
    print(f"{stored:,} assessments of {units:,} units in {perf_counter() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
