"""When a workbook was last saved: moments as programs write them, and what is no moment."""

import zipfile
from io import BytesIO

import pytest

from tests.worksheets.libreoffice import convert
from zi_analytics.settings import SAMPLES
from zi_analytics.workbook.opening.last_saved import last_saved
from zi_analytics.workbook.reader import read_bytes

SAMPLE = SAMPLES / "contoh-kelurahan-tirtalaras-2025-B12.xlsx"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dcterms="http://purl.org/dc/terms/">{inside}</cp:coreProperties>'
)
META = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>{inside}</office:meta>'
    "</office:document-meta>"
)


def core(text):
    inside = f"<dcterms:created>2020-01-01T00:00:00Z</dcterms:created>{text}"
    return {"docProps/core.xml": CORE.format(inside=inside).encode()}


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-12-30T08:15:00Z", "2025-12-30T08:15:00"),
        ("2025-12-30T08:15:00+07:00", "2025-12-30T01:15:00"),
        (" 2025-12-30T08:15:00 ", "2025-12-30T08:15:00"),
        ("2025-12-30T08:15:00.123456789", "2025-12-30T08:15:00"),
        ("2025-13-30T08:15:00Z", None),
        ("0001-01-01T00:00:00+07:00", None),
        ("1601-01-01T00:00:00Z", None),
        ("kemarin", None),
        ("", None),
    ],
)
def test_a_moment_is_read_in_utc_and_nothing_else_is_one(written, moment):
    text = f"<dcterms:modified>{written}</dcterms:modified>"
    assert last_saved(core(text)) == moment
    meta = {"content.xml": b"<x/>", "meta.xml": META.format(inside=f"<dc:date>{written}</dc:date>")}
    meta["meta.xml"] = meta["meta.xml"].encode()
    assert last_saved(meta) == moment


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"xl/workbook.xml": b"<workbook/>"},
        core(""),
        {"docProps/core.xml": b"<broken"},
        {"docProps/core.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
        {"meta.xml": b"<a>" + b" " * (1 << 17) + b"</a>"},
    ],
    ids=["nothing", "no such part", "not said", "broken", "dangerous", "huge"],
)
def test_what_is_not_said_soundly_is_not_known(parts):
    assert last_saved(parts) is None


def test_a_reading_knows_it():
    assert read_bytes(SAMPLE.read_bytes(), SAMPLE.name).saved_at == "2025-01-01T00:00:00"


def test_a_part_that_is_missing_costs_nothing():
    packed = BytesIO()
    with zipfile.ZipFile(SAMPLE) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            if name != "docProps/core.xml":
                new.writestr(name, old.read(name))
    reading = read_bytes(packed.getvalue(), SAMPLE.name)
    assert reading.saved_at is None
    assert reading.assessments


@pytest.mark.libreoffice
def test_libreoffice_says_it_in_its_own_format(tmp_path):
    ((name, made),) = convert({SAMPLE.name: SAMPLE.read_bytes()}, "ods", tmp_path).items()
    saved = read_bytes(made, name).saved_at
    assert saved is not None
    assert saved >= "2025-01-01"
