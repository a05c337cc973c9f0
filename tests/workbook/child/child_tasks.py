"""Things to do in a child, good and bad. A module of its own, so that a child can import it."""

from __future__ import annotations

import mmap
import os
import sys
import time
from pathlib import Path

from zi_analytics.findings import Finding, Refused


class Panic(BaseException):
    """As a parser written in Rust reports one."""


def double(number: int) -> int:
    return 2 * number


def refuse(code: str) -> None:
    raise Refused(Finding(code, cell="K6"))


def panic() -> None:
    raise Panic("isi sel yang rahasia")


def fail() -> None:
    raise ValueError("isi sel yang rahasia")


def abort() -> None:
    os.abort()


def leave() -> None:
    os._exit(0)


def burn(seconds: float) -> float:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        sum(range(1000))
    return seconds


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def allocate(mib: int) -> int:
    return len(bytearray(mib << 20))


def share_memory(mib: int) -> int:
    """Memory that a limit on data does not count."""
    with mmap.mmap(-1, mib << 20) as shared:
        for place in range(0, mib << 20, 4096):
            shared[place] = 1
        time.sleep(5)
    return mib


def answer(mib: int) -> bytes:
    return b"x" * (mib << 20)


def unpicklable() -> object:
    return lambda: None


def write(path: str) -> None:
    Path(path).write_text("x")


def environment() -> list[str]:
    return sorted(os.environ)


def pid() -> int:
    time.sleep(0.05)
    return os.getpid()


def modules() -> set[str]:
    return {name.partition(".")[0] for name in sys.modules}


def main_file() -> str | None:
    return getattr(sys.modules["__main__"], "__file__", None)
