import pytest

from zi_analytics import finding_text
from zi_analytics.finding_kinds import KINDS, Kind
from zi_analytics.findings import Finding, Severity


@pytest.fixture(autouse=True)
def one_kind(monkeypatch):
    kind = Kind(Severity.ERROR, "{points} of {limit} points", "cell {place}")
    monkeypatch.setitem(KINDS, "test-kind", kind)


def test_a_finding_speaks_the_language_of_its_reader():
    found = Finding("test-kind", "Jawaban", "K6", 1.5, details=(("limit", 15.75), ("place", "K6")))
    assert finding_text.message(found, "id") == "1,50 of 15,75 points"
    assert finding_text.remedy(found, "id") == "sel K6"
    assert finding_text.severity(found) is Severity.ERROR


def test_its_place_is_as_much_as_is_known():
    assert finding_text.place(Finding("x", "Jawaban", "K6")) == "Jawaban!K6"
    assert finding_text.place(Finding("x", "Jawaban")) == "Jawaban"
    assert finding_text.place(Finding("x")) == ""


def test_a_kind_nobody_described_is_shown_by_its_code():
    found = Finding("never-seen")
    assert finding_text.message(found, "id") == "never-seen"
    assert finding_text.remedy(found, "id") == ""
    assert finding_text.severity(found) is Severity.WARNING
