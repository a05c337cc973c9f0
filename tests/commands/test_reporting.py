"""Slides from the command line: one file, a folder or a zip, named by what is in them."""

from __future__ import annotations

import hashlib
import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from tests.answered import answered
from tests.report.made import acting, keep, new_store
from tests.report.stored_city import LKE, put
from tests.report.test_document_template import made
from tests.report.test_logo import picture
from tests.report.words import paragraphs
from zi_analytics.__main__ import main
from zi_analytics.commands import report_kinds
from zi_analytics.commands.ends import DONE, FAILED, MISUSED
from zi_analytics.programme import actions, meetings
from zi_analytics.programme.actions import Action
from zi_analytics.programme.declaration import OUTREACH, Outreach, Way, outreach_to_document
from zi_analytics.programme.meetings import Meeting
from zi_analytics.store import StoreError, open_store

NAME = re.compile(r"kelurahan-(satu|dua)-2025-B12-unit-([0-9a-f]{12})\.pptx")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "store"
    monkeypatch.setenv("ZI_STORE", str(folder))
    monkeypatch.chdir(tmp_path)
    with new_store(folder) as store:
        keep(store, "Kelurahan Satu", period="2025-B12", B_II_a=0.8)
        keep(store, "Kelurahan Dua", period="2025-B12", B_I_a=0.5)
    return tmp_path


def test_a_logo_and_a_template_are_remembered_with_the_office(here: Path) -> None:
    (here / "kop.docx").write_bytes(made())
    (here / "logo.png").write_bytes(picture((40, 10)))
    unit = ["report", "--unit", "kelurahan-satu"]
    own = ["--office", "Dinas", "--template", "kop.docx", "--logo", "logo.png", "--keep-office"]
    assert main([*unit, *own, "a.docx"]) == DONE
    for name in ("b.docx", "b.pdf"):
        assert main([*unit, name]) == DONE
    assert (here / "a.docx").read_bytes() == (here / "b.docx").read_bytes()
    assert paragraphs((here / "b.docx").read_bytes())[0] == "Pengantar"
    assert b"/Subtype /Image" in (here / "b.pdf").read_bytes()


