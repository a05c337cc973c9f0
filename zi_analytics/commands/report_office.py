"""The office that a report comes from, as the command line is told."""

from __future__ import annotations

import argparse

from zi_analytics.language.wording import translator
from zi_analytics.programme.office import Office, Person


def add_arguments(report: argparse.ArgumentParser) -> None:
    """What a letterhead and a block of signatures say."""
    report.add_argument(
        "--office", default="", metavar="NAME", help="the office's name for the letterhead"
    )
    report.add_argument(
        "--above",
        action="append",
        default=[],
        metavar="LINE",
        help="a line above the name, may be given several times",
    )
    report.add_argument(
        "--address",
        action="append",
        default=[],
        metavar="LINE",
        help="a line of the address, may be given several times",
    )
    report.add_argument("--place", default="", metavar="PLACE", help="where the document is signed")
    report.add_argument(
        "--head", default="", metavar="WHO", help="who signs, as “Position; Name; NIP; Rank”"
    )
    report.add_argument(
        "--keep-office",
        action="store_true",
        help="remember this office, logo and template for later documents",
    )


def office_of(given: argparse.Namespace) -> Office | None:
    """What was told, or None where nothing was."""
    if not (given.office or given.above or given.address or given.place or given.head):
        return None
    return Office(
        name=given.office,
        above=tuple(given.above),
        address=tuple(given.address),
        place=given.place,
        head=_person(given.head, given.language) if given.head else None,
    )


def _person(text: str, language: str) -> Person:
    position, name, number, rank, *_ = [*(part.strip() for part in text.split(";")), "", "", ""]
    t = translator(language)
    return Person(position or t("Head of the unit"), name, rank, number)
