"""The command ``blank``: an empty worksheet to fill in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from zi_analytics.commands.ends import DONE, FAILED, MISUSED
from zi_analytics.instrument import available, load
from zi_analytics.language.wording import translator
from zi_analytics.store import ASSESSORS
from zi_analytics.workbook.writing import blank_file_name, write_blank


def add_commands(commands: Any) -> None:
    """Add it to the subparsers of the command line."""
    blank = commands.add_parser("blank", help="write an empty worksheet to fill in")
    blank.add_argument("instrument", choices=available(), metavar="INSTRUMENT")
    blank.add_argument("--unit", default="", help="the unit's name")
    blank.add_argument("--period", default="", help="the period, as 2025-B06 or 2025")
    blank.add_argument("--assessor", default=ASSESSORS[0], choices=ASSESSORS)
    blank.add_argument("--output", type=Path, metavar="FILE", help="where to write it")
    blank.set_defaults(run=_blank)


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
    return DONE
