"""Documents opened and drawn by a program that is not ours: all of it is there to be read."""

from __future__ import annotations

import subprocess
from datetime import date

import pytest

from tests.answered import answered
from tests.programs import poppler
from tests.report.made import MARKUP, keep, new_store
from tests.report.stored_city import LKE, put
from tests.report.test_declaration import of
from tests.report.test_document import OFFICE
from tests.report.test_minutes import MINUTES
from tests.report.words import paragraphs
from tests.worksheets.libreoffice import convert
from zi_analytics.programme.actions import KIND, Action, to_document
from zi_analytics.report.content.city import city_report
from zi_analytics.report.content.declaration import declaration_report
from zi_analytics.report.content.evaluation import lhe_report
from zi_analytics.report.content.gathering import gather_evaluation, gather_period, gather_unit
from zi_analytics.report.content.minutes import minutes_report
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.document import write_document

pytestmark = pytest.mark.libreoffice
TODAY = date(2026, 2, 10)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Name → the document, and the text of each of its pages."""
    program = poppler("pdftotext")
    folder = tmp_path_factory.mktemp("documents")
    made = {}
    with new_store(folder / "store") as store:
        keep(store, "Kelurahan Satu", period="2024-B12", B_II_a=0.7, A_I_1_i_a=0.0)
        keep(store, "Kelurahan Satu", period="2025-B12", note=MARKUP[2], B_II_a=0.8)
        keep(store, MARKUP[0] + " panjang" * 25, period="2025-B12", B_I_a=0.5)
        put(store, "Kelurahan Dua", answered(LKE), period="2025-B12")
        tpi = answered(LKE, assessor="tpi", B_I_a=0.8, A_I_1_i_a=0.0)
        put(store, "Kelurahan Dua", tpi, period="2025-B12")
        action = to_document(Action(MARKUP[0] + " panjang" * 25, person=MARKUP[2], due=TODAY))
        store.dossier.add(KIND, "kelurahan-satu", action, by="Siti")
        judged = gather_evaluation(store, "kelurahan-dua", "2025-B12", "tpi")
        for language in ("id", "en"):
            found = gather_unit(store, "kelurahan-satu", "2025-B12", "unit", TODAY)
            made[f"unit-{language}"] = write_document(unit_report(found, language), office=OFFICE)
            field = city_report(gather_period(store, "2025-B12", today=TODAY), language)
            made[f"all-{language}"] = write_document(field)
            made[f"lhe-{language}"] = write_document(lhe_report(judged, language), office=OFFICE)
            minutes = minutes_report(MINUTES, language)
            made[f"minutes-{language}"] = write_document(minutes, office=OFFICE)
            declared = declaration_report(of(), language)
            made[f"declaration-{language}"] = write_document(declared, office=OFFICE)
    pages = {}
    files = convert({f"{name}.docx": data for name, data in made.items()}, "pdf", folder)
    for name, data in files.items():
        (folder / name).write_bytes(data)
        command = [program, "-raw", str(folder / name), "-"]
        text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
        pages[name.removesuffix(".pdf")] = text.split("\f")[:-1]
    return made, pages


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", ["unit", "all", "lhe", "minutes", "declaration"])
def test_every_paragraph_is_shown_and_no_page_is_empty(drawn, kind, language):
    made, pages = drawn
    name = f"{kind}-{language}"
    bodies = []
    for number, page in enumerate(pages[name], start=1):
        *body, foot = page.strip().splitlines()
        counted = f"{number} {'dari' if language == 'id' else 'of'} {len(pages[name])}"
        assert foot.endswith(counted)
        assert len("".join(body)) > 40
        bodies.append("".join(body))
    shown = squeezed("".join(bodies))
    missing = [text for text in paragraphs(made[name]) if squeezed(text) not in shown]
    assert missing == []


def squeezed(text: str) -> str:
    """The letters and figures alone: lines end at spaces, a style may make letters large, and
    marks come from other fonts at a place of their own."""
    return "".join(filter(str.isalnum, text)).casefold()
