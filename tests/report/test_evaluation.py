"""The draft of an evaluation report: both sides' points, the limits with their articles, and what
follows for the proposal."""

from __future__ import annotations

import pytest

from tests.report.stored_city import PERIOD, city
from zi_analytics.report.content.evaluation import lhe_report
from zi_analytics.report.content.gathering import gather_evaluation
from zi_analytics.report.content.model import Figure, Role, Topic
from zi_analytics.store import StoreError

# 90/2021, Lampiran III: A.I.1.i.a and .b are two questions of an indicator that weighs 0.5,
# A.II.5.ii weighs 3 and B.I.a 17.5. The unit answers 0.5, 0.25 and 0.9 of them; TPI nothing at a.
CLAIMED = 100 - 0.25 * 0.5 - 3 * 0.75 - 17.5 * 0.1
FOUND = 100 - 0.25


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    with city(tmp_path_factory.mktemp("store")) as store:
        yield {
            "both": gather_evaluation(store, "kelurahan-satu", PERIOD, "tpi"),
            "store": store,
        }


def sections(report, topic):
    return [section for section in report.sections if section.topic is topic]


def column(table, place):
    return [None if row[place] is None else row[place].value for row in table.rows]


def test_the_chapters_are_those_of_an_inspectorate(found):
    report = lhe_report(found["both"], "id")
    chapters = list(dict.fromkeys(section.topic for section in report.sections))
    assert chapters == [
        Topic.INTRODUCTION,
        Topic.RESULTS,
        Topic.ADVICE,
        Topic.CONCLUSION,
        Topic.CLOSING,
        Topic.SOURCES,
    ]
    titles = [section.title for section in sections(report, Topic.INTRODUCTION)]
    assert titles == ["Dasar hukum", "Tujuan", "Ruang lingkup", "Metodologi"]
    assert report.heading == "Konsep Laporan Hasil Evaluasi Zona Integritas"
    assert report.is_letter
    assert [one.position for one in report.signing.team][:3] == [
        "Penanggung jawab",
        "Pengendali teknis",
        "Ketua tim",
    ]


def test_the_points_of_both_stand_beside_each_other_and_differ_as_computed(found):
    (first, *_) = sections(lhe_report(found["both"], "en"), Topic.RESULTS)
    total = first.table.rows[0]
    assert total[2] == Figure(pytest.approx(CLAIMED), "95.88")
    assert total[3] == Figure(pytest.approx(FOUND), "99.75")
    assert total[4].value == pytest.approx(FOUND - CLAIMED)
    # The areas and results alone add up to the total.
    assert sum(column(first.table, 3)[-8:]) == pytest.approx(FOUND)
    assert sum(column(first.table, 4)[-8:]) == pytest.approx(FOUND - CLAIMED)


def test_the_differences_are_drawn_and_every_answer_judged_otherwise_is_listed(found):
    results = sections(lhe_report(found["both"], "id"), Topic.RESULTS)
    gaps = next(section for section in results if section.chart)
    (series,) = gaps.chart.series
    assert series.role is Role.CHANGE
    assert sum(series.values) == pytest.approx(FOUND - CLAIMED)
    changed = next(
        section for section in results if section.title.startswith("4 jawaban dinilai berbeda")
    )
    assert column(changed.table, 3) == pytest.approx([3 * 0.75, 17.5 * 0.1, -0.25, 0.125])
    # Each with the cell of both sides.
    assert len(changed.notes) == 4
    assert all(note.count("Jawaban!") == 2 for note in changed.notes)


def test_every_limit_has_what_was_reached_and_its_article(found):
    results = sections(lhe_report(found["both"], "id"), Topic.RESULTS)
    limits = next(section for section in results if section.title.startswith("12 dari 12 aturan"))
    assert {row[4] for row in limits.table.rows} == {"PermenPAN-RB 90/2021, Lampiran II, Tabel 6"}
    assert column(limits.table, 1)[0] == 85  # WBBM, the highest that is reached
    assert column(limits.table, 2)[0] == pytest.approx(FOUND)


def test_a_recommendation_says_what_the_next_answer_asks_for(found):
    (advice,) = sections(lhe_report(found["both"], "id"), Topic.ADVICE)
    ((question, now, _, said, gain),) = advice.table.rows
    assert question.startswith("A.I.1.i.a ")
    assert now == "Tidak"
    # 90/2021, Lampiran III: what "Ya" asks for, in our own words.
    assert said.startswith("Tingkatkan menjadi Ya: Unit sudah mempunyai tim pembangunan ZI.")
    assert "Bukti dukung: SK tim kerja ZI" in said
    assert gain.value == pytest.approx(0.25)


def test_a_unit_that_meets_all_is_proposed_and_its_conditions_are_to_be_ticked(found):
    conclusion, conditions = sections(lhe_report(found["both"], "id"), Topic.CONCLUSION)
    assert "memenuhi semua batas Menuju WBBM dan dapat diusulkan" in conclusion.lines[1]
    assert conclusion.table is None
    assert {row[2] for row in conditions.table.rows} >= {
        "PermenPAN-RB 5/2024, Lampiran II, Tabel 5"
    }
    assert {row[3] for row in conditions.table.rows} == {"☐ ya  ☐ tidak"}


def test_a_unit_that_misses_a_rule_is_not_proposed_and_the_rules_are_named(tmp_path):
    from tests.answered import answered
    from tests.report.stored_city import LKE, put
    from zi_analytics.store import open_store

    with open_store(tmp_path) as store:
        put(store, "Kelurahan Lima", answered(LKE, assessor="tpi", B_I_a=0.5))
        report = lhe_report(gather_evaluation(store, "kelurahan-lima", PERIOD, "tpi"), "id")
    conclusion = sections(report, Topic.CONCLUSION)[0]
    # IPAK 8.75 of 15.75, with it clean bureaucracy 13.75 of 18.25; pengungkit and total are met.
    assert "belum dapat diusulkan memperoleh Menuju WBK: 2 aturan" in conclusion.lines[1]
    assert column(conclusion.table, 3) == pytest.approx([15.75 - 8.75, 18.25 - 13.75])
    # Without answers of the unit nothing is compared.
    first = sections(report, Topic.RESULTS)[0]
    assert len(first.table.header) == 4
    assert len(sections(report, Topic.SOURCES)) == 1


def test_what_only_the_unit_has_answered_is_no_evaluation(found):
    with pytest.raises(StoreError, match="store-assessment-unknown"):
        gather_evaluation(found["store"], "kelurahan-dua", PERIOD, "unit")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_table_is_as_wide_as_its_rows_and_says_what_it_holds(found, language):
    for section in lhe_report(found["both"], language).sections:
        if section.table is not None:
            lengths = {len(row) for row in (section.table.header, *section.table.rows)}
            assert lengths == {len(section.table.widths)}
            assert section.table.caption
