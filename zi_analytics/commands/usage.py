"""The command line's own words: help and usage errors in the language that was chosen.

argparse builds its sentences itself; here they are known by their form and said anew. One that
is not known stays as argparse has it, in English.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any, NoReturn

from zi_analytics.commands.ends import MISUSED
from zi_analytics.language.catalogue import LANGUAGES
from zi_analytics.language.wording import msg, say, translator

_PROBLEMS = (
    (r"the following arguments are required: (?P<names>.*)", msg("missing: {names}")),
    (r"unrecognized arguments: (?P<names>.*)", msg("not known: {names}")),
    (
        r"(?:argument .*: )?invalid choice: (?P<value>.*) \(choose from (?P<choices>.*)\)",
        msg("{value} cannot be chosen here; choose one of {choices}"),
    ),
    (
        r"argument (?P<option>.*): expected (?:one|at least one|at most one|[0-9]+) arguments?",
        msg("a value is missing after {option}"),
    ),
    (
        r"argument (?P<option>.*): ignored explicit argument (?P<value>.*)",
        msg("{option} takes no value, but {value} was given"),
    ),
    (
        r"ambiguous option: (?P<option>.*) could match (?P<choices>.*)",
        msg("{option} may mean {choices}"),
    ),
)
"""How argparse says a problem, and how we do."""


def spoken(arguments: Sequence[str], otherwise: str) -> str:
    """The language that ``arguments`` ask for, wherever ``--language`` stands; the last counts.

    Needed before they are parsed, so that a usage error is in it too.
    """
    chosen = otherwise
    for name, value in pairwise([*arguments, ""]):
        option, given, joined = name.partition("=")
        if option == "--language" and (joined if given else value) in LANGUAGES:
            chosen = joined if given else value
    return chosen


class Parser(argparse.ArgumentParser):
    """A parser that speaks ``language``; help texts are given in English, the key to any other.

    Every command has ``--language``, so that it may stand before and after the command's name.
    """

    def __init__(self, language: str, **how: Any) -> None:
        self._language = language
        t = translator(language)
        super().__init__(
            **{**how, "add_help": False, "formatter_class": partial(_Formatter, language)}
        )
        self._positionals.title = t("what it takes")
        self._optionals.title = t("options")
        self.add_argument("-h", "--help", action="help", help=msg("show this help and exit"))
        self.add_argument(
            "--language",
            choices=LANGUAGES,
            default=argparse.SUPPRESS,
            help=msg("language of all that is said: id (Indonesian) or en (English)"),
        )

    def add_subparsers(self, **how: Any) -> Any:
        """Commands are parsed in the same language."""
        return super().add_subparsers(**{"parser_class": partial(Parser, self._language), **how})

    def error(self, message: str) -> NoReturn:
        """Say how the command is used and what is wrong, and leave."""
        t = translator(self._language)
        wrong = t("error: {problem}", problem=self._problem(message))
        self.exit(MISUSED, f"{self.format_usage()}{self.prog}: {wrong}\n")

    def _problem(self, message: str) -> str:
        for known, wording in _PROBLEMS:
            found = re.fullmatch(known, message, re.DOTALL)
            if found is not None:
                return say(wording, self._language, **found.groupdict())
        return message


class _Formatter(argparse.HelpFormatter):
    """Says help texts and the word before the usage in the parser's language."""

    def __init__(self, language: str, prog: str) -> None:
        super().__init__(prog)
        self._language = language

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        t = translator(self._language)
        super().add_usage(usage, actions, groups, t("usage: ") if prefix is None else prefix)

    def add_text(self, text: str | None) -> None:
        super().add_text(say(text, self._language) if text else text)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return say(action.help, self._language) if action.help else action.help
