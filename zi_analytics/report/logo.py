"""The office's own picture for a document: only what every program shows, and not too large."""

from __future__ import annotations

from pathlib import Path

from zi_analytics.findings import Finding, Refused

LARGEST = 2 << 20
_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""Of a PNG and a JPEG."""


def read_logo(path: Path) -> bytes:
    """The picture in ``path``. Raises Refused ``logo-unusable``."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise _refused(path) from error
    if len(data) > LARGEST or not data.startswith(_STARTS):
        raise _refused(path)
    return data


def _refused(path: Path) -> Refused:
    return Refused(Finding("logo-unusable", details=(("name", path.name),)))
