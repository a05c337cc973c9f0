"""Child processes with limits: the only place where a file from a stranger is opened.

Parsers can be killed, hung or made to eat memory by a few kilobytes. So they run in at most
``FILE_LIMITS.workers`` children that stay warm; more files wait their turn. A child that dies,
hangs or grows too large costs one finding and is replaced.
"""

from __future__ import annotations

import multiprocessing.process
import multiprocessing.spawn
import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, ClassVar

from pebble import ProcessExpired, ProcessPool

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS
from zi_analytics.workbook.reading import Reading

LARGEST_ANSWER = 32 << 20
"""What a child may send back; the reading of the largest worksheet is under one MiB."""
WAITING = 8
"""Files handed to the pool ahead of their turn, so that a thousand are not all held twice."""

_starting = threading.RLock()
_pool: ProcessPool | None = None


class _BareProcess(SpawnProcess):
    """A spawned process that does not import the program's main module.

    Under ``streamlit run`` the main module is app.py: every child would import Streamlit, which
    is slow, large and of no use to a reader.
    """

    @staticmethod
    def _Popen(process_obj: multiprocessing.process.BaseProcess) -> Any:  # noqa: N802 - stdlib's name
        with _starting:
            prepare = multiprocessing.spawn.get_preparation_data

            def without_main(name: str) -> dict[str, object]:
                data = prepare(name)
                return {key: value for key, value in data.items() if "init_main" not in key}

            multiprocessing.spawn.get_preparation_data = without_main
            try:
                return SpawnProcess._Popen(process_obj)
            finally:
                multiprocessing.spawn.get_preparation_data = prepare


class _BareContext(SpawnContext):
    Process: ClassVar[type[SpawnProcess]] = _BareProcess


def read_one(data: bytes, name: str) -> Reading:
    """Read one worksheet in a child. Refused when it cannot be read, or not safely."""
    result = _outcome(_schedule(_read, data, name))
    if isinstance(result, Refused):
        raise result
    return result


def read_many(jobs: Sequence[tuple[bytes, str]]) -> Iterator[tuple[int, Reading | Refused]]:
    """Read many worksheets (bytes and name); yields place and result as each is done."""
    running: dict[Future[bytes], int] = {}
    upcoming = iter(enumerate(jobs))
    try:
        while True:
            while len(running) < WAITING and (job := next(upcoming, None)) is not None:
                place, (data, name) = job
                running[_schedule(_read, data, name)] = place
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield running.pop(future), _outcome(future)
    finally:
        for future in running:
            future.cancel()


def run_in_child(function: Callable[..., Any], *arguments: Any) -> Any:
    """Run a function of this package in a child, under the same limits. Refused when it fails."""
    result = _outcome(_schedule(_run, function, *arguments))
    if isinstance(result, Refused):
        raise result
    return result


def warm_up() -> None:
    """Start the children, so that the first file need not wait for them."""
    wait([_schedule(_ready) for _ in range(FILE_LIMITS.workers)])


def shutdown() -> None:
    """Stop the children. The next file starts them again."""
    global _pool
    with _starting:
        if _pool is not None:
            _pool.stop()
            _pool.join()
            _pool = None


def _schedule(function: Callable[..., bytes], *arguments: Any) -> Future[bytes]:
    global _pool
    with _starting:
        if _pool is None or not _pool.active:
            _pool = ProcessPool(
                max_workers=FILE_LIMITS.workers, initializer=_settle, context=_BareContext()
            )
        future: Future[bytes] = _pool.schedule(
            function, args=arguments, timeout=FILE_LIMITS.wall_seconds
        )
        return future


def _outcome(future: Future[bytes]) -> Any:
    try:
        return pickle.loads(future.result())  # noqa: S301 - written by our own child
    except TimeoutError:
        return Refused(Finding("file-takes-too-long"))
    except (ProcessExpired, MemoryError, OSError, EOFError, pickle.UnpicklingError):
        return Refused(Finding("file-not-safe-to-read"))


# --- in the child ------------------------------------------------------------------------------


def _settle() -> None:
    """Load what every reading needs, then draw the limits around it."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from zi_analytics.workbook.reader import warm_up as load_instruments

    load_instruments()
    try:
        import resource
    except ImportError:
        _watch_memory()
        return
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    # Data counts what a parser allocates; the address space would count libraries as well.
    _limit(resource.RLIMIT_DATA, FILE_LIMITS.memory_bytes)


def _limit(kind: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    if hard == resource.RLIM_INFINITY or most <= hard:
        resource.setrlimit(kind, (most, most))


def _watch_memory() -> None:
    """Where the system has no limit on memory, a thread ends the child that grows too large."""
    import time

    import psutil

    own = psutil.Process()

    def watch() -> None:
        while own.memory_info().rss < FILE_LIMITS.memory_bytes:
            time.sleep(0.05)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _more_time() -> None:
    """Give a warm child the CPU seconds of one more file."""
    try:
        import resource
    except ImportError:
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    most = int(spent.ru_utime + spent.ru_stime) + 1 + FILE_LIMITS.cpu_seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _ready() -> bytes:
    return pickle.dumps(None)


def _read(data: bytes, name: str) -> bytes:
    from zi_analytics.workbook.reader import read_bytes

    return _run(read_bytes, data, name)


def _run(function: Callable[..., Any], *arguments: Any) -> bytes:
    _more_time()
    result: Any
    try:
        result = function(*arguments)
    except Refused as refused:
        result = refused
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        # A parser written in Rust reports a panic as a BaseException; no text of it is shown.
        result = Refused(Finding("file-not-safe-to-read"))
    answer = pickle.dumps(result, protocol=5)
    if len(answer) > LARGEST_ANSWER:
        return pickle.dumps(Refused(Finding("file-not-safe-to-read")), protocol=5)
    return answer
