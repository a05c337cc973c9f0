"""One hostile or odd file, and what a safe reader must do with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Case:
    """A file with its expectation.

    ``expect``: "accept", it is read without a word; "warn", it is read and one of ``codes`` is
    named; "reject", it is refused with one of ``codes``; "either", refused for any reason or
    read with the clean values.
    ``same`` says that the sheet "Jawaban" must have the cells of the clean worksheet, except
    those in ``cells`` (row, column, from 1), which must be as given there.
    ``judged`` says who must notice: "cells", whoever opens the file; "reading", whoever reads the
    worksheet in it, with the clean worksheet's answers; "storing", whoever stores it.
    """

    name: str
    category: str
    expect: str
    note: str
    data: bytes
    codes: tuple[str, ...] = ()
    same: bool = True
    cells: Mapping[tuple[int, int], Any] = field(default_factory=dict)
    judged: str = "cells"


class Cases:
    """Collects the cases of one category; names are unique."""

    def __init__(self, category: str) -> None:
        self.category = category
        self.found: list[Case] = []

    def accept(self, name: str, data: bytes, note: str, **more: Any) -> None:
        """A normal file in odd clothes."""
        self._add(name, "accept", data, note, (), more)

    def warn(self, name: str, data: bytes, note: str, *codes: str, **more: Any) -> None:
        """Readable, with something that must be said."""
        self._add(name, "warn", data, note, codes, more)

    def reject(self, name: str, data: bytes, note: str, *codes: str) -> None:
        """To be refused for one of these reasons."""
        self._add(name, "reject", data, note, codes, {"same": False})

    def either(self, name: str, data: bytes, note: str) -> None:
        """Damaged at random: refused, or harmless."""
        self._add(name, "either", data, note, (), {})

    def _add(
        self, name: str, expect: str, data: bytes, note: str, codes: tuple[str, ...], more: Any
    ) -> None:
        assert all(case.name != name for case in self.found), name
        assert codes or expect in ("accept", "either"), name
        self.found.append(Case(name, self.category, expect, note, data, codes, **more))
