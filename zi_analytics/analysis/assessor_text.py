"""What assessors made of each other's answers, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.analysis.assessors import (
    Differences,
    Fall,
    PartSpread,
    Severity,
    Spread,
    part_spreads,
    ranks,
    spread,
)
from zi_analytics.analysis.usual_cut import Outlook
from zi_analytics.instrument.model import Instrument
from zi_analytics.language.numbers import decimal, signed
from zi_analytics.language.wording import msg, say, say_many

ASSESSORS = {
    "unit": msg("Unit"),
    "tpi": msg("TPI"),
    "tpi2": msg("TPI 2"),
    "tpn": msg("TPN"),
}
MARKS = {"unit": "●", "tpi": "■", "tpi2": "□", "tpn": "◆"}
"""The mark of an assessor where two of them stand in one picture."""

SEEN = 0.005
"""Less than what shows in the second decimal."""


def assessor_text(code: str, language: str) -> str:
    """The name of an assessor."""
    return say(ASSESSORS[code], language)


def marked_text(code: str, language: str) -> str:
    """Mark and name of an assessor."""
    return f"{MARKS[code]} {assessor_text(code, language)}"


def pair_text(pair: tuple[str, str], language: str) -> str:
    """ "Unit → TPI"."""
    return " → ".join(assessor_text(code, language) for code in pair)


def change_text(points: float, language: str) -> str:
    """A change with its mark: "▼ −1,25"."""
    mark = "=" if abs(points) < SEEN else "▲" if points > 0 else "▼"
    return f"{mark} {signed(points, language)}"


def all_headline(found: Differences, language: str) -> str:
    """How many units were lowered, by how much usually, and where most often."""
    later, whole = assessor_text(found.later, language), spread(found.total_change)
    if not whole.lowered:
        return say_many(
            "{later} lowered the total of none of the {number} unit judged.",
            "{later} lowered the total of none of the {number} units judged.",
            whole.number,
            language,
            later=later,
        )
    head = say_many(
        "{later} lowered the total of {lowered} of {number} unit",
        "{later} lowered the total of {lowered} of {number} units",
        whole.number,
        language,
        later=later,
        lowered=whole.lowered,
    )
    area = say("most often in {area}", language, area=most_lowered(found).part.label.say(language))
    return f"{head}, {usual_text(whole, language)}; {area}."


def usual_text(found: Spread, language: str) -> str:
    """What is usual among several changes, or that they are too few to say."""
    if not found.is_enough:
        return say("too few to say what is usual", language)
    points = decimal(abs(found.median), language)
    if abs(found.median) < SEEN:
        return say("usually (median) by nothing", language)
    if found.median > 0:
        return say("but usually (median) raised by {points} points", language, points=points)
    return say("usually (median) by {points} points", language, points=points)


def most_lowered(found: Differences) -> PartSpread:
    """The area or result that was lowered in most units, of several the one that lost most."""
    return min(part_spreads(found), key=lambda one: (-one.spread.lowered, one.spread.mean))


def unit_headline(found: Differences, row: int, language: str) -> str:
    """What became of one unit's total, and where most."""
    place = found.column("TOTAL")
    change = float(found.total_change[row])
    before = float(found.before[row, place])
    details = {
        "later": assessor_text(found.later, language),
        "before": decimal(before, language),
        "after": decimal(before + change, language),
        "points": signed(change, language),
    }
    if abs(change) < SEEN:
        return say("{later} left the total at {before} of 100.", language, **details)
    if change > 0:
        head = say(
            "{later} raised the total from {before} to {after} ({points} points)",
            language,
            **details,
        )
    else:
        head = say(
            "{later} lowered the total from {before} to {after} ({points} points)",
            language,
            **details,
        )
    moved = [
        (float(found.change_of(one.part)[row]), one.part.label.say(language))
        for one in part_spreads(found)
    ]
    points, area = min(moved) if change < 0 else max(moved)
    most = say("most in {area}", language, area=area)
    return f"{head}; {most} ({signed(points, language)})."


def predicates_text(found: Differences, language: str) -> str:
    """How many claim a predicate, and how many of them the later assessor does not see there."""
    before, after = ranks(found.judged_before), ranks(found.judged_after)
    if not found.instrument.predicates:
        return ""
    claiming = int((before > 0).sum())
    if not claiming:
        return say("None of them claims a predicate.", language)
    losing = int((after < before).sum())
    if not losing:
        return say_many(
            "{number} unit reaches a predicate by its own answers, and by those of {later} too.",
            "{number} units reach a predicate by their own answers, and by those of {later} too.",
            claiming,
            language,
            later=assessor_text(found.later, language),
        )
    return say_many(
        "{number} unit reaches a predicate by its own answers; {losing} of them a lower one "
        "or none by those of {later}.",
        "{number} units reach a predicate by their own answers; {losing} of them a lower one or "
        "none by those of {later}.",
        claiming,
        language,
        losing=losing,
        later=assessor_text(found.later, language),
    )


