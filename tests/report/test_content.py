"""What a report says is what the analysis found, in both languages, and nothing where there is
nothing to say."""

from __future__ import annotations

import pytest

from tests.report.made import FORM, keep, new_store
from zi_analytics.analysis.cohort_text import standing_of_reach
from zi_analytics.analysis.overview import areas, rules
from zi_analytics.analysis.standing import Standing
from zi_analytics.analysis.weak import weak_answers
from zi_analytics.report.choosing import choose_units, newest_period
from zi_analytics.report.content.city import city_report
from zi_analytics.report.content.gathering import gather_period, gather_unit
from zi_analytics.report.content.model import Figure, Mark, Role, Topic
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.content.unit_brief import unit_brief
from zi_analytics.store import StoreError

# 90/2021: A.I.1.i.a is one of two questions of an indicator that weighs 0.5, IPKP weighs 17.5.
WEAK = {"A_I_1_i_a": 0.0, "B_II_a": 0.8}
TOTAL = 100 - 0.25 - 0.2 * 17.5


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as made:
        keep(made, "Kelurahan Satu", period="2024-B12", B_II_a=0.7, A_I_1_i_a=0.0)
        keep(made, "Kelurahan Satu", period="2025-B12", **WEAK)
        keep(made, "Kelurahan Dua", period="2025-B12", B_I_a=0.5)
        keep(made, "Kelurahan Tiga", FORM, period="2025-B12", B_I=0.5)
        keep(made, "Kelurahan Empat", period="2024-B12")
        yield made


def sections(report, topic):
    return [section for section in report.sections if section.topic is topic]


def figures(table, column):
    return [row[column].value for row in table.rows]


@pytest.mark.parametrize(("language", "total"), [("id", "96,25"), ("en", "96.25")])
def test_the_state_is_the_total_and_the_title_says_it(store, language, total):
    report = unit_report(gather_unit(store, "kelurahan-satu", "2025-B12", "unit"), language)
    (state,) = sections(report, Topic.STATE)
    assert state.big == Figure(pytest.approx(TOTAL), total)
    assert total in state.title
    assert report.subject == "Kelurahan Satu"


def test_every_rule_stands_there_with_the_numbers_of_the_analysis(store):
    found = gather_unit(store, "kelurahan-satu", "2025-B12", "unit")
    (told,) = sections(unit_report(found, "en"), Topic.RULES)
    # IPKP: 0.8 × 17.5 = 14.00 meets WBK and misses WBBM's 15.75 by 1.75.
    verdict = found.assessed.verdict("WBBM")
    assert figures(told.table, 1) == [rule.reached for rule in rules(found.assessed, verdict)]
    assert figures(told.table, 2)[-1] == 15.75
    assert told.table.rows[-1][3].value == pytest.approx(1.75)
    assert told.table.rows[-1][3].text == "1.75"
    assert told.title == "1 rule of Menuju WBBM is not met yet"
    assert [isinstance(row[4], Mark) for row in told.table.rows] == [True] * 12


def test_the_areas_of_the_chart_add_up_to_their_weights_and_limits(store):
    found = gather_unit(store, "kelurahan-satu", "2025-B12", "unit")
    drawn, listed = sections(unit_report(found, "id"), Topic.AREAS)
    stacked = [one.values for one in drawn.chart.series if one.role is not Role.LIMIT]
    sums = [sum(parts) for parts in zip(*stacked, strict=True)]
    assert sums == pytest.approx([8, 7, 10, 10, 15, 10])
    # 75 % of them for WBBM (90/2021, Lampiran II, Tabel 6).
    (limit,) = drawn.chart.limits
    assert limit.values == pytest.approx([6, 5.25, 7.5, 7.5, 11.25, 7.5])
    assert figures(listed.table, 3) == [row.points for row in areas(found.assessed, "WBBM")]


def test_what_changed_is_the_difference_of_two_periods(store):
    found = gather_unit(store, "kelurahan-satu", "2025-B12", "unit")
    trend, parts, questions = sections(unit_report(found, "en"), Topic.CHANGED)
    assert trend.chart.series[0].values == pytest.approx((TOTAL - 1.75, TOTAL))
    assert sum(parts.chart.series[0].values) == pytest.approx(1.75)
    assert sum(figures(questions.table, 4)) == pytest.approx(1.75)
    assert "1.75" in trend.title


def test_a_first_period_has_nothing_that_changed(store):
    found = gather_unit(store, "kelurahan-satu", "2024-B12", "unit")
    assert not sections(unit_report(found, "id"), Topic.CHANGED)


def test_what_is_to_be_decided_is_what_gains_most_and_its_notes_name_the_cells(store):
    found = gather_unit(store, "kelurahan-satu", "2025-B12", "unit")
    lost, decide = sections(unit_report(found, "id"), Topic.QUESTIONS)
    assert sum(lost.chart.series[0].values) == pytest.approx(100 - TOTAL)
    weak = weak_answers(found.assessed)
    assert figures(decide.table, 3) == [one.gain.points for one in weak]
    answer = found.assessed.reading.answers["B.II.a"]
    assert any(f"Jawaban!{answer.cell} “3.20”" in note for note in decide.notes)


