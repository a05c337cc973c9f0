"""Ctrl-C at a place where nothing is left unsaid: between files, never between disk and word."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType


class Stop:
    """While it is entered, the first Ctrl-C only asks to stop; a second one stops at once."""

    def __init__(self) -> None:
        self.is_asked = False

    def __enter__(self) -> Stop:
        self._is_main = threading.current_thread() is threading.main_thread()
        if self._is_main:
            self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._is_main:
            signal.signal(signal.SIGINT, self._before)

    def check(self) -> None:
        """Called where it is good to stop. Raises KeyboardInterrupt when it was asked for."""
        if self.is_asked:
            raise KeyboardInterrupt

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if self.is_asked:
            raise KeyboardInterrupt
        self.is_asked = True
