"""What ``score --json`` says of one file: the agreed keys, unrounded points, every rule."""

from __future__ import annotations

import json

import pytest

from tests.answered import answered
from tests.independent import GROUPS, ITEMS, LIMITS
from zi_analytics.findings import Finding
from zi_analytics.instrument import load
from zi_analytics.report.scores import describe_reading, describe_refusal
from zi_analytics.workbook.reading import Reading

LKE = load("lke-2021")
MISSING = Finding(
    code="question-missing", sheet="Jawaban", points=0.25, assessor="unit", question="A.I.1.i.a"
)


@pytest.fixture
def reading() -> Reading:
    unit = answered(LKE, total=95.5, A_I_1_iii_a=0.67, B_I_a=0.9, A_I_2_i_a=None)
    tpi = answered(LKE, full=False, assessor="tpi", A_I_1_i_a=1.0)
    return Reading(
        file="lke.xlsx",
        sha256="ab" * 32,
        instrument="lke-2021",
        layout="2025-26",
        unit="",
        period="2025-B06",
        assessments=(unit, tpi),
        findings=(MISSING,),
    )


def test_it_has_the_agreed_keys_and_is_plain_json(reading: Reading) -> None:
    entry = describe_reading(reading, "en")
    assert entry == json.loads(json.dumps(entry))
    assert {"file", "sha256", "instrument", "layout", "unit", "period"} <= set(entry)
    assert (entry["unit"], entry["period"]) == (None, "2025-B06")
    assert [one["assessor"] for one in entry["assessments"]] == ["unit", "tpi"]
    for one in entry["assessments"]:
        assert {"points", "answered", "questions", "sheet_total", "predicate"} <= set(one)
        assert set(one["points"]) == {*GROUPS, *ITEMS}
        for verdict in one["predicate"].values():
            assert [rule["code"] for rule in verdict["rules"]] == list(LIMITS)
            assert all({"value", "limit", "passed"} <= set(rule) for rule in verdict["rules"])


def test_points_are_not_rounded(reading: Reading) -> None:
    unit, tpi = describe_reading(reading, "en")["assessments"]
    # Lost: a third of a point × 0.33, a tenth of IPAK, and one of the three questions on SOP.
    assert unit["points"]["TOTAL"] == pytest.approx(100 - 0.33 / 3 - 1.75 - 1 / 3, abs=1e-9)
    assert unit["points"]["A.I.1.iii"] == pytest.approx(1 - 0.33 / 3, abs=1e-12)
    assert (unit["answered"], unit["questions"], unit["sheet_total"]) == (112, 113, 95.5)
    assert tpi["points"]["TOTAL"] == pytest.approx(0.25, abs=1e-12)
    assert (tpi["answered"], tpi["sheet_total"]) == (1, None)


def test_a_predicate_passes_when_every_rule_does(reading: Reading) -> None:
    unit, tpi = describe_reading(reading, "en")["assessments"]
    assert {code: verdict["passed"] for code, verdict in unit["predicate"].items()} == {
        "WBK": True,
        "WBBM": True,
    }
    assert not any(rule["passed"] for rule in tpi["predicate"]["WBK"]["rules"])
    ipak = next(rule for rule in unit["predicate"]["WBK"]["rules"] if rule["code"] == "ipak")
    assert (ipak["value"], ipak["limit"], ipak["passed"]) == (pytest.approx(15.75), 15.75, True)


@pytest.mark.parametrize(("language", "word"), [("en", "row"), ("id", "baris")])
def test_findings_are_said_in_the_language(reading: Reading, language: str, word: str) -> None:
    (finding,) = describe_reading(reading, language)["findings"]
    assert (finding["code"], finding["severity"]) == ("question-missing", "error")
    assert (finding["sheet"], finding["cell"], finding["points"]) == ("Jawaban", None, 0.25)
    assert word in finding["message"].lower()


def test_a_refused_file_says_why_and_what_to_do() -> None:
    refusal = Finding("workbook-empty", details=(("sheets", "Sheet1"),))
    entry = describe_refusal("kosong.xlsx", None, refusal, "en")
    assert entry["error"]["code"] == "workbook-empty"
    assert "Sheet1" in entry["error"]["message"]
    assert entry["error"]["message"].count(".") >= 2
    assert "assessments" not in entry


def test_a_limit_that_cannot_be_seen_is_told_as_undecided() -> None:
    form = load("ringkas")
    unit = answered(form, B_I=20.0 / 22.5)
    short = Reading("rekap.xlsx", "ab" * 32, "ringkas", "ringkas", "", "", (unit,), ())
    (one,) = describe_reading(short, "id")["assessments"]
    rules = {rule["code"]: rule for rule in one["predicate"]["WBK"]["rules"]}
    assert one["predicate"]["WBK"]["passed"] is False
    assert [rules["ipak"][key] for key in ("value", "limit", "passed")] == [None, 15.75, None]
    assert [rules["performance"][key] for key in ("value", "limit", "passed")] == [None, 2.5, True]
