"""Units that answered alike, question by question, further than chance goes.

Two good worksheets agree in many full marks, and two blank ones in everything: that tells nothing.
What tells is the same answer *below* full marks to many questions.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import numpy as np

from zi_analytics.analysis.doubts import DoubtKind
from zi_analytics.analysis.period_scores import PeriodScores
from zi_analytics.store import Doubted
from zi_analytics.workbook.reading import AssessmentReading

WHOLE = "TOTAL"
"""The node that such a doubt is about."""

MOST_DIFFERENT = 3
"""So many answers may differ: somebody changed a few after copying."""
LEAST_TELLING = 8
"""So many answers below full marks must be the same."""
_BLOCK = 1_000
_AT_ONCE = 50_000
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class SamePair:
    """Two units with (almost) the same answers: of ``questions`` answers ``different`` differ, and
    ``telling`` are the same below full marks."""

    first: str
    second: str
    assessor: str
    questions: int
    different: int
    telling: int


@dataclass(frozen=True, slots=True)
class SameTexts:
    """How many notes and pieces of evidence are the same, of those that both have."""

    notes: int
    of_notes: int
    evidence: int
    of_evidence: int


@dataclass(frozen=True, slots=True, eq=False)
class SamePairs:
    """All such pairs of a period in one assessor's answers, the most alike first.

    ``first``, ``second`` (codes of units), ``different`` and ``telling`` are arrays, one a pair.
    """

    assessor: str
    questions: int
    first: np.ndarray
    second: np.ndarray
    different: np.ndarray
    telling: np.ndarray

    def __len__(self) -> int:
        return len(self.first)

    def part(self, start: int, stop: int) -> tuple[SamePair, ...]:
        """Some of them."""
        return self._at(np.arange(len(self))[start:stop])

    def of(self, unit: str) -> tuple[SamePair, ...]:
        """Those of one unit, which is the first of each."""
        mine = self._at(np.flatnonzero((self.first == unit) | (self.second == unit)))
        return tuple(
            one if one.first == unit else replace(one, first=unit, second=one.first) for one in mine
        )

    def _at(self, rows: np.ndarray) -> tuple[SamePair, ...]:
        columns = (self.first, self.second, self.different, self.telling)
        return tuple(
            SamePair(first, second, self.assessor, self.questions, different, telling)
            for first, second, different, telling in zip(
                *(column[rows].tolist() for column in columns), strict=True
            )
        )


def same_pairs(scores: PeriodScores, assessor: str = "unit") -> SamePairs:
    """Find them."""
    rows = scores.rows(assessor)
    values = scores.values[rows]
    units = scores.units[rows]
    codes = _codes(values)
    # What is blank or full tells nothing; it has no mark, but it may differ.
    blank_or_full = np.isnan(values) | (values >= 1 - _LEAST)
    first, second, telling = _candidates(np.where(blank_or_full, 0, codes + 1))
    different = np.zeros(len(first), dtype=int)
    for start in range(0, len(first), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        different[some] = (codes[first[some]] != codes[second[some]]).sum(axis=1)
    kept = np.flatnonzero(different <= MOST_DIFFERENT)
    order = kept[np.lexsort((second[kept], first[kept], -telling[kept], different[kept]))]
    return SamePairs(
        assessor,
        values.shape[1],
        units[first[order]],
        units[second[order]],
        different[order],
        telling[order],
    )


def doubted_pair(first: str, second: str) -> Doubted:
    """Two worksheets with the same answers as a doubt, by the digests of their contents: it is
    another one as soon as either of them changes."""
    written = "\n".join(sorted((first, second))).encode()
    return Doubted(WHOLE, DoubtKind.SAME_ANSWERS, hashlib.sha256(written).hexdigest())


def same_texts(first: AssessmentReading, second: AssessmentReading) -> SameTexts:
    """Notes and evidence of two readings, compared question by question."""
    notes = evidence = of_notes = of_evidence = 0
    for code, answer in first.answers.items():
        other = second.answers.get(code)
        if other is None:
            continue
        if answer.note.strip() and other.note.strip():
            of_notes += 1
            notes += _plain(answer.note) == _plain(other.note)
        if answer.evidence.strip() and other.evidence.strip():
            of_evidence += 1
            evidence += _plain(answer.evidence) == _plain(other.evidence)
    return SameTexts(notes, of_notes, evidence, of_evidence)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _codes(values: np.ndarray) -> np.ndarray:
    """Each column's different values numbered from 0; a blank is one of them."""
    codes = np.zeros(values.shape, dtype=np.int32)
    for column in range(values.shape[1]):
        _, codes[:, column] = np.unique(values[:, column], return_inverse=True, equal_nan=True)
    return codes


def _candidates(telling: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs that share enough telling answers and nearly all they have of them, with how many.

    The rows as marks of "this question, this answer" times themselves count what each pair shares.
    """
    marks = _marks(telling)
    own = (telling > 0).sum(axis=1)
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for start in range(0, len(marks), _BLOCK):
        block = slice(start, start + _BLOCK)
        shared = marks[block] @ marks[start:].T
        # Each may have as many telling answers that the other lacks as may differ at all.
        enough = np.maximum(own[block, None], own[None, start:]) - MOST_DIFFERENT
        alike = np.triu((shared >= LEAST_TELLING) & (shared >= enough), 1)
        first, second = np.nonzero(alike)
        found.append((first + start, second + start, shared[alike].astype(int)))
    if not found:
        return (np.zeros(0, dtype=int),) * 3
    first, second, telling = (np.concatenate(column) for column in zip(*found, strict=True))
    return first, second, telling


def _marks(telling: np.ndarray) -> np.ndarray:
    """Rows × (question, answer) pairs that more than one row has, 1 where a row has it."""
    columns = []
    for column in range(telling.shape[1]):
        known, counts = np.unique(telling[:, column], return_counts=True)
        shared = known[(known > 0) & (counts > 1)]
        columns.append(telling[:, column, None] == shared[None, :])
    return np.concatenate(columns, axis=1).astype(np.float32)
