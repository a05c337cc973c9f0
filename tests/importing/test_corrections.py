"""Corrections: what is said holds, what is left open stays as proposed."""

from tests.importing.lines import column, line
from zi_analytics.importing import Change, correct, correct_all
from zi_analytics.importing.corrections import target_of
from zi_analytics.importing.targets import Target

ONE = line("satu.xlsx")
TWO = line("dua.xlsx", "Kelurahan Wanakelana", "2025", column(), column("tpi"))


def test_a_correction_replaces_only_what_it_names():
    changes = correct({}, ONE.key, Change(period="2024-B03"))
    changes = correct(changes, ONE.key, Change(assessor="tpn", take=False))
    assert target_of(ONE, changes) == Target("Kelurahan Tirtalaras", "2024-B03", "tpn")
    assert changes[ONE.key].take is False
    assert target_of(TWO, changes) == Target("Kelurahan Wanakelana", "2025", None)


def test_an_emptied_unit_or_period_is_missing_and_not_the_proposal_again():
    target = target_of(ONE, correct({}, ONE.key, Change(unit="  ", period="")))
    assert (target.unit, target.period, target.is_complete) == ("", "", False)


def test_many_at_once_but_no_assessor_where_the_sheet_tells_several_apart():
    changes = correct_all({}, [ONE, TWO], Change(period="2023", assessor="tpi", kind="Kelurahan"))
    assert target_of(ONE, changes) == Target("Kelurahan Tirtalaras", "2023", "tpi", "Kelurahan")
    assert target_of(TWO, changes) == Target("Kelurahan Wanakelana", "2023", None, "Kelurahan")


def test_nothing_said_changes_nothing():
    assert correct_all({}, [ONE, TWO], Change()) == {}
