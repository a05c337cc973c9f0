"""The list of units goes out as Excel and comes back without a change."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.store.readings import column, save, small_store
from zi_analytics.report.unit_list import write_unit_list
from zi_analytics.store import Store, UnitChange
from zi_analytics.store.kinds import KINDS, kind_from
from zi_analytics.workbook.unit_list import read_unit_list

ODD = ["=1+1", "@SUM(A1)", "https://jahat.example", "<b>tebal</b>", "Kel. “Sapuro” & Co", "007"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_written_is_read_back_as_it_is(store: Store, language: str) -> None:
    store.add_unit(UnitChange(name="Kota", code="33.75", kind="kota"))
    for name in ODD:
        store.add_unit(UnitChange(name=name, kind="kelurahan", parent="33.75"))
    store.change_unit("Kota", UnitChange(also_called=("Kota Contoh", "Pemkot")))
    store.change_unit("007", UnitChange(is_active=False))
    save(store, column(A1=1.0), unit="Kel. Sapuro")
    content = write_unit_list(store.units(), KINDS, language)
    read = read_unit_list(content, "daftar.xlsx")
    assert read.findings == ()
    plan = store.plan_units(read.rows)
    assert plan.findings == ()
    assert [item for item in plan.units if item.does_something] == []
    assert content == write_unit_list(store.units(), KINDS, language)


def test_text_of_the_store_becomes_no_formula_and_no_link(store: Store) -> None:
    for name in ODD:
        store.add_unit(UnitChange(name=name))
    book = openpyxl.load_workbook(BytesIO(write_unit_list(store.units(), KINDS, "id")))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert set(ODD) <= {cell.value for cell in cells}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kelurahan Sapuro Kebulen", "kelurahan"),
        ("Kel. Sapuro", "kelurahan"),
        ("PUSKESMAS Kraton I", "puskesmas"),
        ("SMPN 3 Pekalongan", "sekolah"),
        ("Dinas Kesehatan", "OPD"),
        ("Rumah Sakit Bendan", "rumah sakit"),
        ("Unit 12", ""),
        ("", ""),
    ],
)
def test_a_name_tells_its_kind(name: str, kind: str) -> None:
    assert kind_from(name) == kind
