"""Every answer of a unit, an area at a time, each to be unfolded."""

from __future__ import annotations

from collections.abc import Sequence

from zi_analytics.language.wording import say
from zi_analytics.report.content.answers import Answers, Given
from zi_analytics.report.html.text import cut, element, escaped

_LONGEST = 4000


def answers_html(found: Sequence[Answers], language: str) -> str:
    """Nothing where there are no questions."""
    return "".join(_area(one, language) for one in found)


def _area(area: Answers, language: str) -> str:
    head = f"{element('b', escaped(area.label))} {element('span', escaped(area.told))}"
    rows = "".join(_question(one, language) for one in area.given)
    return f'<details class="area"><summary>{head}</summary><ol class="asked">{rows}</ol></details>'


def _question(one: Given, language: str) -> str:
    earned = say("{points} of {weight} points", language, points=one.points.text, weight=one.weight)
    facts = [
        (say("Answer", language), one.answer),
        (say("Counted", language), "; ".join(one.counts)),
        (say("Cell", language), one.cell),
        (say("Note", language), one.note),
        (say("Evidence", language), one.evidence or one.proof),
    ]
    told = "".join(
        f"<dt>{escaped(name)}</dt><dd>{escaped(cut(text, _LONGEST))}</dd>"
        for name, text in facts
        if text
    )
    mark = element("span", escaped(one.mark.text), f"mark {one.mark.standing.value}")
    title = f"{element('b', escaped(one.code))} {escaped(one.label)}"
    worth = f"{mark} {element('span', escaped(earned), 'worth')}"
    return f"<li>{element('p', title)}{element('p', worth)}{element('dl', told)}</li>"
