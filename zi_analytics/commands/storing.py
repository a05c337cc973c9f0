"""The commands ``import``, ``list`` and ``sample``: into the store, and what is in it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zi_analytics.analysis.sentences import reached_text
from zi_analytics.commands.ends import DONE, FAILED, STOPPED, complain
from zi_analytics.commands.telling import ASSESSOR_LABELS, Telling
from zi_analytics.findings import Finding
from zi_analytics.importing import count_sources, find_worksheets, import_examples, import_paths
from zi_analytics.importing.stopping import Stop
from zi_analytics.instrument import available, load
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import translator
from zi_analytics.scoring import judge, score
from zi_analytics.settings import store_place
from zi_analytics.store import ASSESSORS, Store, open_store


def add_commands(commands: Any) -> None:
    """Add them to the subparsers of the command line."""
    importing = commands.add_parser("import", help="read worksheets and store them")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE|ZIP|FOLDER")
    importing.add_argument("--unit", default="", help="the unit's name, for all files")
    importing.add_argument("--period", default="", help="the period, as 2025-B06 or 2025")
    importing.add_argument("--assessor", default="", choices=("", *ASSESSORS))
    importing.set_defaults(run=_import)

    listing = commands.add_parser("list", help="list what is stored")
    listing.set_defaults(run=_list)

    sample = commands.add_parser("sample", help="store the example city")
    sample.set_defaults(run=_sample)


def _import(given: argparse.Namespace) -> int:
    paths = find_worksheets(given.files, zips=True)
    if not paths:
        details = (("name", ", ".join(path.name for path in given.files)),)
        complain(Finding("folder-without-worksheets", details=details), given.language)
        return FAILED
    telling = Telling(given.language, count_sources(paths))
    try:
        with Stop() as stop, open_store(store_place()) as store:
            imported = import_paths(
                store,
                paths,
                unit=given.unit,
                period=given.period,
                assessor=given.assessor,
                on_read=telling.hear_read,
                on_similar=telling.hear_similar,
                checkpoint=stop.check,
            )
            for one in imported:
                telling.tell(one)
    except KeyboardInterrupt:
        telling.sum_up(stopped=True)
        return STOPPED
    telling.sum_up()
    return telling.status


def _list(given: argparse.Namespace) -> int:
    """Everything stored with its total by the rule and the predicates it reaches."""
    t = translator(given.language)
    with open_store(store_place()) as store:
        units = store.units()
        names = dict(zip(units["code"], units["name"], strict=True))
        listed = [
            line
            for instrument_id in available()
            for line in _lines_of(store, instrument_id, names, given.language)
        ]
    for line in sorted(listed):
        print(" · ".join(line))
    if not listed:
        print(t("Nothing is stored yet."))
    return DONE


def _lines_of(
    store: Store, instrument_id: str, names: dict[str, str], language: str
) -> Iterator[tuple[str, ...]]:
    instrument = load(instrument_id)
    stored = store.load_values(instrument_id)
    t = translator(language)
    for place, points in enumerate(score(instrument, stored.values)):
        verdicts = judge(instrument, points)
        assessor = str(stored.assessors[place])
        yield (
            names[str(stored.units[place])],
            str(stored.periods[place]),
            t(ASSESSOR_LABELS.get(assessor, assessor)),
            decimal(float(points[0]), language),
            reached_text(
                [verdict.predicate for verdict in verdicts if verdict.passed],
                [verdict.predicate for verdict in verdicts if verdict.undecided],
                language,
            ),
        )


def _sample(given: argparse.Namespace) -> int:
    status = DONE
    with open_store(store_place()) as store:
        for done, total, one in import_examples(store):
            if one.saved is None:
                status = FAILED
                print(f"✕ {one.name}", file=sys.stderr)
            elif done == total or done % 20 == 0:
                print(f"{done}/{total}")
    return status
