"""Pictures drawn once for all visits in the same language and colours."""

from collections.abc import Callable

from pages.shared.colours import colours
from pages.shared.kept import once
from pages.shared.words import language
from zi_analytics.charts.picture import Picture


def drawn(make: Callable[..., Picture], *of: object) -> Picture:
    """What ``make`` draws of ``of`` in the language and colours of this visit.

    For ``of`` see :func:`pages.shared.kept.once`.
    """
    return once(make, *of, language(), colours())
