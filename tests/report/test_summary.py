"""One page, whatever a unit is called and however much holds it back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile_texts import TEXTS as HOSTILE
from tests.report.made import FORM, keep, new_store
from tests.report.printed import acting, facts, joined, read, words
from tests.report.test_slides import TEXTS
from zi_analytics.analysis.overview import areas
from zi_analytics.report.choosing import choose_units
from zi_analytics.report.content.brief import Bar, Brief, Item, Number
from zi_analytics.report.content.city_brief import city_brief
from zi_analytics.report.content.gathering import gather_period, gather_unit
from zi_analytics.report.content.model import Figure
from zi_analytics.report.content.unit_brief import unit_brief
from zi_analytics.report.pdf import write_summary
from zi_analytics.report.pdf.typeface import shown

LONG = "Kelurahan dengan nama yang sangat panjang sekali " * 12


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    with new_store(tmp_path_factory.mktemp("store")) as store:
        keep(store, "Kelurahan Satu", period="2025-B12", B_II_a=0.8, A_I_1_i_a=0.0)
        keep(store, "Kelurahan Dua", period="2025-B12", B_I_a=0.5, A_II_4_i_x=0.0)
        keep(store, LONG, period="2025-B12", B_I_a=0.2, B_II_a=0.1, B_I_b=0.0)
        keep(store, "Kelurahan Tiga", FORM, period="2025-B12", B_I=0.5)
        keep(store, "Kelurahan Empat", period="2024-B12")
        yield store


def briefs(store, language):
    for one in choose_units(store):
        yield unit_brief(gather_unit(store, one.unit, one.period, one.assessor), language)
    yield city_brief(gather_period(store, "2025-B12"), language)


def looked_at(brief: Brief):
    """Its words, after it is clear that they lie on one page and none on another."""
    data = write_summary(brief)
    assert "Pages:           1\n" in facts(data)
    found = words(data)
    for place, one in enumerate(found):
        assert 0 < one.left < one.right < 596, one
        assert 0 < one.top < one.bottom < 842, one
        hidden = [other for other in found[place + 1 :] if one.overlaps(other)]
        assert hidden == [], (one, hidden)
    return found


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_brief_is_one_page_with_nothing_on_top_of_another(stored, language):
    for brief in briefs(stored, language):
        looked_at(brief)


def test_it_says_what_the_analysis_found(stored):
    found = gather_unit(stored, "kelurahan-satu", "2025-B12", "unit")
    brief = unit_brief(found, "id")
    # IPKP 0.8 × 17.5 = 14.00 meets WBK; one of two questions of an indicator of 0.5 is nothing.
    assert brief.big.text == "96,25"
    assert "memenuhi semua batas Menuju WBK" in brief.answer
    # WBBM asks for 15.75, an index of 3.60; 0.8 of 4 is 3.20.
    assert brief.held[0].endswith("indeks perlu naik 0,40 menjadi 3,60.")
    assert [bar.value for bar in brief.bars] == [row.points for row in areas(found.assessed, None)]
    assert [bar.limit for bar in brief.bars] == pytest.approx([6, 5.25, 7.5, 7.5, 11.25, 7.5])
    assert [(one.step, one.worth.text) for one in brief.items] == [
        ("indeks 3,20 → indeks 3,60", "+1,75"),
        ("Tidak → Ya", "+0,25"),
    ]
    # Every answer leans on the same document, so all of them are doubtful.
    assert [one.figure.text for one in brief.numbers] == ["96,25", "96,25", "0,00"]
    assert found.proof.total.lowest == 0
    text = joined(read(write_summary(brief)))
    for told in (brief.big.text, brief.answer, *brief.held, *(one.text for one in brief.bars)):
        assert joined(shown(told)) in text
    for item in brief.items:
        assert joined(item.worth.text) in text


def test_the_city_counts_every_unit(stored):
    brief = city_brief(gather_period(stored, "2025-B12"), "en")
    # Satu reaches WBK; Dua and the long one fall short, Tiga's short form shows no IPAK.
    assert brief.big == Figure(1, "1")
    # Who has handed in and who has not: all that stands under that title.
    assert [one.figure.value for one in brief.numbers] == [4, 1]
    assert brief.held[-1].startswith("Areas and questions: 3 of 5 units")
    assert brief.bars[0].text == "✓ 3 of 3"
    assert brief.bars[-2].value == 1
    assert brief.items[0].worth.value < 0


def test_no_sentence_of_what_is_missing_ends_in_the_middle():
    lines = tuple(f"Mulai{place} {'kurang ' * 17}tamat{place}." for place in range(10, 30))
    for items in range(6):
        for bars in (0, 4, 8):
            brief = brief_of("Kelurahan", bars=bars, items=items, held=1)
            told = read(write_summary(replace(brief, held=lines)))
            begun, ended = (re.findall(rf"{word}(\d+)", told) for word in ("Mulai", "tamat"))
            assert begun == ended
            assert 0 < len(begun) < len(lines)


@pytest.mark.parametrize("text", HOSTILE[::3])
def test_what_looks_like_a_formula_or_markup_is_text(text, stored):
    found = gather_unit(stored, "kelurahan-satu", "2025-B12", "unit")
    data = write_summary(replace(unit_brief(found, "id"), subject=text, source=text))
    assert acting(data) == []
    assert joined(shown(text)) in joined(read(data))


def test_everything_at_its_longest_is_still_one_page():
    looked_at(brief_of(LONG * 3, bars=8, items=5, held=4))
    looked_at(brief_of("W" * 900, bars=8, items=5, held=4))


@settings(max_examples=25)
@given(TEXTS, st.integers(0, 8), st.integers(0, 5), st.integers(0, 4))
def test_any_text_is_one_page(text, bars, items, held):
    data = write_summary(brief_of(text, bars, items, held))
    assert data.count(b"/Type /Page\n") == 1
    assert acting(data) == []
    assert data == write_summary(brief_of(text, bars, items, held))


def brief_of(text: str, bars: int, items: int, held: int) -> Brief:
    """``text`` wherever a text may stand."""
    return Brief(
        language="id",
        subject=text,
        context=text,
        stem="a",
        written=datetime(2026, 3, 7),
        answer=text,
        big=Figure(100, "100,00"),
        of=text,
        standing=None,
        held_title=text,
        held=(text,) * held,
        bars_title=text,
        bars=(Bar(text, 3, 8, 4.8, None, "▲ 3,00 dari 8"),) * bars,
        items_title=text,
        items=(Item(text, text, Figure(1, "+1,00")),) * items,
        numbers_title=text,
        numbers=(Number(Figure(1, "96,25"), text, text),) * 3,
        source=text,
    )
