"""What the log says is stored, followed through renames and mergers: the digest of every revision,
of every inspection and of every version in the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from zi_analytics.store import log

Place = tuple[str, str, str, int]
"""A unit's code, period, assessor and revision number."""


@dataclass(frozen=True, slots=True)
class LoggedInspection:
    """An inspection as the log knows it; ``withdrawn`` is when and by whom it was taken back."""

    unit: str
    period: str
    assessor: str
    digest: str
    withdrawn: tuple[datetime | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class LoggedItem:
    """An item of the dossier as the log knows it, with the digest of each of its versions."""

    unit: str
    created_at: datetime
    digests: Mapping[int, str]


def logged_items(connection: Connection) -> dict[int, LoggedItem]:
    """Every item that is to be in the dossier, by its number."""
    found: dict[int, LoggedItem] = {}
    for entry in log.read(connection):
        details: Any = entry.details
        if entry.action == "dossier-written":
            number, version = details["item"], {details["version"]: details["digest"]}
            known = found.get(number) or LoggedItem(details["unit"], entry.at, {})
            found[number] = replace(known, digests={**known.digests, **version})
        elif entry.action in ("recoded", "merged"):
            for number, one in found.items():
                if one.unit == details["from"]:
                    found[number] = replace(one, unit=details["to"])
    return found


def logged_inspections(connection: Connection) -> dict[int, LoggedInspection]:
    """Every inspection that is to be in the store, by its number."""
    found: dict[int, LoggedInspection] = {}
    for entry in log.read(connection):
        details: Any = entry.details
        if entry.action == "inspected":
            names = ("unit", "period", "assessor", "digest")
            found[details["inspection"]] = LoggedInspection(*(details[name] for name in names))
        elif entry.action == "inspection-withdrawn":
            number = details["inspection"]
            found[number] = replace(found[number], withdrawn=(entry.at, entry.by))
        elif entry.action in ("recoded", "merged"):
            for number, one in found.items():
                if one.unit == details["from"]:
                    found[number] = replace(one, unit=details["to"])
        else:
            for number in details.get("inspections", ()):
                del found[number]
    return found


def logged_digests(connection: Connection) -> dict[Place, str]:
    """The digest that each revision was stored with, by the place where it stands today.

    Revisions that were removed since may be among them.
    """
    digests: dict[Place, str] = {}
    for entry in log.read(connection):
        details: Any = entry.details
        if entry.action == "saved":
            for assessor, number, digest in details["revisions"]:
                digests[details["unit"], details["period"], assessor, number] = digest
        elif entry.action == "recoded":
            _recode(digests, details["from"], details["to"])
        elif entry.action == "merged":
            _merge(digests, details)
    return digests


def _recode(digests: dict[Place, str], old: str, new: str) -> None:
    for place in [place for place in digests if place[0] == old]:
        digests[new, *place[1:]] = digests.pop(place)


def _merge(digests: dict[Place, str], details: Any) -> None:
    moved = {
        (details["to"], period, assessor, new): digests.pop(
            (details["from"], period, assessor, old), ""
        )
        for period, assessor, old, new in details["revisions"]
    }
    digests.update(moved)
