"""When a workbook says it was last saved: a proposal for which of two files is the newer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from zi_analytics.findings import Refused
from zi_analytics.workbook.opening.markup import parse, read_markup

_LARGEST = 64 << 10
_OFFICE = "docprops/core.xml"
_OPEN_DOCUMENT = "meta.xml"
_SAVED = {
    _OFFICE: "http://purl.org/dc/terms/ modified",
    _OPEN_DOCUMENT: "http://purl.org/dc/elements/1.1/ date",
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?")
_YEARS = range(1990, 2100)


def last_saved(parts: Mapping[str, bytes]) -> str | None:
    """The moment in ISO 8601 to the second, in UTC where the file names its offset.

    None where the file does not say it, or not soundly: nothing else hangs on it, so a broken
    part is no reason to refuse the file.
    """
    found = next((name for name in parts if name.casefold() in _SAVED), None)
    if found is None or len(parts[found]) > _LARGEST:
        return None
    try:
        return _moment(_text_of(found, parts[found], _SAVED[found.casefold()]))
    except Refused:
        return None


def _text_of(name: str, part: bytes, element: str) -> str:
    """The text of the first ``element`` in the part."""
    texts: list[list[str]] = []
    inside = False

    def start(local: str, _: dict[str, str]) -> None:
        nonlocal inside
        inside = local == element
        if inside:
            texts.append([])

    def end(_: str) -> None:
        nonlocal inside
        inside = False

    def text(characters: str) -> None:
        if inside:
            texts[-1].append(characters)

    parse(name, read_markup(name, part).data, start, end, text)
    return "".join(texts[0]).strip() if texts else ""


def _moment(text: str) -> str | None:
    if not _MOMENT.fullmatch(text):
        return None
    whole = re.sub(r"\.\d+", "", text)
    try:
        moment = datetime.fromisoformat(whole)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return moment.isoformat(timespec="seconds") if moment.year in _YEARS else None
