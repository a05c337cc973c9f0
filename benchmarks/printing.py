"""PDF, the one-page summary and the page in one file: each against a bare floor, and 300 units in
one zip.

Floors: for PDF reportlab itself laying out as many paragraphs, tables of the same cells and bars
of its own charts, once and without contents; for the page the plain reading of the assessment
from the store, since most of a page is the program that draws. Memory is what the process holds
at most, after one report and after all.

Run ``python -m benchmarks.printing``; the exit status says whether the figures are reached.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from time import perf_counter
from xml.sax.saxutils import escape

from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from benchmarks import ministry
from benchmarks.reporting import megabytes, seconds
from zi_analytics.__main__ import main as command
from zi_analytics.report.choosing import choose_units
from zi_analytics.report.content.city import city_report
from zi_analytics.report.content.gathering import gather_period, gather_unit
from zi_analytics.report.content.model import Report, Table
from zi_analytics.report.content.unit import unit_report
from zi_analytics.report.content.unit_brief import unit_brief
from zi_analytics.report.html import write_city_page, write_unit_page
from zi_analytics.report.pdf import write_pdf, write_summary
from zi_analytics.settings import StorePlace
from zi_analytics.store import open_store

UNITS, PERIODS = 330, 2
WANTED = 300
MOST_TIMES, MOST_SUMMARY, MOST_PAGE = 8.0, 0.25, 2.0
MOST_MEGABYTES, MOST_PAGE_BYTES = 40, 6_000_000


def bare(report: Report) -> bytes:
    """The same words, tables and charts by the library alone."""
    kind = getSampleStyleSheet()["BodyText"]
    story: list[object] = []
    for section in report.sections:
        story += [
            Paragraph(escape(one), kind) for one in (section.title, *section.lines, *section.notes)
        ]
        if section.chart is not None:
            chart = HorizontalBarChart()
            chart.data = [[value or 0.0 for value in one.values] for one in section.chart.series]
            chart.categoryAxis.categoryNames = list(section.chart.categories)
            drawing = Drawing(400, 200)
            drawing.add(chart)
            story.append(drawing)
        if section.table is not None:
            story.append(LongTable(_cells(section.table, kind), repeatRows=1))
    out = io.BytesIO()
    SimpleDocTemplate(out, invariant=1).build(story)
    return out.getvalue()


def _cells(table: Table, kind: object) -> list[list[Paragraph]]:
    return [
        [
            Paragraph(
                escape(one if isinstance(one, str) else "" if one is None else one.text), kind
            )
            for one in row
        ]
        for row in (table.header, *table.rows)
    ]


def documents(place: StorePlace) -> bool:
    """One of each kind."""
    with open_store(place) as store:
        ministry.build(store, UNITS, PERIODS)
        first = choose_units(store)[0]
        found = gather_unit(store, first.unit, first.period, first.assessor)
        period = gather_period(store, first.period)
        report, city = unit_report(found, "id"), city_report(period, "id")
        reached = True
        for name, told in (("a unit", report), ("all units", city)):
            ours, floor = seconds(lambda t=told: write_pdf(t)), seconds(lambda t=told: bare(t))
            pages = write_pdf(told).count(b"/Type /Page\n")
            ok = ours <= MOST_TIMES * floor
            reached &= ok
            print(
                f"{'✓' if ok else '✕'} PDF of {name}, {pages} pages: {ours:.3f} s = "
                f"{ours / floor:.2f} × reportlab alone ({floor:.3f} s); at most {MOST_TIMES} ×"
            )
        brief = unit_brief(found, "id")
        took = seconds(lambda: write_summary(brief))
        ok = took <= MOST_SUMMARY
        reached &= ok
        print(f"{'✓' if ok else '✕'} summary: {took:.3f} s; at most {MOST_SUMMARY} s")
        for name, page in (
            ("a unit", lambda: write_unit_page(found, "id")),
            ("all units", lambda: write_city_page(period, "id")),
        ):
            took, size = seconds(page), len(page())
            ok = took <= MOST_PAGE and size <= MOST_PAGE_BYTES
            reached &= ok
            print(
                f"{'✓' if ok else '✕'} page of {name}: {took:.3f} s, {size / 1e6:.2f} MB; "
                f"at most {MOST_PAGE} s and {MOST_PAGE_BYTES / 1e6:.0f} MB"
            )
    return reached


def zips(folder: Path) -> bool:
    """Every unit in one zip, in each format; memory is compared with that after one report."""
    os.environ["ZI_STORE"] = str(folder)
    reached = True
    for format_ in ("pdf", "summary", "html"):
        out = folder / f"all-{format_}.zip"
        with Path(os.devnull).open("w") as silent, redirect_stdout(silent), redirect_stderr(silent):
            command(["report", "--format", format_, str(folder / f"one-{format_}")])
            start, before = perf_counter(), megabytes()
            command(["report", "--all", "--format", format_, str(out)])
            took, grown = perf_counter() - start, megabytes() - before
        with zipfile.ZipFile(out) as package:
            count = len(package.namelist())
        ok = count >= WANTED and grown <= MOST_MEGABYTES
        reached &= ok
        print(
            f"{'✓' if ok else '✕'} {count} × {format_} in one zip of "
            f"{out.stat().st_size / 1e6:.0f} MB: {took:.1f} s, {grown:.0f} MB of memory more than "
            f"after one; at most {MOST_MEGABYTES} MB"
        )
    return reached


def main() -> int:
    """Print the figures and say whether they are reached."""
    with tempfile.TemporaryDirectory() as folder:
        reached = documents(StorePlace(Path(folder)))
        reached &= zips(Path(folder))
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
