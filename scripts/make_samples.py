"""Write the example worksheets of a fictional city into data/samples.

Run from the project's folder: ``python -m scripts.make_samples [FOLDER]``. The same files come
out every time; no real person or unit has anything to do with the answers.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.worksheets import (
    filling,
    lampiran_iii,
    layout_2021,
    layout_2025,
    short_form,
    tree,
    writing,
)
from scripts.worksheets.city import CITY, QUARTERS, Unit, on_the_way, words
from scripts.worksheets.faults import FAULTS
from scripts.worksheets.filling import Filling
from scripts.worksheets.grid import Grid
from scripts.worksheets.worksheet import Worksheet

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
MARK = "CONTOH — data rekaan"
TREE = tree.load()
BARE = TREE.without_criteria()
"""The example worksheets leave the long criteria out; the last quarter has them."""


@dataclass(frozen=True)
class Sample:
    """One example file. ``worksheet`` is None for the short form."""

    name: str
    unit: Unit
    quarter: str
    layout: str
    assessors: tuple[str, ...]
    grids: list[Grid]
    worksheet: Worksheet | None
    faults: tuple[str, ...] = ()


def samples() -> Iterator[Sample]:
    """Every example worksheet of every unit and quarter."""
    for unit in CITY:
        for quarter in QUARTERS:
            yield from _handed_in(unit, quarter)


def answered(unit: Unit, quarter: str) -> dict[str, Filling]:
    """What the unit and its assessors answer in one quarter, by assessor."""
    late = QUARTERS.index(quarter) / (len(QUARTERS) - 1)
    answers = filling.draw_at(
        TREE,
        unit.slug,
        on_the_way(unit.quality, quarter),
        unit.blank * (1 - late),
        (round(on_the_way(unit.ipak, quarter), 2), round(on_the_way(unit.ipkp, quarter), 2)),
    )
    found = {"unit": filling.with_evidence(TREE, answers, unit.slug, unit.evidence)}
    found["tpi"] = filling.judged_stricter(TREE, answers, unit.slug, unit.cut)
    if unit.tiers == 2:
        lowered = found["tpi"].answers
        found["tpi2"] = filling.judged_stricter(TREE, lowered, f"{unit.slug}/2", unit.cut / 2)
    return found


def _handed_in(unit: Unit, quarter: str) -> Iterator[Sample]:
    """The files of one unit and quarter: one with all assessors, or one for each."""
    layout = unit.layouts[quarter > "2025"]
    fillings = answered(unit, quarter)
    rows = TREE if quarter == QUARTERS[-1] else BARE
    caption = f"{MARK} · LKE Zona Integritas {words(quarter)}"
    planted = tuple(fault for when, fault in unit.faults if when == quarter)
    stem = f"contoh-{unit.slug}-{quarter}"
    title = unit.title.upper()
    if layout == "ringkas":
        grid = short_form.make(_short(fillings["unit"]), title, caption)
        yield Sample(f"{stem}.xlsx", unit, quarter, layout, ("unit",), [grid], None)
        return
    if layout == "2025-26":
        sheet = layout_2025.make(rows, fillings, unit.title, "WBK", caption)
        for name in planted:
            FAULTS[name](sheet)
        everyone = tuple(fillings)
        yield Sample(f"{stem}.xlsx", unit, quarter, layout, everyone, sheet.grids, sheet, planted)
        return
    # Where the TPI keeps a file of its own, it assesses twice a year.
    for who in ("unit", "tpi") if quarter.endswith(("B06", "B12")) else ("unit",):
        faults = planted if who == "unit" else ()
        spoil = [FAULTS[fault] for fault in faults]
        if layout == "2021":
            sheet = layout_2021.make(rows, fillings[who], title, caption)
            for fault in spoil:
                fault(sheet)
        else:
            spread = layout == "lampiran-iii-areas"
            sheet = lampiran_iii.make(rows, fillings[who], title, caption, spread, spoil)
        name = f"{stem}.xlsx" if who == "unit" else f"{stem}-{who}.xlsx"
        yield Sample(name, unit, quarter, layout, (who,), sheet.grids, sheet, faults)


def _short(part: Filling) -> dict[str, float]:
    """The points of six areas and two results, as the full worksheet shows them."""
    sheet = layout_2021.make(BARE, part)

    def points(code: str) -> float:
        shown = sheet.shown(code)
        if not isinstance(shown, float | int):
            raise TypeError(f"{code} shows {shown!r}, not a figure")
        return float(shown)

    areas = {f"A.{n}": round(points(f"A.I.{n}") + points(f"A.II.{n}"), 2) for n in range(1, 7)}
    return areas | {"B.I": round(points("B.I"), 2), "B.II": round(points("B.II"), 2)}


def write(folder: Path) -> None:
    """All files, the list of them and the page that says what they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("contoh-*.xlsx"):
        old.unlink()
    made = list(samples())
    for sample in made:
        (folder / sample.name).write_bytes(writing.write(sample.grids))
    with (folder / "contoh.csv").open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream, lineterminator="\n")
        lines.writerow(["file", "unit", "period", "layout", "assessors", "faults"])
        for sample in made:
            lines.writerow(
                [
                    sample.name,
                    sample.unit.title,
                    sample.quarter,
                    sample.layout,
                    " ".join(sample.assessors),
                    " ".join(sample.faults),
                ]
            )
    (folder / "README.md").write_text(_page(made), encoding="utf-8")


def _page(made: list[Sample]) -> str:
    units = [
        f"| {unit.title} | {' → '.join(dict.fromkeys(unit.layouts))} | {unit.story} |"
        for unit in CITY
    ]
    faults = [
        f"| `{sample.name}` | {(FAULTS[record.fault].__doc__ or '').splitlines()[0]} "
        f"| {record.sheet} | {', '.join(record.cells[:3])} |"
        for sample in made
        if sample.worksheet is not None
        for record in sample.worksheet.planted
    ]
    return "\n".join(
        [
            "# Contoh lembar kerja (example worksheets)",
            "",
            f"{MARK}. Kota, jawaban, angka, dan tautan di sini dikarang oleh",
            "`python -m scripts.make_samples`; tidak ada hubungannya dengan orang atau unit nyata.",
            "",
            f"*{MARK}: made-up data.* A fictional city of {len(CITY)} kelurahan over "
            f"{len(QUARTERS)} quarters, {len(made)} files, listed in `contoh.csv`. Do not edit "
            "the files by hand: change `scripts/worksheets/city.py` and run the script again.",
            "",
            "| unit | layout | what it shows |",
            "| --- | --- | --- |",
            *units,
            "",
            "## Planted faults (kesalahan yang sengaja dibuat)",
            "",
            "| file | fault | sheet | cells |",
            "| --- | --- | --- | --- |",
            *faults,
            "",
        ]
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
