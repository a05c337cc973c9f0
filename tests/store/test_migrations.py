"""Every earlier store comes up to date with its content, or stays as it was.

``versions/<version>.sql`` is a store as that version left it. A new version adds its own file:
``python -m tests.store.keep_version``.
"""

from __future__ import annotations

import io
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from tests.store.conftest import Places
from tests.store.keep_version import VERSION_FILES, fill, inspect, keep_dossier
from tests.store.readings import column, content_of, numbers, rows_of, save, small_store
from zi_analytics.settings import StorePlace
from zi_analytics.store import (
    Item,
    Store,
    StoreError,
    copying,
    migrating,
    opening,
    postgresql,
    restore_backup,
    schema,
    sqlite,
)
from zi_analytics.store.sqlite_file import SqliteFile

TODAY = schema.VERSION
NEXT = '''"""Count something more."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    """Rebuild a table that others point at, as SQLite needs for many changes."""
    rebuild = "never" if op.get_context().dialect.supports_alter else "always"
    with op.batch_alter_table("period", recreate=rebuild) as batch:
        batch.add_column(sa.Column("more", sa.String(40), nullable=False, server_default=""))
    {more}
'''


def next_step(more: str = "") -> str:
    return NEXT.format(before=TODAY, more=more)


def script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(migrating.FOLDER))
    return ScriptDirectory.from_config(config)


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program one version on; the file of its migration."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrating.FOLDER, folder)
    added = folder / "versions" / "v9999_next.py"
    added.write_text(next_step())
    monkeypatch.setattr(migrating, "FOLDER", folder)
    monkeypatch.setattr(schema, "VERSION", "9999")
    monkeypatch.setattr(schema, "VERSIONS", (*schema.VERSIONS, "9999"))
    return added


def test_the_versions_are_those_of_the_migrations() -> None:
    known = [step.revision for step in script().walk_revisions()]
    assert tuple(reversed(known)) == schema.VERSIONS
    assert script().get_heads() == [schema.VERSION]
    assert {path.stem for path in VERSION_FILES.glob("*.sql")} == set(schema.VERSIONS)


def test_migrations_lead_to_the_tables_of_the_schema(places: Places, kind: str) -> None:
    with small_store(places()) as store, store._database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [step[0] for step in compare_metadata(context, schema.metadata)]
        # The comment that says whose the tables are.
        assert found == (["remove_table_comment"] if kind == "postgresql" else [])


def test_the_same_steps_make_a_postgresql_store() -> None:
    said = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": said}
    )
    with Operations.context(context):
        for step in reversed(list(script().walk_revisions())):
            step.module.upgrade()
    sql = said.getvalue()
    assert sql.count("CREATE TABLE") == len(schema.metadata.tables)
    assert "BYTEA" in sql
    assert "TIMESTAMP WITH TIME ZONE" in sql
    later = sql.index("ADD CONSTRAINT fk_assessment_current_id FOREIGN KEY")
    assert later > sql.index("CREATE TABLE revision")


def put(version: str, place: StorePlace) -> None:
    """Let a store as ``version`` left it stand in ``place``."""
    file = SqliteFile(place.folder / "store.db", 1.0)
    dump = (VERSION_FILES / f"{version}.sql").read_text()
    with closing(sqlite3.connect(file.path)) as connection:
        connection.executescript(dump)
        connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
    if not place.url:
        return
    with make_version(version, place) as target, file.engine.begin() as source:
        goal = opening.backend_of(place)
        copying.transfer(file, source, goal, target, copying.tables_of(source))
    file.path.unlink()


@contextmanager
def make_version(version: str, place: StorePlace) -> Iterator[Connection]:
    """An empty store as ``version`` made it, in a database."""
    engine = opening.backend_of(place).engine
    with engine.begin() as connection:
        migrating.upgrade(connection, version)
        postgresql.mark_as_store(connection)
        postgresql.order_by_bytes(connection)
        yield connection
    engine.dispose()


@pytest.mark.parametrize("version", schema.VERSIONS)
def test_every_version_comes_up_to_date(version: str, places: Places) -> None:
    place = places()
    put(version, place)
    before = rows_of(place)
    with small_store(place) as store, small_store(places()) as now:
        fill(now)
        assert store.check() == []
        assert len(store.backups()) == (version != schema.VERSION)
        for backup in store.backups():
            assert rows_of(backup) == before
        for name in ("units", "periods", "assessments", "uploads"):
            old, new = getattr(store, name)(), getattr(now, name)()
            moments = [c for c in old.columns if c.endswith("_at")]
            assert old.drop(columns=moments).equals(new.drop(columns=moments)), name
        for row in now.assessments().itertuples():
            for revision in now.revisions(row.unit, row.period, row.assessor):
                place = (row.unit, row.period, row.assessor, revision.number)
                old, new = store.load_document(*place), now.load_document(*place)
                assert (old.reading, old.findings) == (new.reading, new.findings)
        for sha256 in now.uploads()["sha256"]:
            assert store.original(sha256) == now.original(sha256)
        kept = store.inspections.of("Kelurahan Sapuro", "2025-B06", "unit")
        assert bool(kept) == (version >= "0003")
        for old, new in zip(kept, inspect(now), strict=bool(kept)):
            assert (old.number, old.doubted, old.reason) == (new.number, new.doubted, new.reason)
            assert (old.inspected_by, old.withdrawn_by) == (new.inspected_by, new.withdrawn_by)
        inspect(store)
        for old, new in zip(histories(store), keep_dossier(now), strict=version >= "0004"):
            assert replace(old, at=new.at, created_at=new.created_at) == new
        keep_dossier(store)
        save(store, column(A1=1.0), unit="Setelahnya")
        assert store.check() == []


