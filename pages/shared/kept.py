"""What is computed once for all visits and kept, found again by plain codes.

Streamlit's own ``st.cache_resource`` pickles and digests every argument at every call, which is a
fifth of a click where a page asks for forty things; here the codes are looked up as they are.
"""

from collections.abc import Callable
from threading import Condition
from typing import ParamSpec, TypeVar

from cachetools import LRUCache, cached

_Codes = ParamSpec("_Codes")
_Found = TypeVar("_Found")
_FORGET: list[Callable[[], None]] = []


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


def forget_all() -> None:
    """Keep nothing of what was computed so far."""
    for forget in _FORGET:
        forget()
