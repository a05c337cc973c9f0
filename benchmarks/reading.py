"""Read worksheets from bytes to score, against what other programs take for the same files.

Run ``python -m benchmarks.reading [FILE]``; exits with 1 when a figure is missed. Without a file it
reads the worksheet of ``benchmarks.handed_in``, and shows how it comes out for the same worksheet
with fewer formatted blank rows and for the ministry's own where that is at hand. A worksheet
without them is mostly text that has to be understood, and costs more than calamine's bare reading.

One worksheet is read in a warm child by calamine, by us and by openpyxl in turns, over many rounds,
so that a machine that is busy for a while slows all alike; the shortest run of each counts.
"""

from __future__ import annotations

import io
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import openpyxl
from python_calamine import CalamineWorkbook

from benchmarks.handed_in import handed_in, inside, real_filled
from zi_analytics.instrument import load
from zi_analytics.scoring import score, values_of
from zi_analytics.settings import FILE_LIMITS
from zi_analytics.workbook.child import Children
from zi_analytics.workbook.reader import read_bytes, warm_up

ROUNDS = 15
MANY = 300
OFFICE_FILES = 40
MOST_OF_CALAMINE = 2.0
LEAST_OF_OPENPYXL = 15.0
LEAST_OF_ONE_CHILD = 1.7
LATEST_FIRST = 1.0
LEAST_OF_OFFICE = 60.0


def calamine(data: bytes) -> int:
    """The floor: every sheet to lists, nothing checked, nothing understood."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def with_openpyxl(data: bytes) -> int:
    """What most programs do: a Python object for every cell."""
    return len(openpyxl.load_workbook(io.BytesIO(data)).sheetnames)


def read(data: bytes) -> float:
    """Ours: checked, understood, explained, scored."""
    reading = read_bytes(data, "a.xlsx")
    instrument = load(reading.instrument)
    points = [score(instrument, values_of(instrument, a)) for a in reading.assessments]
    return float(sum(each[0] for each in points))


def timed(function: Callable[[bytes], object], data: bytes, runs: int) -> float:
    """Seconds of the shortest of some runs: in the child, so that the clock is its own."""
    took = []
    for _ in range(runs):
        start = perf_counter()
        function(data)
        took.append(perf_counter() - start)
    return min(took)


def reached(what: str, figure: float, least: float = 0.0, most: float = float("inf")) -> bool:
    """Print one figure with what is wanted; whether it is reached."""
    good = least <= figure <= most
    wanted = f"at least {least:g}" if least else f"at most {most:g}"
    print(f"  {what}: {figure:.2f} ({wanted}){'' if good else '  MISSED'}")
    return good


def one_worksheet(child: Children, name: str, data: bytes) -> tuple[float, float]:
    """Both ratios of one worksheet: ours to calamine, openpyxl to ours."""
    ways = {"calamine": (calamine, 12), "ours": (read, 8), "openpyxl": (with_openpyxl, 2)}
    rounds = [
        {way: child.run(timed, function, data, runs) for way, (function, runs) in ways.items()}
        for _ in range(ROUNDS)
    ]
    best = {way: min(took[way] for took in rounds) * 1e3 for way in ways}
    of_calamine, of_openpyxl = best["ours"] / best["calamine"], best["openpyxl"] / best["ours"]
    times = ", ".join(f"{way} {took:.1f} ms" for way, took in best.items())
    print(f"{name}, {len(data) / 1024:.0f} KB ({sum(inside(data).values()) / 1024:.0f} unpacked)")
    print(f"  {times}: {of_calamine:.2f} x calamine, openpyxl {of_openpyxl:.1f} x ours")
    return of_calamine, of_openpyxl


def many_worksheets(data: bytes) -> tuple[bool, float]:
    """The same worksheet many times, by one child and by two in turns; seconds a file by two."""
    took: dict[int, list[float]] = {1: [], 2: []}
    first: list[float] = []
    pools = {n: Children(replace(FILE_LIMITS, workers=n), warm_up) for n in took}
    for pool in pools.values():
        pool.warm_up()
    for _ in range(3):
        for workers, pool in pools.items():
            start = perf_counter()
            for number, _result in enumerate(pool.run_many(read, ((data,) for _ in range(MANY)))):
                if number == 0 and workers == 2:
                    first.append(perf_counter() - start)
            took[workers].append(perf_counter() - start)
    for pool in pools.values():
        pool.shutdown()
    one, two = statistics.median(took[1]), statistics.median(took[2])
    print(f"{MANY} worksheets: one child {one:.2f} s, two children {two:.2f} s")
    pairs = zip(took[1], took[2], strict=True)
    faster = statistics.median(alone / together for alone, together in pairs)
    good = reached("times as fast by two as by one", faster, least=LEAST_OF_ONE_CHILD)
    good &= reached("seconds to the first result", statistics.median(first), most=LATEST_FIRST)
    return good, two / MANY


def with_libreoffice(data: bytes, ours: float) -> bool:
    """LibreOffice opening, computing and saving the same file many times in one batch.

    Its start is taken out of its time: it would not count among thousands of files.
    """
    program = shutil.which("soffice")
    if program is None:
        print("LibreOffice: skipped, soffice is not on this machine")
        return True
    took = {}
    for count in (1, OFFICE_FILES + 1):
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / f"{number}.xlsx" for number in range(count)]
            for file in files:
                file.write_bytes(data)
            command = [program, f"-env:UserInstallation={(Path(folder) / 'p').as_uri()}"]
            command += ["--headless", "--convert-to", "xlsx", "--outdir", f"{folder}/made"]
            start = perf_counter()
            subprocess.run([*command, *map(str, files)], check=True, capture_output=True)
            took[count] = perf_counter() - start
            if len(list((Path(folder) / "made").iterdir())) != count:
                raise RuntimeError("LibreOffice did not save every file")
    each = (took[OFFICE_FILES + 1] - took[1]) / OFFICE_FILES
    print(f"LibreOffice in one batch: {each * 1e3:.0f} ms a file, ours {ours * 1e3:.1f} ms")
    return reached("times as fast as LibreOffice", each / ours, least=LEAST_OF_OFFICE)


def main() -> int:
    """Print every figure with its floor; 1 when one is missed."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    data = given.read_bytes() if given else handed_in()
    with Children(replace(FILE_LIMITS, workers=1, cpu_seconds=60), warm_up) as child:
        name = given.name if given else "a worksheet as agencies hand it in"
        of_calamine, of_openpyxl = one_worksheet(child, name, data)
        good = reached("bytes to score, times calamine", of_calamine, most=MOST_OF_CALAMINE)
        good &= reached("openpyxl's loading, times ours", of_openpyxl, least=LEAST_OF_OPENPYXL)
        if given is None:
            one_worksheet(
                child, "for comparison: with a quarter of its blank rows", handed_in(0.28)
            )
            one_worksheet(child, "for comparison: without any of them", handed_in(0.0))
            real = real_filled()
            if real is not None:
                one_worksheet(child, "for comparison: the ministry's worksheet, filled", real)
    by_two, each = many_worksheets(data)
    good &= by_two
    good &= with_libreoffice(data, each)
    return 0 if good else 1


if __name__ == "__main__":
    # The children do not import this program's main module, so its functions need a name there.
    from benchmarks import reading

    sys.exit(reading.main())
