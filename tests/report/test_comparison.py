"""Assessments beside each other in a report: units, or what assessors made of one."""

from __future__ import annotations

import pytest

from tests.report.made import FORM, keep, new_store
from zi_analytics.findings import Refused
from zi_analytics.report.content.comparison import comparison_report
from zi_analytics.report.content.gathering import gather_unit
from zi_analytics.report.content.model import Topic


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    with new_store(tmp_path_factory.mktemp("store")) as store:
        keep(store, "Kelurahan Satu", A_I_1_i_a=0.0)
        keep(store, "Kelurahan Dua", B_II_a=0.8)
        keep(store, "Kelurahan Tiga", B_I_a=0.5, A_I_1_i_a=0.0)
        keep(store, "Kelurahan Empat", FORM)
        yield {
            name: gather_unit(store, f"kelurahan-{name}", "2025", "unit")
            for name in ("satu", "dua", "tiga", "empat")
        }


def section(report, topic):
    return next(one for one in report.sections if one.topic is topic)


def test_totals_and_distances_are_those_of_the_rule(found):
    report = comparison_report([found["satu"], found["dua"], found["tiga"]], "en")
    state = section(report, Topic.STATE)
    # 0.25 for A.I.1.i.a, 0.2 × 17.5 for IPKP, 0.5 × 17.5 for IPAK (90/2021, Lampiran III).
    totals = [100 - 0.25, 100 - 3.5, 100 - 8.75 - 0.25]
    assert [row[1].value for row in state.table.rows] == pytest.approx(totals)
    assert [row[2].value for row in state.table.rows] == pytest.approx(
        [total - totals[0] for total in totals]
    )
    assert state.title.startswith("Satu leads Dua by 3.25 points")
    assert report.subject == "Kelurahan Satu – Kelurahan Dua – Kelurahan Tiga"
    assert len([one for one in report.sections if one.topic is Topic.SOURCES]) == 3


def test_two_are_drawn_by_their_differences_and_more_are_not(found):
    two = comparison_report([found["satu"], found["dua"]], "id")
    (drawn,) = [one for one in two.sections if one.chart is not None]
    (series,) = drawn.chart.series
    assert sum(series.values) == pytest.approx(0.25 - 3.5)
    more = comparison_report([found["satu"], found["dua"], found["tiga"]], "id")
    assert not [one for one in more.sections if one.chart is not None]


def test_the_answers_that_differ_are_listed_with_the_cells_of_all(found):
    report = comparison_report([found["satu"], found["dua"], found["tiga"]], "id")
    differing = section(report, Topic.DIFFERENCES)
    codes = [row[0].partition(" ")[0] for row in differing.table.rows]
    assert codes == ["B.I.a", "B.II.a", "A.I.1.i.a"]
    assert [row[-1].value for row in differing.table.rows] == pytest.approx([8.75, 3.5, 0.25])
    assert all(note.count("Jawaban!") == 3 for note in differing.notes)


def test_the_same_twice_has_no_differences_and_is_told_by_its_assessors(found):
    report = comparison_report([found["satu"], found["satu"]], "id")
    assert not [one for one in report.sections if one.topic is Topic.DIFFERENCES]
    assert report.subject == "Kelurahan Satu: Unit – Unit"


def test_other_worksheets_and_other_numbers_are_refused(found):
    with pytest.raises(Refused, match="comparison-unlike"):
        comparison_report([found["satu"], found["empat"]], "id")
    for number in (1, 5):
        with pytest.raises(Refused, match="comparison-number"):
            comparison_report([found["satu"]] * number, "id")
