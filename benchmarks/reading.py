"""What reading costs, against python-calamine's own reading of the same files in the same run.

``python -m benchmarks.reading [FILE]``: without a file, a filled worksheet of the 2025/26 layout
with as many formatted blanks below it as real ones have.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from scripts.worksheets import filling, layout_2025, tree, writing
from scripts.worksheets.drop import write
from zi_analytics.importing import (
    Known,
    as_import,
    find_worksheets,
    open_sources,
    plan,
    read_lines,
    store_all,
)
from zi_analytics.importing.reading import source_key
from zi_analytics.importing.storing import BATCH
from zi_analytics.settings import FILE_LIMITS
from zi_analytics.store import open_store
from zi_analytics.workbook.child import Children, shutdown
from zi_analytics.workbook.child import warm_up as warm_up_children
from zi_analytics.workbook.opening.loading import load_book
from zi_analytics.workbook.reader import read_bytes, warm_up

ROUNDS = 15
MANY = 300
BLANK_ROWS = 2000


def worksheet() -> bytes:
    """A worksheet as offices have them: two assessors, formulas, notes, and blank rows below."""
    lines = tree.load()
    answers = {
        who: filling.with_evidence(lines, filling.draw_at(lines, who, 0.8), "contoh", 0.9)
        for who in ("unit", "tpi", "tpi2")
    }
    data = writing.write(layout_2025.make(lines, answers).grids)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Jawaban"]
    style = sheet["K6"]
    for row in range(sheet.max_row + 1, sheet.max_row + BLANK_ROWS):
        for column in range(1, 23):
            sheet.cell(row, column)._style = style._style
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def calamine(data: bytes) -> int:
    """The floor: every sheet to lists, nothing checked, nothing understood."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def with_openpyxl(data: bytes) -> int:
    return len(openpyxl.load_workbook(io.BytesIO(data)).sheetnames)


def load(data: bytes) -> int:
    return len(load_book(data, "a.xlsx").sheets)


def read(data: bytes) -> int:
    return len(read_bytes(data, "a.xlsx").assessments)


def timed(function: Callable[[bytes], int], data: bytes) -> float:
    """Seconds of the middle one of some runs: run in a child, so that the clock is its own."""
    took = []
    for _ in range(5):
        start = time.perf_counter()
        function(data)
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def one_worksheet(data: bytes) -> None:
    """Everything in one warm child, taken in turns, the middle of many rounds."""
    floors: dict[str, list[float]] = {}
    ways = {"calamine": calamine, "load_book": load, "read_bytes": read, "openpyxl": with_openpyxl}
    with Children(replace(FILE_LIMITS, workers=1, cpu_seconds=60), warm_up) as child:
        for turn in range(ROUNDS):
            for name, function in ways.items():
                if name != "openpyxl" or turn % 5 == 0:
                    floors.setdefault(name, []).append(child.run(timed, function, data))
    middle = {name: statistics.median(took) * 1e3 for name, took in floors.items()}
    floor, score = middle["calamine"], middle["read_bytes"]
    print(f"one worksheet of {len(data) / 1024:.0f} KB in a warm child")
    for name, took in middle.items():
        print(f"  {name:12} {took:8.2f} ms   {took / floor:5.2f} x calamine")
    print(f"  bytes to score are {score / floor:.2f} x calamine (wanted: at most 2)")
    print(f"  openpyxl takes {middle['openpyxl'] / score:.1f} x that (wanted: at least 15)")


def many_worksheets(data: bytes) -> None:
    """The same worksheet many times, by one child and by two, taken in turns."""
    took: dict[int, list[float]] = {1: [], 2: []}
    first: list[float] = []
    pools = {n: Children(replace(FILE_LIMITS, workers=n), warm_up) for n in took}
    for pool in pools.values():
        pool.warm_up()
    for _ in range(3):
        for workers, pool in pools.items():
            start = time.perf_counter()
            for number, _result in enumerate(pool.run_many(read, ((data,) for _ in range(MANY)))):
                if number == 0 and workers == 2:
                    first.append(time.perf_counter() - start)
            took[workers].append(time.perf_counter() - start)
    for pool in pools.values():
        pool.shutdown()
    one, two = (statistics.median(took[n]) for n in (1, 2))
    print(f"{MANY} worksheets")
    print(f"  one child    {one:8.2f} s")
    print(f"  two children {two:8.2f} s    {one / two:.2f} x as fast (wanted: at least 1.7)")
    print(f"  first result {statistics.median(first):8.2f} s    (wanted: at most 1)")


def whole_drop() -> None:
    """The drop of a city, from folder to store, by this program's own children."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as place:
        folder = Path(place) / "lke"
        write(folder)
        paths = find_worksheets([folder])
        warm_up_children()
        start = time.perf_counter()
        lines, first = [], 0.0
        for line in read_lines(open_sources(paths)):
            first = first or time.perf_counter() - start
            lines.append(line)
        read_in = time.perf_counter() - start
        planned, _ = plan(lines, {}, {}, Known())
        planned_in = time.perf_counter() - start - read_in
        contents = {source_key(source): source.content for source in open_sources(paths)}
        requests = [
            as_import(one.line, contents[one.line.sha256] or b"", one.target)
            for one in planned
            if one.is_ready
        ]
        took = {}
        for batch in (1, BATCH):
            with open_store(Path(place) / str(batch)) as store:
                begun = time.perf_counter()
                stored = [s for some in store_all(store, requests, batch=batch) for s in some]
                took[batch] = time.perf_counter() - begun
        shutdown()
    print(f"a drop of {len(paths)} files, {len(stored)} of them to be stored")
    print(f"  first line   {first:8.2f} s    (wanted: at most 1)")
    print(f"  all lines    {read_in:8.2f} s")
    print(f"  planning     {planned_in:8.2f} s")
    print(f"  storing      {took[BATCH]:8.2f} s    one by one {took[1]:.2f} s")


def main() -> None:
    data = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else worksheet()
    one_worksheet(data)
    many_worksheets(data)
    whole_drop()


if __name__ == "__main__":
    # The children do not import this program's main module, so its functions need a name there.
    from benchmarks import reading

    reading.main()
