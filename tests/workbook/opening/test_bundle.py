import io
import zipfile

import pytest

from zi_analytics.findings import Refused
from zi_analytics.settings import FileLimits
from zi_analytics.workbook.opening import bundle
from zi_analytics.workbook.opening.bundle import (
    count_others,
    count_worksheets,
    is_bundle,
    open_bundle,
)


def packed(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def names(file, **kwargs):
    return [
        (member.name, member.refused.code if member.refused else None)
        for member in open_bundle(file, **kwargs)
    ]


def test_worksheets_are_taken_out_and_the_rest_left():
    file = packed(
        **{
            "kota/a.xlsx": b"1",
            "kota/B.XLS": b"2",
            "kota/~$a.xlsx": b"lock",
            "__MACOSX/kota/._a.xlsx": b"mac",
            "surat.docx": b"3",
            "lagi.zip": b"4",
        }
    )
    assert is_bundle(file)
    # A zip inside is told by its name: somebody may have put worksheets there.
    assert names(file) == [
        ("a.xlsx", None),
        ("B.XLS", None),
        ("lagi.zip", "bundle-inside-bundle"),
    ]
    assert count_worksheets(file) == 3
    assert count_others(file) == 1


def test_a_workbook_is_not_taken_for_a_zip_of_workbooks():
    assert not is_bundle(packed(**{"[Content_Types].xml": b"", "xl/embeddings/a.xlsx": b""}))
    assert not is_bundle(packed(**{"mimetype": b"", "content.xml": b"", "Object/a.ods": b""}))
    assert not is_bundle(packed(**{"surat.pdf": b""}))
    assert not is_bundle(io.BytesIO(b"PK\x03\x04 but no zip"))
    assert not is_bundle(io.BytesIO(b"\xd0\xcf\x11\xe0"))


def test_a_bomb_is_counted_while_it_inflates():
    limits = FileLimits(file_bytes=1 << 20)
    file = packed(**{"a.xlsx": b"0" * (5 << 20), "b.xlsx": b"1"})
    assert names(file, limits=limits) == [("a.xlsx", "bundle-member-too-large"), ("b.xlsx", None)]


def test_all_members_together_have_a_limit(monkeypatch):
    monkeypatch.setattr(bundle, "ALL_BYTES", 10)
    file = packed(**{"a.xlsx": b"0" * 8, "b.xlsx": b"1" * 8})
    assert names(file) == [("a.xlsx", None), ("b.xlsx", "bundle-too-large-inside")]


def test_too_many_members_are_refused(monkeypatch):
    monkeypatch.setattr(bundle, "MEMBERS", 1)
    with pytest.raises(Refused) as refused:
        list(open_bundle(packed(**{"a.xlsx": b"0", "b.xlsx": b"1"})))
    assert refused.value.finding.code == "bundle-too-many"


def test_a_zip_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(bundle, "ZIP_BYTES", 10)
    with pytest.raises(Refused) as refused:
        list(open_bundle(packed(**{"a.xlsx": b"0"})))
    assert refused.value.finding.code == "bundle-too-large"


def test_damage_in_one_member_does_not_hurt_the_others():
    file = packed(**{"a.xlsx": b"0" * 1000, "b.xlsx": b"good"})
    content = bytearray(file.getvalue())
    start = content.index(b"a.xlsx") + 6
    content[start : start + 4] = b"\xff\xff\xff\xff"
    assert names(io.BytesIO(bytes(content))) == [("a.xlsx", "bundle-damaged"), ("b.xlsx", None)]
