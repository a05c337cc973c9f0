"""The catalogues of wording: ``language/<language>/*.po``, read at start, without a build step.

English is the key (msgid), so English needs no catalogue of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent
LANGUAGES = ("id", "en")


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """English wording → wording in ``language``; empty for English.

    Raises ValueError for a language there is no folder for, and when two files give one
    wording two different translations: which one was shown would depend on their names.
    """
    if language == "en":
        return MappingProxyType({})
    folder = FOLDER / language
    if language not in LANGUAGES or not folder.is_dir():
        raise ValueError(f"there is no wording in language {language!r}")
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            messages = read_po(file, locale=language, abort_invalid=True)
        for message in messages:
            if not message.id or message.fuzzy:
                continue
            forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            written = message.string if isinstance(message.string, str) else _first(message.string)
            for form in forms:
                if found.setdefault(form, written) != written:
                    raise ValueError(f"{path.name}: a second translation of {form!r}")
    return MappingProxyType(found)


def _first(forms: Sequence[str] | None) -> str:
    """Indonesian has one form for any number."""
    return forms[0] if forms else ""
