"""What is asked, ticked off: as many open points as the page says are missing, for any unit."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from zi_analytics.analysis.declared import furthest_behind, state_of
from zi_analytics.analysis.declared_asked import ALL, Asked, checks, tally
from zi_analytics.analysis.declared_asked_text import asked_text, check_text
from zi_analytics.programme.declaration import Declaration, EvidenceKind, Outreach, Way

WHOLE = Declaration(date(2026, 2, 3), "Aula", "Lurah", 14, 14, True, file="piagam.pdf")
TEXT = st.sampled_from(["", "x"])
DAY = st.sampled_from([None, date(2025, 3, 1), date(2026, 3, 1)])
NUMBER = st.sampled_from([None, 0, 3, 14])
DECLARATIONS = st.builds(
    Declaration, DAY, TEXT, TEXT, NUMBER, NUMBER, st.sampled_from([None, False, True]), TEXT, TEXT
)
ENTRIES = st.builds(
    Outreach,
    way=st.sampled_from(Way),
    day=DAY,
    evidence=st.sampled_from([None, EvidenceKind.PHOTO]),
    link=TEXT,
    file=TEXT,
)


def taken(way, file="a.jpg"):
    return Outreach(way, day=date(2026, 5, 1), evidence=EvidenceKind.PHOTO, file=file)


def told(state, language="id"):
    return {
        asked_text(one.asked, one.way, language): (one.met, check_text(one, state, language))
        for one in checks(state)
    }


def test_what_is_there_is_told_beside_what_is_missing():
    short = Declaration(date(2026, 2, 3), "Aula", "Lurah", 14, 12, True, "https://a.example")
    entries = [taken(Way.PRINTED), taken(Way.PRINTED, ""), taken(Way.WEBSITE), taken(Way.PRESS, "")]
    assert told(state_of([short], entries, 2026)) == {
        "Zona Integritas dicanangkan": (True, "sudah dicatat"),
        "Hari pencanangan": (True, "3 Februari 2026"),
        "Dipimpin oleh pimpinan unit": (True, "Lurah"),
        "Ditandatangani seluruh pegawai": (False, "Tanda tangan yang masih kurang: 2."),
        "Dilakukan terbuka untuk umum": (True, "terbuka untuk umum"),
        "Dokumen yang ditandatangani tersedia": (True, "https://a.example"),
        "(a) Spanduk, poster, imbauan, brosur": (False, "2 kali, 1 di antaranya belum berbukti"),
        "(b) Situs web": (True, "1 kali, berbukti"),
        "(c) Media sosial": (False, "belum dilakukan tahun 2026"),
        "(d) Media elektronik": (False, "belum dilakukan tahun 2026"),
        "(e) Media cetak": (False, "1 kali, belum berbukti"),
    }


def test_without_a_declaration_nothing_further_is_asked_about_it():
    assert [one.asked for one in checks(state_of([], [], 2026))] == [
        Asked.DECLARED,
        *[Asked.WAY] * 5,
    ]


@given(st.lists(DECLARATIONS, max_size=2), st.lists(ENTRIES, max_size=6))
def test_as_much_is_open_as_is_missing(declarations, entries):
    state = state_of(declarations, entries, 2026)
    open_ones = [one for one in checks(state) if not one.met]
    assert sorted(map(repr, state.missing)) == sorted(repr(one.missing) for one in open_ones)
    for language in ("id", "en"):
        assert all(said for _, said in told(state, language).values())


def test_units_that_have_each_thing_are_counted():
    done = [taken(way) for way in Way]
    states = [
        state_of([WHOLE], done, 2026),
        state_of([Declaration(WHOLE.day)], done[:2], 2026),
        state_of([], done[:1], 2026),
    ]
    found = tally(states)
    assert list(found) == list(ALL)
    assert list(found.values()) == [2, 2, 1, 1, 1, 1, 3, 2, 1, 1, 1]


def test_the_unit_that_did_least_comes_first():
    names = {"a": "Dinas A", "b": "Dinas B", "c": "dinas c", "d": "Dinas D", "e": "Dinas E"}
    states = {
        "a": state_of([WHOLE], [taken(Way.PRINTED)], 2026),
        "b": state_of([WHOLE], [], 2026),
        "c": state_of([], [], 2026),
        "d": state_of([], [], 2026),
        # More is missing of a declaration of which nothing is said.
        "e": state_of([Declaration()], [], 2026),
    }
    assert furthest_behind(states, names) == ["c", "d", "e", "b", "a"]
