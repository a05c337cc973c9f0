"""The command ``survey``: reads raw responses and says their index; nothing is stored."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from zi_analytics.analysis import survey_text
from zi_analytics.analysis.survey import bootstrap_interval, matrix_of, measure, to_survey
from zi_analytics.analysis.survey_limits import against_limits, convert
from zi_analytics.commands.ends import DONE, FAILED
from zi_analytics.finding_text import message, place
from zi_analytics.findings import Finding, Refused
from zi_analytics.instrument import available, load
from zi_analytics.instrument.surveys import survey_rules
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import translator
from zi_analytics.programme.surveys import Measures
from zi_analytics.workbook.survey.reader import read_survey


def add_commands(commands: Any) -> None:
    """Add it to the subparsers of the command line."""
    survey = commands.add_parser(
        "survey", help="read raw responses of a survey and say its index; stores nothing"
    )
    survey.add_argument("file", type=Path, metavar="FILE")
    survey.add_argument(
        "--measures",
        choices=[one.value for one in Measures],
        default=Measures.IPKP.value,
        help="what the survey measures",
    )
    survey.add_argument("--sheet", help="the sheet to read, where there are several")
    survey.set_defaults(run=_survey)


def _survey(given: argparse.Namespace) -> int:
    reading = read_survey(_bytes(given.file), given.file.name, sheet=given.sheet)
    language, t = given.language, translator(given.language)
    measures = Measures(given.measures)
    kind = survey_rules().kinds[measures]
    measured = measure(to_survey(reading, measures))
    if measured is not None and not reading.beyond:
        instrument = load(available()[0])
        limits = against_limits(instrument, kind, measured)
        print(survey_text.headline(kind, measured, limits, language))
        print(survey_text.worth_text(convert(instrument, kind, measured.index), language))
        print(survey_text.respondents_text(measured, language))
        print(survey_text.interval_text(measured.interval, language))
        drawn = bootstrap_interval(matrix_of(reading))
        if drawn is not None:
            low, high = decimal(drawn.low, language), decimal(drawn.high, language)
            print(t("By drawing the respondents anew: {low} to {high}.", low=low, high=high))
        for element in measured.elements:
            name = survey_text.element_name(element)
            print(f"  {name}: {decimal(element.mean, language)} · {element.count}")
        for limit in limits:
            print(f"  {survey_text.limit_text(limit, language)}")
    for finding in reading.findings:
        at = place(finding)
        print(
            f"  – {at}: {message(finding, language)}" if at else f"  – {message(finding, language)}"
        )
    return DONE if measured is not None and not reading.beyond else FAILED


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Refused(Finding("file-not-found", details=(("name", path.name),))) from error
    except OSError as error:
        raise Refused(Finding("file-not-openable", details=(("name", path.name),))) from error
