"""Every earlier store comes up to date with its content, or stays as it was.

``versions/<version>.sql`` is a store as that version left it. A new version adds its own file:
``python -m tests.store.keep_version``.
"""

from __future__ import annotations

import io
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from tests.store.keep_version import VERSION_FILES, fill
from tests.store.readings import column, content_of, numbers, save, small_store
from zi_analytics.store import StoreError, migrating, opening, schema, sqlite

NEXT = '''"""Count something more."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    """Rebuild a table that others point at, as SQLite needs for many changes."""
    with op.batch_alter_table("period", recreate="always") as batch:
        batch.add_column(sa.Column("more", sa.String(40), nullable=False, server_default=""))
    {more}
'''


def next_step(more: str = "") -> str:
    return NEXT.format(before=schema.VERSIONS[-1], more=more)


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
    for module in (schema, migrating, opening):
        monkeypatch.setattr(module, "VERSION", "9999")
    monkeypatch.setattr(opening, "VERSIONS", (*schema.VERSIONS, "9999"))
    return added


def test_the_versions_are_those_of_the_migrations() -> None:
    known = [step.revision for step in script().walk_revisions()]
    assert tuple(reversed(known)) == schema.VERSIONS
    assert script().get_heads() == [schema.VERSION]
    assert {path.stem for path in VERSION_FILES.glob("*.sql")} == set(schema.VERSIONS)


def test_migrations_lead_to_the_tables_of_the_schema(tmp_path: Path) -> None:
    with small_store(tmp_path) as store, store._database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


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


@pytest.mark.parametrize("version", schema.VERSIONS)
def test_every_version_comes_up_to_date(version: str, tmp_path: Path) -> None:
    dump = (VERSION_FILES / f"{version}.sql").read_text()
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        connection.executescript(dump)
        connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
    with small_store(tmp_path) as store, small_store(tmp_path / "now") as now:
        fill(now)
        assert store.check() == []
        assert len(store.backups()) == (version != schema.VERSION)
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
        save(store, column(A1=1.0), unit="Setelahnya")
        assert store.check() == []


def test_a_migration_keeps_everything_and_a_backup(tmp_path: Path, next_version: Path) -> None:
    folder = make_old_store(tmp_path, next_version)
    old = content_of(folder / "store.db")
    with small_store(folder) as store:
        assert numbers(store) == [(1, True)]
        assert store.check() == []
        [backup] = store.backups()
    assert "before-9999" in backup.name
    assert content_of(backup) == old
    with small_store(folder) as store:
        assert len(store.backups()) == 1


def make_old_store(tmp_path: Path, next_version: Path) -> Path:
    folder = tmp_path / "store"
    later = next_version.read_text()
    next_version.unlink()
    with pytest.MonkeyPatch.context() as patch:
        for module in (schema, migrating, opening):
            patch.setattr(module, "VERSION", schema.VERSIONS[-1])
        with small_store(folder) as store:
            save(store, column(A1=1.0))
    next_version.write_text(later)
    return folder


@pytest.mark.parametrize(
    "mistake",
    ['raise ValueError("no")', 'op.execute("DELETE FROM file")', 'op.execute("NO SUCH SQL")'],
)
def test_a_migration_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, next_version: Path, mistake: str
) -> None:
    next_version.write_text(next_step(mistake))
    folder = make_old_store(tmp_path, next_version)
    before = (folder / "store.db").read_bytes()
    with pytest.raises(StoreError) as caught:
        small_store(folder)
    assert caught.value.code == "store-not-migrated"
    assert (folder / "store.db").read_bytes() == before
    next_version.write_text(next_step())
    with small_store(folder) as store:
        assert numbers(store) == [(1, True)]


def test_an_older_backup_is_brought_up_to_date_when_restored(
    tmp_path: Path, next_version: Path
) -> None:
    folder = make_old_store(tmp_path, next_version)
    with small_store(folder) as store:
        [old] = store.backups()
        save(store, column(A1=0.5))
        store.restore_backup(old)
        assert numbers(store) == [(1, True)]
        assert store.check() == []


def test_a_program_of_the_version_before_refuses(tmp_path: Path, next_version: Path) -> None:
    folder = make_old_store(tmp_path, next_version)
    small_store(folder).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "VERSIONS", schema.VERSIONS)
        with pytest.raises(StoreError) as caught:
            small_store(folder)
    assert caught.value.code == "store-newer"
