"""Slides and documents: one against the bare library, and 300 units in one zip.

Floor: python-pptx itself saving as many slides with as many charts and tables of the same size,
empty of looks, fit and notes. Memory is what the process holds at most, after one report and
after all.

Run ``python -m benchmarks.reporting``; the exit status says whether the figures are reached.
"""

from __future__ import annotations

import io
import os
import resource
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from statistics import median
from time import perf_counter

import docx
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from benchmarks import ministry
from zi_analytics.__main__ import main as command
from zi_analytics.report.choosing import choose_units
from zi_analytics.report.content.gathering import gather_unit
from zi_analytics.report.content.model import Chart, Report, Table
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.document import write_document
from zi_analytics.report.slides import Shape, write_slides
from zi_analytics.settings import StorePlace
from zi_analytics.store import open_store

UNITS, PERIODS = 330, 2
WANTED = 300
MOST_SECONDS, MOST_TIMES, MOST_MEGABYTES = 2.0, 8.0, 40
MOST_TIMES_WORD = 6.0
ROUNDS = 7


def seconds(work: Callable[[], object]) -> float:
    """The middle of several runs."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def bare(report: Report) -> bytes:
    """The same charts and tables by the library alone."""
    deck = Presentation()
    layout = deck.slide_layouts[5]
    box = (Inches(0.5), Inches(1.5), Inches(9), Inches(5))
    deck.slides.add_slide(layout)
    for section in report.sections:
        shapes = deck.slides.add_slide(layout).shapes
        if section.chart is not None:
            shapes.add_chart(_type(section.chart), *box, _data(section.chart))
        if section.table is not None:
            _fill(
                shapes.add_table(len(section.table.rows) + 1, len(section.table.header), *box),
                section.table,
            )
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _type(chart: Chart) -> XL_CHART_TYPE:
    return XL_CHART_TYPE.LINE if len(chart.series) > 2 else XL_CHART_TYPE.BAR_CLUSTERED


def _data(chart: Chart) -> CategoryChartData:
    data = CategoryChartData()
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    return data


def _fill(frame: object, table: Table) -> None:
    native = frame.table  # type: ignore[attr-defined]
    for place, row in enumerate((table.header, *table.rows)):
        for own, cell in zip(native.rows[place].cells, row, strict=True):
            own.text = cell if isinstance(cell, str) else "" if cell is None else cell.text


def megabytes() -> float:
    """The most that the process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one_unit(place: StorePlace) -> bool:
    """One presentation from the store to its bytes, and the same charts and tables bare."""
    with open_store(place) as store:
        ministry.build(store, UNITS, PERIODS)
        first = choose_units(store)[0]

        def whole() -> bytes:
            found = gather_unit(store, first.unit, first.period, first.assessor)
            return write_slides(unit_report(found, "id"), Shape.WIDE)

        report = unit_report(gather_unit(store, first.unit, first.period, first.assessor), "id")
        slides = len(Presentation(io.BytesIO(whole())).slides)
        ours, floor = seconds(whole), seconds(lambda: bare(report))
    ok = ours <= MOST_SECONDS and ours <= MOST_TIMES * floor
    print(
        f"{'✓' if ok else '✕'} {slides} slides from the store: {ours:.3f} s = "
        f"{ours / floor:.2f} × python-pptx alone ({floor:.3f} s); "
        f"at most {MOST_SECONDS} s and {MOST_TIMES} ×"
    )
    return ok


def all_units(folder: Path) -> bool:
    """Every unit in one zip by the command line; memory is compared with that after one report."""
    os.environ["ZI_STORE"] = str(folder)
    with Path(os.devnull).open("w") as silent, redirect_stdout(silent), redirect_stderr(silent):
        command(["report", str(folder / "one.pptx")])
        start, before = perf_counter(), megabytes()
        command(["report", "--all", str(folder / "all.zip")])
        took, grown = perf_counter() - start, megabytes() - before
    with zipfile.ZipFile(folder / "all.zip") as package:
        count = len(package.namelist())
    ok = count >= WANTED and grown <= MOST_MEGABYTES
    print(
        f"{'✓' if ok else '✕'} {count} units in one zip: {took:.1f} s, {grown:.0f} MB more than "
        f"after one report; at most {MOST_MEGABYTES} MB"
    )
    return ok


def bare_document(report: Report) -> bytes:
    """The same paragraphs and tables by python-docx alone; charts it does not have."""
    document = docx.Document()
    for section in report.sections:
        document.add_heading(section.title, 2)
        for line in section.lines:
            document.add_paragraph(line)
        if section.table is not None:
            rows = len(section.table.rows) + 1
            native = document.add_table(rows, len(section.table.header))
            for row, cells in zip(
                native.rows, (section.table.header, *section.table.rows), strict=True
            ):
                for own, cell in zip(row.cells, cells, strict=True):
                    own.text = cell if isinstance(cell, str) else "" if cell is None else cell.text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def one_document(place: StorePlace) -> bool:
    """One Word document with its charts from the store to its bytes."""
    with open_store(place) as store:
        first = choose_units(store)[0]
        found = gather_unit(store, first.unit, first.period, first.assessor)
    report = unit_report(found, "id")
    ours, floor = seconds(lambda: write_document(report)), seconds(lambda: bare_document(report))
    ok = ours <= MOST_SECONDS and ours <= MOST_TIMES_WORD * floor
    print(
        f"{'✓' if ok else '✕'} one document with its charts: {ours:.3f} s = "
        f"{ours / floor:.2f} × python-docx alone without charts ({floor:.3f} s); "
        f"at most {MOST_SECONDS} s and {MOST_TIMES_WORD} ×"
    )
    return ok


def main() -> int:
    """Print the figures and say whether they are reached."""
    with tempfile.TemporaryDirectory() as folder:
        reached = one_unit(StorePlace(Path(folder)))
        reached &= one_document(StorePlace(Path(folder)))
        reached &= all_units(Path(folder))
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
