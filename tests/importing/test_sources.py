"""Files, folders and zips: what is taken, what is refused by name, what is left out."""

import io
import zipfile

import pytest

from zi_analytics.importing import count_sources, find_worksheets, open_sources


def packed(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path):
    inner = packed(**{"dalam.xlsx": b"4"})
    files = {
        "a.xlsx": b"1",
        "wilayah/b.ods": b"2",
        "wilayah/~$b.ods": b"lock",
        "wilayah/.~lock.b.ods#": b"lock",
        "wilayah/surat.pdf": b"%PDF",
        "kota.ZIP": packed(**{"x/c.xlsx": b"3", "x/d.zip": inner, "foto.jpg": b"", "x/~$c.xlsx": b""}),
        "bukti.zip": packed(**{"foto.jpg": b"5"}),
    }  # fmt: skip
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return tmp_path


def names(paths):
    return [path.name for path in paths]


def test_a_folder_gives_its_workbooks_and_with_zips_its_zips(folder):
    assert sorted(names(find_worksheets([folder]))) == ["a.xlsx", "b.ods"]
    assert sorted(names(find_worksheets([folder], zips=True))) == [
        "a.xlsx", "b.ods", "bukti.zip", "kota.ZIP",
    ]  # fmt: skip


def test_a_zip_gives_its_worksheets_and_refuses_a_zip_inside(folder):
    found = list(open_sources(find_worksheets([folder], zips=True)))
    assert sorted((one.name, one.content) for one in found if one.refused is None) == [
        ("a.xlsx", b"1"),
        ("b.ods", b"2"),
        ("bukti.zip", (folder / "bukti.zip").read_bytes()),
        ("kota.ZIP: c.xlsx", b"3"),
    ]
    assert [(one.name, one.refused.code) for one in found if one.refused is not None] == [
        ("kota.ZIP: d.zip", "bundle-inside-bundle")
    ]
    assert count_sources(find_worksheets([folder], zips=True)) == len(found)


def test_what_cannot_be_opened_says_why(tmp_path, monkeypatch):
    from zi_analytics.importing import sources
    from zi_analytics.settings import FileLimits

    (tmp_path / "besar.xlsx").write_bytes(bytes(10_001))
    (tmp_path / "folder.xlsx").mkdir()
    monkeypatch.setattr(sources, "FILE_LIMITS", FileLimits(file_bytes=10_000))
    found = [sources.open_file(tmp_path / name) for name in
             ("besar.xlsx", "tidak ada.xlsx", "folder.xlsx")]  # fmt: skip
    assert [one.refused.code for one in found] == [
        "file-too-large",
        "file-not-found",
        "file-not-openable",
    ]


def test_only_one_member_is_held_at_a_time(tmp_path, monkeypatch):
    """What a zip holds together may be a hundred times the memory there is."""
    path = tmp_path / "kota.zip"
    path.write_bytes(packed(**{f"{n}.xlsx": bytes([n]) * 10 for n in range(50)}))
    sources = open_sources([path])
    opened = []
    original = zipfile.ZipFile.open

    def watched(self, member, *rest):
        opened.append(member)
        return original(self, member, *rest)

    monkeypatch.setattr(zipfile.ZipFile, "open", watched)
    next(sources)
    next(sources)
    assert len(opened) == 2
