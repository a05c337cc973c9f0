"""One page in one file: nothing in it asks a network, and what is text stays text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

import pytest

from tests.hostile_texts import TEXTS as HOSTILE
from tests.report.made import FORM, keep, new_store
from zi_analytics.charts.script import plotly_script
from zi_analytics.programme.actions import KIND, Action, load_actions, to_document
from zi_analytics.programme.office import Office
from zi_analytics.report.choosing import choose_units
from zi_analytics.report.content.answers import answers_of
from zi_analytics.report.content.gathering import gather_period, gather_unit
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.html import write_city_page, write_unit_page

MOST_BYTES = 6_000_000
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "nav"),
    *("details", "summary", "ol", "li", "main", "section", "div", "table", "thead", "tbody", "tr"),
    *("th", "td", "b", "span", "dl", "dt", "dd", "footer", "script"),
}
EMPTY = {"meta"}


@dataclass
class Read(HTMLParser):
    """A page as a browser takes it: its elements, what they say, its programs."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    open_: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open_.append(tag)

    def handle_endtag(self, tag):
        assert self.open_.pop() == tag

    def handle_data(self, data):
        if self.open_ and self.open_[-1] == "script":
            self.scripts.append(data)
        elif self.open_ and self.open_[-1] != "style":
            self.texts.append(data)


def parsed(page: bytes) -> Read:
    text = page.decode("utf-8")
    program = plotly_script()
    assert text.count(program) == 1
    read = Read()
    # Its five million letters are looked at by their digest.
    read.feed(text.replace(program, "PLOTLY"))
    read.close()
    assert read.open_ == []
    return read


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with new_store(tmp_path_factory.mktemp("store")) as made:
        keep(made, "Kelurahan Satu", period="2024-B12", B_II_a=0.7, A_I_1_i_a=0.0)
        keep(made, "Kelurahan Satu", period="2025-B12", B_II_a=0.8, A_I_3_i_a=None)
        keep(made, "Kelurahan Dua", period="2025-B12", B_I_a=0.5)
        keep(made, "Kelurahan Tiga", FORM, period="2025-B12", B_I=0.5)
        yield made


def unit(store, name="kelurahan-satu"):
    return gather_unit(store, name, "2025-B12", "unit")


@pytest.fixture(scope="module")
def pages(store):
    made = {
        f"{one.unit}-{language}": write_unit_page(
            gather_unit(store, one.unit, one.period, one.assessor), language
        )
        for one in choose_units(store)
        for language in ("id", "en")
    }
    made["all"] = write_city_page(gather_period(store, "2025-B12"), "id")
    return made


def test_a_page_is_small_enough_to_be_sent_and_whole(pages):
    for page in pages.values():
        assert len(page) < MOST_BYTES
        read = parsed(page)
        assert {tag for tag, _ in read.tags} <= TAGS
        ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
        assert len(set(ids)) == len(ids)
        ways = [attrs["href"] for tag, attrs in read.tags if tag == "a"]
        assert {way.removeprefix("#") for way in ways} <= set(ids)


def test_nothing_is_loaded_and_only_its_own_programs_may_run(pages):
    for page in pages.values():
        read = parsed(page)
        names = {name for _, attrs in read.tags for name in attrs}
        assert not [name for name in names if name.startswith("on") or name in ("src", "style")]
        assert all(attrs["href"][0] == "#" for _, attrs in read.tags if "href" in attrs)
        (policy,) = [
            attrs["content"]
            for tag, attrs in read.tags
            if attrs.get("http-equiv") == "Content-Security-Policy"
        ]
        rules = dict(one.strip().split(" ", 1) for one in policy.split(";"))
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        figures, drawing, own = read.scripts
        assert drawing == "PLOTLY"
        allowed = [
            f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'"
            for one in (plotly_script(), own)
        ]
        assert rules["script-src"].split(" ") == allowed
        assert "<" not in figures
        style = re.search(rb"<style>(.*?)</style>", page, re.DOTALL)[1]
        assert b"url(" not in style
        assert b"@import" not in style


