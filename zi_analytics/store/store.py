"""The store as the pages and the command line see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import exists, select

from zi_analytics.findings import Finding
from zi_analytics.settings import StorePlace
from zi_analytics.store import log, matrix, schema, unit_plan, unit_tree
from zi_analytics.store.backup import back_up, list_backups
from zi_analytics.store.checking import check_store
from zi_analytics.store.connection import Database
from zi_analytics.store.dossier import Dossier
from zi_analytics.store.inspecting import Inspections
from zi_analytics.store.loading import list_revisions, load_document, load_original
from zi_analytics.store.names import clean, split_period
from zi_analytics.store.opening import BUSY_SECONDS, open_database
from zi_analytics.store.preparing import Questions, pack_file, questions_of_instrument
from zi_analytics.store.previewing import preview_file
from zi_analytics.store.records import (
    Import,
    LogEntry,
    Preview,
    Revision,
    SavedFile,
    StoredAssessment,
    UnitChange,
    UnitPlan,
    ValueMatrix,
)
from zi_analytics.store.restoring import restore_into
from zi_analytics.store.saving import Saving
from zi_analytics.store.undoing import delete_assessment, restore_revision, undo_upload
from zi_analytics.workbook.reading import Reading
from zi_analytics.workbook.unit_list import UnitRow

if TYPE_CHECKING:
    import pandas as pd


def open_store(
    place: StorePlace | Path,
    *,
    create: bool = True,
    busy_seconds: float = BUSY_SECONDS,
    questions_of: Questions = questions_of_instrument,
) -> Store:
    """Open the store in ``place`` (or, with a path alone, in a folder), or make an empty one there.

    It is checked and, after a backup, brought to today's tables. ``busy_seconds`` is how long
    every transaction waits for another program. ``questions_of`` gives the question codes of an
    instrument. Raises StoreError, and everything there is then as it was.
    """
    return Store(open_database(place, create=create, busy_seconds=busy_seconds), questions_of)


class Store:
    """An open store. One object serves all threads of a program.

    Units are named by code or by a name in any spelling; ``by`` is who does it. Every method
    raises StoreError when the database or its disk does not let it; nothing is changed then.
    ``inspections`` are of doubts; ``dossier`` is what is kept besides worksheets.
    """

    def __init__(self, database: Database, questions_of: Questions) -> None:
        self._database = database
        self._questions_of = questions_of
        self.inspections = Inspections(database)
        self.dossier = Dossier(database)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    @property
    def folder(self) -> Path:
        """Where the store's backups stand, and its file if it is one."""
        return self._database.backend.folder

    @property
    def revision(self) -> int:
        """A number that every write raises: the key of every cache."""
        with self._database.reading() as connection:
            number: int = connection.execute(select(schema.store.c.revision)).scalar_one()
            return number

    @property
    def writes(self) -> int:
        """How often this program has written, or tried to, since it opened the store."""
        return self._database.turns

    def is_empty(self) -> bool:
        """Whether no assessment is stored."""
        with self._database.reading() as connection:
            return not connection.execute(select(exists(schema.assessment.select()))).scalar_one()

    # --- putting in ----------------------------------------------------------------------------

    def preview(self, reading: Reading, unit: str, period: str) -> Preview:
        """What saving would do to each assessor's answers, and which answers would change.

        Raises StoreError ``store-period-unknown``.
        """
        split_period(period)
        questions = self._questions_of(reading.instrument)
        with self._database.reading() as connection:
            return preview_file(connection, reading, questions, unit, period)

    def save(
        self,
        reading: Reading,
        original: bytes,
        *,
        unit: str,
        period: str,
        by: str = "",
        expected_revisions: Mapping[str, int | None] | None = None,
        kind: str = "",
        is_example: bool = False,
    ) -> SavedFile:
        """Store all that one file says, or nothing; the same content again makes no double.

        ``original`` are the bytes that were read. ``expected_revisions`` is what a
        :class:`Preview` says. ``kind`` and ``is_example`` are used when the unit is new. Raises
        StoreError ``store-changed-meanwhile`` when others saved since the preview.
        """
        request = Import(
            reading, original, unit, period, expected_revisions, kind=kind, is_example=is_example
        )
        return self.save_many([request], by=by)[0]

    def save_many(self, requests: Sequence[Import], *, by: str = "") -> list[SavedFile]:
        """Store several files in one transaction: all of them or none. See :meth:`save`."""
        packed = [pack_file(request, self._questions_of) for request in requests]
        with self._database.writing() as connection:
            saving = Saving(connection, clean(by), schema.now())
            saving.expect(packed)
            for item in packed:
                saving.add(item)
            return saving.finish()

    # --- units ---------------------------------------------------------------------------------

    def add_unit(self, unit: UnitChange, *, by: str = "") -> str:
        """Make a unit of which nothing is stored yet; gives its code.

        Raises StoreError ``store-unit-unnamed``, ``store-name-taken``, ``store-code-taken``, or
        ``store-unit-unknown`` for its parent.
        """
        with self._database.writing() as connection:
            return unit_tree.new_unit(connection, unit, clean(by), schema.now())

    def change_unit(self, unit: str, change: UnitChange, *, by: str = "") -> str:
        """Rename, move or mark a unit; gives its code. Its earlier names go on meaning it.

        Raises StoreError ``store-unit-unknown``, ``store-name-taken``, ``store-code-taken`` or
        ``store-unit-circle``.
        """
        with self._database.writing() as connection:
            return unit_tree.change_unit(connection, unit, change, clean(by), schema.now())

    def merge_units(self, source: str, into: str, *, by: str = "") -> None:
        """Let one unit become part of another, with all its names, worksheets and revisions.

        Raises StoreError ``store-unit-unknown`` or ``store-unit-same``.
        """
        with self._database.writing() as connection:
            unit_tree.merge_units(connection, source, into, clean(by), schema.now())

    def remove_unit(self, unit: str, *, by: str = "") -> None:
        """Remove a unit of which nothing is kept.

        Raises StoreError ``store-unit-unknown`` or ``store-unit-in-use``.
        """
        with self._database.writing() as connection:
            unit_tree.remove_unit(connection, unit, clean(by), schema.now())

    def plan_units(self, rows: Sequence[UnitRow]) -> UnitPlan:
        """What taking over a list of units would add and change, and what stands against it."""
        with self._database.reading() as connection:
            return unit_plan.plan_units(connection, rows)

    def save_units(self, rows: Sequence[UnitRow], *, by: str = "") -> UnitPlan:
        """Take over a list of units: all of it, or nothing when the plan has findings."""
        with self._database.writing() as connection:
            return unit_plan.save_units(connection, rows, clean(by), schema.now())

    # --- getting out ---------------------------------------------------------------------------

    def load_values(
        self, instrument: str, *, unit: str | None = None, period: str | None = None
    ) -> ValueMatrix:
        """The current answers of all assessments made with ``instrument`` as one matrix.

        ``unit`` (a code) and ``period`` narrow it to one.
        """
        questions = tuple(self._questions_of(instrument))
        with self._database.reading() as connection:
            return matrix.load_values(connection, instrument, questions, unit, period)

    def load_document(
        self, unit: str, period: str, assessor: str, revision: int | None = None
    ) -> StoredAssessment:
        """An assessment as it was read: its current revision, or the one with this number.

        Raises StoreError ``store-unit-unknown``, ``store-assessment-unknown``, or
        ``store-content-damaged`` when it is not what was stored.
        """
        with self._database.reading() as connection:
            return load_document(connection, unit, period, assessor, revision)

    def original(self, sha256: str) -> tuple[str, bytes]:
        """Name and bytes of an original file.

        Raises StoreError ``store-file-unknown`` or ``store-original-damaged``.
        """
        with self._database.reading() as connection:
            return load_original(connection, sha256)

    def revisions(self, unit: str, period: str, assessor: str) -> tuple[Revision, ...]:
        """All its revisions, oldest first. Raises StoreError ``store-unit-unknown``."""
        with self._database.reading() as connection:
            return list_revisions(connection, unit, period, assessor)

    def units(self) -> pd.DataFrame:
        """The units; columns: :func:`zi_analytics.store.tables.list_units`."""
        from zi_analytics.store.tables import list_units

        with self._database.reading() as connection:
            return list_units(connection)

    def periods(self) -> pd.DataFrame:
        """The periods; columns: :func:`zi_analytics.store.tables.list_periods`."""
        from zi_analytics.store.tables import list_periods

        with self._database.reading() as connection:
            return list_periods(connection)

    def assessments(self) -> pd.DataFrame:
        """The current assessments; columns: :func:`zi_analytics.store.tables.list_assessments`."""
        from zi_analytics.store.tables import list_assessments

        with self._database.reading() as connection:
            return list_assessments(connection)

    def uploads(self) -> pd.DataFrame:
        """The imports; columns: :func:`zi_analytics.store.tables.list_uploads`."""
        from zi_analytics.store.tables import list_uploads

        with self._database.reading() as connection:
            return list_uploads(connection)

    def log(self) -> tuple[LogEntry, ...]:
        """What was done, by whom and when, oldest first."""
        with self._database.reading() as connection:
            return tuple(log.read(connection))

    # --- going back ----------------------------------------------------------------------------

    def restore(
        self, unit: str, period: str, assessor: str, revision: int, *, by: str = ""
    ) -> None:
        """Make another revision the current one; all stay. Raises as :meth:`delete_assessment`."""
        with self._database.writing() as connection:
            restore_revision(connection, unit, period, assessor, revision, clean(by), schema.now())

    def undo_import(self, upload: int, *, by: str = "") -> None:
        """Take back what one import brought; what it replaced counts again.

        Raises StoreError ``store-upload-unknown``.
        """
        with self._database.writing() as connection:
            undo_upload(connection, upload, clean(by), schema.now())

    def delete_assessment(self, unit: str, period: str, assessor: str, *, by: str = "") -> None:
        """Delete an assessment with all its revisions; the log keeps that it was there.

        Raises StoreError ``store-unit-unknown`` or ``store-assessment-unknown``.
        """
        with self._database.writing() as connection:
            delete_assessment(connection, unit, period, assessor, clean(by), schema.now())

    # --- keeping safe --------------------------------------------------------------------------

    def backup(self, target: Path | None = None) -> Path:
        """Copy the whole store to the new file ``target``, or into its folder of backups.

        The copy is opened and compared before this returns its path. Raises StoreError
        ``store-backup-exists`` or ``store-backup-failed``.
        """
        return back_up(self._database, target)

    def backups(self) -> list[Path]:
        """The backups in the store's folder, oldest first."""
        return list_backups(self.folder)

    def restore_backup(self, source: Path, *, by: str = "") -> None:
        """Go back to a backup; what is stored now is kept among the backups.

        For a store that cannot be opened: :func:`zi_analytics.store.restore_backup`.
        """
        with self._database.turn():
            restore_into(self._database.backend, source, clean(by))

    def check(self) -> list[Finding]:
        """Everything in the store that is not what was written; [] when it is sound."""
        with self._database.reading() as connection:
            return check_store(connection, self._database.backend)
