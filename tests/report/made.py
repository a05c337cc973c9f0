"""Stores, packages and texts for the tests of reports."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import openpyxl

from tests.answered import answered
from zi_analytics.instrument import Instrument, load
from zi_analytics.settings import StorePlace
from zi_analytics.store import Store, open_store
from zi_analytics.workbook.reading import Reading

LKE, FORM = load("lke-2021"), load("ringkas")

FORMULAS = (
    *("=1+1", "=SUM(A1:A9)", '=HYPERLINK("https://jahat.example";"klik")', "=cmd|' /C calc'!A0"),
    *("=Sheet1!A1", "='[lain.xlsx]Sheet1'!A1", "{=1+1}", "{=SUM(A1)}", "+1+1", "+62 812", "-1+1"),
    *("-2", "@SUM(1+1)", "@a", " =1+1", "%0A=1+1", "1e5", "0001", "TRUE", "#REF!"),
    *("https://jahat.example/?a=1", "http://jahat.example", "ftp://jahat.example", "file:///a"),
    *("mailto:a@jahat.example", "internal:Sheet1!A1", "external:c:\\a.xlsx", "www.jahat.example"),
    *("javascript:alert(1)", "\\\\server\\share"),
)
"""Thirty names that a spreadsheet may take for a formula, a number or an address."""

_TAGS = ("b", "script", "a", "img", "svg", "iframe", "a:t", "w:p")
MARKUP = tuple(
    shape.format(tag)
    for tag in _TAGS
    for shape in ("<{}>", "</{}>", '<{0} x="&quot;">y</{0}>', "&lt;{}&gt;", "]]><{}/>", "<!--{}")
)
"""Forty-eight names that a document may take for markup."""


def keep(
    store: Store,
    unit: str,
    instrument: Instrument = LKE,
    period: str = "2025",
    file: str = "lke.xlsx",
    note: str = "",
    **changed: float | None,
) -> None:
    """Store a unit: what is not answered in full."""
    original = f"{unit} {period}".encode()
    assessment = answered(instrument, **changed)  # type: ignore[arg-type]
    if note:
        for code, answer in assessment.answers.items():
            assessment.answers[code] = answer._replace(note=note)  # type: ignore[index]
    reading = Reading(
        file=file,
        sha256=hashlib.sha256(original).hexdigest(),
        instrument=instrument.id,
        layout="",
        unit=unit,
        period=period,
        assessments=(assessment,),
        findings=(),
    )
    store.save(reading, original, unit=unit, period=period)


def new_store(folder: Path) -> Store:
    """An empty store."""
    return open_store(StorePlace(folder))


def parts(data: bytes) -> Mapping[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def workbooks(data: bytes) -> Iterator[bytes]:
    """The workbooks inside the charts of a presentation."""
    yield from (part for name, part in parts(data).items() if name.endswith(".xlsx"))


def cells(workbook: bytes) -> list[object]:
    """What stands in a workbook, row by row."""
    sheet = openpyxl.load_workbook(BytesIO(workbook)).active
    return [cell.value for row in sheet.iter_rows() for cell in row]


def acting(data: bytes) -> list[str]:
    """Whatever in a presentation could act: external targets, links, formulas, macros."""
    found = []
    for name, part in parts(data).items():
        if name.endswith(".rels"):
            found += [name for _ in re.findall(rb'TargetMode="External"', part)]
            found += [name for kind in (b"hyperlink", b"oleObject", b"vba") if b"/" + kind in part]
        elif name.endswith(".xml"):
            found += [name for tag in (b"<a:hlinkClick", b"<a:hlinkHover") if tag in part]
        elif name.endswith(".xlsx"):
            for inner, text in parts(part).items():
                marks = (b"<f>", b"<f ", b"<hyperlink", b'TargetMode="External"', b"externalLink")
                found += [f"{name}/{inner}" for mark in marks if mark in text]
    return found
