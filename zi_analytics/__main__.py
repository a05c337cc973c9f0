"""The same jobs from the command line: ``python -m zi_analytics COMMAND``.

Exit status: 0 when every file was read (and stored, where that was asked), 1 when one was not,
2 for wrong usage, 130 when it was stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from zi_analytics import __version__, finding_text, keeping
from zi_analytics.analysis.sentences import reached_text
from zi_analytics.findings import Finding, Refused
from zi_analytics.importing import (
    count_sources,
    find_worksheets,
    import_examples,
    import_paths,
)
from zi_analytics.importing.stopping import Stop
from zi_analytics.importing.telling import ASSESSOR_LABELS, Telling
from zi_analytics.instrument import available, load
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import translator
from zi_analytics.report.files import describe_files
from zi_analytics.returning_commands import add_commands
from zi_analytics.scoring import judge, score
from zi_analytics.settings import language, store_place
from zi_analytics.store import ASSESSORS, Store, StoreError, open_store
from zi_analytics.usage import Parser, spoken
from zi_analytics.workbook.child import shutdown
from zi_analytics.workbook.writing import blank_file_name, write_blank

READ, FAILED, MISUSED = 0, 1, 2
STOPPED = 130
"""What a shell expects of a program that was stopped with Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give back the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    given = _parser(spoken(arguments, language())).parse_args(arguments)
    try:
        return int(given.run(given))
    except (StoreError, Refused) as error:
        _complain(error.finding, given.language)
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    finally:
        shutdown()


def _parser(spoken_language: str) -> argparse.ArgumentParser:
    parser = Parser(
        spoken_language,
        prog="python -m zi_analytics",
        description="Reads, scores and stores worksheets (LKE) of the Zona Integritas.",
    )
    parser.set_defaults(language=spoken_language)
    parser.add_argument(
        "--version", action="version", version=__version__, help="show the version and exit"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    score = commands.add_parser("score", help="read and score worksheets; stores nothing")
    score.add_argument("files", nargs="+", type=Path, metavar="FILE|FOLDER|ZIP")
    score.add_argument("--json", action="store_true", help="print one JSON array")
    score.set_defaults(run=_score)

    importing = commands.add_parser("import", help="read worksheets and store them")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE|ZIP|FOLDER")
    importing.add_argument("--unit", default="", help="the unit's name, for all files")
    importing.add_argument("--period", default="", help="the period, as 2025-B06 or 2025")
    importing.add_argument("--assessor", default="", choices=("", *ASSESSORS))
    importing.set_defaults(run=_import)

    listing = commands.add_parser("list", help="list what is stored")
    listing.set_defaults(run=_list)

    instruments = commands.add_parser("instruments", help="list the known worksheets")
    instruments.set_defaults(run=_instruments)

    blank = commands.add_parser("blank", help="write an empty worksheet to fill in")
    blank.add_argument("instrument", choices=available(), metavar="INSTRUMENT")
    blank.add_argument("--unit", default="", help="the unit's name")
    blank.add_argument("--period", default="", help="the period, as 2025-B06 or 2025")
    blank.add_argument("--assessor", default=ASSESSORS[0], choices=ASSESSORS)
    blank.add_argument("--output", type=Path, metavar="FILE", help="where to write it")
    blank.set_defaults(run=_blank)

    add_commands(commands)

    sample = commands.add_parser("sample", help="store the example city")
    sample.set_defaults(run=_sample)

    keeping.add_commands(commands)
    return parser


def _score(given: argparse.Namespace) -> int:
    entries = list(describe_files(given.files, given.language))
    if given.json:
        sys.stdout.buffer.write(orjson.dumps(entries, option=orjson.OPT_INDENT_2) + b"\n")
        sys.stdout.buffer.flush()
    else:
        for entry in entries:
            _print_entry(entry, given.language)
    return FAILED if any("error" in entry for entry in entries) else READ


def _print_entry(entry: dict[str, object], language: str) -> None:
    """One file's scores as lines for people."""
    t = translator(language)
    print(entry["file"])
    error = entry.get("error")
    if isinstance(error, dict):
        print(f"  ✕ {error['message']}")
        return
    print(f"  {entry['unit'] or '?'} · {entry['period'] or '?'} · {entry['instrument']}")
    assessments = entry["assessments"]
    for one in assessments if isinstance(assessments, list) else []:
        verdicts: dict[str, dict[str, Any]] = one["predicate"]
        passed = [code for code, verdict in verdicts.items() if verdict["passed"]]
        undecided = [
            code
            for code, verdict in verdicts.items()
            if code not in passed and all(r["passed"] is not False for r in verdict["rules"])
        ]
        print(
            f"  {t(ASSESSOR_LABELS.get(one['assessor'], one['assessor']))}: "
            f"{decimal(one['points']['TOTAL'], language)} · "
            f"{one['answered']}/{one['questions']} · "
            f"{reached_text(passed, undecided, language)}"
        )
    findings = entry["findings"]
    for finding in findings if isinstance(findings, list) else []:
        place = "!".join(part for part in (finding["sheet"], finding["cell"]) if part)
        print(f"  – {place}: {finding['message']}" if place else f"  – {finding['message']}")


def _import(given: argparse.Namespace) -> int:
    paths = find_worksheets(given.files, zips=True)
    if not paths:
        details = (("name", ", ".join(path.name for path in given.files)),)
        _complain(Finding("folder-without-worksheets", details=details), given.language)
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


def _complain(finding: Finding, language: str) -> None:
    text = finding_text.message(finding, language), finding_text.remedy(finding, language)
    print("  " + " ".join(part for part in text if part), file=sys.stderr)


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
    return READ


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


def _instruments(given: argparse.Namespace) -> int:
    for instrument_id in available():
        instrument = load(instrument_id)
        years = f"{instrument.first_year}–{instrument.last_year or ''}"
        print(
            f"{instrument.id} · {years} · {len(instrument.questions)} · "
            f"{instrument.title.say(given.language)} · {instrument.article}"
        )
    return READ


def _blank(given: argparse.Namespace) -> int:
    """Write an empty worksheet; a file that is there already may be filled in, and stays."""
    path = given.output or Path(blank_file_name(given.unit, given.period))
    t = translator(given.language)
    try:
        data = write_blank(
            load(given.instrument),
            unit=given.unit,
            period=given.period,
            assessor=given.assessor,
            language=given.language,
        )
        with path.open("xb") as file:
            file.write(data)
    except ValueError as error:
        print(f"  {error}", file=sys.stderr)
        return MISUSED
    except FileExistsError:
        print(
            f"  {t('{file} is there already and stays as it is.', file=str(path))}", file=sys.stderr
        )
        return FAILED
    except OSError as error:
        print(f"  {path}: {error.strerror}", file=sys.stderr)
        return FAILED
    print(path)
    return READ


def _sample(given: argparse.Namespace) -> int:
    status = READ
    with open_store(store_place()) as store:
        for done, total, one in import_examples(store):
            if one.saved is None:
                status = FAILED
                print(f"✕ {one.name}", file=sys.stderr)
            elif done == total or done % 20 == 0:
                print(f"{done}/{total}")
    return status


if __name__ == "__main__":
    sys.exit(main())
