"""Slides of a report: which, in what order, and no row of a long table lost between two."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.made import keep, new_store
from zi_analytics.report.content.city import city_report
from zi_analytics.report.content.gathering import gather_period, gather_unit
from zi_analytics.report.content.model import Link, Report, Section, Table, Topic
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.deck import (
    MOST_LINES,
    Preset,
    arranged,
    coded,
    move,
    parted,
    preset,
    slides_of,
    toggle,
)


def report(*topics):
    sections = tuple(Section(topic, f"Finding {number}") for number, topic in enumerate(topics))
    return Report("en", "Unit", "Heading", "2025", "unit-2025", datetime(2025, 1, 1), sections)


THREE = report(Topic.STATE, Topic.AREAS, Topic.AREAS)


def test_a_code_is_the_topic_and_its_place_in_it():
    assert list(coded(THREE)) == ["state-1", "areas-1", "areas-2"]


def test_slides_come_in_the_order_asked_for_behind_the_title():
    slides = slides_of(THREE, ["areas-2", "state-1", "gone-1"])
    assert [slide.code for slide in slides] == ["cover", "areas-2", "state-1"]
    assert [one.title for one in arranged(THREE, ["areas-2", "state-1"]).sections] == [
        "Finding 2",
        "Finding 0",
    ]


def test_moving_stops_at_both_ends():
    assert move("abc", "b", -1) == ["b", "a", "c"]
    assert move("abc", "c", 1) == ["a", "b", "c"]
    assert move("abc", "a", -1) == ["a", "b", "c"]


def test_what_is_left_out_comes_back_behind_what_it_followed():
    assert toggle(["c", "a"], "b", "abc") == ["c", "a", "b"]
    assert toggle(["c", "b"], "a", "abc") == ["a", "c", "b"]
    assert toggle(["a", "b"], "a", "abc") == ["b"]


def test_a_short_meeting_keeps_what_is_to_be_decided():
    given = report(*Topic)
    assert preset(given, Preset.FULL) == list(coded(given))
    short = preset(given, Preset.SHORT)
    assert {"state-1", "questions-1", "followed-1", "decisions-1"} <= set(short)
    assert "sources-1" not in short
    assert {"followed-1", "decisions-1"} <= set(preset(given, Preset.DECISIONS))


@given(st.lists(st.text("abc ", min_size=1, max_size=400), max_size=60))
def test_parts_of_a_table_are_the_whole_table_with_its_links(texts):
    table = Table(
        ("Question", "Points"),
        (7, 2),
        tuple((text, str(number)) for number, text in enumerate(texts)),
        tuple(Link(str(number), f"A.{number}") for number in range(len(texts))),
    )
    parts = parted(Section(Topic.QUESTIONS, "Finding", table=table))
    assert tuple(row for part in parts for row in part.table.rows) == table.rows
    assert tuple(link for part in parts for link in part.table.links) == table.links
    assert all(part.table.rows for part in parts) or not texts
    assert all(len(part.table.rows) <= MOST_LINES for part in parts)


def test_rows_are_shared_out_evenly():
    rows = tuple((f"Unit {number}", "75.00") for number in range(MOST_LINES + 1))
    parts = parted(Section(Topic.AREAS, "Finding", table=Table(("Unit", "Total"), (4, 1), rows)))
    assert [len(part.table.rows) for part in parts] == [7, 6]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with new_store(tmp_path_factory.mktemp("deck")) as made:
        keep(made, "Kelurahan Satu", period="2024-B12", B_II_a=0.7, A_I_1_i_a=0.0)
        keep(made, "Kelurahan Satu", period="2025-B12", A_I_1_i_a=0.0, B_II_a=0.8)
        keep(made, "Kelurahan Dua", period="2025-B12", B_I_a=0.5)
        yield made


def test_every_number_of_a_unit_leads_to_a_node_of_its_instrument(store):
    found = gather_unit(store, "kelurahan-satu", "2025-B12", "unit")
    known = {*found.assessed.instrument.node, "TOTAL"}
    linked = [one for one in unit_report(found, "id").sections if _links(one)]
    assert {link.node for one in linked for link in _links(one)} <= known
    assert {Topic.STATE, Topic.RULES, Topic.AREAS, Topic.CHANGED, Topic.HELD_BACK} <= {
        one.topic for one in linked
    }
    (held,) = [one for one in linked if one.topic is Topic.HELD_BACK]
    # IPKP (B.II.a) misses WBBM's 15.75 points: its rule leads there.
    assert held.table.links[0].node.startswith("B.II")


def test_in_a_report_of_all_units_a_question_leads_to_who_earns_least_by_it(store):
    found = city_report(gather_period(store, "2025-B12"), "id")
    (misses,) = [one for one in found.sections if one.topic is Topic.QUESTIONS]
    least = {link.node: (link.unit, link.assessor) for link in misses.table.links}
    assert least["B.II.a"] == ("kelurahan-satu", "unit")
    assert least["B.I.a"] == ("kelurahan-dua", "unit")
    (matrix,) = [one for one in found.sections if one.table and one.topic is Topic.AREAS]
    assert {link.unit for link in matrix.table.links} == {"kelurahan-satu", "kelurahan-dua"}
    assert len(matrix.table.links) == len(matrix.table.rows)


def _links(section):
    links = [*section.links, *(section.table.links if section.table else ())]
    if section.table and section.table.links:
        assert len(section.table.links) == len(section.table.rows)
        assert parted(replace(section))[0].table.links
    return [link for link in links if link.node]
