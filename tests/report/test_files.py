"""What ``score`` says of zips, folders and files one after the other."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from zi_analytics.report.files import describe_files
from zi_analytics.settings import SAMPLES
from zi_analytics.workbook.child import shutdown

FIRST, SECOND = sorted(SAMPLES.glob("*.xlsx"))[:2]


@pytest.fixture(autouse=True)
def no_child_is_left() -> object:
    yield
    shutdown()


def test_a_zip_is_scored_member_by_member(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.write(FIRST, "satu/a.xlsx")
        archive.writestr("b.xlsx", b"not a workbook")
        archive.writestr("surat.docx", b"not for us")
    alone, *entries, last = describe_files([FIRST, bundle, SECOND], "id")
    assert [entry["file"] for entry in entries] == [f"{bundle}: a.xlsx", f"{bundle}: b.xlsx"]
    assert entries[0]["sha256"] == hashlib.sha256(FIRST.read_bytes()).hexdigest()
    assert entries[0]["assessments"] == alone["assessments"]
    assert entries[1]["error"]["code"] == "is-text"
    assert (last["file"], "error" in last) == (str(SECOND), False)


def test_a_damaged_zip_says_so(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(b"PK\x03\x04" + b"x" * 40)
    (entry,) = describe_files([bundle], "en")
    assert entry["file"] == str(bundle)
    assert entry["error"]["code"]


def test_a_folder_without_worksheets_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "kosong"
    folder.mkdir()
    (folder / "catatan.txt").write_text("tidak ada")
    (entry,) = describe_files([folder], "id")
    assert entry["error"]["code"] == "folder-without-worksheets"
    assert "“kosong”" in entry["error"]["message"]
