"""A city's worksheets from a folder into the store, by this program's own children.

Run ``python -m benchmarks.importing``; exits with 1 when the first line takes longer than a second.
The drop is that of ``scripts.worksheets.drop``: 300 files of three layouts, some with faults, some
unreadable, some there twice.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter

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
from zi_analytics.store import open_store
from zi_analytics.workbook.child import shutdown, warm_up

LATEST_FIRST = 1.0


def main() -> int:
    """Print what each step takes; 1 when the first line is late."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as place:
        folder = Path(place) / "lke"
        write(folder)
        paths = find_worksheets([folder])
        warm_up()
        start = perf_counter()
        lines, first = {}, 0.0
        for line in read_lines(open_sources(paths)):
            first = first or perf_counter() - start
            lines[line.sha256] = line
        read_in = perf_counter() - start
        planned, _ = plan(list(lines.values()), {}, {}, Known())
        planned_in = perf_counter() - start - read_in
        contents = {source_key(source): source.content for source in open_sources(paths)}
        requests = [
            as_import(one.line, contents[one.line.sha256] or b"", one.target)
            for one in planned
            if one.is_ready
        ]
        took = {}
        for batch in (1, BATCH):
            with open_store(Path(place) / str(batch)) as store:
                begun = perf_counter()
                stored = [s for some in store_all(store, requests, batch=batch) for s in some]
                took[batch] = perf_counter() - begun
        shutdown()
    print(f"a drop of {len(paths)} files, {len(stored)} of them to be stored")
    print(f"first line {first:.2f} s (at most {LATEST_FIRST}), all lines {read_in:.2f} s")
    print(f"planning {planned_in:.2f} s")
    print(f"storing {took[BATCH]:.2f} s in batches of {BATCH}, one by one {took[1]:.2f} s")
    return 0 if first <= LATEST_FIRST else 1


if __name__ == "__main__":
    sys.exit(main())
