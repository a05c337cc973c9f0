"""What the log says is stored: every revision's digest, followed through renames and mergers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from zi_analytics.store import log

Place = tuple[str, str, str, int]
"""A unit's code, period, assessor and revision number."""


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