def rank_text(instrument: Instrument, rank: int, undecided: bool, language: str) -> str:
    """A predicate by its number, as in :func:`ranks`."""
    if not rank:
        return say("✕ none yet", language)
    code = instrument.predicates[rank - 1].code
    return say("? {predicate} not certain", language, predicate=code) if undecided else f"✓ {code}"


def blanks_text(found: Differences, language: str) -> str:
    """How blanks were taken, where there are any."""
    later = assessor_text(found.later, language)
    said = []
    left = int(found.not_judged.sum())
    if left:
        said.append(
            say_many(
                "{number} answer was left blank by {later}: it counts as not judged, so the "
                "earlier answer stands.",
                "{number} answers were left blank by {later}: they count as not judged, so the "
                "earlier answers stand.",
                left,
                language,
                later=later,
            )
        )
    only = int(found.only_later.sum())
    if only:
        points = float(found.added[:, found.column("TOTAL")].sum())
        said.append(
            say_many(
                "{number} answer was given by {later} only ({points} points): it counts in the "
                "total after, but is no change of a claim.",
                "{number} answers were given by {later} only ({points} points): they count in the "
                "total after, but are no change of a claim.",
                only,
                language,
                later=later,
                points=signed(points, language),
            )
        )
    return " ".join(said)


def parts_title(found: Differences, language: str) -> str:
    """The finding of the areas."""
    most = most_lowered(found)
    if not most.spread.lowered:
        return say("No area was lowered", language)
    return say(
        "{area} was lowered most often: in {lowered} of {number} units",
        language,
        area=most.part.label.say(language),
        lowered=most.spread.lowered,
        number=most.spread.number,
    )


def falls_title(found: Sequence[Fall], language: str) -> str:
    """The finding of the questions: those that always fall, or the one that costs most."""
    always = sum(one.always for one in found)
    if always:
        return say_many(
            "{number} question falls in every unit that was judged",
            "{number} questions fall in every unit that was judged",
            always,
            language,
        )
    often = max(found, key=lambda one: (one.lowered, -one.points), default=None)
    if often is None or not often.lowered:
        return say("No question fell", language)
    return say(
        "No question falls everywhere; {question} most often: in {lowered} of {number} units",
        language,
        question=often.code,
        lowered=often.lowered,
        number=often.both,
    )


def severe_title(found: Sequence[Severity], language: str) -> str:
    """Which assessor usually takes most."""
    if len(found) == 1:
        return say(
            "Which assessor is severe: only {assessor} has judged so far",
            language,
            assessor=assessor_text(found[0].assessor, language),
        )
    enough = [one for one in found if one.spread.is_enough]
    if len(enough) < 2:
        return say("Which assessor is severe: too few judged units to tell", language)
    hardest = min(enough, key=lambda one: one.spread.median)
    return say(
        "{assessor} is the most severe: usually (median) {points} points against the unit",
        language,
        assessor=assessor_text(hardest.assessor, language),
        points=signed(hardest.spread.median, language),
    )


def cut_title(instrument: Instrument, found: Outlook, language: str) -> str:
    """How many of those not judged yet would lose their predicate."""
    claiming = int((found.claimed_rank > 0).sum())
    if not claiming:
        return say("None of the units not judged yet claims a predicate", language)
    return say_many(
        "If the usual cut comes, {losing} of {number} unit with a predicate loses it",
        "If the usual cut comes, {losing} of {number} units with a predicate lose it",
        claiming,
        language,
        losing=int(found.loses.sum()),
    )


def unit_cut_title(instrument: Instrument, found: Outlook, language: str) -> str:
    """The same for one unit: ``found`` has one row."""
    claimed, usual = int(found.claimed_rank[0]), int(found.usual_rank[0])
    details = {
        "before": decimal(float(found.claimed[0]), language),
        "after": decimal(float(found.median[0]), language),
        "lower": decimal(float(found.lower[0]), language),
        "upper": decimal(float(found.upper[0]), language),
    }
    head = say(
        "After the usual cut {after} points (middle half {lower} to {upper}) instead of {before}",
        language,
        **details,
    )
    if not instrument.predicates:
        return head
    if not claimed:
        return f"{head}; {say('no predicate before or after', language)}"
    code = instrument.predicates[claimed - 1].code
    if usual < claimed:
        return f"{head}; {say('{predicate} would be lost', language, predicate=code)}"
    return f"{head}; {say('{predicate} would stay', language, predicate=code)}"
