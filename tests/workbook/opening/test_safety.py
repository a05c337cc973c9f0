"""The checks on the bytes: each limit at its border, each refusal with what its sentence needs."""

from __future__ import annotations

import io
import string
import zipfile
from dataclasses import replace

import pytest

from tests.hostile import books
from tests.hostile.archives import zipped
from tests.hostile.collection import all_cases
from zi_analytics.finding_kinds import KINDS
from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.opening.loading import load_book
from zi_analytics.workbook.opening.safety import check_bytes

SMALL = books.parts([books.sheet([["Unit", 1], ["Nilai", 2]])], ["S"])


def refused(data: bytes, limits: FileLimits = FILE_LIMITS, name: str = "a.xlsx") -> Finding:
    with pytest.raises(Refused) as caught:
        load_book(data, name, limits)
    return caught.value.finding


def told(finding: Finding) -> set[str]:
    return {name for name, _ in finding.details} | {"sheet", "cell"}


def wanted(code: str) -> set[str]:
    kind = KINDS[code]
    return {
        name
        for text in (kind.message, kind.remedy)
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }


def test_sound_file_passes_with_its_parts() -> None:
    checked = check_bytes(zipped(SMALL.items()), "a.xlsx")
    assert checked.kind == "xlsx"
    assert list(checked.parts) == list(SMALL)
    assert checked.parts["xl/styles.xml"] == books.STYLES.encode()
    assert not checked.findings


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"file_bytes": 100}, "file-too-large"),
        ({"parts": len(SMALL) - 1}, "too-many-parts"),
        ({"part_bytes": 500}, "too-large-inside"),
        ({"inflated_bytes": 2000}, "too-large-inside"),
        ({"cells": 3}, "too-many-cells"),
        ({"sheets": 0}, "too-many-sheets"),
        ({"cell_characters": 4}, "cell-text-too-long"),
    ],
)
def test_every_limit_refuses_and_is_told(limits: dict[str, int], code: str) -> None:
    finding = refused(zipped(SMALL.items()), replace(FILE_LIMITS, **limits))
    assert finding.code == code
    assert wanted(code) <= told(finding)


def test_limits_are_inclusive() -> None:
    data = zipped(SMALL.items())
    inside = sum(len(content) for content in SMALL.values())
    largest = max(len(content) for content in SMALL.values())
    exact = replace(
        FILE_LIMITS,
        file_bytes=len(data),
        parts=len(SMALL),
        part_bytes=largest,
        inflated_bytes=inside,
        sheets=1,
        cells=4,
        rows=2,
        columns=2,
        cell_characters=100,
    )
    assert load_book(data, "a.xlsx", exact).sheets[0].rows == [["Unit", 1], ["Nilai", 2]]


@pytest.mark.parametrize("limits", [{"rows": 1}, {"columns": 1}])
def test_cells_beyond_the_limits_are_left_out_and_named(limits: dict[str, int]) -> None:
    book = load_book(zipped(SMALL.items()), "a.xlsx", replace(FILE_LIMITS, **limits))
    assert book.sheets[0].rows in ([["Unit", 1]], [["Unit"], ["Nilai"]])
    assert [finding.code for finding in book.findings] == ["cell-far-away"]


def test_every_refusal_and_warning_tells_what_its_sentence_needs() -> None:
    """Over all hostile files: no sentence is shown with a hole in it."""
    findings: set[Finding] = set()
    for case in all_cases():
        if len(case.data) > 200_000:
            continue
        try:
            findings.update(load_book(case.data, case.name).findings)
        except Refused as error:
            findings.add(error.finding)
    assert len({finding.code for finding in findings}) > 70
    incomplete = {f.code for f in findings if not wanted(f.code) <= told(f)}
    assert not incomplete


@pytest.mark.parametrize(
    ("name", "told_format"),
    [("a.xls", ".xlsx"), ("a.ods", ".xlsx"), ("a.XLSX", ""), ("a.xlsm", ""), ("a", ""), ("", "")],
)
def test_name_and_content(name: str, told_format: str) -> None:
    findings = check_bytes(zipped(SMALL.items()), name).findings
    formats = [dict(f.details)["format"] for f in findings if f.code == "name-differs"]
    assert formats == ([told_format] if told_format else [])


def test_parts_that_nobody_reads_may_be_broken_but_not_dangerous() -> None:
    broken = {**SMALL, "docProps/app.xml": "<a><b></a>"}
    assert not load_book(zipped(broken.items()), "a.xlsx").findings
    dangerous = {**SMALL, "docProps/app.xml": "<!DOCTYPE a><a/>"}
    assert refused(zipped(dangerous.items())).code == "document-type"


def test_overlapping_parts_are_refused() -> None:
    """Two entries that share their bytes: how a small archive holds a large one many times."""
    data = bytearray(zipped(SMALL.items(), zipfile.ZIP_STORED))
    entries = zipfile.ZipFile(io.BytesIO(bytes(data))).infolist()
    central = [place for place in range(len(data)) if data.startswith(b"PK\x01\x02", place)]
    first = entries[0].header_offset.to_bytes(4, "little")
    data[central[1] + 42 : central[1] + 46] = first
    assert refused(bytes(data)).code == "damaged-archive"
