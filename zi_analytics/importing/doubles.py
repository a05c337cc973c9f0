"""Files of one drop for the same unit, period and assessor, and files with the same answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from zi_analytics.findings import Finding
from zi_analytics.importing.lines import Line
from zi_analytics.importing.targets import Place, Target
from zi_analytics.workbook.reading import Answer

Wanted = Sequence[tuple[Line, Target]]


def find_doubles(wanted: Wanted) -> dict[str, tuple[Line, Finding]]:
    """By the key of each line that another one should be preferred to: that one, and why.

    The fullest is preferred, then the one last saved, then the first: nothing is taken silently,
    the finding says what speaks for the other file.
    """
    taken: dict[Place, Line] = {}
    doubles: dict[str, tuple[Line, Finding]] = {}
    for line, target in sorted(wanted, key=lambda one: _rank(one[0])):
        if not target.is_complete or not line.columns:
            continue
        places = [target.place(column.assessor) for column in line.columns]
        other = next((taken[place] for place in places if place in taken), None)
        if other is None:
            taken.update(dict.fromkeys(places, line))
        else:
            doubles[line.key] = (other, _why(line, other))
    return doubles


def find_copies(wanted: Wanted) -> dict[str, Finding]:
    """By its key, each line whose answers are those of an earlier one that goes elsewhere."""
    seen: dict[tuple[str, ...], list[tuple[Line, set[Place]]]] = defaultdict(list)
    copies: dict[str, Finding] = {}
    for line, target in wanted:
        if not line.columns:
            continue
        content = _content(line)
        places = {target.place(column.assessor) for column in line.columns}
        for other, others in seen[content]:
            if not places & others:
                details = (("other", other.name),)
                copies[line.key] = Finding("double-elsewhere", details=details)
                break
        seen[content].append((line, places))
    return copies


@lru_cache(maxsize=2_000)
def differing(one: Line, other: Line) -> tuple[str, ...]:
    """The codes of the answers in which two files differ, by text or by value."""
    ours, theirs = _answers(one), _answers(other)
    return tuple(
        dict.fromkeys(
            code
            for who, code in {**ours, **theirs}
            if _said(ours.get((who, code))) != _said(theirs.get((who, code)))
        )
    )


def _rank(line: Line) -> tuple[int, str, int, int]:
    """The best first: most answers, last saved, first arrived."""
    saved = "".join(chr(0x7F - ord(c)) for c in line.saved_at or "") or "\x7f"
    return -line.answered, saved, line.drop, line.place


def _why(line: Line, other: Line) -> Finding:
    if _content(line) == _content(other):
        return Finding("double-same", details=(("other", other.name),))
    details = (
        ("other", other.name),
        ("theirs", other.answered),
        ("own", line.answered),
        ("differing", len(differing(line, other))),
    )
    if other.answered > line.answered:
        later = (other.saved_at or "") > (line.saved_at or "") != ""
        return Finding("double-fuller-and-later" if later else "double-fuller", details=details)
    if other.saved_at and line.saved_at and other.saved_at > line.saved_at:
        moments = (("saved", other.saved_at[:10]), ("ours", line.saved_at[:10]))
        return Finding("double-later", details=(*details, *moments))
    return Finding("double-first", details=details)


def _content(line: Line) -> tuple[str, ...]:
    return line.instrument, *(column.digest for column in line.columns)


def _answers(line: Line) -> dict[tuple[str, str], Answer]:
    reading = line.reading
    single = line.is_single
    return {
        ("" if single else one.assessor, code): answer
        for one in (reading.assessments if reading else ())
        for code, answer in one.answers.items()
    }


def _said(answer: Answer | None) -> tuple[object, ...]:
    if answer is None:
        return ()
    value = answer.raw if answer.value is None else round(answer.value, 9)
    return answer.state, value, answer.note, answer.evidence
