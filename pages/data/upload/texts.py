"""What a line of the upload says, in the words of the page: used by cards and table alike."""

from pages.shared.page_texts import assessor_label
from pages.shared.words import language, t
from zi_analytics.finding_text import message
from zi_analytics.importing import Group, Line, Planned
from zi_analytics.instrument import load
from zi_analytics.language.numbers import decimal
from zi_analytics.language.wording import msg

GROUPS = {
    Group.LOOK: ("▲", "yellow", msg("Look at these first")),
    Group.READY: ("✓", "green", msg("Ready")),
    Group.UNKNOWN: ("✕", "red", msg("Not recognised")),
}
STATES = {
    Group.LOOK: msg("Look at it"),
    Group.READY: msg("Ready"),
    Group.UNKNOWN: msg("Not recognised"),
}


def state_text(line: Line) -> str:
    """Mark and word of the group a line is in."""
    return f"{GROUPS[line.group][0]} {t(STATES[line.group])}"


def note_text(one: Planned) -> str:
    """The one thing to know about a line: what the drop says about it, or its gravest finding."""
    if one.notes:
        return message(one.notes[0], language())
    worst = one.line.worst
    return "" if worst is None or one.line.group is Group.READY else message(worst, language())


def read_text(line: Line) -> str:
    """How many of the questions have an answer, for every assessor: "113/113 · 110/113"."""
    if not line.columns:
        return ""
    total = question_count(line)
    return " · ".join(f"{column.answered}/{total}" for column in line.columns)


def points_text(line: Line) -> str:
    """The points by the rule, for every assessor."""
    return " · ".join(decimal(column.total, language()) for column in line.columns)


def sheet_text(line: Line) -> str:
    """The points that the worksheet itself shows, for every assessor; "–" for none."""
    return " · ".join(
        "–" if column.sheet_total is None else decimal(column.sheet_total, language())
        for column in line.columns
    )


def question_count(line: Line) -> int:
    """How many questions the worksheet of a line asks."""
    return len(load(line.instrument).questions)


def assessors_text(line: Line) -> str:
    """The assessors that the sheet itself tells apart."""
    return " + ".join(assessor_label(column.assessor) for column in line.columns)
