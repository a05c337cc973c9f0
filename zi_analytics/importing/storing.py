"""Storing many files: quick in batches, and one by one where a batch does not go in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from zi_analytics.findings import Finding
from zi_analytics.store import Import, SavedFile, Store, StoreError

BATCH = 20
"""Files in one transaction: each costs the disk one wait, and an interruption at most these."""

OF_THE_FILE = frozenset(
    {
        "store-changed-meanwhile",
        "store-file-differs",
        "store-name-taken",
        "store-nothing-to-save",
        "store-period-unknown",
        "store-unit-unnamed",
    }
)
"""What one file is to blame for: the others of its batch are stored all the same."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one file: stored whole, or not at all and why."""

    request: Import
    saved: SavedFile | None
    finding: Finding | None = None


def store_all(
    store: Store, requests: Iterable[Import], *, by: str = "", batch: int = BATCH
) -> Iterator[list[Stored]]:
    """Store files batch by batch; what a batch gives is on disk when it is given.

    ``requests`` are asked for as their batch comes. All of a file is stored or nothing of it;
    stopped anywhere, the same files again store the rest and make no doubles.
    """
    upcoming = iter(requests)
    while together := list(islice(upcoming, batch)):
        yield _store(store, together, by)


def _store(store: Store, requests: list[Import], by: str) -> list[Stored]:
    try:
        saved = store.save_many(requests, by=by)
    except StoreError as error:
        if len(requests) > 1 and error.code in OF_THE_FILE:
            return [one for request in requests for one in _store(store, [request], by)]
        return [Stored(request, None, error.finding) for request in requests]
    return [Stored(request, one) for request, one in zip(requests, saved, strict=True)]
