"""The command ``export``: results for people, for other programs and for the ministry."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from zi_analytics.commands.ends import DONE, FAILED, STOPPED, complain
from zi_analytics.language.wording import say
from zi_analytics.report.exports import FORMATS, export
from zi_analytics.report.tidy import FORMATS as TIDY
from zi_analytics.report.tidy import Selection
from zi_analytics.settings import store_place
from zi_analytics.store import ASSESSORS, Store, StoreError, match_key, open_store
from zi_analytics.store.names import split_period


def add_commands(commands: Any) -> None:
    """Add it to the subparsers of the command line."""
    exporting = commands.add_parser("export", help="write results as Excel, Parquet, CSV or JSON")
    exporting.add_argument("folder", type=Path, metavar="FOLDER")
    exporting.add_argument("--format", required=True, choices=FORMATS)
    exporting.add_argument(
        "--unit",
        action="append",
        default=[],
        metavar="UNIT",
        help="again for more; else every unit",
    )
    exporting.add_argument(
        "--period", default="", help="the period; else the newest (Parquet, CSV: all)"
    )
    exporting.add_argument("--assessor", default="", choices=("", *ASSESSORS))
    exporting.set_defaults(run=_export)


def _export(given: argparse.Namespace) -> int:
    telling = _Progress(given.language)
    try:
        with open_store(store_place(), create=False) as store:
            selection = Selection(
                period=_period(store, given.period, given.format),
                assessor=given.assessor,
                units=frozenset(_unit(store, unit) for unit in given.unit),
            )
            written, findings = export(
                store, given.format, selection, given.folder, given.language, telling.tell
            )
    except KeyboardInterrupt:
        telling.end()
        return STOPPED
    except OSError as error:
        telling.end()
        print(f"  {given.folder}: {error.strerror}", file=sys.stderr)
        return FAILED
    telling.end()
    for finding in findings:
        complain(finding, given.language)
    for path in written:
        print(path)
    return FAILED if findings else DONE


def _period(store: Store, given: str, kind: str) -> str:
    """The period that is asked for; the newest where a format holds only one."""
    known: list[str] = store.periods()["code"].tolist()
    if given:
        split_period(given)
        return given
    return known[-1] if known and kind not in TIDY else ""


def _unit(store: Store, given: str) -> str:
    """The code of a unit that is named by its code or in any spelling."""
    frame = store.units()
    codes: list[str] = frame["code"].tolist()
    if given in codes:
        return given
    key = match_key(given)
    for code, name, aliases in zip(codes, frame["name"], frame["aliases"], strict=True):
        if key in (match_key(name), *map(match_key, aliases)):
            return code
    raise StoreError("store-unit-unknown", unit=given)


class _Progress:
    """How far it is, in one line of a terminal and nowhere else."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._shown = False

    def tell(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` are written."""
        if sys.stderr.isatty():
            said = say("Written: {done} of {total}", self._language, done=done, total=total)
            print(f"\r{said}", end="", file=sys.stderr, flush=True)
            self._shown = True

    def end(self) -> None:
        """Leave the line."""
        if self._shown:
            print(file=sys.stderr)
            self._shown = False