def histories(store: Store) -> list[Item]:
    """Every version in the dossier."""
    kept = [
        item for kind in ("action", "meeting") for item in store.dossier.of(kind, withdrawn=True)
    ]
    return [version for item in kept for version in store.dossier.history(item.number)]


def test_a_migration_keeps_everything_and_a_backup(places: Places, next_version: Path) -> None:
    place = make_old_store(places(), next_version)
    old = rows_of(place)
    with small_store(place) as store:
        assert numbers(store) == [(1, True)]
        assert store.check() == []
        [backup] = store.backups()
    assert "before-9999" in backup.name
    assert rows_of(backup) == old
    with small_store(place) as store:
        assert len(store.backups()) == 1


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_the_backup_before_a_migration_is_the_file(places: Places, next_version: Path) -> None:
    place = make_old_store(places(), next_version)
    old = content_of(place)
    with small_store(place) as store:
        assert content_of(store.backups()[0]) == old


def make_old_store(place: StorePlace, next_version: Path) -> StorePlace:
    """A store of the version before, with one assessment."""
    later = next_version.read_text()
    next_version.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "VERSION", TODAY)
        with small_store(place) as store:
            save(store, column(A1=1.0))
    next_version.write_text(later)
    return place


@pytest.mark.parametrize(
    "mistake",
    ['raise ValueError("no")', 'op.execute("DELETE FROM file")', 'op.execute("NO SUCH SQL")'],
)
def test_a_migration_that_fails_leaves_the_store_as_it_was(
    places: Places, next_version: Path, mistake: str
) -> None:
    next_version.write_text(next_step(mistake))
    place = make_old_store(places(), next_version)
    before = content_of(place)
    with pytest.raises(StoreError) as caught:
        small_store(place)
    assert caught.value.code == "store-not-migrated"
    assert content_of(place) == before
    next_version.write_text(next_step())
    with small_store(place) as store:
        assert numbers(store) == [(1, True)]


def test_an_older_backup_is_brought_up_to_date_when_restored(
    places: Places, next_version: Path
) -> None:
    place = make_old_store(places(), next_version)
    with small_store(place) as store:
        [old] = store.backups()
        save(store, column(A1=0.5))
        store.restore_backup(old)
        assert numbers(store) == [(1, True)]
        assert store.check() == []


def test_a_backup_is_restored_over_a_store_of_an_earlier_version(
    places: Places, next_version: Path
) -> None:
    with small_store(places()) as other:
        save(other, column(A1=0.25))
        newer = other.backup()
    place = make_old_store(places(), next_version)
    old = rows_of(place)
    restore_backup(place, newer)
    with small_store(place) as store:
        assert store.load_values("small").values[0, 0] == 0.25
        assert store.check() == []
        [kept] = store.backups()
    assert rows_of(kept) == old


def test_a_program_of_the_version_before_refuses(places: Places, next_version: Path) -> None:
    place = make_old_store(places(), next_version)
    small_store(place).close()
    before = content_of(place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "VERSIONS", schema.VERSIONS[:-1])
        with pytest.raises(StoreError) as caught:
            small_store(place)
    assert caught.value.code == "store-newer"
    assert content_of(place) == before


def test_a_program_that_runs_while_another_one_migrates_stops_writing(
    places: Places, next_version: Path
) -> None:
    place = make_old_store(places(), next_version)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "VERSION", TODAY)
        running = small_store(place)
    small_store(place).close()
    with running, pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "VERSION", TODAY)
        with pytest.raises(StoreError) as caught:
            save(running, column(A1=0.5))
    assert caught.value.code == "store-reopen"
    with small_store(place) as store:
        assert numbers(store) == [(1, True)]


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_programs_that_start_together_migrate_once(places: Places, next_version: Path) -> None:
    place = make_old_store(places(), next_version)
    programs = [
        get_context("fork").Process(target=lambda: small_store(place, busy_seconds=20).close())
        for _ in range(4)
    ]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert [program.exitcode for program in programs] == [0] * 4
    with small_store(place) as store:
        assert store.check() == []
        # Two that find an old file both keep a copy of it; a database is asked once more inside.
        assert 1 <= len(store.backups()) <= (1 if place.url else 4)
