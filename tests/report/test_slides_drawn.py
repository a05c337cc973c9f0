"""Slides opened and drawn by a program that is not ours."""

from __future__ import annotations

import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from tests.programs import poppler
from tests.report.made import FORM, keep, new_store
from tests.worksheets.libreoffice import convert
from zi_analytics.programme.actions import KIND, Action, to_document
from zi_analytics.report.choosing import choose_units
from zi_analytics.report.content.city import city_report
from zi_analytics.report.content.gathering import gather_period, gather_unit
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.slides import Shape, write_slides
from zi_analytics.store import NewItem

pytestmark = pytest.mark.libreoffice
TODAY = date(2026, 2, 10)


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    """Name → the slides and how many they are."""
    folder = tmp_path_factory.mktemp("decks")
    made = {}
    with new_store(folder / "store") as store:
        keep(store, "Kelurahan Satu", period="2024-B12", B_II_a=0.7, A_I_1_i_a=0.0)
        keep(store, "Kelurahan Satu", period="2025-B12", B_II_a=0.8)
        keep(store, '=HYPERLINK("https://jahat.example") <b>&amp;' + " panjang" * 25, B_I_a=0.5)
        keep(store, "Kelurahan Tiga", FORM, period="2025-B12", B_I=0.5)
        units = [one.unit for one in choose_units(store)]
        units += [unit for unit in store.units()["code"] if unit not in units]
        for unit in units:
            late = Action("Susun <b>SOP</b>" + " panjang" * 25, due=TODAY, person="Siti" * 9)
            store.dossier.write([NewItem(KIND, unit, to_document(late))] * 14, by="Siti")
        for language, shape in (("id", Shape.WIDE), ("en", Shape.CLASSIC)):
            reports = [
                unit_report(gather_unit(store, one.unit, one.period, one.assessor, TODAY), language)
                for one in choose_units(store, units)
            ]
            reports.append(city_report(gather_period(store, "2025-B12", today=TODAY), language))
            for number, report in enumerate(reports):
                made[f"{language}-{number}"] = write_slides(report, shape)
    drawn = convert({f"{name}.pptx": data for name, data in made.items()}, "pdf", folder)
    return folder, made, drawn


def test_every_slide_is_a_page_and_none_is_empty(decks):
    folder, made, drawn = decks
    assert {Path(name).stem for name in drawn} == set(made)
    program = poppler("pdftoppm")
    for name, data in drawn.items():
        (folder / name).write_bytes(data)
        stem = folder / f"page-{Path(name).stem}"
        subprocess.run([program, "-r", "30", "-png", str(folder / name), str(stem)], check=True)
        pages = sorted(folder.glob(f"{stem.name}-*.png"))
        assert len(pages) == slides_of(made[Path(name).stem])
        for page in pages:
            with Image.open(page) as picture:
                grey = picture.convert("L")
            wide, tall = grey.size
            # Below the title and above the foot something is drawn, and nothing at the very edge.
            body = grey.crop((0, int(tall * 0.23), wide, int(tall * 0.92)))
            assert body.getextrema()[0] < 200, page.name
            edge = grey.crop((int(wide * 0.985), 0, wide, tall))
            assert edge.getextrema()[0] > 250, page.name


def slides_of(deck: bytes) -> int:
    return len(Presentation(BytesIO(deck)).slides)
