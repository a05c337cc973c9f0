"""Numbers, percent, points and dates as a reader of the language writes them.

Nothing here computes: a value is rounded only to be shown, half up as a worksheet shows it.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from babel.dates import format_date

MINUS = "−"
SEPARATORS = {"id": ",.", "en": ".,"}
"""Decimal mark and thousands mark, in the order plotly wants them."""

_LOCALES = {"id": "id", "en": "en_GB"}
_QUARTERS = {"B03": "I", "B06": "II", "B09": "III", "B12": "IV"}


def _plain(value: float) -> Decimal:
    # A worksheet keeps 15 digits: 15.745 computed as 15.744999999999999 is shown as 15.75 there.
    return Decimal(f"{value:.13g}")


def _marked(number: Decimal, places: int, language: str) -> str:
    text = f"{number:,.{places}f}"
    if not number:
        text = text.lstrip("-")
    if language != "en":
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", MINUS)


def decimal(value: float, language: str, places: int = 2) -> str:
    """``95.576`` → "95,58" (id), "95.58" (en)."""
    step = Decimal(1).scaleb(-places)
    return _marked(_plain(value).quantize(step, ROUND_HALF_UP), places, language)


def short(value: float, language: str, places: int = 2) -> str:
    """Like :func:`decimal` without zeros at the end: ``4.0`` → "4", ``3.5`` → "3,5"."""
    text = decimal(value, language, places)
    mark = SEPARATORS[language][0]
    return text.rstrip("0").rstrip(mark) if mark in text else text


def below(value: float, limit: float, language: str, places: int = 2) -> str:
    """``value`` so that it never reads as if it had met a ``limit`` that it misses.

    ``15.748`` against ``15.75`` is "15,74", not "15,75".
    """
    if value >= limit or decimal(value, language, places) != decimal(limit, language, places):
        return decimal(value, language, places)
    step = Decimal(1).scaleb(-places)
    return _marked(_plain(value).quantize(step, ROUND_DOWN), places, language)


def needed(value: float, language: str, places: int = 2) -> str:
    """An amount that is still missing, rounded up: what is shown must be enough."""
    step = Decimal(1).scaleb(-places)
    return _marked(_plain(round(value, 9)).quantize(step, ROUND_UP), places, language)


def signed(value: float, language: str, places: int = 2) -> str:
    """A difference with its sign: "+1,25", "−0,40", "0,00"."""
    text = decimal(value, language, places)
    shown = any(digit in text for digit in "123456789")
    return f"+{text}" if value > 0 and shown else text


def whole(value: int, language: str) -> str:
    """``50000`` → "50.000" (id), "50,000" (en)."""
    return _marked(Decimal(value), 0, language)


def percent(share: float, language: str, places: int = 0) -> str:
    """A share of 0 to 1: ``0.955`` → "96 %" (id), "96%" (en)."""
    text = decimal(share * 100, language, places)
    return f"{text}%" if language == "en" else f"{text} %"


def points(value: float, language: str, places: int = 2) -> str:
    """Points with their unit: "15,34 poin" (id), "15.34 points" (en)."""
    unit = "points" if language == "en" else "poin"
    return f"{decimal(value, language, places)} {unit}"


def date_text(day: date, language: str) -> str:
    """ "7 Maret 2026" (id), "7 March 2026" (en); with hour and minute for a moment."""
    text = format_date(day, "d MMMM y", locale=_LOCALES[language])
    if isinstance(day, datetime):
        return f"{text} {day:%H:%M}" if language == "en" else f"{text} {day:%H.%M}"
    return text


def weekday_text(day: date, language: str) -> str:
    """ "Sabtu" (id), "Saturday" (en)."""
    return format_date(day, "EEEE", locale=_LOCALES[language])


def period_text(period: str, language: str) -> str:
    """``2025-B06`` → "Triwulan II 2025" or "Quarter II 2025"; other months by name."""
    year, _, month = period.partition("-")
    quarter = _QUARTERS.get(month)
    if month and quarter is None:
        return format_date(date(int(year), int(month[1:]), 1), "MMMM y", locale=_LOCALES[language])
    if quarter is None:
        return period
    return f"Quarter {quarter} {year}" if language == "en" else f"Triwulan {quarter} {year}"


def period_short(period: str, language: str) -> str:
    """``2025-B06`` → "TW II 2025" or "Q II 2025", where the long form has no room."""
    year, _, month = period.partition("-")
    if not month:
        return period
    quarter = _QUARTERS.get(month)
    if quarter is None:
        return format_date(date(int(year), int(month[1:]), 1), "MMM y", locale=_LOCALES[language])
    return f"Q {quarter} {year}" if language == "en" else f"TW {quarter} {year}"
