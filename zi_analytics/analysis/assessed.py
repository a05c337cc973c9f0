"""One assessment with everything the pages ask of it, computed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from zi_analytics.analysis.evidence import proven_values
from zi_analytics.instrument.model import Instrument
from zi_analytics.scoring import Verdict, judge, score, values_of
from zi_analytics.workbook.reading import AssessmentReading, State


@dataclass(frozen=True)
class Assessed:
    """One assessor's answers, their points and what they reach.

    ``values`` are 0 to 1 in the order of the instrument's questions, NaN where there is no
    usable answer. ``points`` and ``proven`` are by node code; ``proven`` counts only answers
    with evidence.
    """

    instrument: Instrument
    reading: AssessmentReading
    values: np.ndarray
    points: Mapping[str, float]
    proven: Mapping[str, float]
    verdicts: tuple[Verdict, ...]

    @property
    def total(self) -> float:
        """The points of the whole worksheet, 0 to 100."""
        return self.points["TOTAL"]

    @property
    def answered(self) -> int:
        """How many questions have a usable answer."""
        return sum(
            1
            for question in self.instrument.questions
            if (answer := self.reading.answers.get(question.code)) is not None
            and answer.state is State.ANSWERED
        )

    def verdict(self, predicate: str) -> Verdict:
        """The verdict on one predicate. KeyError when the instrument does not have it."""
        for verdict in self.verdicts:
            if verdict.predicate == predicate:
                return verdict
        raise KeyError(predicate)

    @property
    def reached(self) -> Verdict | None:
        """The highest predicate that is passed."""
        passed = [verdict for verdict in self.verdicts if verdict.passed]
        return passed[-1] if passed else None

    @property
    def undecided(self) -> Verdict | None:
        """The highest predicate of which only limits are open that the worksheet does not show."""
        open_ones = [verdict for verdict in self.verdicts if verdict.undecided]
        return open_ones[-1] if open_ones else None

    @property
    def next(self) -> Verdict | None:
        """The predicate to work for: the first that is not passed; None when all are."""
        return next((verdict for verdict in self.verdicts if not verdict.passed), None)


def assess(instrument: Instrument, reading: AssessmentReading) -> Assessed:
    """Score and judge one assessor's answers."""
    values = values_of(instrument, reading)
    claimed = score(instrument, values)
    proven = score(instrument, proven_values(instrument, reading, values))
    codes = [node.code for node in instrument.scored]
    return Assessed(
        instrument=instrument,
        reading=reading,
        values=values,
        points=dict(zip(codes, claimed.tolist(), strict=True)),
        proven=dict(zip(codes, proven.tolist(), strict=True)),
        verdicts=judge(instrument, claimed),
    )
