"""Declaration and outreach: what is done in a year, and what is missing."""

from datetime import date

import pytest

from zi_analytics.analysis.declared import Gap, Missing, is_proven, state_of, that_counts
from zi_analytics.analysis.declared_text import headline, missing_text
from zi_analytics.programme.declaration import Declaration, EvidenceKind, Outreach, Way

WHOLE = Declaration(date(2026, 2, 3), "Aula", "Lurah", 14, 14, True, file="piagam.pdf")
PHOTO = EvidenceKind.PHOTO


def entry(way, year=2026, **more):
    return Outreach(way, day=date(year, 5, 1), **{"evidence": PHOTO, "file": "a.jpg", **more})


FIVE = [entry(way) for way in Way]


def test_a_unit_that_did_everything_lacks_nothing():
    state = state_of([WHOLE], FIVE, 2026)
    assert state.complete
    assert state.ways_done == 5
    assert headline(state, "id") == (
        "5 dari 5 cara sudah dilakukan tahun 2026; pencanangan: 14 dari 14 pegawai menandatangani"
    )


def test_a_unit_that_did_nothing_lacks_the_declaration_and_five_ways():
    state = state_of([], [], 2026)
    assert [one.gap for one in state.missing] == [Gap.DECLARATION, *[Gap.WAY] * 5]
    assert headline(state, "en") == "0 of 5 ways done in 2026; declaration: not recorded yet"


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"day": None}, Missing(Gap.DAY)),
        ({"head": ""}, Missing(Gap.HEAD)),
        ({"staff": None}, Missing(Gap.COUNTS)),
        ({"staff": 0}, Missing(Gap.COUNTS)),
        ({"signed": None}, Missing(Gap.COUNTS)),
        ({"signed": 12}, Missing(Gap.SIGNATURES, number=2)),
        ({"public": False}, Missing(Gap.PUBLIC)),
        ({"public": None}, Missing(Gap.PUBLIC)),
        ({"file": ""}, Missing(Gap.DOCUMENT)),
    ],
)
def test_each_thing_that_a_declaration_lacks_is_named(changed, missing):
    whole = {name: getattr(WHOLE, name) for name in Declaration.__dataclass_fields__}
    state = state_of([Declaration(**{**whole, **changed})], FIVE, 2026)
    assert state.missing == (missing,)
    for language in ("id", "en"):
        assert "{" not in missing_text(missing, 2026, language)


def test_an_entry_counts_in_its_own_year_only():
    entries = [entry(Way.PRESS, 2025), Outreach(Way.WEBSITE), entry(Way.SOCIAL)]
    assert [one.way for one in state_of([], entries, 2026).ways if one.done] == [Way.SOCIAL]
    assert [one.way for one in state_of([], entries, 2025).ways if one.done] == [Way.PRESS]


@pytest.mark.parametrize(
    ("more", "proven"),
    [
        ({}, True),
        ({"file": "", "link": "https://a.example"}, True),
        ({"file": ""}, False),
        ({"evidence": None}, False),
    ],
)
def test_evidence_is_a_kind_and_a_place(more, proven):
    one = entry(Way.PRINTED, **more)
    assert is_proven(one) is proven
    missing = state_of([WHOLE], [*FIVE[1:], one, entry(Way.PRINTED)], 2026).missing
    assert missing == (() if proven else (Missing(Gap.EVIDENCE, Way.PRINTED, 1),))


def test_of_several_declarations_the_latest_counts():
    later = Declaration(date(2026, 3, 1))
    assert that_counts([later, WHOLE, Declaration()]) == later
    assert that_counts([Declaration(place="x")]) == Declaration(place="x")
    assert that_counts([]) is None