def test_one_unit_is_one_file_that_opens(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--unit", "kelurahan-satu", "--shape", "4:3", "a.pptx"]) == DONE
    said = capsys.readouterr()
    assert (said.out.strip(), said.err.strip()) == ("a.pptx", "1/1 Kelurahan Satu")
    data = (here / "a.pptx").read_bytes()
    assert len(Presentation(BytesIO(data)).slides) > 8
    assert acting(data) == []


def test_a_document_has_the_letterhead_and_the_signature_that_were_given(here: Path) -> None:
    office = ["--office", "Inspektorat Daerah", "--above", "Pemerintah Kota", "--place", "Pati"]
    head = ["--head", "Inspektur; Siti Aminah; 19700101 199503 2 001"]
    assert main(["report", "--unit", "kelurahan-satu", *office, *head, "a.docx"]) == DONE
    data = (here / "a.docx").read_bytes()
    assert acting(data) == []
    told = paragraphs(data, part="word/header1.xml")
    assert [text for text in told if text] == ["Pemerintah Kota", "Inspektorat Daerah"]
    signed = paragraphs(data, "Signature")
    assert any(text.startswith("Pati, …") for text in signed)
    assert {"Inspektur,", "Siti Aminah", "NIP 19700101 199503 2 001"} <= set(signed)


def test_an_evaluation_is_one_document_a_unit_that_was_judged(here: Path) -> None:
    with open_store(here / "store") as store:
        put(store, "Kelurahan Tiga", answered(LKE, B_I_a=0.9), period="2025-B12")
        judged = answered(LKE, assessor="tpi", B_I_a=0.8)
        put(store, "Kelurahan Tiga", judged, period="2025-B12")
    assert main(["report", "--kind", "lhe", "--all", "--format", "docx", "lhe.zip"]) == DONE
    with zipfile.ZipFile(here / "lhe.zip") as package:
        (name,) = package.namelist()
        headings = paragraphs(package.read(name), "Heading1")
    assert re.fullmatch(r"lhe-kelurahan-tiga-2025-B12-tpi-[0-9a-f]{12}\.docx", name)
    assert headings[:2] == ["Pendahuluan", "Hasil evaluasi"]
    # What was named and not judged is said.
    assert main(["report", "--kind", "lhe", "--unit", "kelurahan-satu", "b.docx"]) == FAILED
    assert main(["report", "--compare", "--unit", "kelurahan-tiga", "c.docx"]) == DONE
    assert "Kelurahan Tiga: Unit – TPI" in paragraphs((here / "c.docx").read_bytes(), "Title")


def test_minutes_are_of_the_newest_meeting_and_take_the_office_that_is_kept(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--kind", "minutes", "a.docx"]) == FAILED
    assert "Belum ada yang berjenis ini" in capsys.readouterr().err
    with open_store(here / "store") as store:
        for title, day in (("Rapat Maret", date(2026, 3, 7)), ("Rapat Februari", date(2026, 2, 7))):
            document = meetings.to_document(Meeting(title, day))
            store.dossier.add(meetings.KIND, "kelurahan-satu", document, by="")
    office = ["--office", "Kecamatan Barat", "--keep-office"]
    assert main(["report", *office, "b.docx"]) == DONE
    assert main(["report", "--kind", "minutes", "--unit", "kelurahan-satu", "a.docx"]) == DONE
    data = (here / "a.docx").read_bytes()
    assert paragraphs(data, "Title") == ["Notulen rapat", "Rapat Maret"]
    assert "Kecamatan Barat" in paragraphs(data, part="word/header1.xml")
    assert main(["report", "--kind", "minutes", "--all", "--format", "docx", "notulen"]) == DONE
    assert len(list((here / "notulen").iterdir())) == 2
    # A page for the group tells of the report, and of nothing else.
    assert main(["report", "--kind", "minutes", "--format", "summary", "c.pdf"]) == MISUSED


def test_declarations_are_of_one_unit_of_each_or_of_all_in_a_year(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_store(here / "store") as store:
        for day in (date(2025, 2, 3), date(2024, 2, 3)):
            document = outreach_to_document(Outreach(Way.PRESS, "Koran", day))
            store.dossier.add(OUTREACH, "kelurahan-satu", document, by="")
    command = ["report", "--kind", "declaration"]
    (here / "kop.docx").write_bytes(made())
    one = [*command, "--unit", "Kelurahan Satu", "--place", "Pati", "--template", "kop.docx"]
    assert main([*one, "a.docx"]) == DONE
    data = (here / "a.docx").read_bytes()
    assert paragraphs(data)[0] == "Pengantar"
    # The newest year of which anything is kept, unless another is asked for.
    assert any("Pada tahun 2025 Zona Integritas" in text for text in paragraphs(data))
    assert any(text.startswith("Pati, …") for text in paragraphs(data))
    assert main([*command, "--period", "2024-B12", "--format", "pdf", "semua"]) == DONE
    (path,) = (here / "semua").iterdir()
    assert re.fullmatch(r"pencanangan-semua-unit-2024-[0-9a-f]{12}\.pdf", path.name)
    assert main([*command, "--all", "--language", "en", "--format", "docx", "each.zip"]) == DONE
    with zipfile.ZipFile(here / "each.zip") as package:
        names = sorted(re.sub(r"-[0-9a-f]{12}\.", ".", name) for name in package.namelist())
    assert names == [
        "declaration-kelurahan-dua-2025.docx",
        "declaration-kelurahan-satu-2025.docx",
    ]
    capsys.readouterr()
    assert main([*command, "--unit", "entah", "b.docx"]) == FAILED
    assert "entah" in capsys.readouterr().err
    assert main([*command, "b.html"]) == MISUSED
    assert "html hanya dibuat dari jenis" in capsys.readouterr().err


def test_a_report_is_written_into_the_office_s_own_document(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "kop.docx").write_bytes(made())
    one = ["report", "--unit", "kelurahan-satu"]
    assert main([*one, "--template", "kop.docx", "a.docx"]) == DONE
    assert paragraphs((here / "a.docx").read_bytes())[0] == "Pengantar"
    (here / "kop.docx").write_bytes(b"%PDF")
    assert main([*one, "--template", "kop.docx", "b.docx"]) == FAILED
    assert main([*one, "--template", "tiada.docx", "b.docx"]) == FAILED
    said = capsys.readouterr().err
    assert "kop.docx" in said
    assert "tiada.docx" in said
    assert not (here / "b.docx").exists()


def test_a_comparison_takes_two_to_four(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = ["--unit", "kelurahan-satu", "--unit", "kelurahan-dua"]
    assert main(["report", "--compare", *two, "a.docx"]) == DONE
    assert main(["report", "--compare", "--unit", "kelurahan-satu", "b.docx"]) == FAILED
    assert "berdampingan" in capsys.readouterr().err


def test_a_file_that_is_there_already_stays(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.pptx", "a.zip"):
        (here / name).write_bytes(b"mine")
        assert main(["report", "--unit", "kelurahan-satu", "--period", "2025-B12", name]) == (
            FAILED
        )
        assert (here / name).read_bytes() == b"mine"
    assert "sudah ada" in capsys.readouterr().err


def test_all_units_are_a_zip_whose_names_tell_unit_period_and_digest(here: Path) -> None:
    assert main(["report", "--all", "rapat.zip"]) == DONE
    with zipfile.ZipFile(here / "rapat.zip") as package:
        for name in package.namelist():
            found = NAME.fullmatch(name)
            assert found is not None
            assert hashlib.sha256(package.read(name)).hexdigest()[:12] == found[2]
        assert len(package.namelist()) == 2
    assert not list(here.glob("*.part"))


def test_a_folder_is_made_and_the_same_again_changes_nothing(here: Path) -> None:
    for _ in range(2):
        assert main(["report", "--all", "--language", "en", "rapat"]) == DONE
    names = [path.name for path in (here / "rapat").iterdir()]
    assert len(names) == 2
    assert all(NAME.fullmatch(name) for name in names)


def test_without_a_unit_one_report_tells_of_all(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "rapat"]) == DONE
    (path,) = (here / "rapat").iterdir()
    assert re.fullmatch(r"semua-unit-2025-B12-[0-9a-f]{12}\.pptx", path.name)
    assert str(Path("rapat") / path.name) in capsys.readouterr().out


def test_what_cannot_be_done_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--all", "a.pptx"]) == MISUSED
    assert "tidak muat dalam satu berkas" in capsys.readouterr().err
    assert main(["report", "--unit", "entah", "a.pptx"]) == FAILED
    assert "entah" in capsys.readouterr().err
    assert main(["report", "--period", "2019", "a.pptx"]) == FAILED
    assert "Belum ada" in capsys.readouterr().err
    (here / "logo.png").write_bytes(b"<svg/>")
    assert main(["report", "--logo", "logo.png", "a.pptx"]) == FAILED
    assert "logo.png" in capsys.readouterr().err
    assert main(["report", str(Path("none") / "a.pptx")]) == FAILED
    assert "tidak dapat ditulis" in capsys.readouterr().err
    assert not list(here.glob("*.pptx"))


def test_a_report_tells_of_the_plan_as_it_is_today(here: Path) -> None:
    action = Action("Susun *SOP*", points=0.5, due=date(2020, 1, 5))
    with open_store(here / "store") as store:
        store.dossier.add(actions.KIND, "kelurahan-satu", actions.to_document(action), by="Siti")
    assert main(["report", "--unit", "kelurahan-satu", "a.docx"]) == DONE
    told = paragraphs((here / "a.docx").read_bytes())
    assert "0 dari 1 tindakan rencana aksi sudah selesai, 1 terlambat" in told
    assert "1 tindakan terlambat; tenggat paling awal 5 Januari 2020" in told
    assert main(["--language", "en", "report", "b.docx"]) == DONE
    told = paragraphs((here / "b.docx").read_bytes())
    assert "0 of 1 action of 1 unit is done, 1 overdue" in told


def test_a_damaged_assessment_is_named_and_the_others_are_written(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = report_kinds.gather_unit

    def damaged(store, unit, *others):  # type: ignore[no-untyped-def]
        if unit == "kelurahan-dua":
            raise StoreError("store-unit-unknown", unit=unit)
        return whole(store, unit, *others)

    monkeypatch.setattr(report_kinds, "gather_unit", damaged)
    assert main(["report", "--all", "rapat.zip"]) == FAILED
    assert "kelurahan-dua" in capsys.readouterr().err
    with zipfile.ZipFile(here / "rapat.zip") as package:
        assert [name[:14] for name in package.namelist()] == ["kelurahan-satu"]


@pytest.mark.parametrize(
    ("format_", "name", "start"),
    [
        ("pdf", r"kelurahan-satu-2025-B12-unit-[0-9a-f]{12}\.pdf", b"%PDF-"),
        ("summary", r"kelurahan-satu-2025-B12-unit-ringkasan-[0-9a-f]{12}\.pdf", b"%PDF-"),
        ("html", r"kelurahan-satu-2025-B12-unit-[0-9a-f]{12}\.html", b"<!DOCTYPE html>"),
    ],
)
def test_a_page_to_print_or_to_send_has_a_name_of_its_own(
    here: Path, format_: str, name: str, start: bytes
) -> None:
    assert main(["report", "--unit", "kelurahan-satu", "--format", format_, "cetak"]) == DONE
    (path,) = (here / "cetak").iterdir()
    assert re.fullmatch(name, path.name)
    assert path.read_bytes().startswith(start)
    assert main(["report", "--format", format_, f"semua{path.suffix}"]) == DONE
    assert (here / f"semua{path.suffix}").read_bytes().startswith(start)


def test_pages_are_packed_in_a_zip_since_each_carries_the_same_program(here: Path) -> None:
    assert main(["report", "--all", "--format", "html", "kirim.zip"]) == DONE
    with zipfile.ZipFile(here / "kirim.zip") as package:
        for part in package.infolist():
            assert part.compress_size < part.file_size / 3
            digest = hashlib.sha256(package.read(part)).hexdigest()[:12]
            assert part.filename.endswith(f"-{digest}.html")
