"""What must be stored of the drop of 300: from its maker and an independent calculation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.worksheets.drop import QUARTER, Made
from tests import independent
from zi_analytics.analysis.assessed import assess
from zi_analytics.instrument import load
from zi_analytics.store import open_store


def check_stored(made: Mapping[str, Made], folder: Path) -> None:
    """Every stored assessment is what its maker typed."""
    instrument = load("lke-2021")
    wanted = {
        (one.unit, who): filling
        for one in made.values()
        if one.role in ("plain", "faulty")
        for who, filling in (one.fillings or {}).items()
    }
    with open_store(folder) as store:
        assert store.check() == []
        frame = store.assessments()
        found = set(zip(frame["unit_name"], frame["assessor"], strict=True))
        assert found == set(wanted)
        assert set(frame["period"]) == {QUARTER}
        assert set(frame["revisions"]) == {1}
        expected = {
            key: {code: float(p) for code, p in independent.points(filling.answers).items()}
            for key, filling in wanted.items()
        }
        for unit, who in found:
            reading = store.load_document(unit, QUARTER, who).reading
            total = assess(instrument, reading).total
            assert total == pytest.approx(expected[unit, who]["TOTAL"], abs=1e-9), (unit, who)
