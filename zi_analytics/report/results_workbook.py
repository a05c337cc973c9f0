"""The results of a period as one workbook: every unit with its limits, questions and findings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO

import numpy as np

from zi_analytics.analysis.periods import parts, total_limits
from zi_analytics.analysis.sentences import STANDINGS, STATES, reached_text
from zi_analytics.analysis.standing import Standing, standings
from zi_analytics.instrument import Instrument
from zi_analytics.report.results_details import write_details, write_sources
from zi_analytics.report.results_plan import write_plans
from zi_analytics.report.results_rows import CODE, LONG, NAME, NUMBER, WORD, Results
from zi_analytics.report.sheets import Cell
from zi_analytics.report.tidy import Selection
from zi_analytics.scoring import Judged
from zi_analytics.store import STATES as STATE_OF_NUMBER
from zi_analytics.store import Store


def write_results(
    store: Store,
    out: BinaryIO,
    selection: Selection,
    language: str,
    made_at: datetime,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write the results of ``selection.period``; of a unit those of its later assessor counts
    unless one is chosen. The points are those of the analysis, unrounded."""
    results = Results(store, out, selection, language)
    _write_summary(results)
    _write_areas(results)
    _write_limits(results)
    _write_questions(results)
    write_details(results, on_progress)
    write_plans(results, made_at.date())
    write_sources(results, made_at)
    results.book.close()


def _minima(judged: Judged) -> np.ndarray:
    return np.array([limit.minimum for limit in judged.predicate.limits])


def _write_summary(results: Results) -> None:
    t = results.t
    sheet = results.sheet(
        t("Summary"),
        (t("Kind"), WORD),
        (t("Worksheet"), NAME),
        (t("Score"), NUMBER),
        (t("Predicate"), 24),
        (t("Next predicate"), NUMBER),
        (t("Distance to its total"), NUMBER),
        (t("Limits not met"), NUMBER),
        (t("Answered"), NUMBER),
        (t("Questions"), NUMBER),
    )
    for row in results.rows:
        scores, number = row.scores, row.number
        judged = scores.judged
        passed = [one.predicate.code for one in judged if one.passed[number]]
        undecided = [one.predicate.code for one in judged if one.undecided[number]]
        open_ones = [one for one in judged if not one.passed[number]]
        total = float(scores.points[number, 0])
        following: list[Cell] = [None, None, None]
        if open_ones:
            code = open_ones[0].predicate.code
            needed = dict(total_limits(scores.instrument)).get(code)
            distance = None if needed is None else total - needed
            following = [code, distance, int((~open_ones[0].met[number]).sum())]
        sheet.append(
            [
                *results.who(row),
                results.kinds[row.unit],
                scores.instrument.title.say(results.language),
                total,
                reached_text(passed[-1:], undecided[-1:], results.language),
                *following,
                int((~np.isnan(scores.values[number])).sum()),
                len(scores.instrument.questions),
            ]
        )
    sheet.finish(marked=[6])


def _write_areas(results: Results) -> None:
    t = results.t
    for title, instrument, rows in results.of_each_instrument(t("Areas")):
        kept = parts(instrument)
        columns = [rows[0].scores.points_of_part(part) for part in kept]
        labels = [
            f"{part.code} {part.label.say(results.language)}"
            if part.code.isdigit()
            else part.label.say(results.language)
            for part in kept
        ]
        sheet = results.sheet(title, (t("Score"), NUMBER), *((label, WORD) for label in labels))
        for row in rows:
            points = [float(column[row.number]) for column in columns]
            sheet.append([*results.who(row), float(row.scores.points[row.number, 0]), *points])
        sheet.finish()


def _write_limits(results: Results) -> None:
    t = results.t
    sheet = results.sheet(
        t("Limits"),
        (t("Predicate"), NUMBER),
        (t("Limit"), NAME),
        (t("Points"), NUMBER),
        (t("Needed"), NUMBER),
        (t("Distance"), NUMBER),
        (t("Weight"), NUMBER),
        (t("Standing"), WORD),
        (t("Article"), NAME),
    )
    stands = {
        scores.instrument.id: [
            standings(one.values, _minima(one), one.met) for one in scores.judged
        ]
        for scores in results.scores
    }
    for row in results.rows:
        instrument = row.scores.instrument
        for one, found in zip(row.scores.judged, stands[instrument.id], strict=True):
            for column, limit in enumerate(one.predicate.limits):
                weight = sum(instrument.node[code].weight or 0.0 for code in limit.nodes)
                # Limits that are a share are told in points, as the areas are.
                scale = weight if limit.unit == "share" else 1.0
                points = float(one.values[row.number, column]) * scale
                needed = limit.minimum * scale
                sheet.append(
                    [
                        *results.who(row),
                        one.predicate.code,
                        limit.label.say(results.language),
                        points,
                        needed,
                        points - needed,
                        float(weight),
                        _stand(results, found[row.number, column]),
                        limit.article,
                    ]
                )
    sheet.finish(marked=[9])


def _stand(results: Results, stand: Standing) -> str:
    mark, word = STANDINGS[stand]
    return f"{mark} {results.t(word)}"


def _write_questions(results: Results) -> None:
    """Values with a unit a row, for that opens fast; words where there is no value."""
    words = [f"– {results.t(STATES[state])}" for state in STATE_OF_NUMBER]
    t = results.t
    for title, instrument, rows in results.of_each_instrument(t("Answers")):
        columns = ((question.code, NUMBER) for question in instrument.questions)
        sheet = results.sheet(title, *columns)
        for row in rows:
            values = row.scores.values[row.number].tolist()
            states = row.scores.states[row.number].tolist()
            cells: list[Cell] = [
                words[state] if value != value else value
                for value, state in zip(values, states, strict=True)
            ]
            sheet.append([*results.who(row), *cells])
        sheet.finish()
    for title, instrument, _ in results.of_each_instrument(t("Questions")):
        _write_legend(results, title, instrument)


def _write_legend(results: Results, title: str, instrument: Instrument) -> None:
    t = results.t
    sheet = results.book.add(
        title,
        [
            (t("Code"), CODE),
            (t("Question"), LONG),
            (t("Weight"), NUMBER),
            (t("Answer"), WORD),
        ],
    )
    for question in instrument.questions:
        written = instrument.type_of(question.code).written[0]
        label = question.label.say(results.language)
        sheet.append([question.code, label, float(question.weight or 0.0), written])
    sheet.finish()
