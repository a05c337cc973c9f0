"""Whose worksheet is written, for when, and by whom it will be answered."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from zi_analytics.workbook.recognising.grouping import ASSESSORS
from zi_analytics.workbook.recognising.identity import LONGEST_NAME
from zi_analytics.workbook.recognising.wording import typed

PERIOD = re.compile(r"(?P<year>20[0-9]{2})(?:-(?P<quarter>B(?:03|06|09|12)))?")
LONGEST_STEM = 80


@dataclass(frozen=True, slots=True)
class Whose:
    """The unit's name ("" to be filled in), the period ("2025-B06", "2025" or ""), the assessor.

    Raises ValueError for a period or an assessor there is none of.
    """

    unit: str = ""
    period: str = ""
    assessor: str = "unit"

    def __post_init__(self) -> None:
        if self.period and PERIOD.fullmatch(self.period) is None:
            raise ValueError(f"{self.period!r} is no period such as 2025-B06 or 2025")
        if self.assessor not in ASSESSORS:
            raise ValueError(f"{self.assessor!r} is none of {', '.join(ASSESSORS)}")
        seen = "".join(c for c in typed(self.unit) if unicodedata.category(c)[0] != "C")
        object.__setattr__(self, "unit", seen[:LONGEST_NAME].strip())

    @property
    def year(self) -> int | None:
        """The year of the period."""
        return int(self.period[:4]) if self.period else None

    @property
    def quarter(self) -> str:
        """The quarter's code ("B06"); "" for the whole year and for no period."""
        return self.period[5:]


def blank_file_name(unit: str = "", period: str = "") -> str:
    """``LKE-Kelurahan-Sapuro-Kebulen-2025-B06.xlsx``: letters, digits and hyphens only."""
    latin = unicodedata.normalize("NFKD", unit).encode("ascii", "ignore").decode()
    stem = "-".join(re.findall(r"[A-Za-z0-9]+", latin))[:LONGEST_STEM].strip("-")
    return "-".join(part for part in ("LKE", stem, period) if part) + ".xlsx"
