"""What a file of raw responses says: columns, respondents, findings. No person's name is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zi_analytics.findings import Finding


@dataclass(frozen=True, slots=True)
class SurveyColumn:
    """A column of the table: its letters, the words above it, and what it is proposed to be.

    ``proposed`` is an element ("U3"), a role ("number", "name", "service", "date", "person",
    "ignored"), or "" where nothing tells. ``by_content`` says that no heading told.
    """

    letters: str
    heading: str
    proposed: str
    by_content: bool = False


@dataclass(frozen=True, slots=True)
class Respondent:
    """One row: ``answers`` are in the order of the reading's elements, None where there is none."""

    row: int
    service: str
    day: date | None
    answers: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class SurveyReading:
    """A table of raw responses.

    ``mapping`` is what each column was taken for, by its letters; ``elements`` are the codes of
    those with answers, ``labels`` what the headings say of them. ``respondents`` have an answer
    at least. ``beyond`` counts the answers that lie above the scale: they are in no mean.
    """

    file: str
    sha256: str
    sheet: str
    sheets: tuple[str, ...]
    columns: tuple[SurveyColumn, ...]
    mapping: Mapping[str, str]
    elements: tuple[str, ...]
    labels: Mapping[str, str]
    respondents: tuple[Respondent, ...]
    beyond: int
    findings: tuple[Finding, ...]

    @property
    def given(self) -> int:
        """How many answers there are."""
        return sum(answer is not None for one in self.respondents for answer in one.answers)
