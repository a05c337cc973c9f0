"""What the plan of one unit and the plans of all say alike."""

from __future__ import annotations

from datetime import date

from zi_analytics.language.numbers import date_text, decimal, whole
from zi_analytics.language.wording import say, say_many
from zi_analytics.report.content.model import Figure

MOST = 12
"""Rows: what a meeting can go through. The page has all of them."""


def with_overdue(title: str, overdue: int, language: str) -> str:
    """``title``, and how many actions are overdue where any are."""
    if not overdue:
        return title
    return say("{said}, {overdue} overdue", language, said=title, overdue=whole(overdue, language))


def standing_text(today: date, points: float, closed: float, language: str) -> str:
    """The day of it all, and how many of the planned points are won."""
    day = date_text(today, language)
    if not points:
        return say("As of {day}; no points are named.", language, day=day)
    return say(
        "As of {day}: what is done closes {done} of {points} planned points; {open} are open.",
        language,
        day=day,
        done=decimal(closed, language),
        points=decimal(points, language),
        open=decimal(points - closed, language),
    )


def unread_text(number: int, language: str) -> str:
    """How many actions could not be read; "" where all could."""
    if not number:
        return ""
    return say_many(
        "{number} action could not be read and is left out.",
        "{number} actions could not be read and are left out.",
        number,
        language,
    )


def once_note(language: str) -> str:
    """How points are counted."""
    return say(
        "Points of a question count once, however many actions are about it, and are won when the "
        "last of them is done.",
        language,
    )


def figure(points: float, language: str) -> Figure:
    """Points as a cell."""
    return Figure(points, decimal(points, language))
