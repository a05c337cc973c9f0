"""The command ``report``: what is stored as slides or documents for a meeting."""

from __future__ import annotations

import argparse
import gc
import hashlib
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from zi_analytics.commands.ends import DONE, FAILED, MISUSED, STOPPED, complain
from zi_analytics.commands.report_formats import FORMATS, Format, Options, format_of, is_of_another
from zi_analytics.commands.report_kinds import KINDS, Job
from zi_analytics.commands.report_office import add_arguments, office_of
from zi_analytics.findings import Finding, Refused
from zi_analytics.importing.stopping import Stop
from zi_analytics.language.wording import say, translator
from zi_analytics.programme.stationery import OwnFile, Stationery, keep_stationery
from zi_analytics.report.content.model import Report
from zi_analytics.report.document import check_template
from zi_analytics.report.logo import read_logo
from zi_analytics.report.slides import Shape
from zi_analytics.settings import FILE_LIMITS, store_place
from zi_analytics.store import ASSESSORS, StoreError, open_store
from zi_analytics.store.names import split_period

DIGITS = 12
"""Of a file's SHA-256 in its name."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PACKED = 4
"""How hard a zip packs: more costs twice the time for a twentieth."""

Keep = Callable[[str, bytes], str]
"""Takes a name and a content and says where it is now."""


def add_commands(commands: Any) -> None:
    """Add it to the subparsers of the command line."""
    report = commands.add_parser("report", help="write slides or documents of what is stored")
    report.add_argument("output", type=Path, metavar="OUT", help="a new file or .zip, or a folder")
    report.add_argument(
        "--format", default="", choices=list(FORMATS), help="without it by the ending of OUT"
    )
    who = report.add_mutually_exclusive_group()
    who.add_argument(
        "--unit",
        action="append",
        default=[],
        metavar="CODE",
        help="a unit, may be given several times; without it one report over all",
    )
    who.add_argument("--all", action="store_true", help="one report for every unit")
    report.add_argument(
        "--kind", default="report", choices=list(KINDS), help="what it tells, the report otherwise"
    )
    report.add_argument(
        "--compare",
        dest="kind",
        action="store_const",
        const="comparison",
        help="two to four units beside each other, or one with its assessors",
    )
    report.add_argument("--period", default="", help="the period, as 2025-B06 or 2025")
    report.add_argument("--assessor", default="", choices=("", *ASSESSORS))
    report.add_argument(
        "--shape", default="16:9", choices=[shape.value for shape in Shape], help="of the slides"
    )
    report.add_argument(
        "--logo", type=Path, metavar="FILE", help="a PNG or JPEG for the first page"
    )
    report.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="the office's own .docx, whose letterhead and styles are kept",
    )
    add_arguments(report)
    report.set_defaults(run=_report)


def _report(given: argparse.Namespace) -> int:
    t = translator(given.language)
    if given.period:
        split_period(given.period)
    format_ = format_of(given.format, given.output.suffix)
    if is_of_another(given.output.suffix, format_):
        said = t("{file} ends like another format.", file=given.output.name)
        print(f"  {said}", file=sys.stderr)
        return MISUSED
    if format_.write is None and given.kind != "report":
        name = next(name for name, one in FORMATS.items() if one is format_)
        said = t("{format} is made of the kind “report” only.", format=name)
        print(f"  {said}", file=sys.stderr)
        return MISUSED
    stationery = Stationery(office_of(given), _logo(given.logo), _template(given.template))
    options = Options(Shape(given.shape), stationery)
    with open_store(store_place(), create=False) as store:
        if given.keep_office and stationery.office is not None:
            if stationery.template is not None:
                check_template(stationery.template.content, stationery.template.name)
            keep_stationery(store, stationery, by="")
        jobs = KINDS[given.kind](store, given)
        if not jobs:
            is_usual = given.kind == "report"
            said = t("Nothing is stored yet.") if is_usual else t("There is none of this kind yet.")
            print(f"  {said}", file=sys.stderr)
            return FAILED
        if len(jobs) > 1 and given.output.suffix.casefold() == format_.ending:
            said = t("Several reports do not fit into one file: give a .zip or a folder.")
            print(f"  {said}", file=sys.stderr)
            return MISUSED
        try:
            with Stop() as stop, _place(given.output, format_.ending) as keep:
                return _write_all(jobs, given.language, format_, options, keep, stop)
        except KeyboardInterrupt:
            return STOPPED
        except FileExistsError:
            said = t("{file} is there already and stays as it is.", file=str(given.output))
            print(f"  {said}", file=sys.stderr)
            return FAILED
        except OSError as error:
            raise Refused(
                Finding("output-not-writable", details=(("name", given.output.name),))
            ) from error


def _logo(path: Path | None) -> OwnFile | None:
    return None if path is None else OwnFile(path.name, read_logo(path))


def _template(path: Path | None) -> OwnFile | None:
    """The office's own document, unopened."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            return OwnFile(path.name, file.read(FILE_LIMITS.file_bytes + 1))
    except OSError as error:
        raise Refused(Finding("file-not-openable", details=(("name", path.name),))) from error


def _write_all(
    jobs: Sequence[Job], language: str, format_: Format, options: Options, keep: Keep, stop: Stop
) -> int:
    """One after the other, so that no more than one is ever held in memory."""
    status = DONE
    for number, job in enumerate(jobs, start=1):
        stop.check()
        print(f"{number}/{len(jobs)} {job.name}", file=sys.stderr, flush=True)
        try:
            found = job.make()
        except (StoreError, Refused) as error:
            complain(error.finding, language)
            status = FAILED
            continue
        try:
            data = format_.make(found, options)
        except Refused as error:
            complain(error.finding, language)
            return FAILED
        print(keep(file_name(found.report, data, format_), data), flush=True)
        # A document is a web of parts that know each other: only the collector frees it.
        gc.collect()
    return status


def file_name(report: Report, data: bytes, format_: Format) -> str:
    """Unit, period and assessor, and the digest: never another report's content."""
    part = f"-{say(format_.part, report.language)}" if format_.part else ""
    return f"{report.stem}{part}-{hashlib.sha256(data).hexdigest()[:DIGITS]}{format_.ending}"


@contextmanager
def _place(output: Path, ending: str) -> Iterator[Keep]:
    """Where reports go; a zip that is not finished is not left behind."""
    if output.suffix.casefold() == ending:
        yield partial(_keep_alone, output)
    elif output.suffix.casefold() == ".zip":
        if output.exists():
            raise FileExistsError(output)
        unfinished = output.with_name(f"{output.name}.part")
        try:
            with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as package:
                yield partial(_keep_in_zip, package)
            unfinished.replace(output)
        finally:
            unfinished.unlink(missing_ok=True)
    else:
        output.mkdir(parents=True, exist_ok=True)
        yield partial(_keep_in_folder, output)


def _keep_alone(output: Path, name: str, data: bytes) -> str:
    with output.open("xb") as file:
        file.write(data)
    return str(output)


def _keep_in_zip(package: zipfile.ZipFile, name: str, data: bytes) -> str:
    # Every page carries the same program: packed it is a third; other documents are packed already.
    packing = zipfile.ZIP_DEFLATED if name.endswith(".html") else zipfile.ZIP_STORED
    package.writestr(zipfile.ZipInfo(name, _EARLIEST), data, packing, _PACKED)
    return name


def _keep_in_folder(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)
