"""Uploaded files on their way into the store: on disk, not in the memory of the program."""

import hashlib
import tempfile
from pathlib import Path

import streamlit as st

_KEY = "spool"


class Spool:
    """A folder of this visit; it goes away with the visit."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="zi-", ignore_cleanup_errors=True)

    def put(self, content: bytes) -> str:
        """Keep ``content``; gives back its SHA-256 in hexadecimal, by which it is found again."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if not path.exists():
            path.write_bytes(content)
        return sha256

    def get(self, sha256: str) -> bytes:
        """What was kept under this hash. FileNotFoundError when it was dropped."""
        return self.path(sha256).read_bytes()

    def drop(self, sha256: str) -> None:
        """Forget it."""
        self.path(sha256).unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Where it is kept, for what is opened by its name."""
        return Path(self._folder.name) / sha256


def spool() -> Spool:
    """The spool of this visit."""
    kept = st.session_state.get(_KEY)
    if not isinstance(kept, Spool):
        kept = st.session_state[_KEY] = Spool()
    return kept
