"""The office's own picture for a document: a stranger's file, drawn anew in a child.

What is kept is only the picture: no larger than a page needs it, and nothing hidden beside it.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageOps

from zi_analytics.findings import Finding, Refused
from zi_analytics.workbook.child import run_in_child

LARGEST = 2 << 20
"""Bytes of the file."""
_KINDS = ("PNG", "JPEG")
_MOST_PIXELS = 40_000_000
_SIDE = 900
"""Pixels of the longer side: 2.4 cm at 900 dots an inch, more than any printer shows."""


def read_logo(path: Path) -> bytes:
    """The picture in ``path`` as PNG. Raises Refused ``logo-unusable``."""
    try:
        with path.open("rb") as file:
            return clean_logo(file.read(LARGEST + 1), path.name)
    except OSError as error:
        raise _refused(path.name) from error


def clean_logo(data: bytes, name: str) -> bytes:
    """The picture as PNG, drawn anew. Raises Refused ``logo-unusable``."""
    if len(data) > LARGEST:
        raise _refused(name)
    drawn: bytes = run_in_child(draw_anew, data, name)
    return drawn


def draw_anew(data: bytes, name: str) -> bytes:
    """As :func:`clean_logo`. Only for a child."""
    try:
        with Image.open(io.BytesIO(data), formats=_KINDS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise _refused(name)
            upright = ImageOps.exif_transpose(picture)
            if upright.mode.startswith("I"):
                # Grey in 16 bits, which converting would cut off at 8.
                upright = upright.convert("I").point(lambda grey: grey / 256).convert("L")
            shown = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except Refused:
        raise
    except Exception as error:  # the library raises whatever a broken picture leads it to
        raise _refused(name) from error
    shown.thumbnail((_SIDE, _SIDE))
    out = io.BytesIO()
    shown.save(out, "PNG", optimize=True)
    return out.getvalue()


def _refused(name: str) -> Refused:
    return Refused(Finding("logo-unusable", details=(("name", name[:80]),)))
