"""What a city's inspectorate drops in one go: hundreds of worksheets, some of them a trouble.

A few worksheets of every layout are made; each unit gets one of them under its own name and with
its own evidence, so that hundreds cost seconds and no two say the same. The units differ in a
number, a roman numeral or a point of the compass, as schools, puskesmas and kelurahan do.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from scripts.worksheets import filling, lampiran_iii, layout_2021, layout_2025, tree, writing
from scripts.worksheets.city import words
from scripts.worksheets.faults import FAULTS
from scripts.worksheets.filling import Filling
from scripts.worksheets.grid import Grid
from scripts.worksheets.worksheet import Worksheet

FILES = 300
FAULTY = 20
UNREADABLE = 5
DOUBLES = 4
QUARTER = "2025-B12"
_TREE = tree.load().without_criteria()
_TITLE, _LINK = "Kelurahan Namaunitnya", "namaunitnya"
_SAVED = b"2025-01-01T00:00:00Z"
"""What XlsxWriter writes for ``writing.MADE``."""
_VARIANTS = 3
_BLANKS = ("A.I.6.v.a", "A.I.6.v.b", "A.I.6.v.c")
"""The questions that the less full of two doubles leaves out."""


@dataclass(frozen=True)
class Made:
    """One file of the drop with what must come of it.

    ``fillings`` are the answers that count by the rule, by assessor; none for a file that cannot
    be read. ``role`` is "plain", "faulty", "unreadable", or for the worse one of two files
    for the same place "less full", "earlier", "same answers", "same bytes"; ``better`` is then
    the name of the other one.
    """

    name: str
    content: bytes
    unit: str = ""
    layout: str = ""
    fillings: Mapping[str, Filling] | None = None
    role: str = "plain"
    better: str = ""


def make_drop(files: int = FILES) -> list[Made]:
    """The drop, the same every time; at least 60 files."""
    names = unit_names()
    plain = files - FAULTY - UNREADABLE - DOUBLES
    made = [*_plain(names, plain), *_faulty(names), *_unreadable()]
    return [*made, *_doubles(made)]


def write(folder: Path, files: int = FILES) -> list[Made]:
    """The drop as files in a few folders, as an inspectorate collects them."""
    made = make_drop(files)
    for place, one in enumerate(made):
        path = folder / f"wilayah {place % 4 + 1}" / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.content)
    return made


def pack(made: list[Made]) -> bytes:
    """The drop as one zip."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for one in made:
            archive.writestr(f"kota/{one.name}", one.content)
    return packed.getvalue()


def unit_names() -> Iterator[str]:
    """Names that look alike and are different units."""
    sides = ("Timur", "Barat", "Utara", "Selatan", "Tengah", "Kidul", "Lor", "Wetan", "Kulon")
    places = ("Tirtalaras", "Wanakelana", "Bumipelita", "Randulintang", "Sendangmentari")
    romans = ("I", "II", "III", "IV", "V", "VI")
    for number in range(1, 1_000):
        yield f"SDN {number} Pandankasih"
        yield f"SMPN {number} Kota Rekaan"
        if number <= len(places) * len(sides):
            place, side = divmod(number - 1, len(sides))
            yield f"Kelurahan {places[place]} {sides[side]}"
        if number <= len(places) * len(romans):
            place, roman = divmod(number - 1, len(romans))
            yield f"Puskesmas {places[place]} {romans[roman]}"


def _plain(names: Iterator[str], count: int) -> Iterator[Made]:
    bases = [base for variant in range(_VARIANTS) for base in _bases(variant)]
    for place in range(count):
        sheet, content = bases[place % len(bases)]
        yield _named(next(names), sheet, content)


def _faulty(names: Iterator[str]) -> Iterator[Made]:
    for number, fault in enumerate(list(FAULTS)[:FAULTY]):
        sheet = layout_2021.make(_TREE, _filled(f"faulty/{number}"), _TITLE, _caption())
        FAULTS[fault](sheet)
        yield replace(_named(next(names), sheet, writing.write(sheet.grids)), role="faulty")


