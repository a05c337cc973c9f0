import string

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


def test_one_is_told_as_one_in_english():
    one, two = (Finding("hidden-columns", "LKE", "C1", details=(("count", n),)) for n in (1, 2))
    assert finding_text.message(one, "en").startswith("One hidden column holds something.")
    assert finding_text.message(two, "en").startswith("2 hidden columns hold something.")
    assert finding_text.message(one, "id").startswith("1 kolom tersembunyi")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_number_of_a_finding_has_its_thousands_mark(language):
    mark = {"id": ".", "en": ","}[language]
    for code, kind in KINDS.items():
        names = {name for _, name, _, _ in string.Formatter().parse(kind.message) if name}
        found = Finding(code, details=tuple((name, 1234567) for name in names))
        said = finding_text.message(found, language)
        assert said.count(f"1{mark}234{mark}567") == len(
            [name for _, name, _, _ in string.Formatter().parse(kind.message) if name]
        ), code


def test_a_count_that_may_be_one_has_a_sentence_for_one():
    for code, kind in KINDS.items():
        if kind.one:
            assert "{count}" in kind.message, code
            names = {name for _, name, _, _ in string.Formatter().parse(kind.one) if name}
            assert names <= {
                name for _, name, _, _ in string.Formatter().parse(kind.message) if name
            }, code
