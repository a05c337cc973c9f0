"""A survey measured: the mean of every element, their mean as the index, and how certain it is.

The interval is Student's t over the respondents' means. Where answers are missing, a respondent
weighs in each element as one of those who answered it, so that the interval belongs to the index.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zi_analytics.instrument.surveys import survey_rules
from zi_analytics.programme.surveys import Element, Measures, Survey
from zi_analytics.workbook.survey.reading import SurveyReading

LEVEL = 0.95
RESAMPLES = 2_000
SEED = 20_210_090
"""Any fixed number: the same answers give the same interval."""
_AT_ONCE = 1 << 21
"""Drawn respondents that are held in memory together."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the index of all who were served lies, with a certainty of 95 %."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies in it."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class MeasuredElement:
    """One element; ``interval`` is None where too little is known of its answers."""

    code: str
    label: str
    count: int | None
    mean: float
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class MeasuredService:
    """The respondents of one kind of service; "" where none was named."""

    name: str
    count: int
    index: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A survey in figures. ``count`` is None where only an index was typed.

    ``deviation`` is how far respondents lie from the index (standard deviation). ``elements`` are
    in their order, ``services`` those with most respondents first.
    """

    index: float
    count: int | None = None
    deviation: float | None = None
    interval: Interval | None = None
    elements: tuple[MeasuredElement, ...] = ()
    services: tuple[MeasuredService, ...] = ()

    @property
    def weakest(self) -> tuple[MeasuredElement, ...]:
        """The elements, the lowest mean first."""
        return tuple(sorted(self.elements, key=lambda element: element.mean))

    @property
    def enough(self) -> bool | None:
        """Whether there are as many respondents as the rule asks for; None where unknown."""
        return None if self.count is None else self.count >= survey_rules().fewest_respondents


def matrix_of(reading: SurveyReading) -> np.ndarray:
    """The answers as respondents × elements, NaN where there is none."""
    rows = [one.answers for one in reading.respondents]
    return np.array(rows, dtype=float).reshape(len(rows), len(reading.elements))


def index_of(answers: np.ndarray) -> float:
    """The mean over the elements of the mean answer; NaN without any answer."""
    counts = (~np.isnan(answers)).sum(axis=0)
    answered = counts > 0
    if not answered.any():
        return math.nan
    sums = np.nansum(answers[:, answered], axis=0)
    return float((sums / counts[answered]).mean())


def deviation_of(answers: np.ndarray) -> float | None:
    """How far respondents lie from the index: the standard deviation of their means.

    None for fewer than two respondents.
    """
    count = len(answers)
    if count < 2:
        return None
    given = ~np.isnan(answers)
    counts = given.sum(axis=0)
    kept = counts > 0
    means = np.nansum(answers[:, kept], axis=0) / counts[kept]
    away = np.where(given[:, kept], answers[:, kept] - means, 0.0) * (count / counts[kept])
    return float(np.std(away.mean(axis=1), ddof=1))


def _quantile(freedom: float) -> float:
    """How far Student's t lies from its middle with the certainty of ``LEVEL``."""
    # SciPy is only needed here, and every start of the program would wait for it.
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + LEVEL) / 2))


def t_interval(mean: float, deviation: float | None, count: int | None) -> Interval | None:
    """Student's interval of a mean, within the scale; None where there is nothing to go by."""
    if deviation is None or count is None or count < 2:
        return None
    half = _quantile(count - 1) * deviation / math.sqrt(count)
    return _within(mean - half, mean + half)


def _within(low: float, high: float) -> Interval:
    rules = survey_rules()
    return Interval(max(rules.lowest, low), min(rules.highest, high))


