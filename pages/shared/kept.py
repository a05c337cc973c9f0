"""What is computed once for all visits and kept, found again by plain codes.

Streamlit's own ``st.cache_resource`` pickles and digests every argument at every call, which is a
fifth of a click where a page asks for forty things; here the codes are looked up as they are.
"""

from collections.abc import Callable, Hashable
from threading import Condition
from typing import Any, ParamSpec, TypeVar

from cachetools import LRUCache, cached

_Codes = ParamSpec("_Codes")
_Found = TypeVar("_Found")
_FORGET: list[Callable[[], None]] = []
_PLAIN = (str, bytes, int, float, tuple, type(None))


def kept(most: int) -> Callable[[Callable[_Codes, _Found]], Callable[_Codes, _Found]]:
    """A function whose last ``most`` results are kept, those asked for longest ago left out first.

    All its arguments together are the key: frozen values that can be hashed, among them the
    store's revision where it reads the store, and the language where it says something. The same
    result goes to every visit, so nobody may change it. While one visit computes a result the
    others that want it wait; what raises is not kept.
    """

    def keep(make: Callable[_Codes, _Found]) -> Callable[_Codes, _Found]:
        found = cached(LRUCache(most), condition=Condition())(make)
        _FORGET.append(found.cache_clear)
        return found

    return keep


class _Same:
    """Stands in a key for a thing itself: equal only to it, and keeping it alive."""

    __slots__ = ("thing",)

    def __init__(self, thing: object) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.thing is self.thing


def once(make: Callable[..., _Found], *of: object) -> _Found:
    """What ``make`` makes of ``of`` alone, made once for all visits.

    It is made once for the same codes, numbers, named tuples of them, and for the very same
    things, which must therefore be kept themselves: of a thing made anew in every run it would be
    made anew every time. Plain tuples may hold any of these. Nothing but ``of`` may matter, so
    where something is said the language is in it.
    """
    found: _Found = _once(make, _coded(of))
    return found


@cached(LRUCache(128), condition=Condition())
def _once(make: Callable[..., Any], of: tuple[Hashable, ...]) -> Any:
    return make(*_things(of))


_FORGET.append(_once.cache_clear)


def _coded(of: tuple[object, ...]) -> tuple[Hashable, ...]:
    return tuple(
        _coded(one) if type(one) is tuple else one if isinstance(one, _PLAIN) else _Same(one)
        for one in of
    )


def _things(of: tuple[Hashable, ...]) -> tuple[object, ...]:
    return tuple(
        _things(one) if type(one) is tuple else one.thing if isinstance(one, _Same) else one
        for one in of
    )


def forget_made() -> None:
    """Let go of all that :func:`once` has made, and of the things it was made of.

    To be called when these are no longer what is stored: nobody would ask for them again.
    """
    _once.cache_clear()


def forget_all() -> None:
    """Keep nothing of what was computed so far."""
    for forget in _FORGET:
        forget()
