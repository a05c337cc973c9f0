from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.readings import small_store
from zi_analytics.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "store", busy_seconds=0.2) as opened:
        yield opened
