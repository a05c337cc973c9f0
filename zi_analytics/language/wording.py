"""Saying something in the user's language: one English sentence in, one sentence out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from zi_analytics.language.catalogue import catalogue
from zi_analytics.language.numbers import date_text, decimal, whole

Detail: TypeAlias = str | int | float | date


class _Details(dict[str, str]):
    """A sentence with a detail missing is still shown: a gap is better than no page."""

    def __missing__(self, key: str) -> str:
        return "…"


def _written(details: Mapping[str, Detail], language: str) -> _Details:
    return _Details((name, detail_text(detail, language)) for name, detail in details.items())


def detail_text(detail: Detail, language: str) -> str:
    """A detail as its sentence shows it: numbers and dates in the language, text as it is."""
    if isinstance(detail, bool | str):
        return str(detail)
    if isinstance(detail, int):
        return whole(detail, language)
    if isinstance(detail, float):
        return whole(int(detail), language) if detail.is_integer() else decimal(detail, language)
    return date_text(detail, language)


def say(text: str, language: str, /, **details: Detail) -> str:
    """``text`` (English, the key) in ``language``, its ``{names}`` filled from ``details``.

    Wording without a translation comes back in English. Only ``text`` is a template: braces
    inside a detail are shown as they are.
    """
    wording = catalogue(language).get(text) or text
    return wording.format_map(_written(details, language)) if "{" in wording else wording


def say_many(one: str, many: str, number: int, language: str, /, **details: Detail) -> str:
    """``one`` or ``many`` for ``number``, which fills ``{number}``; Indonesian has one form."""
    return say(one if number == 1 else many, language, number=number, **details)


def translator(language: str) -> Callable[..., str]:
    """:func:`say` for one language: ``t = translator("id")``, then ``t("Period")``."""

    def t(text: str, /, **details: Detail) -> str:
        return say(text, language, **details)

    return t


def counter(language: str) -> Callable[..., str]:
    """:func:`say_many` for one language: ``n = counter("id")``, then ``n(one, many, 3)``."""

    def n(one: str, many: str, number: int, /, **details: Detail) -> str:
        return say_many(one, many, number, language, **details)

    return n


def msg(text: str) -> str:
    """``text`` itself: marks wording that stands in a table and is said later."""
    return text
