"""The open store, and which state of it a page shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from pages.shared.kept import forget_made, kept
from zi_analytics.settings import StorePlace, store_place
from zi_analytics.store import Store, open_store


@dataclass(slots=True)
class _Seen:
    """The revision a run of a page has seen, of which store, and after how many of its writes."""

    store: Store | None = None
    writes: int = 0
    revision: int = 0


_SEEN: ContextVar[_Seen | None] = ContextVar("seen", default=None)
_LATEST = _Seen()
"""What any visit has seen last."""


@kept(4)
def _open(place: StorePlace) -> Store:
    return open_store(place)


def store() -> Store:
    """The store of this program. Raises StoreError when it cannot be opened."""
    return _open(store_place())


def revision() -> int:
    """The revision of the store, part of the key of all that is kept of it.

    Within :func:`one_state` it is asked for once, and again after each write of this program.
    """
    opened, seen = store(), _SEEN.get()
    if seen is None:
        return _asked(opened)
    # Counted before it is asked for: a write in between is then noticed the next time.
    writes = opened.writes
    if seen.store is not opened or seen.writes != writes:
        seen.revision = _asked(opened)
        seen.store, seen.writes = opened, writes
    return seen.revision


def _asked(opened: Store) -> int:
    """The revision of a store, from the store itself."""
    number = opened.revision
    if _LATEST.store is not opened or _LATEST.revision != number:
        _LATEST.store, _LATEST.revision = opened, number
        forget_made()
    return number


@contextmanager
def one_state() -> Iterator[None]:
    """A run of a page, which asks for dozens of things that are kept by the revision."""
    before = _SEEN.set(_Seen())
    try:
        yield
    finally:
        _SEEN.reset(before)
