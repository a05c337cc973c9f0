"""Child processes with limits: the only place where a file from a stranger is opened.

Parsers can be killed, hung or made to eat memory by a few kilobytes. So they run in at most
``FILE_LIMITS.workers`` children that stay warm; more files wait their turn. A child that dies,
hangs or grows too large costs one finding and is replaced.
"""

from __future__ import annotations

import multiprocessing
import pickle
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, TimeoutError, wait
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pebble import ProcessExpired, ProcessPool

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits
from zi_analytics.workbook.child.bare_process import BareContext
from zi_analytics.workbook.child.limits import limits_memory, run, settle

if TYPE_CHECKING:
    from zi_analytics.workbook.reading import Reading

WAITING = 8
"""Files handed to the pool ahead of their turn, so that a thousand are not all held twice."""
_TRIES = 3
_LOOK_EVERY = 0.05
_WORKER = "pebble_pool_worker"


class Children:
    """A pool of children. It starts with the first file and may be used from any thread.

    ``prepare`` is run once in every new child before its limits are drawn; ``watch`` says
    whether their memory is watched from outside, where the system cannot limit it.
    """

    def __init__(
        self,
        limits: FileLimits = FILE_LIMITS,
        prepare: Callable[[], object] | None = None,
        *,
        watch: bool | None = None,
    ) -> None:
        self.limits = limits
        self.prepare = prepare
        self.watch = not limits_memory() if watch is None else watch
        self._lock = threading.RLock()
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Children:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.shutdown()

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What ``function`` returns in a child. Refused when it refuses, dies or takes too much."""
        result = self._settled(self._schedule(function, arguments), function, arguments)
        if isinstance(result, Refused):
            raise result
        return result

    def run_many(
        self, function: Callable[..., Any], jobs: Iterable[tuple[Any, ...]]
    ) -> Iterator[tuple[int, Any]]:
        """Run ``function`` for each of ``jobs`` (its arguments); yields place and result.

        Results come as they are done; a refusal is yielded as the Refused itself. Jobs are
        taken from the iterable only as their turn comes near.
        """
        running: dict[Future[bytes], tuple[int, tuple[Any, ...]]] = {}
        upcoming = enumerate(jobs)
        try:
            while True:
                while len(running) < WAITING and (job := next(upcoming, None)) is not None:
                    running[self._schedule(function, job[1])] = job
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    place, arguments = running.pop(future)
                    yield place, self._settled(future, function, arguments)
        finally:
            for future in running:
                future.cancel()

    def warm_up(self) -> None:
        """Start the children, so that the first file need not wait for them."""
        wait([self._schedule(_nothing, ()) for _ in range(self.limits.workers)])

    def shutdown(self) -> None:
        """Stop the children. The next file starts them again."""
        with self._lock:
            if self._pool is not None:
                self._pool.stop()  # type: ignore[no-untyped-call]  # pebble has it untyped
                self._pool.join()
                self._pool = None

    def _schedule(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Future[bytes]:
        with self._lock:
            if self._pool is None or not self._pool.active:
                self._pool = ProcessPool(
                    max_workers=self.limits.workers,
                    initializer=settle,
                    initargs=(self.limits, self.prepare),
                    context=BareContext(),
                )
                if self.watch:
                    pool = self._pool
                    threading.Thread(target=self._watch, args=(pool,), daemon=True).start()
            future: Future[bytes] = self._pool.schedule(
                run, args=(self.limits, function, arguments), timeout=self.limits.wall_seconds
            )
            return future

    def _settled(
        self, future: Future[bytes], function: Callable[..., Any], arguments: tuple[Any, ...]
    ) -> Any:
        """The result of a job, or the Refused it ended in.

        A pool breaks when a child dies between two jobs; the job had no part in that and is
        given to a new pool.
        """
        for _ in range(_TRIES):
            try:
                return pickle.loads(future.result())  # noqa: S301 - written by our own child
            except TimeoutError:
                return _not_safe("time")
            except ProcessExpired:
                return _not_safe("died")
            except (BrokenProcessPool, CancelledError):
                future = self._schedule(function, arguments)
            except (MemoryError, EOFError, pickle.UnpicklingError) as error:
                return _not_safe(type(error).__name__)
        return _not_safe("pool")

    def _watch(self, pool: ProcessPool) -> None:
        """End every child that grows too large, for as long as ``pool`` is there."""
        import psutil

        pause = threading.Event()
        while pool.active and not pause.wait(_LOOK_EVERY):
            for child in multiprocessing.active_children():
                if child.name != _WORKER:
                    continue
                try:
                    if psutil.Process(child.pid).memory_info().rss > self.limits.memory_bytes:
                        child.kill()
                except psutil.Error:
                    continue


def _not_safe(reason: str) -> Refused:
    return Refused(Finding("file-not-safe-to-read", details=(("reason", reason),)))


def _nothing() -> None:
    """Something to do for a child that is only to be started."""


def _prepare_reading() -> None:
    from zi_analytics.workbook.reader import warm_up as load_instruments

    load_instruments()


def _read(data: bytes, name: str) -> Reading:
    from zi_analytics.workbook.reader import read_bytes

    return read_bytes(data, name)


CHILDREN = Children(prepare=_prepare_reading)
"""The children of this program."""


def read_one(data: bytes, name: str) -> Reading:
    """Read one worksheet in a child. Refused when it cannot be read, or not safely."""
    reading: Reading = CHILDREN.run(_read, data, name)
    return reading


def read_many(jobs: Iterable[tuple[bytes, str]]) -> Iterator[tuple[int, Reading | Refused]]:
    """Read many worksheets (bytes and name); yields place and result as each is done."""
    return CHILDREN.run_many(_read, jobs)


def run_in_child(function: Callable[..., Any], *arguments: Any) -> Any:
    """Run a function of this package in a child, under the same limits. Refused when it fails."""
    return CHILDREN.run(function, *arguments)


def warm_up() -> None:
    """Start the children, so that the first file need not wait for them."""
    CHILDREN.warm_up()


def shutdown() -> None:
    """Stop the children. The next file starts them again."""
    CHILDREN.shutdown()
