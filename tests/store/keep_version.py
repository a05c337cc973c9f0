"""Write down what a store of today's version looks like, for the tests of later versions."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.store.readings import column, content_of, file_of, save, small_store
from zi_analytics.store import Doubted, Inspection, Item, Store, UnitChange
from zi_analytics.store.schema import VERSION

VERSION_FILES = Path(__file__).parent / "versions"


def fill(store: Store) -> None:
    """A little of everything. Never change this: stores of earlier versions hold it."""
    save(store, column(A1=1.0, A3=1 / 3, A3_a=1.0, A3_b=3.0), column("tpi", "bukti", A1=0.5))
    save(store, column(A1=0.5, A3=1 / 3, A3_a=1.0, A3_b=3.0), column("tpi", "bukti", A1=0.5))
    store.restore("Kelurahan Sapuro", "2025-B06", "unit", 1)
    reading, original = file_of(column(B1=0.75), name="Kraton é.xlsx")
    store.save(reading, original, unit="Kraton", period="2025", kind="puskesmas", is_example=True)
    store.change_unit("Kraton", UnitChange(also_called=("Puskesmas Kraton",)))
    undone = save(store, column(A1=0.67), unit="Keliru").upload
    store.undo_import(undone or 0)


def inspect(store: Store) -> tuple[Inspection, ...]:
    """What stores from version 0003 on hold beside it. Never change this either."""
    place = ("Kelurahan Sapuro", "2025-B06", "unit")
    for question, reason in (("A.1", "Dokumen é dilihat"), ("A.3", "Tautan dibuka")):
        doubted = Doubted(question, "placeholder", "5a" * 32)
        ((made, _),) = store.inspections.add(
            *place, [doubted], reason, by="siti", expected_revision=1
        )
    store.inspections.withdraw(made.number, by="budi")
    return store.inspections.of(*place)


def keep_dossier(store: Store) -> tuple[Item, ...]:
    """What stores from version 0004 on hold beside that. Never change this either."""
    document = {"what": "Susun SOP é", "points": 0.25, "steps": ["rapat", {"due": None}]}
    first = store.dossier.add("action", "Kelurahan Sapuro", document, by="siti", period="2025")
    again = document | {"points": 1.5}
    store.dossier.change(first.number, again, by="budi", expected_version=1)
    whole = store.dossier.add("meeting", "", {"title": "Rapat kota"}, by="siti")
    store.dossier.withdraw(whole.number, by="siti", expected_version=1)
    return (*store.dossier.history(first.number), *store.dossier.history(whole.number))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        with small_store(Path(folder)) as store:
            fill(store)
            inspect(store)
            keep_dossier(store)
        lines = content_of(Path(folder) / "store.db")
    (VERSION_FILES / f"{VERSION}.sql").write_text("\n".join(lines) + "\n", encoding="utf-8")
