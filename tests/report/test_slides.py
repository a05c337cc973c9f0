"""Slides: what is data stays data, what is a number stays a number, and everything fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from tests.report.made import FORMULAS, MARKUP, acting, cells, keep, new_store, parts, workbooks
from zi_analytics.analysis.standing import Standing
from zi_analytics.programme.office import Office
from zi_analytics.report.content.gathering import gather_unit
from zi_analytics.report.content.model import (
    Chart,
    Figure,
    Kind,
    Mark,
    Report,
    Role,
    Section,
    Series,
    Table,
    Topic,
)
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.slides import Shape, write_slides
from zi_analytics.report.slides.fitting import as_typed, fit, height_of, lines_of
from zi_analytics.report.slides.tables import pages_of

HOSTILE = (*FORMULAS, *MARKUP)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=80)


def report_of(texts, subject="Kelurahan Satu", kind=Kind.BARS):
    """A report that says ``texts`` everywhere: titles, lines, cells, categories, series, notes."""
    values = tuple(float(place) for place in range(len(texts)))
    chart = Chart(
        kind,
        tuple(texts),
        (
            Series(texts[0], Role.MAIN, values),
            Series(texts[-1], Role.LIMIT, values),
        ),
        "poin",
        texts[0],
    )
    rows = tuple((text, Figure(value, text)) for text, value in zip(texts, values, strict=True))
    table = Table((texts[0], texts[-1]), (3, 1), rows)
    return Report(
        language="id",
        subject=subject,
        heading=texts[0],
        context=texts[-1],
        stem="a",
        written=datetime(2026, 3, 7, 9, 30),
        sections=(
            Section(Topic.STATE, texts[0], (texts[-1],), chart=chart, notes=tuple(texts)),
            Section(Topic.RULES, texts[-1], table=table, notes=tuple(texts)),
        ),
    )


def shown(slide) -> set[str]:
    """Every text on a slide, cells included."""
    found = set()
    for shape in slide.shapes:
        if shape.has_text_frame:
            found |= {paragraph.text for paragraph in shape.text_frame.paragraphs}
        elif shape.has_table:
            found |= {cell.text for row in shape.table.rows for cell in row.cells}
    return found


def test_there_are_thirty_and_forty_eight_of_them():
    assert (len(set(FORMULAS)), len(set(MARKUP))) == (30, 48)


@pytest.mark.parametrize("kind", list(Kind))
def test_what_looks_like_a_formula_or_markup_stays_as_typed(kind):
    data = write_slides(report_of(HOSTILE, kind=kind), Shape.WIDE)
    assert acting(data) == []
    deck = Presentation(BytesIO(data))
    typed = {as_typed(text) for text in HOSTILE}
    in_tables = set().union(*(shown(slide) for slide in deck.slides))
    assert {text for text in typed if text not in in_tables} == set()
    (book,) = workbooks(data)
    assert typed <= set(cells(book))
    sheet = openpyxl.load_workbook(BytesIO(book)).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert all(text in notes[1] for text in typed)


@pytest.mark.parametrize("text", [*FORMULAS[::6], *MARKUP[::8]])
def test_a_unit_its_file_and_its_notes_go_through_the_store_as_typed(text, tmp_path):
    with new_store(tmp_path) as store:
        keep(store, text, file=text, note=text, B_II_a=0.8, A_I_1_i_a=0.0)
        (unit,) = store.units()["code"]
        found = gather_unit(store, unit, "2025", "unit")
    data = write_slides(unit_report(found, "id"), Shape.CLASSIC)
    assert acting(data) == []
    deck = Presentation(BytesIO(data))
    name = as_typed(text)
    assert all(name in shown(slide) for slide in deck.slides)
    decided = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert any(f"catatan “{name}”" in note for note in decided)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_makes_a_package_that_opens(texts):
    data = write_slides(report_of(texts, subject=texts[0]), Shape.WIDE)
    assert len(Presentation(BytesIO(data)).slides) == 3
    assert acting(data) == []


def test_numbers_are_numbers_in_the_workbook_of_a_chart_and_negative_ones_too():
    chart = Chart(
        Kind.BARS, ("a", "b"), (Series("c", Role.CHANGE, (-1.25, None)),), "poin", "a −1,25"
    )
    report = report_of(["x"])
    section = replace(report.sections[0], chart=chart)
    (book,) = workbooks(write_slides(replace(report, sections=(section,)), Shape.WIDE))
    assert cells(book) == [None, "c", "a", -1.25, "b", None]


@pytest.mark.parametrize("shape", list(Shape))
def test_nothing_lies_beyond_the_edge_and_no_two_things_overlap(shape):
    data = write_slides(report_of([*HOSTILE, "kata " * 200]), shape)
    deck = Presentation(BytesIO(data))
    assert (deck.slide_width, deck.slide_height) == (Inches(shape.width), Inches(7.5))
    for slide in deck.slides:
        boxes = [
            (one.left, one.top, one.left + one.width, one.top + one.height)
            for one in slide.shapes
            if one.has_text_frame is False or one.text_frame.text
        ]
        for left, top, right, bottom in boxes:
            assert left >= 0
            assert top >= 0
            assert right <= deck.slide_width
            assert bottom <= deck.slide_height
        for place, (left, top, right, bottom) in enumerate(boxes):
            for other in boxes[place + 1 :]:
                apart = right <= other[0] or other[2] <= left
                assert apart or bottom <= other[1] + 2 or other[3] <= top + 2


def test_every_slide_has_its_number_its_notes_and_the_colours_of_the_theme():
    data = write_slides(report_of(["Satu", "Dua"]), Shape.WIDE)
    for slide in list(Presentation(BytesIO(data)).slides)[1:]:
        kinds = {one.element.ph.get("type") for one in slide.placeholders}
        assert kinds == {"title", "ftr", "sldNum"}
        assert "Kelurahan Satu" in shown(slide)
        assert slide.notes_slide.notes_text_frame.text
    theme = parts(data)["ppt/theme/theme1.xml"].decode()
    assert '<a:accent1><a:srgbClr val="0B4F6C"/></a:accent1>' in theme
    assert not [name for name in parts(data) if "printer" in name]


def test_the_same_report_gives_the_same_bytes_and_another_gives_others():
    one, other = report_of(["Satu"]), report_of(["Dua"])
    assert write_slides(one, Shape.WIDE) == write_slides(one, Shape.WIDE)
    assert write_slides(one, Shape.WIDE) != write_slides(other, Shape.WIDE)


def test_a_limit_is_a_series_of_the_chart_that_can_be_edited():
    series = (
        Series("poin", Role.FULFILMENT, (3.0, 2.0)),
        Series("batas", Role.LIMIT, (4.8, 4.2)),
    )
    chart = Chart(Kind.STACKED, ("a", "b"), series, "poin", "a")
    report = report_of(["x"])
    section = replace(report.sections[0], chart=chart)
    data = write_slides(replace(report, sections=(section,)), Shape.WIDE)
    (native,) = [
        shape.chart
        for slide in Presentation(BytesIO(data)).slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    bars, lines = native.plots
    assert [tuple(one.values) for one in bars.series] == [(3.0, 2.0)]
    assert [(one.name, tuple(one.values)) for one in lines.series] == [("batas", (4.8, 4.2))]


@given(st.integers(1, 90), st.sampled_from([8.8, 12.1]), st.floats(1.5, 5.0))
def test_a_long_table_goes_on_and_loses_no_row(number, width, height):
    rows = tuple((f"Unit {place}", Mark(Standing.PASSING, "✓ ya")) for place in range(number))
    pages = pages_of(Table(("Unit", "Keadaan"), (3, 1), rows), width, height)
    assert tuple(row for table, _ in pages for row in table.rows) == rows
    lengths = [len(table.rows) for table, _ in pages]
    assert min(lengths) >= 1
    assert max(lengths) - min(lengths) < max(len(pages), 2) + 1


@given(TEXTS.map(as_typed), st.floats(0.5, 12), st.floats(0.4, 3))
def test_a_fitted_text_fits_and_is_the_text_or_its_beginning(text, width, height):
    told, size = fit(text, width, height, (28, 20, 12))
    assert height_of([told], width, size) <= height or len(told) <= 1
    assert told == text or text.startswith(told.removesuffix("…"))


def test_long_words_are_broken_and_short_ones_are_not():
    assert lines_of("a", 1, 12) == 1
    assert lines_of("n" * 40, 1, 12) == 4  # 40 × 0.56 × 12 / 72 = 3.7 inches
    assert lines_of("nnnnn nnnnn nnnnn", 1, 12) == 2  # two words and a space are 0.99 inches


@pytest.mark.parametrize("shape", list(Shape))
def test_the_office_is_named_on_the_first_slide_only_and_as_typed(shape):
    office = Office(MARKUP[2], ("Pemerintah Kota", FORMULAS[0]))
    data = write_slides(report_of(["Satu"]), shape, office=office)
    assert acting(data) == []
    first, *others = Presentation(BytesIO(data)).slides
    assert {as_typed(MARKUP[2]), as_typed(FORMULAS[0])} <= shown(first)
    assert not [slide for slide in others if as_typed(MARKUP[2]) in shown(slide)]


def test_a_logo_is_shown_once_without_its_shape_changing():
    logo = BytesIO()
    Image.new("RGB", (40, 10)).save(logo, "PNG")
    data = write_slides(report_of(["Satu"]), Shape.WIDE, logo.getvalue())
    first, *others = Presentation(BytesIO(data)).slides
    (picture,) = [one for one in first.shapes if one.shape_type == 13]
    assert picture.width / picture.height == pytest.approx(4, rel=0.01)
    assert not [one for slide in others for one in slide.shapes if one.shape_type == 13]
