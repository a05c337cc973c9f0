"""The example city: what its page promises is true, and its files are those of the script."""

from __future__ import annotations

import csv
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from scripts.make_samples import MARK, SAMPLES, Sample, answered, samples, write
from scripts.worksheets.city import CITY, QUARTERS
from scripts.worksheets.grid import ErrorValue
from tests import independent
from tests.worksheets.scored import assessment, check_rule, named, score

with (SAMPLES / "contoh.csv").open(encoding="utf-8", newline="") as stream:
    LISTED = {row["file"]: row for row in csv.DictReader(stream)}
FULL = [name for name, row in LISTED.items() if row["layout"] != "ringkas"]
SHORT = [name for name, row in LISTED.items() if row["layout"] == "ringkas"]
UNITS = {unit.name: unit for unit in CITY}


@pytest.fixture(scope="module")
def made() -> dict[str, Sample]:
    return {sample.name: sample for sample in samples()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the script makes, in another place."""
    folder = tmp_path_factory.mktemp("written")
    write(folder)
    return folder


def parts(data: bytes) -> dict[str, bytes]:
    """What is in the file; how well it is packed may differ from machine to machine."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def failing(name: str, quarter: str, who: str, predicate: str) -> list[str]:
    answers = answered(UNITS[name], quarter)[who].answers
    rules = independent.verdicts(independent.points(answers))[predicate]
    return [rule for rule, passed in rules.items() if not passed]


def test_the_folder_holds_what_the_script_makes(made: dict[str, Sample], written: Path) -> None:
    assert {path.name for path in SAMPLES.glob("*.xlsx")} == set(made)
    for name in made:
        assert parts((SAMPLES / name).read_bytes()) == parts((written / name).read_bytes()), name


def test_the_folder_stays_small_and_covers_the_city(made: dict[str, Sample]) -> None:
    assert sum(path.stat().st_size for path in SAMPLES.iterdir()) <= 3 << 20
    assert len(CITY) == 12
    assert "Sapuro Kebulen" in UNITS
    handed_in = {(sample.unit.name, sample.quarter) for sample in made.values()}
    assert handed_in == {(name, quarter) for name in UNITS for quarter in QUARTERS}
    layouts = {sample.layout for sample in made.values()}
    assert layouts == {"2021", "2025-26", "lampiran-iii", "lampiran-iii-areas", "ringkas"}


def test_every_file_says_that_it_is_an_example(made: dict[str, Sample]) -> None:
    for name, sample in made.items():
        assert name.startswith("contoh-")
        texts = [value for grid in sample.grids for value in grid.cells.values()]
        assert any(MARK in text for text in texts if isinstance(text, str)), name


def test_the_list_names_every_file(made: dict[str, Sample]) -> None:
    assert set(LISTED) == set(made)
    for name, row in LISTED.items():
        assert row["period"] == made[name].quarter
        assert row["unit"] == made[name].unit.title


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_improves_and_its_assessors_are_stricter(unit: str) -> None:
    first, last = (answered(UNITS[unit], quarter) for quarter in (QUARTERS[0], QUARTERS[-1]))
    total = {who: independent.points(part.answers)["TOTAL"] for who, part in last.items()}
    assert total["unit"] > independent.points(first["unit"].answers)["TOTAL"]
    assert total["unit"] > total["tpi"] > total.get("tpi2", 0)


def test_the_stories_told_on_the_page_are_true() -> None:
    last = QUARTERS[-1]
    for name in ("Sapuro Kebulen", "Tirtalaras", "Kalibiduri"):
        assert failing(name, last, "tpi", "WBK") == []
    for quarter in QUARTERS[4:]:
        assert failing("Tirtalaras", quarter, "tpi", "WBK") == []
    assert failing("Wanakelana", last, "tpi", "WBBM") == ["service"]
    assert failing("Karangpesona", last, "tpi", "WBK") == ["ipak"]
    claims = answered(UNITS["Sendangmentari"], last)
    total = {who: independent.points(part.answers)["TOTAL"] for who, part in claims.items()}
    assert total["unit"] - total["tpi"] > 8
    assert len(claims["unit"].evidence) < 45


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    data = {name: (SAMPLES / name).read_bytes() for name in LISTED}
    return score(data, tmp_path_factory.mktemp("samples"))


def _same_place(entry: dict[str, Any], sample: Sample) -> None:
    assert entry["unit"] == sample.unit.title
    assert entry["period"] == sample.quarter


@pytest.mark.parametrize("name", FULL)
def test_the_program_scores_an_example_by_the_rule(
    name: str, made: dict[str, Sample], scored: dict[str, dict[str, Any]]
) -> None:
    sample, entry = made[name], scored[name]
    assert sample.worksheet is not None
    assert [part["assessor"] for part in entry["assessments"]] == list(sample.assessors)
    _same_place(entry, sample)
    for (_, filling), who in zip(sample.worksheet.fillings.items(), sample.assessors, strict=True):
        check_rule(assessment(entry, who), filling.answers)
    for record in sample.worksheet.planted:
        assert named(entry, record.cells), record.fault


@pytest.mark.parametrize("name", SHORT)
def test_the_program_reads_a_short_form(
    name: str, made: dict[str, Sample], scored: dict[str, dict[str, Any]]
) -> None:
    sample, entry = made[name], scored[name]
    assert entry["instrument"] == "ringkas"
    _same_place(entry, sample)
    (grid,) = sample.grids
    (part,) = entry["assessments"]
    total = next(
        grid.value(row, 4) for row, column in grid.cells if grid.value(row, 2) == "NILAI TOTAL"
    )
    assert not isinstance(total, ErrorValue | str | None)
    assert part["points"]["TOTAL"] == pytest.approx(total, abs=1e-9)
    assert part["sheet_total"] == pytest.approx(total, abs=1e-6)


def test_writing_elsewhere_leaves_the_examples_alone(written: Path) -> None:
    assert {path.name for path in written.iterdir()} == {p.name for p in SAMPLES.iterdir()}