def _unreadable() -> Iterator[Made]:
    sheet = layout_2021.make(_TREE, _filled("broken"), _TITLE, _caption())
    whole = writing.write(sheet.grids)
    other = Grid("Anggaran")
    for row in range(1, 9):
        other.put(row, 1, "Belanja pegawai")
        other.put(row, 2, row * 1_000_000)
    contents = {
        "kosong": b"",
        "terpotong": whole[: len(whole) // 2],
        "surat": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type /Catalog>> endobj\n",
        "halaman": b"<html><body>Silakan masuk</body></html>",
        "anggaran": writing.write([other]),
    }
    for name, content in contents.items():
        yield Made(f"{name}.xlsx", content, role="unreadable")


def _doubles(made: list[Made]) -> Iterator[Made]:
    """The worse ones of four pairs: what the better ones are is in the drop already."""
    full, late, same, copied = [one for one in made if one.layout == "2021"][:DOUBLES]
    less = layout_2021.make(
        _TREE, _filled("base/0", 0.55).answering(dict.fromkeys(_BLANKS)), _TITLE, _caption()
    )
    changed = layout_2021.make(
        _TREE, _filled("base/0", 0.55).answering({"A.I.1.i.b": "C"}), _TITLE, _caption()
    )
    yield _worse(full, less, "less full")
    yield _worse(late, changed, "earlier", saved="2024-12-01T00:00:00Z")
    again = _rewritten(same.content, {}, saved="2024-12-02T00:00:00Z")
    yield replace(same, name=f"salinan {same.name}", content=again, role="same answers",
                  better=same.name)  # fmt: skip
    yield replace(copied, name=f"salinan {copied.name}", role="same bytes", better=copied.name)


def _worse(better: Made, sheet: Worksheet, role: str, saved: str = "") -> Made:
    named = _named(better.unit, sheet, writing.write(sheet.grids))
    content = _rewritten(named.content, {}, saved)
    return replace(
        named, name=f"lama {better.name}", content=content, role=role, better=better.name
    )


def _bases(variant: int) -> Iterator[tuple[Worksheet, bytes]]:
    """One worksheet of each layout, with answers of its own."""
    quality = 0.55 + 0.15 * variant
    unit = _filled(f"base/{variant}", quality)
    tpi = filling.judged_stricter(_TREE, unit.answers, f"base/{variant}", 0.15)
    for sheet in (
        layout_2021.make(_TREE, unit, _TITLE, _caption()),
        layout_2025.make(_TREE, {"unit": unit, "tpi": tpi}, _TITLE, "WBK", _caption()),
        lampiran_iii.make(_TREE, unit, _TITLE, _caption()),
    ):
        yield sheet, writing.write(sheet.grids)


def _filled(key: str, quality: float = 0.7) -> Filling:
    answers = filling.draw_at(_TREE, key, quality)
    return filling.with_evidence(_TREE, answers, _LINK)


def _caption() -> str:
    return f"CONTOH · LKE Zona Integritas {words(QUARTER)}"


def _named(unit: str, sheet: Worksheet, content: bytes) -> Made:
    """A copy of a worksheet under the name of a unit."""
    slug = unit.lower().replace(" ", "-")
    content = _rewritten(content, {_TITLE: unit, _LINK: slug})
    return Made(f"lke-{slug}.xlsx", content, unit, sheet.layout, sheet.fillings)


def _rewritten(content: bytes, texts: Mapping[str, str], saved: str = "") -> bytes:
    """The workbook with other texts, perhaps saved at another moment."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "xl/sharedStrings.xml":
                for text, other in texts.items():
                    part = part.replace(text.encode(), other.encode())
            elif entry.filename == "docProps/core.xml" and saved:
                part = part.replace(_SAVED, saved.encode())
            new.writestr(entry, part, zipfile.ZIP_DEFLATED, 1)
    return packed.getvalue()
