"""What the store asks of a database: SQLite answers in ``sqlite_file.py``, PostgreSQL in
``postgresql_database.py``, and nothing else knows which of them it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine

Signing = Callable[[Connection, int], None]
"""Lets a restored store go on from the one whose revision is given (0 where there was none)."""


class Backend(Protocol):
    """The database of one store. All its methods raise StoreErrors for what can go wrong."""

    name: str
    """What messages call it; never with an address or a password."""
    folder: Path
    """Where its backups lie."""
    busy_seconds: float
    """How long a transaction waits for another program."""
    reading: Mapping[str, Any]
    """Execution options of transactions that see one state from beginning to end."""
    writing: Mapping[str, Any]
    """Execution options of transactions that write."""
    readers_hold_up_writers: bool
    """Whether a long reading transaction makes writers wait."""

    @property
    def engine(self) -> Engine:
        """The connections."""

    # --- coming into being ---------------------------------------------------------------------

    def prepare(self, *, create: bool) -> None:
        """See that a store of today's version is there, after a backup of an earlier one.

        Makes a new one where there is none and that is asked. What is no store, damaged or newer
        is refused and not touched.
        """

    def making(self) -> AbstractContextManager[Connection]:
        """A new empty store to fill; it is there, whole, once the block ended well.

        Raises StoreError ``store-target-not-empty`` where something is already.
        """

    def replace(self, draft: Path, sign: Signing) -> None:
        """Put the content of the store in the file ``draft`` in the place of this one, at once.

        What was there is kept among the backups, whatever state it is in.
        """

    # --- at work -------------------------------------------------------------------------------

    def plain_errors(self) -> AbstractContextManager[None]:
        """Turn what the database and its disk report into StoreErrors."""

    def commit_errors(self) -> AbstractContextManager[None]:
        """The same for a commit, which may have come through although an error came back."""

    def require_store(self) -> None:
        """Raise the StoreError when the store that was opened is not there any more."""

    def require_same(self) -> None:
        """Raise the StoreError when a commit went into something that is gone by now."""

    def prove_writable(self) -> None:
        """Raise the StoreError that the first write would meet."""

    def is_sound(self, connection: Connection) -> bool:
        """Whether the database finds itself undamaged, with every row pointing at one."""

    # --- being copied --------------------------------------------------------------------------

    def copy_to(self, connection: Connection, draft: Path) -> list[str]:
        """Write what ``connection`` sees to the new file ``draft``, and compare both.

        Gives the tables that differ; [] when the copy is good.
        """

    def last_numbers(self, connection: Connection) -> dict[str, int]:
        """The last number given in each table that never gives one twice."""

    def set_last_numbers(self, connection: Connection, numbers: Mapping[str, int]) -> None:
        """Go on after these numbers and after the ones in the tables."""
