"""Real odd workbooks of public projects, and mutants of them: no death, no hang, a reason for each.

The corpus lies beside the project (../shared/corpus); where it is absent these tests are not
collected. How many mutants are drawn: ``ZI_MUTANTS`` (2,000 for the full run), 200 by default.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import random
import time
import zipfile
from collections.abc import Iterator, Sequence

import psutil
import pytest

from tests.hostile.archives import zipped
from tests.hostile.collection import all_cases
from tests.hostile.outcome import code_of, outcome
from zi_analytics.finding_kinds import KINDS
from zi_analytics.findings import Refused, Severity
from zi_analytics.settings import ROOT
from zi_analytics.workbook.child import Children
from zi_analytics.workbook.opening.container import open_container
from zi_analytics.workbook.opening.loading import load_book

CORPUS = ROOT.parent / "shared" / "corpus"
FILES = sorted(path for path in CORPUS.rglob("*") if path.is_file() and path.name != "MANIFEST.tsv")
MUTANTS = int(os.environ.get("ZI_MUTANTS", "200"))
MOST_DIED = 0.01
MAY_GROW = 10 << 20
WORKING_SET = 40

if not FILES:
    pytest.skip(f"no corpus in {CORPUS}", allow_module_level=True)


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    with Children() as pool:
        pool.warm_up()
        yield pool


def _read_all(children: Children, files: Sequence[tuple[bytes, str]]) -> dict[int, str]:
    """Refusal codes by place; checks that every file has an answer, and a described one."""
    codes = {}
    for place, result in children.run_many(load_book, files):
        codes[place] = code_of(result)
        if isinstance(result, Refused):
            assert KINDS[codes[place]].severity is Severity.REFUSED
    assert len(codes) == len(files)
    return codes


def test_corpus_is_read_or_refused(children: Children) -> None:
    files = [(path.read_bytes(), path.name) for path in FILES]
    codes = _read_all(children, files)
    unsafe = [files[place][1] for place, code in codes.items() if code == "file-not-safe-to-read"]
    assert not unsafe
    assert sum(not code for code in codes.values()) > len(files) * 0.7


def test_what_calamine_reads_is_not_refused_without_need(children: Children) -> None:
    """Files that calamine reads, refused only for reasons that calamine does not look for."""
    with (CORPUS / "MANIFEST.tsv").open(newline="") as manifest:
        readable = [
            row["file"]
            for row in csv.DictReader(manifest, delimiter="\t")
            if row["calamine"] == "ok" and "fuzz" not in row["why"]
        ]
    files = [((CORPUS / name).read_bytes(), name) for name in readable]
    codes = _read_all(children, files)
    assert set(codes.values()) <= {"", "no-cells", "no-sheet", "cells-far-apart", "part-twice"}


def _mutant(data: bytes, drawn: random.Random) -> bytes:
    """One of the usual ways a file goes wrong: bits, bytes, cuts, doubled and moved blocks."""
    changed = bytearray(data)
    for _ in range(drawn.choice([1, 1, 2, 4, 16])):
        if not changed:
            break
        place = drawn.randrange(len(changed))
        match drawn.randrange(6):
            case 0:
                changed[place] ^= 1 << drawn.randrange(8)
            case 1:
                changed[place] = drawn.choice([0, 0xFF, 0x7F, 0x80, 0x50, 0x3C])
            case 2:
                del changed[place : place + drawn.randrange(1, 64)]
            case 3:
                changed[place:place] = changed[place : place + drawn.randrange(1, 64)]
            case 4:
                changed[place : place + 4] = drawn.randbytes(4)
            case _:
                del changed[drawn.randrange(len(changed)) :]
    return bytes(changed)


def _mutant_inside(data: bytes, drawn: random.Random) -> bytes:
    """One part of an archive changed and packed again, so that every sum is right."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = drawn.choice(sorted(parts))
    return zipped({**parts, part: _mutant(parts[part], drawn)}.items(), zipfile.ZIP_STORED)


def _sound_archives(files: Sequence[tuple[bytes, str]]) -> Iterator[tuple[bytes, str]]:
    for data, name in files:
        with contextlib.suppress(Refused):
            if data.startswith(b"PK") and open_container(data).parts:
                yield data, name


def test_mutants_do_no_harm(children: Children) -> None:
    drawn = random.Random(20260101)
    seeds = [(path.read_bytes(), path.name) for path in FILES if path.stat().st_size < 100_000]
    seeds += [(case.data, case.name) for case in all_cases() if len(case.data) < 100_000]
    archives = list(_sound_archives(seeds))
    files = [
        (change(data, drawn), name)
        for change, among in ((_mutant, seeds), (_mutant_inside, archives))
        for data, name in drawn.choices(among, k=MUTANTS // 2)
    ]
    # Once through the largest, so that what is measured is growth and not the working set.
    _read_all(children, sorted(files, key=lambda file: len(file[0]))[-WORKING_SET:])
    own = psutil.Process()
    before = own.memory_info().rss
    codes = _read_all(children, files)
    assert own.memory_info().rss - before < MAY_GROW
    died = [
        name for place, (_, name) in enumerate(files) if codes[place] == "file-not-safe-to-read"
    ]
    assert len(died) <= MUTANTS * MOST_DIED, died


def test_nearly_every_file_is_answered_within_a_second(children: Children) -> None:
    took = []
    for path in FILES[:: max(1, len(FILES) // 200)]:
        data = path.read_bytes()
        start = time.perf_counter()
        outcome(children, load_book, data, path.name)
        took.append(time.perf_counter() - start)
    assert sorted(took)[int(len(took) * 0.99) - 1] < 1
