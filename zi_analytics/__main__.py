"""The same jobs from the command line: ``python -m zi_analytics COMMAND``.

Exit status: 0 when every file was read (and stored, where that was asked), 1 when one was not,
2 for wrong usage, 130 when it was stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from zi_analytics import __version__
from zi_analytics.commands import (
    blank,
    exporting,
    keeping,
    planning,
    reporting,
    returning,
    road,
    scoring,
    storing,
    surveying,
)
from zi_analytics.commands.ends import FAILED, complain
from zi_analytics.commands.usage import Parser, spoken
from zi_analytics.findings import Refused
from zi_analytics.settings import language
from zi_analytics.store import StoreError
from zi_analytics.workbook.child import shutdown

FAMILIES = (
    scoring,
    storing,
    blank,
    exporting,
    reporting,
    returning,
    road,
    planning,
    surveying,
    keeping,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give back the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    given = _parser(spoken(arguments, language())).parse_args(arguments)
    try:
        return int(given.run(given))
    except (StoreError, Refused) as error:
        complain(error.finding, given.language)
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
    for family in FAMILIES:
        family.add_commands(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
