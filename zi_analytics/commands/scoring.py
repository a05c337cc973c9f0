"""The commands ``score`` and ``instruments``: nothing is stored."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import orjson

from zi_analytics.analysis.sentences import reached_text
from zi_analytics.commands.ends import DONE, FAILED
from zi_analytics.commands.telling import ASSESSOR_LABELS
from zi_analytics.instrument import available, load
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import translator
from zi_analytics.report.files import describe_files


def add_commands(commands: Any) -> None:
    """Add them to the subparsers of the command line."""
    score = commands.add_parser("score", help="read and score worksheets; stores nothing")
    score.add_argument("files", nargs="+", type=Path, metavar="FILE|FOLDER|ZIP")
    score.add_argument("--json", action="store_true", help="print one JSON array")
    score.set_defaults(run=_score)

    instruments = commands.add_parser("instruments", help="list the known worksheets")
    instruments.set_defaults(run=_instruments)


def _score(given: argparse.Namespace) -> int:
    entries = list(describe_files(given.files, given.language))
    if given.json:
        sys.stdout.buffer.write(orjson.dumps(entries, option=orjson.OPT_INDENT_2) + b"\n")
        sys.stdout.buffer.flush()
    else:
        for entry in entries:
            _print_entry(entry, given.language)
    return FAILED if any("error" in entry for entry in entries) else DONE


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


def _instruments(given: argparse.Namespace) -> int:
    for instrument_id in available():
        instrument = load(instrument_id)
        years = f"{instrument.first_year}–{instrument.last_year or ''}"
        print(
            f"{instrument.id} · {years} · {len(instrument.questions)} · "
            f"{instrument.title.say(given.language)} · {instrument.article}"
        )
    return DONE
