"""What happens inside a child: limits first, then one function at a time.

Imports nothing heavy by itself: a child has what reading needs and no more.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import pickle
import sys
from collections.abc import Callable
from typing import Any

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FileLimits

try:
    import resource
except ImportError:  # Windows has no such limits; the parent watches there.
    resource = None  # type: ignore[assignment]

LARGEST_ANSWER = 32 << 20
"""Bytes a child may send back; the reading of the largest worksheet is under one MiB."""
_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
_KEPT = 8 << 20
_KEPT_VARIABLES = frozenset(("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "TEMP", "TMP"))


def limits_memory() -> bool:
    """Whether this system can limit the memory of a child by itself."""
    return sys.platform == "linux"


def settle(limits: FileLimits, prepare: Callable[[], object] | None) -> None:
    """Get a new child ready: no secrets, nothing said aloud, ``prepare`` run, limits drawn."""
    for name in set(os.environ) - _KEPT_VARIABLES:
        del os.environ[name]
    # One thread for numpy's library: its buffers would count against the memory limit.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    sys.dont_write_bytecode = True
    _silence()
    if prepare is not None:
        prepare()
    gc.freeze()
    _keep_memory()
    if resource is not None:
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)
    if limits_memory():
        # Data counts what a parser allocates; the address space would count libraries as well.
        _limit(resource.RLIMIT_DATA, limits.memory_bytes)


def run(limits: FileLimits, function: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    """Run ``function`` and pickle what it returns, or the Refused that it ends in."""
    _allow_cpu(limits.cpu_seconds)
    try:
        answer = pickle.dumps(function(*arguments), protocol=5)
    except Refused as refused:
        return pickle.dumps(refused, protocol=5)
    except MemoryError:
        return not_safe("memory")
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # A parser written in Rust reports a panic as a BaseException; its text stays unsaid.
        return not_safe(type(error).__name__)
    return answer if len(answer) <= LARGEST_ANSWER else not_safe("answer")


def not_safe(reason: str) -> bytes:
    """The pickled refusal of a file that a child could not cope with."""
    finding = Finding("file-not-safe-to-read", details=(("reason", reason),))
    return pickle.dumps(Refused(finding), protocol=5)


def _keep_memory() -> None:
    """Let the C library keep blocks of some MiB for the next file instead of giving them back.

    Getting them anew costs a worksheet a tenth of its time. Only glibc can be told so.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        tell = ctypes.CDLL(None).mallopt
        tell(_MMAP_THRESHOLD, _KEPT)
        tell(_TRIM_THRESHOLD, 4 * _KEPT)


def _silence() -> None:
    """A dying parser writes to the error stream, with parts of the file in it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(kind, (most, most))


def _allow_cpu(seconds: int) -> None:
    """Give a warm child the CPU seconds of one more file."""
    if resource is None:
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    most = int(spent.ru_utime + spent.ru_stime) + 1 + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
