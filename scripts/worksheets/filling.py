"""What one assessor types into a worksheet, drawn from a seeded random source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

from scripts.worksheets.tree import KEYS, Tree

Typed = str | float | int
"""An answer as it stands in the cell."""

SHARE_COUNTS = {
    "A.II.1.i.a": ("1", "2"),
    "A.II.1.i.b": ("1", "2"),
    "A.II.4.i.-": ("1", "2"),
    "A.II.6.i.b": ("1", "2"),
}
"""Ratios of two counts: (whole, part)."""


@dataclass(frozen=True)
class Filling:
    """One column of answers with the notes and the evidence beside it, by code."""

    answers: Mapping[str, Typed]
    notes: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)

    def answering(self, changes: Mapping[str, Typed | None]) -> Filling:
        """A copy with other answers; None takes one out."""
        joined = {**self.answers, **changes}
        kept = {code: value for code, value in joined.items() if value is not None}
        return replace(self, answers=kept)


def draw_any(tree: Tree, random: Random, blank: float = 0.1) -> dict[str, Typed]:
    """Every option equally likely, some unanswered, counts from 0 on and parts above wholes."""
    answers: dict[str, Typed] = {}
    for line in tree.questions:
        if random.random() < blank:
            continue
        if line.answer_type in KEYS:
            answers[line.code] = random.choice(KEYS[line.answer_type])
        elif line.answer_type == "index":
            answers[line.code] = round(random.uniform(1, 4), 2)
        elif line.answer_type == "ratio":
            for count in tree.children[line.code]:
                if count.level == "count":
                    answers[count.code] = random.choice([0, 1, 2, 3, 5, 8, 13, 40])
    return answers


def draw_at(
    tree: Tree, key: str, quality: float, blank: float = 0.0, indices: tuple[float, float] = (0, 0)
) -> dict[str, Typed]:
    """A believable unit: ``quality`` 0 to 1 decides how good its answers tend to be.

    ``key`` names the unit; the same key with a higher quality gives better answers to some
    questions and worse ones to none, as a unit that improves. ``indices`` are IPAK and IPKP;
    0 lets them follow the quality. About ``blank`` of the choices stay unanswered.
    """
    answers: dict[str, Typed] = {}
    for line in tree.questions:
        own = Random(f"{key}/{line.code}")
        level = min(1.0, max(0.0, quality + own.gauss(0, 0.16)))
        if line.answer_type in KEYS:
            if own.random() < blank:
                continue
            keys = KEYS[line.answer_type]
            answers[line.code] = keys[round((1 - level) * (len(keys) - 1))]
        elif line.answer_type == "index":
            given = indices[line.code == "B.II.a"]
            answers[line.code] = given or round(2.2 + 1.75 * min(1.0, max(0.0, quality)), 2)
        else:
            answers |= _counts(line.code, own, level)
    return answers


def judged_stricter(tree: Tree, answers: Mapping[str, Typed], key: str, cut: float) -> Filling:
    """An assessor's answers: about ``cut`` of the choices one step lower, with a note why."""
    judged, notes = dict(answers), {}
    for line in tree.questions:
        keys = KEYS.get(line.answer_type, ())
        given = answers.get(line.code)
        if given not in keys or given == keys[-1]:
            continue
        if Random(f"{key}/tpi/{line.code}").random() < cut:
            judged[line.code] = keys[keys.index(str(given)) + 1]
            notes[line.code] = "Bukti belum memadai untuk pilihan di atasnya"
    return Filling(judged, notes)


def _counts(ratio: str, random: Random, level: float) -> dict[str, Typed]:
    """Counts that add up, for a ratio of about ``level``."""
    if ratio in SHARE_COUNTS:
        whole, part = SHARE_COUNTS[ratio]
        many = random.randint(3, 14)
        return {f"{ratio}.{whole}": many, f"{ratio}.{part}": round(many * level)}
    if ratio == "A.II.3.iii.a":
        before = random.randint(0, 4)
        now = round(before * (1 - level))
        return {f"{ratio}.1": before, f"{ratio}.2": now, f"{ratio}.3": now}
    if ratio == "A.II.5.ii.-":
        due = random.randint(4, 25)
        closed = round(due * level)
        return {f"{ratio}.1": due, f"{ratio}.2": due - closed, f"{ratio}.3": closed}
    heads, officials, others = 1, random.randint(0, 3), random.randint(4, 12)
    if ratio == "A.II.5.iii.1.-":
        others = random.randint(0, 2)
    due = heads + officials + others
    numbers = (heads, officials, others, round(due * (0.6 + 0.4 * level)))
    return {f"{ratio}.{n}": number for n, number in enumerate(numbers, 1)}


def link(unit: str, code: str) -> str:
    """An evidence link that leads nowhere (the domain .example is reserved for that)."""
    return f"https://bukti.{unit}.example/{code.replace('.-', '').replace('.', '/')}"


def with_evidence(
    tree: Tree, answers: Mapping[str, Typed], unit: str, part: float = 1.0
) -> Filling:
    """``answers`` with a link and a short note under about ``part`` of the answered questions."""
    evidence: dict[str, str] = {}
    notes: dict[str, str] = {}
    for line in tree.questions:
        answered = line.code in answers or f"{line.code}.1" in answers
        own = Random(f"{unit}/evidence/{line.code}")
        if answered and own.random() < part:
            evidence[line.code] = link(unit, line.code)
            if own.random() < 0.2:
                notes[line.code] = f"Lihat dokumen {line.label.lower()}"
    return Filling(dict(answers), notes, evidence)