def test_a_full_sheet_leaves_out_what_there_is_nothing_to_say_about(store):
    report = unit_report(gather_unit(store, "kelurahan-empat", "2024-B12", "unit"), "id")
    topics = {section.topic for section in report.sections}
    assert not topics & {Topic.CHANGED, Topic.HELD_BACK, Topic.QUESTIONS}
    assert Topic.STATE in topics


def test_a_short_form_has_areas_but_no_questions_to_decide(store):
    report = unit_report(gather_unit(store, "kelurahan-tiga", "2025-B12", "unit"), "id")
    (lost,) = sections(report, Topic.QUESTIONS)
    assert lost.chart is not None
    assert lost.table is None


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_section_has_its_sources_and_rows_as_long_as_its_columns(store, language):
    reports = [
        unit_report(gather_unit(store, one.unit, one.period, one.assessor), language)
        for one in choose_units(store)
    ]
    reports.append(city_report(gather_period(store, "2025-B12"), language))
    for section in (section for report in reports for section in report.sections):
        assert section.notes
        assert section.table is None or section.chart is None
        if section.table is not None:
            lengths = {len(row) for row in (section.table.header, *section.table.rows)}
            assert lengths == {len(section.table.widths)}
        if section.chart is not None:
            assert {len(one.values) for one in section.chart.series} == {
                len(section.chart.categories)
            }
            assert section.chart.text


def test_the_whole_field_counts_every_unit_once(store):
    report = city_report(gather_period(store, "2025-B12"), "en")
    (state,) = sections(report, Topic.STATE)
    # Handed in: three; Empat has not, and is named.
    assert sum(state.chart.series[0].values) == 4
    matrix = next(section for section in sections(report, Topic.AREAS) if section.table)
    assert [row[0] for row in matrix.table.rows] == ["Kelurahan Dua", "Kelurahan Satu"]
    # IPAK 0.5 × 17.5 = 8.75 of the 15.75 that WBK asks for.
    assert matrix.table.rows[0][2].value == pytest.approx(8.75 / 15.75 - 1)
    (missing,) = sections(report, Topic.MISSING)
    assert [row[0] for row in missing.table.rows] == ["Kelurahan Empat"]


def test_a_unit_that_is_almost_there_is_that_on_every_report(store):
    # 0.85 × 17.5 = 14.88 of the 15.75 that WBK asks for: within the last tenth.
    keep(store, "Kelurahan Enam", period="2025-B12", B_I_a=0.85)
    told = {}
    for unit in ("satu", "dua", "tiga", "enam"):
        found = gather_unit(store, f"kelurahan-{unit}", "2025-B12", "unit")
        (state,) = sections(unit_report(found, "id"), Topic.STATE)
        assert unit_brief(found, "id").standing is state.standing
        told[unit] = state.standing
    assert told == {
        "satu": Standing.PASSING,
        "dua": Standing.FAILING,
        "tiga": Standing.FAILING,
        "enam": Standing.CLOSE,
    }
    cohort = gather_period(store, "2025-B12").cohort.units.set_index("unit")["reach"]
    assert {unit: standing_of_reach(cohort[f"kelurahan-{unit}"]) for unit in told} == told


def test_a_worksheet_that_hides_a_limit_meets_not_every_limit(store):
    # 0.9 × 22.5 = 20.25 of B.I meets 18.25; IPAK, which the short form hides, may still be missed.
    keep(store, "Kelurahan Lima", FORM, period="2025-B12", B_I=0.9)
    report = city_report(gather_period(store, "2025-B12"), "id")
    titles = [one.title for one in sections(report, Topic.AREAS) if one.table]
    expected = "0 dari 2 unit memenuhi semua batas WBK; 1 kurang satu aturan; 1 belum pasti"
    assert titles[-1] == expected
    assert "belum pasti" not in titles[0]


def test_who_is_reported_where_nothing_else_is_said(store):
    assert newest_period(store) == "2025-B12"
    every = choose_units(store)
    assert {(one.name, one.period) for one in every} == {
        (name, "2025-B12") for name in ("Kelurahan Satu", "Kelurahan Dua", "Kelurahan Tiga")
    }
    (empat,) = choose_units(store, ["Kelurahan Empat"])
    assert (empat.unit, empat.period, empat.assessor) == ("kelurahan-empat", "2024-B12", "unit")
    with pytest.raises(StoreError, match="store-unit-unknown"):
        choose_units(store, ["nobody"])
    with pytest.raises(StoreError, match="store-assessment-unknown"):
        choose_units(store, ["kelurahan-empat"], "2025-B12")
