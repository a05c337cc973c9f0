"""What the fields of an action and their values are called on the page."""

from collections.abc import Iterator
from datetime import date

from pages.shared.meanwhile import differences
from pages.shared.words import language, t
from zi_analytics.analysis.plan_text import STATES
from zi_analytics.language.numbers import date_text, decimal
from zi_analytics.language.wording import msg
from zi_analytics.programme.actions import Action, State

FIELDS = {
    "what": msg("what is to be done"),
    "question": msg("question"),
    "points": msg("points"),
    "group": msg("working group"),
    "person": msg("person"),
    "due": msg("due"),
    "state": msg("state"),
    "finished": msg("done on"),
    "evidence": msg("evidence"),
    "remarks": msg("remarks"),
}
"""The fields that people write; the others follow from these."""


def value_text(value: object) -> str:
    """A value of a field as people read it."""
    if isinstance(value, State):
        return t(STATES[value][1])
    if isinstance(value, date):
        return date_text(value, language())
    if isinstance(value, float):
        return decimal(value, language())
    return str(value or "–")


def changes_of(before: Action, after: Action) -> Iterator[str]:
    """Every field that people write and that is not the same, with both values."""
    return differences(before, after, FIELDS, value_text)
