"""Pictures drawn once for all visits: for the same things, in the same language and colours."""

from typing import NamedTuple

import pytest

from pages.shared import drawn as module
from pages.shared.drawn import drawn
from pages.shared.words import speaking
from zi_analytics.charts.picture import Picture
from zi_analytics.charts.theme import DARK, LIGHT, new_figure


class Row(NamedTuple):
    """A row of a picture."""

    name: str
    points: float


class Thing:
    """Equal to every other of its kind, as what cannot be hashed may be."""

    def __eq__(self, other):
        return isinstance(other, Thing)


@pytest.fixture
def make():
    """A function that draws, and remembers what it was asked to draw."""
    asked = []

    def picture(*of):
        asked.append(of)
        return Picture(new_figure(of[-1], of[-2], 100), "")

    picture.asked = asked
    return picture


@pytest.fixture(autouse=True)
def indonesian():
    with speaking("id"):
        yield


def test_the_same_is_drawn_once(make):
    thing = Thing()
    first = drawn(make, thing, "A.I", ("one", thing), None)
    assert drawn(make, thing, "A.I", ("one", thing), None) is first
    assert make.asked == [(thing, "A.I", ("one", thing), None, "id", LIGHT)]


def test_another_thing_code_or_tuple_is_drawn_itself(make):
    thing = Thing()
    of = [(thing, "A.I"), (Thing(), "A.I"), (thing, "A.II"), (thing, ("A.I",)), (thing, None)]
    assert len({id(drawn(make, *one)) for one in of}) == len(of)


def test_each_language_and_background_has_its_own(make, monkeypatch):
    indonesian = drawn(make, "A.I")
    with speaking("en"):
        english = drawn(make, "A.I")
    monkeypatch.setattr(module, "colours", lambda: DARK)
    dark = drawn(make, "A.I")
    assert len({id(indonesian), id(english), id(dark)}) == 3
    assert [of[1:] for of in make.asked] == [("id", LIGHT), ("en", LIGHT), ("id", DARK)]


def test_a_named_tuple_is_known_by_what_it_says_and_stays_one(make):
    first = drawn(make, (Row("Tirtalaras", 1.0),))
    assert drawn(make, (Row("Tirtalaras", 1.0),)) is first
    assert drawn(make, (Row("Tirtalaras", 2.0),)) is not first
    assert make.asked[0][0][0].name == "Tirtalaras"
