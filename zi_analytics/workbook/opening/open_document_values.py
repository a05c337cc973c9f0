"""What one cell of an OpenDocument sheet says, as a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite

from zi_analytics.workbook.cells import CellValue

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_NUMBERS = frozenset(("float", "percentage", "currency"))
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DURATION = re.compile(
    r"(-?)P(?:([0-9]{1,6})D)?T?(?:([0-9]{1,7})H)?(?:([0-9]{1,3})M)?(?:([0-9.,]{1,20})S)?"
)


class Said:
    """The attributes of an element, asked for by their name without the namespace.

    Where two namespaces use one name (value-type), the one of the standard counts.
    """

    __slots__ = ("_attributes",)

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self._attributes = attributes

    def get(self, name: str) -> str:
        """The attribute's value, "" when it is not there."""
        attributes = self._attributes
        standard = attributes.get(f"{_OFFICE} {name}")
        if standard is not None:
            return standard
        ending = " " + name
        return next((value for key, value in attributes.items() if key.endswith(ending)), "")

    @property
    def has_value(self) -> bool:
        """The cell states a type of value."""
        return f"{_OFFICE} value-type" in self._attributes

    @property
    def is_error(self) -> bool:
        """LibreOffice marks error cells in a namespace of its own."""
        return any(
            value == "error" and "calcext" in key and key.endswith("value-type")
            for key, value in self._attributes.items()
        )


def read_value(said: Said, text: str) -> CellValue:
    """The value of a cell whose paragraphs are ``text``; None when it is not what it claims."""
    kind = said.get("value-type")
    if kind in _NUMBERS:
        return _number(said.get("value"))
    if kind == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(said.get("boolean-value"))
    if kind == "date":
        return _date(said.get("date-value"))
    if kind == "time":
        return _time(said.get("time-value"))
    return said.get("string-value") or text


def _number(text: str) -> float | None:
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return number if isfinite(number) else None


def _date(text: str) -> date | datetime | None:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None


def _time(text: str) -> time | timedelta | None:
    """A duration such as PT08H30M00S: a time of day when it is shorter than one."""
    found = _DURATION.fullmatch(text)
    if found is None:
        return None
    days, hours, minutes = (int(part or 0) for part in found.group(2, 3, 4))
    try:
        seconds = float((found[5] or "0").replace(",", "."))
    except ValueError:
        return None
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if found[1]:
        return -length
    return (datetime.min + length).time() if length < timedelta(days=1) else length
