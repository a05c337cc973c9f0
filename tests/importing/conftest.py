"""The drop of 300 worksheets, made once for all tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.worksheets.drop import Made, write
from zi_analytics.workbook.child import shutdown


@pytest.fixture(scope="session", autouse=True)
def no_child_left() -> Iterator[None]:
    yield
    shutdown()


@pytest.fixture(scope="session")
def drop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Made]]:
    """The folder with the 300 files, and what each of them is, by name."""
    folder = tmp_path_factory.mktemp("drop")
    return folder, {one.name: one for one in write(folder)}
