"""Units beside each other in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.analysis.beside import Given, Lead, PartRow
from zi_analytics.analysis.comparable import Reason
from zi_analytics.analysis.field import Position
from zi_analytics.analysis.misses import MOST, Miss, carrying
from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.weak_text import answer_text
from zi_analytics.instrument.model import AnswerKind, Instrument
from zi_analytics.language.numbers import decimal, percent, whole
from zi_analytics.language.wording import msg, say, say_many
from zi_analytics.workbook.reading import State

SAME = 0.005
"""Less than what shows in the second decimal."""

REASONS: dict[Reason, str] = {
    Reason.NOT_ASSESSED: msg("not assessed in this period by the chosen assessor"),
    Reason.OTHER_INSTRUMENT: msg("assessed by another worksheet, whose questions are others"),
    Reason.OTHER_KIND: msg("of another kind; choose all kinds to compare it"),
}


def short_names(names: Sequence[str], kind: str) -> tuple[str, ...]:
    """``names`` without the kind in front: "Kelurahan Tirtalaras" → "Tirtalaras".

    Where several begin with the same word, that is taken for the kind. All stay as they are where
    that would make two of them the same, or leave one without a word.
    """
    firsts = {name.partition(" ")[0] for name in names}
    heads = [f"{kind} ".casefold()] if kind else []
    if len(names) > 1 and len(firsts) == 1:
        heads.append(f"{firsts.pop()} ".casefold())
    cut = [
        next((name[len(h) :].strip() for h in heads if name.casefold().startswith(h)), name)
        for name in names
    ]
    if all(one[:1].isalpha() for one in cut) and len(set(cut)) == len(set(names)):
        return tuple(cut)
    return tuple(names)


def lead_headline(found: Lead, names: Sequence[str], totals: Sequence[float], language: str) -> str:
    """Who leads whom, and where the two are furthest apart."""
    first, second = names[found.first], names[found.second]
    if found.points < SAME:
        head = say(
            "{first} and {second} both have {total} of 100",
            language,
            first=first,
            second=second,
            total=decimal(totals[found.first], language),
        )
    else:
        head = say(
            "{first} leads {second} by {points} points",
            language,
            first=first,
            second=second,
            points=decimal(found.points, language),
        )
    return f"{head}; {_widest(found, second, language)}."


def _widest(found: Lead, second: str, language: str) -> str:
    gap = abs(found.part_points)
    if gap < SAME:
        return say("no area or result differs", language)
    if found.part_points < 0 and found.points >= SAME:
        return say(
            "the widest gap is in {area}, where {second} has {points} points more",
            language,
            area=found.part.label.say(language),
            second=second,
            points=decimal(gap, language),
        )
    return say(
        "the widest gap is in {area} ({points} points)",
        language,
        area=found.part.label.say(language),
        points=decimal(gap, language),
    )


def parts_title(rows: Sequence[PartRow], names: Sequence[str], language: str) -> str:
    """The finding of the picture: where the own unit is highest, or how many limits it meets."""
    if len(names) == 1:
        return say(
            "{unit} meets the limit in {met} of {number} areas and results",
            language,
            unit=names[0],
            met=sum(row.sides[0].standing is Standing.PASSING for row in rows),
            number=len(rows),
        )
    behind = [max(side.points for side in row.sides) - row.sides[0].points for row in rows]
    ahead = sum(gap < SAME for gap in behind)
    if not ahead:
        least = min(range(len(rows)), key=behind.__getitem__)
        return say(
            "{unit} is highest in no area or result, and nearest to it in {area}",
            language,
            unit=names[0],
            area=rows[least].part.label.say(language),
        )
    return say(
        "{unit} is highest in {ahead} of {number} areas and results",
        language,
        unit=names[0],
        ahead=ahead,
        number=len(rows),
    )


def position_text(found: Position, name: str, group: str, language: str) -> str:
    """The own place: "Tirtalaras: peringkat 4 dari 12 kelurahan, di atas 67 %"."""
    place = say(
        "{unit}: rank {rank} of {number} {group}, above {share}",
        language,
        unit=name,
        rank=found.rank,
        number=found.units,
        group=group,
        share=percent(found.share_below, language),
    )
    if not found.tied:
        return place
    shared = say_many(
        "shared with {number} other", "shared with {number} others", found.tied, language
    )
    return f"{place} ({shared})"


def misses_title(found: Sequence[Miss], language: str) -> str:
    """How few questions carry half of what all units lose."""
    few = carrying(found)
    if not few:
        return say("Nobody loses a point here", language)
    lost = decimal(sum(one.lost for one in found), language)
    share = percent(MOST, language)
    if _are_areas(found):
        return say_many(
            "{number} area carries {share} of the {lost} points that all units lose",
            "{number} areas carry {share} of the {lost} points that all units lose",
            few,
            language,
            share=share,
            lost=lost,
        )
    return say_many(
        "{number} question carries {share} of the {lost} points that all units lose",
        "{number} questions carry {share} of the {lost} points that all units lose",
        few,
        language,
        share=share,
        lost=lost,
    )


def missed_text(one: Miss, language: str) -> str:
    """How many units miss a question, and what it costs a unit on average."""
    return say(
        "{missed} of {units} · {points} points",
        language,
        missed=whole(one.missed, language),
        units=whole(one.units, language),
        points=decimal(one.lost_each, language),
    )


def given_text(instrument: Instrument, code: str, given: Given, language: str) -> str:
    """An answer in a narrow column: the option, the share, the index; a dash for none.

    A figure of a short form is its points, which stand beside it anyway.
    """
    if given.state is not State.ANSWERED or given.value is None:
        return "–"
    if instrument.type_of(code).kind is AnswerKind.FIGURE:
        return ""
    return answer_text(instrument, code, given.state, given.value, language)


def _are_areas(found: Sequence[Miss]) -> bool:
    """Whether the figures are of a short form, which asks for nothing below an area."""
    return all(one.question.code == one.area for one in found)
