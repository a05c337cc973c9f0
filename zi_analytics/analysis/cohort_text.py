"""Many units in sentences: for the page, and for whoever writes the same thing on paper."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zi_analytics.analysis.cohort import Cohort, Short
from zi_analytics.analysis.movement import SAME, Movement
from zi_analytics.analysis.ranking import Ranking
from zi_analytics.analysis.spread import Spread
from zi_analytics.analysis.standing import Standing
from zi_analytics.language.numbers import decimal, percent, period_text, signed
from zi_analytics.language.wording import msg, say, say_many

SHORTS: dict[Short, tuple[str, str]] = {
    Short.CLOSE: ("▲", msg("almost")),
    Short.FAILING: ("✕", msg("not met")),
    Short.UNDECIDED: ("?", msg("not certain")),
    Short.DAMAGED: ("!", msg("cannot be read")),
    Short.MISSING: ("–", msg("not handed in")),
}
"""A mark and a word for a unit that has no predicate."""

LEAST = 0.001
"""The smallest share that shows: a tenth of a per cent."""

_STANDS = {
    Short.CLOSE: Standing.CLOSE,
    Short.FAILING: Standing.FAILING,
    Short.UNDECIDED: Standing.UNKNOWN,
    Short.DAMAGED: Standing.UNKNOWN,
    Short.MISSING: Standing.UNKNOWN,
}


def reach_words(code: str, language: str) -> tuple[str, str]:
    """Mark and word of what a unit reaches: a predicate, or why it has none."""
    if code in SHORTS:
        mark, word = SHORTS[Short(code)]
        return mark, say(word, language)
    return "✓", code


def reach_text(code: str, language: str) -> str:
    """Mark and word in one."""
    return " ".join(reach_words(code, language))


def standing_of_reach(code: str) -> Standing:
    """The standing whose colour a reach has."""
    return _STANDS[Short(code)] if code in SHORTS else Standing.PASSING


def field_headline(field: Cohort, predicates: Sequence[str], language: str) -> str:
    """How many of how many units reach what. ``predicates`` are codes, the lowest first."""
    tally = field.tally(predicates)
    if not predicates:
        return say_many(
            "{number} unit; its worksheet has no limits for a predicate",
            "{number} units; their worksheets have no limits for a predicate",
            len(field),
            language,
        )
    passing = [sum(tally[code] for code in predicates[place:]) for place in range(len(predicates))]
    said = say(
        "{number} of {all} units reach {predicate}",
        language,
        number=passing[0],
        all=len(field),
        predicate=predicates[0],
    )
    for code, number in zip(predicates[1:], passing[1:], strict=True):
        said += ", " + say("{number} {predicate}", language, number=number, predicate=code)
    rest = [say("{number} almost", language, number=tally[Short.CLOSE])]
    if tally[Short.MISSING]:
        rest.append(say("{number} not handed in", language, number=tally[Short.MISSING]))
    return f"{said}; {', '.join(rest)}"


def reach_title(field: Cohort, predicates: Sequence[str], language: str) -> str:
    """The finding of the picture of standings: how many of those that handed in have none."""
    tally = field.tally(predicates)
    without = len(field.units) - sum(tally[code] for code in predicates)
    return say_many(
        "Of {handed_in} units that handed in, {number} has no predicate yet",
        "Of {handed_in} units that handed in, {number} have no predicate yet",
        without,
        language,
        handed_in=len(field.units),
    )


def spread_title(found: Spread, language: str) -> str:
    """The finding of the distribution: the middle and the middle half."""
    return say(
        "Half of the units lie between {lower} and {upper} points, the middle is {median}",
        language,
        lower=decimal(found.lower, language),
        upper=decimal(found.upper, language),
        median=decimal(found.median, language),
    )


def hardest(ranking: Ranking) -> int | None:
    """The column whose limit fewest units meet; None where every unit meets every limit."""
    met = [
        (ranking.met(number), number)
        for number, column in enumerate(ranking.columns)
        if column.needed is not None and number
    ]
    if not met or min(met)[0] == len(ranking):
        return None
    return min(met)[1]


def parts_title(ranking: Ranking, language: str) -> str:
    """The finding of the areas of many units: whose limit fewest meet."""
    if all(column.needed is None for column in ranking.columns[1:]):
        return say("Where the units lie in every area and result", language)
    number = hardest(ranking)
    predicate = "" if ranking.predicate is None else ranking.predicate.code
    if number is None:
        return say(
            "Every unit meets every limit of {predicate} shown here", language, predicate=predicate
        )
    return say(
        "{area}: only {number} of {all} units meet the limit of {predicate}",
        language,
        area=ranking.columns[number].label.say(language),
        number=ranking.met(number),
        all=len(ranking),
        predicate=predicate,
    )


def margin_text(distance: float, language: str) -> str:
    """A relative distance to a limit with its sign: "+2,8 %", "−6,3 %".

    What misses the limit is never shown as nothing.
    """
    if np.isnan(distance):
        return "–"
    if 0 > distance > -LEAST:
        return f"> {percent(-LEAST, language, 1)}"
    shown = percent(distance, language, 1)
    return f"+{shown}" if distance >= LEAST / 2 else shown


def movement_headline(found: Movement, language: str) -> str:
    """How many rose and fell, and how far the middle one came."""
    return say(
        "Since {period} {rose} of {number} units rose and {fell} fell; the middle is {median} "
        "points",
        language,
        period=period_text(found.before, language),
        rose=found.rose,
        fell=found.fell,
        number=len(found),
        median=signed(float(found.units["change"].median()), language),
    )


def crossed_text(found: Movement, predicates: Sequence[str], language: str) -> str:
    """How many crossed what every predicate asks, in each direction."""
    said = []
    for code in predicates:
        up, down = found.crossed(code, predicates)
        said.append(
            say(
                "{predicate}: {up} newly reach it, {down} no longer",
                language,
                predicate=code,
                up=up,
                down=down,
            )
        )
    return "; ".join(said)


def parts_moved_text(found: Movement, language: str) -> str:
    """Which area or result rose and fell most, by the middle unit; empty where none moved."""
    middle = np.median(found.changes, axis=0)
    best, worst = int(middle.argmax()), int(middle.argmin())
    said = []
    if middle[best] >= SAME:
        said.append(
            say(
                "most of the rise lies in {area} ({points} points in the middle)",
                language,
                area=found.parts[best].label.say(language),
                points=signed(float(middle[best]), language),
            )
        )
    if middle[worst] <= -SAME:
        said.append(
            say(
                "most of the fall lies in {area} ({points} points in the middle)",
                language,
                area=found.parts[worst].label.say(language),
                points=signed(float(middle[worst]), language),
            )
        )
    return "; ".join(said)


def movers_title(found: Movement, language: str) -> str:
    """The finding of the picture of movers: who came furthest."""
    changes = found.units["change"].to_numpy()
    names = found.units["unit_name"].to_numpy()
    if found.rose:
        return say(
            "{unit} rose most: {points} points",
            language,
            unit=str(names[changes.argmax()]),
            points=signed(float(changes.max()), language),
        )
    if found.fell:
        return say(
            "{unit} fell most: {points} points",
            language,
            unit=str(names[changes.argmin()]),
            points=signed(float(changes.min()), language),
        )
    return say("No total moved", language)
