"""The commands ``mark`` and ``fill``: the user's own file back, marked or filled."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zi_analytics import finding_text
from zi_analytics.commands.ends import DONE
from zi_analytics.findings import Finding, Refused
from zi_analytics.importing import read_paths
from zi_analytics.language.wording import translator
from zi_analytics.returning import assessment_of, fill_file, mark_file
from zi_analytics.workbook.reading import Reading


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:
    """Add ``mark`` and ``fill``. What cannot be done is raised as Refused."""
    mark = commands.add_parser("mark", help="give a worksheet back with what is wrong in it marked")
    mark.add_argument("file", type=Path, metavar="FILE")
    mark.add_argument("--output", type=Path, metavar="FILE", help="the name of the marked copy")
    mark.set_defaults(run=_mark)

    fill = commands.add_parser("fill", help="put an assessor's answers into the unit's worksheet")
    fill.add_argument("file", type=Path, metavar="FILE")
    fill.add_argument("--from", dest="source", type=Path, metavar="FILE", required=True)
    fill.add_argument("--assessor", default="tpi", choices=("tpi", "tpi2", "tpn"))
    fill.add_argument("--output", type=Path, metavar="FILE", help="the name of the filled copy")
    fill.set_defaults(run=_fill)


def _mark(given: argparse.Namespace) -> int:
    data, reading = _read(given.file)
    copy = mark_file(data, given.file.name, given.language, reading)
    path = _write(copy.data, given.file, given.output, copy.name)
    t = translator(given.language)
    print(f"✓ {path} · " + t("{count} cells are marked", count=copy.cells))
    _tell((*copy.findings, *copy.elsewhere), given.language)
    return DONE


def _fill(given: argparse.Namespace) -> int:
    data, _ = _read(given.file)
    assessment = assessment_of(_read(given.source)[1], given.assessor)
    copy = fill_file(data, given.file.name, assessment)
    path = _write(copy.data, given.file, given.output, copy.name)
    t = translator(given.language)
    print(f"✓ {path} · " + t("{count} answers are filled in", count=copy.answers))
    _tell(copy.findings, given.language)
    return DONE


def _tell(findings: Iterable[Finding], language: str) -> None:
    for finding in findings:
        print(f"  – {finding_text.message(finding, language)}")


def _read(path: Path) -> tuple[bytes, Reading]:
    (read,) = read_paths([path])
    if isinstance(read.result, Refused):
        raise read.result
    assert read.data is not None
    return read.data, read.result


def _write(data: bytes, original: Path, wanted: Path | None, name: str) -> Path:
    """Write a copy beside the original, or where it was wanted; never over the original."""
    path = wanted or original.with_name(name)
    if path.resolve() == original.resolve():
        raise Refused(Finding("output-is-original", details=(("name", path.name),)))
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Refused(Finding("output-not-writable", details=(("name", path.name),))) from error
    return path
