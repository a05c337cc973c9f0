"""The same jobs from the command line: ``python -m zi_analytics COMMAND``.

Exit status: 0 when every file was read (and stored, where that was asked), 1 when one was not,
2 for wrong usage.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson

from zi_analytics import __version__, finding_text, keeping
from zi_analytics.findings import Finding, Refused
from zi_analytics.importing import (
    Imported,
    find_worksheets,
    import_examples,
    import_paths,
    read_paths,
)
from zi_analytics.instrument import available, load
from zi_analytics.language.catalogue import LANGUAGES
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import msg, translator
from zi_analytics.report.scores import describe_reading, describe_refusal
from zi_analytics.scoring import judge, score
from zi_analytics.settings import language, store_place
from zi_analytics.store import ASSESSORS, Store, StoreError, open_store
from zi_analytics.workbook.child import shutdown

READ, FAILED = 0, 1
ASSESSOR_LABELS = {
    "unit": msg("Unit"),
    "tpi": msg("TPI"),
    "tpi2": msg("TPI 2"),
    "tpn": msg("TPN"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give back the exit status."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except StoreError as error:
        _complain(error.finding, given.language)
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    finally:
        shutdown()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m zi_analytics",
        description="Reads, scores and stores worksheets (LKE) of the Zona Integritas.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--language", choices=LANGUAGES, default=language())
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    score = commands.add_parser("score", help="read and score worksheets; stores nothing")
    score.add_argument("files", nargs="+", type=Path, metavar="FILE")
    score.add_argument("--json", action="store_true", help="print one JSON array")
    score.set_defaults(run=_score)

    importing = commands.add_parser("import", help="read worksheets and store them")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE|FOLDER")
    importing.add_argument("--unit", default="", help="the unit's name, for all files")
    importing.add_argument("--period", default="", help="the period, as 2025-B06 or 2025")
    importing.add_argument("--assessor", default="", choices=("", *ASSESSORS))
    importing.set_defaults(run=_import)

    listing = commands.add_parser("list", help="list what is stored")
    listing.set_defaults(run=_list)

    instruments = commands.add_parser("instruments", help="list the known worksheets")
    instruments.set_defaults(run=_instruments)

    sample = commands.add_parser("sample", help="store the example city")
    sample.set_defaults(run=_sample)

    keeping.add_commands(commands)
    return parser


def _score(given: argparse.Namespace) -> int:
    paths = find_worksheets(given.files)
    entries, status = [], READ
    for read in read_paths(paths):
        if isinstance(read.result, Refused):
            sha256 = hashlib.sha256(read.data).hexdigest() if read.data is not None else None
            finding = read.result.finding
            entries.append(describe_refusal(str(read.path), sha256, finding, given.language))
            status = FAILED
        else:
            entry = describe_reading(read.result, given.language)
            entries.append(entry | {"file": str(read.path)})
    if given.json:
        sys.stdout.buffer.write(orjson.dumps(entries, option=orjson.OPT_INDENT_2) + b"\n")
        sys.stdout.buffer.flush()
    else:
        for entry in entries:
            _print_entry(entry, given.language)
    return status


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
        reached = [code for code, verdict in one["predicate"].items() if verdict["passed"]]
        print(
            f"  {t(ASSESSOR_LABELS.get(one['assessor'], one['assessor']))}: "
            f"{decimal(one['points']['TOTAL'], language)} · "
            f"{one['answered']}/{one['questions']} · "
            f"{', '.join(f'✓ {code}' for code in reached) or t('no predicate yet')}"
        )
    findings = entry["findings"]
    for finding in findings if isinstance(findings, list) else []:
        place = "!".join(part for part in (finding["sheet"], finding["cell"]) if part)
        print(f"  – {place}: {finding['message']}" if place else f"  – {finding['message']}")


def _import(given: argparse.Namespace) -> int:
    paths = find_worksheets(given.files)
    status = READ
    with open_store(store_place()) as store:
        imported = import_paths(
            store, paths, unit=given.unit, period=given.period, assessor=given.assessor
        )
        for one in imported:
            status = max(status, _tell_imported(one, given.language))
    return status


def _tell_imported(one: Imported, language: str) -> int:
    if one.saved is None:
        print(f"✕ {one.path.name}", file=sys.stderr)
        if one.finding is not None:
            _complain(one.finding, language)
        return FAILED
    t = translator(language)
    outcomes = {"new": t("new"), "revised": t("new revision"), "unchanged": t("unchanged")}
    stored = ", ".join(
        f"{t(ASSESSOR_LABELS.get(item.assessor, item.assessor))}: {outcomes[item.outcome.value]}"
        for item in one.saved.assessments
    )
    print(f"✓ {one.path.name} → {one.saved.unit_name} · {one.saved.period} · {stored}")
    return READ


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
        reached = [v.predicate for v in judge(instrument, points) if v.passed]
        assessor = str(stored.assessors[place])
        yield (
            names[str(stored.units[place])],
            str(stored.periods[place]),
            t(ASSESSOR_LABELS.get(assessor, assessor)),
            decimal(float(points[0]), language),
            ", ".join(f"✓ {code}" for code in reached) or t("no predicate yet"),
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


def _sample(given: argparse.Namespace) -> int:
    status = READ
    with open_store(store_place()) as store:
        for done, total, one in import_examples(store):
            if one.saved is None:
                status = _tell_imported(one, given.language)
            elif done == total or done % 20 == 0:
                print(f"{done}/{total}")
    return status


if __name__ == "__main__":
    sys.exit(main())
