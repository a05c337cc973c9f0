"""Names of a drop that may be one unit: found in pairs, decided by the user, pair by pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from zi_analytics.importing.targets import Target, name_key
from zi_analytics.store.similar import KnownNames


@dataclass(frozen=True, slots=True)
class Pair:
    """A name that ``files`` files carry, and the unit it may be: stored, or of the same drop."""

    name: str
    other: str
    is_stored: bool
    files: int

    @property
    def key(self) -> tuple[str, str]:
        """What the user's choice is remembered by."""
        return name_key(self.name), name_key(self.other)


Choices = Mapping[tuple[str, str], bool]
"""By the key of a pair: True is one unit, False are two, absent is not decided."""


class Known:
    """The units of the store by all their spellings; made once for every revision of it."""

    def __init__(self, spellings: Mapping[str, str] | None = None) -> None:
        self._names = dict(spellings or {})
        self._by_key = {name_key(spelling): name for spelling, name in self._names.items()}
        self._similar = KnownNames(self._names)

    def name_of(self, spelling: str) -> str | None:
        """The name of the unit that is called so; None for a new one."""
        return self._by_key.get(name_key(spelling))

    def nearest(self, name: str) -> str | None:
        """The name of the stored unit that ``name`` may be another spelling of."""
        near = self._similar.nearest(name)
        return None if near is None else self._names[near]


def find_pairs(names: Iterable[str], known: Known) -> tuple[Pair, ...]:
    """The pairs worth asking about, for the unit names of all files (one each, with repeats).

    A name of the store is never asked about; a new one is compared with the stored ones first,
    then with the other new ones, of which the most frequent and then the longest is taken for
    the proper one.
    """
    counted: Counter[str] = Counter()
    written: dict[str, str] = {}
    for name in names:
        key = name_key(name)
        if key and known.name_of(name) is None:
            counted[key] += 1
            written.setdefault(key, name)
    return _pairs(tuple((written[key], number) for key, number in counted.items()), known)


@lru_cache(maxsize=8)
def _pairs(counted: tuple[tuple[str, int], ...], known: Known) -> tuple[Pair, ...]:
    fresh = KnownNames(())
    pairs = []
    for name, files in sorted(counted, key=lambda one: (-one[1], -len(one[0]), one[0])):
        if (near := known.nearest(name)) is not None:
            pairs.append(Pair(name, near, True, files))
            continue
        if (near := fresh.nearest(name)) is not None:
            pairs.append(Pair(name, near, False, files))
        fresh.add(name)
    return tuple(pairs)


def with_same_units(
    targets: Sequence[Target], pairs: Iterable[Pair], choices: Choices
) -> list[Target]:
    """The targets under the units that the user called the same."""
    same = {pair.key[0]: pair.other for pair in pairs if choices.get(pair.key)}
    return [_renamed(target, same) for target in targets]


def _renamed(target: Target, same: Mapping[str, str]) -> Target:
    name, called = target.unit, []
    while (key := name_key(name)) in same and name not in called:
        called.append(name)
        name = same[key]
    return replace(target, unit=name, also_called=tuple(called)) if called else target
