"""A child may die, hang or overeat: it costs one finding, and the next file is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import books
from tests.workbook.child import child_tasks as tasks
from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, ROOT
from zi_analytics.workbook.child import Children
from zi_analytics.workbook.opening.loading import load_book
from zi_analytics.workbook.reader import read_bytes, warm_up

SHORT = replace(FILE_LIMITS, cpu_seconds=1, wall_seconds=1)
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits that only Linux enforces")


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    with Children() as pool:
        yield pool


def refusal(children: Children, function: Any, *arguments: Any) -> Finding:
    with pytest.raises(Refused) as caught:
        children.run(function, *arguments)
    return caught.value.finding


def reason(children: Children, function: Any, *arguments: Any) -> str:
    finding = refusal(children, function, *arguments)
    assert finding.code == "file-not-safe-to-read"
    return str(dict(finding.details)["reason"])


def test_result_and_refusal_come_back(children: Children) -> None:
    assert children.run(tasks.double, 21) == 42
    assert refusal(children, tasks.refuse, "is-pdf") == Finding("is-pdf", cell="K6")


def test_death_is_a_finding_and_the_pool_goes_on(children: Children) -> None:
    assert reason(children, tasks.abort) == "died"
    assert children.run(tasks.double, 2) == 4


def test_failures_say_their_kind_and_nothing_of_the_file(children: Children) -> None:
    assert reason(children, tasks.panic) == "Panic"
    assert reason(children, tasks.fail) == "ValueError"
    assert reason(children, tasks.unpicklable) in ("PicklingError", "AttributeError")


@linux
def test_memory_is_limited(children: Children) -> None:
    assert children.run(tasks.allocate, 128) == 128 << 20
    assert reason(children, tasks.allocate, 1024) == "memory"


def test_answer_is_bounded(children: Children) -> None:
    assert reason(children, tasks.answer, 33) == "answer"


@linux
def test_no_file_is_written(children: Children, tmp_path: Path) -> None:
    assert reason(children, tasks.write, str(tmp_path / "x")) == "OSError"
    assert not (tmp_path / "x").exists() or not (tmp_path / "x").read_bytes()


def test_time_is_limited() -> None:
    with Children(SHORT) as short:
        short.warm_up()
        start = time.monotonic()
        assert reason(short, tasks.sleep, 30) == "time"
        assert time.monotonic() - start < 6
        assert short.run(tasks.double, 2) == 4


@linux
def test_cpu_is_limited_for_each_file_anew() -> None:
    with Children(replace(SHORT, wall_seconds=20, workers=1)) as short:
        for _ in range(4):
            assert short.run(tasks.burn, 0.6) == 0.6
        assert reason(short, tasks.burn, 15) == "died"
        assert short.run(tasks.double, 2) == 4


def test_memory_is_watched_where_it_cannot_be_limited() -> None:
    limits = replace(FILE_LIMITS, memory_bytes=256 << 20)
    with Children(limits, watch=True) as watched:
        watched.warm_up()
        assert reason(watched, tasks.share_memory, 400) == "died"
        assert watched.run(tasks.double, 2) == 4


def test_child_inherits_no_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ZI_SECRET", "rahasia")
    with Children() as fresh:
        assert "ZI_SECRET" not in fresh.run(tasks.environment)
    assert os.environ["ZI_SECRET"] == "rahasia"


def test_child_has_what_reading_needs_and_no_more() -> None:
    with Children(prepare=warm_up) as fresh:
        fresh.run(read_bytes, books.book(), "a.xlsx")
        loaded = fresh.run(tasks.modules)
    assert {"numpy", "python_calamine"} <= loaded
    assert not loaded & {"pandas", "streamlit", "sqlalchemy", "plotly", "openpyxl", "xlsxwriter"}


def test_main_module_is_not_imported(tmp_path: Path) -> None:
    """As under ``streamlit run``, where the main module is app.py itself."""
    program = tmp_path / "app.py"
    program.write_text(
        textwrap.dedent("""
            import os
            print("imported", os.getpid())
            from tests.workbook.child import child_tasks
            from zi_analytics.workbook.child import Children
            with Children() as children:
                print("main in child:", children.run(child_tasks.main_file))
        """)
    )
    done = subprocess.run(
        [sys.executable, str(program)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.count("imported") == 1
    assert "main in child: None" in done.stdout


def test_many_come_as_they_are_done(children: Children) -> None:
    jobs = [(0.4,), (0.0,), (0.0,), (0.0,)]
    results = list(children.run_many(tasks.sleep, jobs))
    assert sorted(results) == [(0, 0.4), (1, 0.0), (2, 0.0), (3, 0.0)]
    assert results[0][0] != 0


def test_many_yield_refusals_and_go_on(children: Children) -> None:
    results = dict(children.run_many(tasks.refuse, [("is-pdf",), ("is-html",)]))
    assert [results[place].finding.code for place in range(2)] == ["is-pdf", "is-html"]


def test_jobs_are_taken_as_their_turn_comes(children: Children) -> None:
    taken = []

    def jobs() -> Iterator[tuple[int]]:
        for number in range(100):
            taken.append(number)
            yield (number,)

    running = children.run_many(tasks.double, jobs())
    next(running)
    assert len(taken) < 30
    running.close()  # type: ignore[attr-defined]  # a generator, told as an iterator


def test_at_most_two_at_once(children: Children) -> None:
    pids = {pid for _, pid in children.run_many(tasks.pid, [()] * 12)}
    assert len(pids) == FILE_LIMITS.workers


def test_any_thread_may_ask(children: Children) -> None:
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(children.run(tasks.double, n)))
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [2 * n for n in range(20)]


def test_child_killed_between_two_files() -> None:
    with Children() as fresh:
        os.kill(fresh.run(tasks.pid), signal.SIGKILL)
        time.sleep(0.5)
        assert fresh.run(tasks.double, 2) == 4


def test_shutdown_and_start_again() -> None:
    children = Children()
    first = children.run(tasks.pid)
    children.shutdown()
    assert children.run(tasks.pid) != first
    children.shutdown()
    children.shutdown()


def test_book_comes_through_whole(children: Children) -> None:
    data = books.book()
    assert children.run(load_book, data, "a.xlsx") == load_book(data, "a.xlsx")
