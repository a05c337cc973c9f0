"""Pictures drawn once for all visits in the same language and colours."""

from collections.abc import Callable, Hashable

from pages.shared.colours import colours
from pages.shared.kept import kept
from pages.shared.words import language
from zi_analytics.charts.picture import Picture
from zi_analytics.charts.theme import Palette

_PLAIN = (str, int, float, type(None))


class _Same:
    """Stands in a key for a thing itself: equal only to it, and keeping it alive."""

    __slots__ = ("thing",)

    def __init__(self, thing: object) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.thing is self.thing


def drawn(make: Callable[..., Picture], *of: object) -> Picture:
    """The picture that ``make`` draws in the language and colours of this visit.

    It is drawn once for the same codes, numbers and tuples of them, and for the very same things
    that are kept for all visits (:mod:`pages.shared.kept`). Anything made anew in every run would
    be drawn anew every time.
    """
    return _drawn(make, language(), colours(), _coded(of))


@kept(128)
def _drawn(
    make: Callable[..., Picture], spoken: str, palette: Palette, of: tuple[Hashable, ...]
) -> Picture:
    return make(*_things(of), spoken, palette)


def _coded(of: tuple[object, ...]) -> tuple[Hashable, ...]:
    return tuple(
        _coded(one) if isinstance(one, tuple) else one if isinstance(one, _PLAIN) else _Same(one)
        for one in of
    )


def _things(of: tuple[Hashable, ...]) -> tuple[object, ...]:
    return tuple(
        _things(one) if isinstance(one, tuple) else one.thing if isinstance(one, _Same) else one
        for one in of
    )
