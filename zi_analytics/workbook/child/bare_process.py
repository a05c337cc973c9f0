"""Spawned processes that do not import the program's main module.

Under ``streamlit run`` the main module is app.py: every child would import Streamlit, which is
slow, large and of no use to a reader.
"""

from __future__ import annotations

import sys
from multiprocessing import spawn
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from types import FunctionType
from typing import Any, ClassVar

if sys.platform == "win32":
    from multiprocessing import popen_spawn_win32 as _popen

    _LAUNCH = "__init__"
else:
    from multiprocessing import popen_spawn_posix as _popen

    _LAUNCH = "_launch"


class _SpawnWithoutMain:
    """The module ``multiprocessing.spawn``, except that it tells a child of no main module."""

    def __getattr__(self, name: str) -> Any:
        return getattr(spawn, name)

    @staticmethod
    def get_preparation_data(name: str) -> dict[str, object]:
        told = spawn.get_preparation_data(name)
        return {key: value for key, value in told.items() if not key.startswith("init_main")}


def _launch_without_main() -> FunctionType:
    """The standard library's own launch, seeing the other ``spawn`` by that name.

    The library has no setting for this; replacing the function in its module would change it
    for every other user of multiprocessing in the program.
    """
    launch: FunctionType = getattr(_popen.Popen, _LAUNCH)
    seen = {**vars(_popen), "spawn": _SpawnWithoutMain()}
    return FunctionType(launch.__code__, seen, launch.__name__, launch.__defaults__)


_BarePopen = type("_BarePopen", (_popen.Popen,), {_LAUNCH: _launch_without_main()})


class _BareProcess(SpawnProcess):
    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:  # noqa: N802 - the standard library's name
        return _BarePopen(process_obj)


class BareContext(SpawnContext):
    """A multiprocessing context whose children start without the main module."""

    Process: ClassVar[type[SpawnProcess]] = _BareProcess