def test_every_picture_is_there_in_both_themes_with_words_and_a_table(pages):
    for page in pages.values():
        read = parsed(page)
        figures = json.loads(read.scripts[0])
        charts = [attrs for _, attrs in read.tags if "data-figure" in attrs]
        assert {one["data-figure"] for one in charts} == set(figures)
        assert len(charts) >= 2
        assert all(one["role"] == "img" and one["aria-label"] for one in charts)
        for one in figures.values():
            assert one["light"]["data"]
            assert one["dark"]["data"]
            assert one["light"]["layout"] != one["dark"]["layout"]
        sections = [
            one.partition("</section>")[0] for one in page.decode().split("<section id=")[1:]
        ]
        assert all("<table" in one for one in sections if "data-figure" in one)


def test_what_the_report_says_and_every_answer_are_on_the_page(store):
    found = unit(store)
    report = unit_report(found, "id")
    texts = parsed(write_unit_page(found, "id", Office("Kota Batik", ("Pemerintah",)))).texts
    assert {"Kota Batik", "Pemerintah", report.subject, report.context} <= set(texts)
    for section in report.sections:
        assert set(section.lines) <= set(texts)
        for row in section.table.rows if section.table else ():
            assert {one if isinstance(one, str) else one.text for one in row if one} <= set(texts)
    areas = answers_of(found.assessed, "id")
    asked = [one for area in areas for one in area.given]
    assert {one.code for one in asked} == {one.code for one in found.assessed.instrument.questions}
    assert {one.code for one in asked} <= set(texts)
    # 90/2021: IPKP weighs 17.5 and 0.8 of it is earned; an unanswered question earns nothing.
    ipkp, blank = (
        next(one for one in asked if one.code == code) for code in ("B.II.a", "A.I.3.i.a")
    )
    assert (ipkp.points.text, ipkp.mark.text) == ("14,00", "▲ sebagian")
    assert (blank.points.text, blank.mark.text) == ("0,00", "– tidak bernilai")
    assert sum(one.points.value for one in asked) == pytest.approx(found.assessed.total)


def test_the_city_has_every_unit_its_limits_and_how_the_totals_lie(pages):
    read = parsed(pages["all"])
    assert {"Kelurahan Satu", "Kelurahan Dua", "Kelurahan Tiga"} <= set(read.texts)
    # 100 − 17.5 × 0.5 is Dua; Satu loses 0.2 × 17.5 and the unanswered part of an indicator.
    assert any("91,25" in text for text in read.texts)
    assert "tengah" in read.texts


@pytest.mark.parametrize("text", HOSTILE[::11])
def test_what_looks_like_markup_is_text_in_the_page_and_in_its_pictures(text, tmp_path):
    with new_store(tmp_path) as store:
        keep(store, text, file=text, note=text, B_II_a=0.8)
        (code,) = store.units()["code"]
        action = to_document(Action(text, person=text, due=date(2026, 1, 5)))
        store.dossier.add(KIND, code, action, by="")
        (planned,) = load_actions(store, code)
        found = gather_unit(store, code, "2025", "unit", date(2026, 2, 10))
        city = gather_period(store, "2025", today=date(2026, 2, 10))
    read = parsed(write_unit_page(found, "id"))
    assert {tag for tag, _ in read.tags} <= TAGS
    assert len(read.scripts) == 3
    kept = found.document.unit_name
    assert kept in read.texts or " ".join(kept.split()) in {" ".join(t.split()) for t in read.texts}
    # What is to be done and who does it stand side by side.
    what = planned.value.what
    assert (what, what) in zip(read.texts, read.texts[1:], strict=False)
    notes = {found.document.reading.answers["B.II.a"].note, text}
    assert notes & set(read.texts) or not text.strip()
    assert {tag for tag, _ in parsed(write_city_page(city, "id")).tags} <= TAGS


def test_the_same_content_gives_the_same_bytes(store):
    assert write_unit_page(unit(store), "en") == write_unit_page(unit(store), "en")
    assert write_unit_page(unit(store), "en") != write_unit_page(unit(store, "kelurahan-dua"), "en")