def bootstrap_interval(answers: np.ndarray, seed: int = SEED) -> Interval | None:
    """The interval found by drawing the respondents anew many times; None for fewer than two."""
    count = len(answers)
    if count < 2:
        return None
    random = np.random.default_rng(seed)
    given = (~np.isnan(answers)).astype(float)
    filled = np.nan_to_num(answers, nan=0.0)
    found: list[np.ndarray] = []
    left = RESAMPLES
    while left:
        now = min(left, max(1, _AT_ONCE // count))
        drawn = random.multinomial(count, np.full(count, 1 / count), size=now).astype(float)
        with np.errstate(invalid="ignore", divide="ignore"):
            found.append(np.nanmean((drawn @ filled) / (drawn @ given), axis=1))
        left -= now
    low, high = np.quantile(np.concatenate(found), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return _within(float(low), float(high))


def to_survey(
    reading: SurveyReading,
    measures: Measures,
    *,
    conducted_by: str = "",
    note: str = "",
) -> Survey:
    """What a reading is kept as: counts of answers and what they give, no respondent."""
    rules = survey_rules()
    answers = matrix_of(reading)
    index = index_of(answers)
    by_service: dict[str, list[int]] = {}
    for row, one in enumerate(reading.respondents):
        by_service.setdefault(one.service, []).append(row)
    days = sorted(one.day for one in reading.respondents if one.day is not None)
    return Survey(
        measures=measures,
        file=reading.file,
        lowest=rules.lowest,
        highest=rules.highest,
        elements=tuple(
            _element(code, _label(reading.labels, code, measures), answers[:, place])
            for place, code in enumerate(reading.elements)
        ),
        services={name: len(rows) for name, rows in by_service.items()},
        respondents=len(reading.respondents),
        index=None if math.isnan(index) else index,
        deviation=deviation_of(answers),
        indices={name: index_of(answers[rows]) for name, rows in by_service.items()},
        first=days[0] if days else None,
        last=days[-1] if days else None,
        conducted_by=conducted_by,
        note=note,
    )


def _label(labels: Mapping[str, str], code: str, measures: Measures) -> str:
    """What the heading says; of an SKM otherwise what its rules call the element."""
    known = survey_rules().elements if measures is Measures.SKM else {}
    return labels.get(code) or (known[code].id if code in known else "")


def _element(code: str, label: str, answers: np.ndarray) -> Element:
    given = answers[~np.isnan(answers)]
    values, counts = np.unique(given, return_counts=True)
    return Element(
        code=code,
        label=label,
        answers={f"{value:g}": int(number) for value, number in zip(values, counts, strict=True)},
        mean=float(given.mean()) if len(given) else None,
    )


def measure(survey: Survey) -> Measured | None:
    """A survey as it is kept, in figures; None where it has neither an index nor elements."""
    elements = tuple(
        found for element in survey.elements if (found := _measured(element)) is not None
    )
    index = survey.index
    if index is None and elements:
        index = sum(element.mean for element in elements) / len(elements)
    if index is None:
        return None
    return Measured(
        index=index,
        count=survey.respondents,
        deviation=survey.deviation,
        interval=t_interval(index, survey.deviation, survey.respondents),
        elements=elements,
        services=tuple(
            MeasuredService(name, count, survey.indices.get(name))
            for name, count in sorted(survey.services.items(), key=lambda item: (-item[1], item[0]))
        ),
    )


def _measured(element: Element) -> MeasuredElement | None:
    values, counts = _counted(element)
    count = int(counts.sum())
    if not count:
        if element.mean is None:
            return None
        return MeasuredElement(element.code, element.label, None, element.mean)
    mean = float(values @ counts) / count
    spread = float(((values - mean) ** 2) @ counts)
    deviation = math.sqrt(spread / (count - 1)) if count > 1 else None
    interval = t_interval(mean, deviation, count)
    return MeasuredElement(element.code, element.label, count, mean, interval)


def _counted(element: Element) -> tuple[np.ndarray, np.ndarray]:
    pairs: Sequence[tuple[float, int]] = [
        (value, number)
        for answer, number in element.answers.items()
        if (value := _figure(answer)) is not None
    ]
    return np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs], dtype=float)


def _figure(answer: str) -> float | None:
    """An answer of a document, which anybody may have written."""
    try:
        value = float(answer)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


@dataclass(frozen=True, slots=True)
class Difference:
    """How the index changed between two surveys. ``interval`` is None where it cannot be said
    how certain that is."""

    change: float
    interval: tuple[float, float] | None = None

    @property
    def certain(self) -> bool:
        """Whether the change is more than chance."""
        return self.interval is not None and not self.interval[0] <= 0 <= self.interval[1]


def compare(before: Measured, after: Measured) -> Difference:
    """The change of the index with Welch's interval, which asks for no equal spread."""
    change = after.index - before.index
    variances = []
    for one in (before, after):
        if one.deviation is None or one.count is None or one.count < 2:
            return Difference(change)
        variances.append((one.deviation**2 / one.count, one.count - 1))
    together = sum(variance for variance, _ in variances)
    if not together:
        return Difference(change, (change, change))
    freedom = together**2 / sum(variance**2 / free for variance, free in variances)
    half = _quantile(freedom) * math.sqrt(together)
    return Difference(change, (change - half, change + half))
