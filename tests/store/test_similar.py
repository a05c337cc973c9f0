import tomllib
from pathlib import Path

import pytest

from zi_analytics.store.similar import KnownNames

KNOWN = ["Kelurahan Sapuro Kebulen", "Kelurahan Tirtalaras", "Puskesmas Tirtalaras"]
CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "similar_names.toml").read_text(encoding="utf-8")
)


def pairs(kind):
    return [pytest.param(*case["names"], id=case["why"]) for case in CASES[kind]]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Kel. Sapuro-Kebulen", "Kelurahan Sapuro Kebulen"),
        ("Kelurahan Sapuro Kebulan", "Kelurahan Sapuro Kebulen"),
        ("Kelurahan Wanakelana", None),
        ("", None),
    ],
)
def test_a_name_almost_the_same_is_found_and_no_other(name, found):
    assert KnownNames(KNOWN).nearest(name) == found


@pytest.mark.parametrize(("one", "other"), pairs("same"))
def test_one_unit_written_in_two_ways_is_asked_about(one, other):
    assert KnownNames([other]).nearest(one) == other
    assert KnownNames([one]).nearest(other) == one


@pytest.mark.parametrize(("one", "other"), pairs("different"))
def test_two_units_are_not_taken_for_one(one, other):
    assert KnownNames([other]).nearest(one) is None
    assert KnownNames([one]).nearest(other) is None


def test_the_nearest_of_several_is_meant():
    known = KnownNames(["Kelurahan Tirtalarus Jaya", "Kelurahan Tirtalaras", "Kelurahan Tirta"])
    assert known.nearest("Kel. Tirtalara") == "Kelurahan Tirtalaras"
    assert known.nearest("Kelurahan") is None
