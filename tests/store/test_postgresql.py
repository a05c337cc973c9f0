"""What can only happen to a store on a server: each a plain sentence, and nothing is lost."""

from __future__ import annotations

import re
import socket
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy import event

from tests.store import servers
from tests.store.conftest import POSTGRESQL, Places
from tests.store.proxy import Cable, cable
from tests.store.readings import column, content_of, execute, numbers, rows_of, save, small_store
from zi_analytics.settings import StorePlace
from zi_analytics.store import Store, StoreError, postgresql, restore_backup

pytestmark = pytest.mark.parametrize("kind", [POSTGRESQL], indirect=True)


def refused(place: StorePlace, **options: object) -> StoreError:
    """Opening it is refused; why."""
    with pytest.raises(StoreError) as caught:
        small_store(place, **{"busy_seconds": 0.2} | options)
    return caught.value


def run(place: StorePlace, *statements: str) -> None:
    """Do something in the database as its administrator."""
    with psycopg.connect(place.url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[arg-type]


# --- opening ---------------------------------------------------------------------------------------


def test_tables_of_another_program(places: Places) -> None:
    place = places()
    run(place, "CREATE TABLE store (id integer)", "CREATE TABLE unit (id integer)")
    assert refused(place).code == "store-foreign-tables"
    assert set(rows_of(place)) == {"store", "unit"}


def test_what_belongs_to_an_extension_is_nobodys_table(places: Places) -> None:
    place = places()
    run(place, "CREATE EXTENSION pg_stat_statements")
    with small_store(place) as store:
        assert store.check() == []


def test_a_newer_store(store_place: StorePlace) -> None:
    run(
        store_place,
        "UPDATE alembic_version SET version_num = '9999'",
        "CREATE TABLE future (id int)",
    )
    before = content_of(store_place)
    error = refused(store_place)
    assert (error.code, error.details["version"]) == ("store-newer", "9999")
    assert content_of(store_place) == before


@pytest.mark.parametrize("damage", ["DROP TABLE document", "DELETE FROM alembic_version"])
def test_a_damaged_store_is_restored_and_what_is_left_kept(
    store: Store, store_place: StorePlace, damage: str
) -> None:
    save(store, column(A1=0.25))
    kept = store.backup()
    save(store, column(A1=0.5))
    store.close()
    run(store_place, damage)
    assert refused(store_place).code == "store-damaged"
    restore_backup(store_place, kept)
    with small_store(store_place) as again:
        assert numbers(again) == [(1, True)]
        assert again.check() == []
    with psycopg.connect(store_place.url) as connection:
        [(schema,)] = connection.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'damaged-%'"
        ).fetchall()
        found = connection.execute(f'SELECT count(*) FROM "{schema}".revision').fetchone()  # type: ignore[arg-type]
        assert found == (2,)


def test_a_table_that_is_gone_while_it_is_open(store: Store, store_place: StorePlace) -> None:
    run(store_place, "DROP TABLE document")
    with pytest.raises(StoreError) as caught:
        save(store, column(A1=0.25))
    assert caught.value.code == "store-reopen"


def test_an_empty_database_is_not_taken_for_the_store_that_was_there(places: Places) -> None:
    place = places()
    assert refused(place, create=False).code == "store-database-empty"
    with small_store(place) as store:
        save(store, column(A1=0.25))
        kept = store.backup()
    run(place, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    assert refused(place).code == "store-database-empty"
    restore_backup(place, kept)
    with small_store(place) as store:
        assert numbers(store) == [(1, True)]


def test_a_database_that_cannot_hold_every_letter(places: Places) -> None:
    place = places()
    name = servers.name_of(place)
    servers.drop_database(name)
    servers.administer(
        psycopg.sql.SQL(
            "CREATE DATABASE {} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C' "
            "LOCALE_PROVIDER libc"
        ).format(psycopg.sql.Identifier(name))
    )
    assert refused(place).code == "store-database-encoding"


def test_what_is_no_address(store_place: StorePlace) -> None:
    for url in (
        "postgresql://geheim:geheim@h:x/db",
        "postgresql://geheim@host",
        "mysql://geheim@host/db",
        "sqlite:///geheim.db",
        "geheim",
    ):
        error = refused(StorePlace(store_place.folder, url))
        assert (error.code, error.details) == ("store-url-wrong", {})
        assert "geheim" not in "".join(traceback.format_exception(error))


def unreachable(url: str) -> dict[str, tuple[str, str]]:
    """Addresses where nothing answers as it should, and what is said then."""
    parts = urlsplit(url)
    at = f"{parts.hostname}:{parts.port}"
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        silent = f"127.0.0.1:{taken.getsockname()[1]}"
    user = "geheim:geheim"
    return {
        "nothing listens": (f"postgresql://{user}@{silent}/zi", "store-server-unreachable"),
        "no such host": (f"postgresql://{user}@geheim.invalid/zi", "store-server-unreachable"),
        "no such user": (f"postgresql://{user}@{at}/postgres", "store-sign-in-refused"),
        "no such database": (
            f"postgresql://{parts.netloc}/zi_geheim?application_name=geheim",
            "store-database-missing",
        ),
    }


@pytest.mark.parametrize(
    "why", ["nothing listens", "no such host", "no such user", "no such database"]
)
def test_a_server_that_does_not_let_us_in(store_place: StorePlace, why: str) -> None:
    url, code = unreachable(store_place.url)[why]
    error = refused(StorePlace(store_place.folder, url))
    assert error.code == code
    told = "".join(traceback.format_exception(error)).replace("zi_geheim", "")
    for secret in ("geheim", str(urlsplit(url).port or "geheim"), "127.0.0.1"):
        assert secret not in re.sub(r'File "[^"]*", line \d+', "", told)
    assert set(error.details) == {"file"}
    assert "geheim" not in repr(StorePlace(store_place.folder, url))


@pytest.fixture
def reader(store_place: StorePlace) -> Iterator[StorePlace]:
    """The place for somebody who may only read."""
    run(
        store_place,
        "DROP ROLE IF EXISTS zi_test_reader",
        "CREATE ROLE zi_test_reader LOGIN PASSWORD 'geheim'",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO zi_test_reader",
    )
    url = re.sub(r"//[^@]*@", "//zi_test_reader:geheim@", store_place.url)
    yield StorePlace(store_place.folder, url)
    run(store_place, "DROP OWNED BY zi_test_reader", "DROP ROLE zi_test_reader")


@pytest.mark.xdist_group("roles")
def test_somebody_who_may_only_read(reader: StorePlace) -> None:
    assert refused(reader).code == "store-not-permitted"


def test_a_server_that_only_reads(store_place: StorePlace) -> None:
    name = servers.name_of(store_place)
    with small_store(store_place) as store:
        run(store_place, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        assert refused(store_place).code == "store-not-permitted"
        store.close()
        with pytest.raises(StoreError) as caught:
            save(store, column(A1=0.25))
        assert caught.value.code == "store-not-permitted"
        assert store.is_empty()


# --- at work ---------------------------------------------------------------------------------------


def test_how_a_session_is_set_up(store: Store) -> None:
    with store._database.reading() as connection:

        def setting(name: str) -> object:
            return connection.exec_driver_sql(f"SHOW {name}").scalar_one()

        assert setting("transaction_isolation") == "repeatable read"
        assert setting("transaction_read_only") == "on"
        assert setting("lock_timeout") == "500ms"
        assert setting("idle_in_transaction_session_timeout") == "5min"
        assert setting("fsync") in ("on", "off")
    with store._database.writing() as connection:
        assert setting("transaction_isolation") == "read committed"
        assert setting("transaction_read_only") == "off"
        assert setting("synchronous_commit") in ("on", "off")


def test_another_program_is_writing(store: Store, store_place: StorePlace) -> None:
    save(store, column(A1=1.0))
    with psycopg.connect(store_place.url) as other:
        other.execute("SELECT * FROM store FOR UPDATE")
        with pytest.raises(StoreError) as caught:
            save(store, column(A1=0.5))
        assert caught.value.code == "store-busy"
        assert numbers(store) == [(1, True)]
        small_store(store_place, busy_seconds=0.2).close()
        other.rollback()
        save(store, column(A1=0.5))
    assert numbers(store) == [(1, False), (2, True)]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("53100", "store-disk-full"),
        ("58030", "store-disk-error"),
        ("XX001", "store-damaged"),
        ("25006", "store-not-permitted"),
        ("40P01", "store-busy"),
        ("40001", "store-busy"),
        ("57014", "store-busy"),
    ],
)
@pytest.mark.parametrize("moment", ["IMMEDIATE", "DEFERRED"])
def test_what_a_server_reports(
    store: Store, store_place: StorePlace, state: str, code: str, moment: str
) -> None:
    """Raised in the middle of a transaction, and in its commit."""
    save(store, column(A1=1.0))
    before = rows_of(store_place)
    run(
        store_place,
        f"CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END$$",
        f"CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON document DEFERRABLE INITIALLY {moment} "
        "FOR EACH ROW EXECUTE FUNCTION fail()",
    )
    with pytest.raises(StoreError) as caught:
        save(store, column(A1=0.5))
    assert (caught.value.code, caught.value.details) == (
        code,
        {"file": servers.name_of(store_place)},
    )
    assert rows_of(store_place) == before
    run(store_place, "DROP TRIGGER fail ON document")
    save(store, column(A1=0.5))
    assert numbers(store) == [(1, False), (2, True)]
    assert store.check() == []


def test_the_connection_breaks_while_saving(store: Store, store_place: StorePlace) -> None:
    """At every statement: nothing is stored, it is said, and the next try works."""
    save(store, column(A1=1.0))
    seen, fail_at, stored = 0, 1, 1

    def cut(connection: object, *_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == fail_at:
            run(
                store_place,
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()",
            )

    event.listen(store._database._engine, "before_cursor_execute", cut)
    said = set()
    while True:
        seen = 0
        try:
            save(store, column(A1=0.5), column("tpi"))
            break
        except StoreError as error:
            said.add(error.code)
        assert len(rows_of(store_place)["revision"]) == stored
        fail_at += 1
    event.remove(store._database._engine, "before_cursor_execute", cut)
    assert fail_at > 8
    assert said == {"store-connection-lost"}
    assert numbers(store) == [(1, False), (2, True)]
    assert store.check() == []


@pytest.fixture
def laid(store_place: StorePlace) -> Iterator[tuple[Cable, StorePlace]]:
    """A cable to the server, and the place at its end."""
    parts = urlsplit(store_place.url)
    with cable(parts.hostname or "", parts.port or 5432) as made:
        netloc = f"{parts.netloc.rpartition('@')[0]}@127.0.0.1:{made.port}"
        url = f"postgresql://{netloc}{parts.path}?sslmode=disable&gssencmode=disable"
        yield made, StorePlace(store_place.folder, url)


@pytest.mark.parametrize(("cut", "stored"), [("before", False), ("after", True)])
def test_a_commit_without_an_answer_is_neither_confirmed_nor_doubled(
    laid: tuple[Cable, StorePlace], store_place: StorePlace, cut: str, stored: bool
) -> None:
    wire, place = laid
    with small_store(place) as store:
        save(store, column(A1=1.0))
        wire.cut = cut
        with pytest.raises(StoreError) as caught:
            save(store, column(A1=0.5), column("tpi"))
        assert caught.value.code == "store-commit-unknown"
        wire.cut = ""
        assert len(rows_of(store_place)["revision"]) == (3 if stored else 1)
        again = save(store, column(A1=0.5), column("tpi"))
        assert (again.upload is None) is stored
        assert numbers(store) == [(1, False), (2, True)]
        assert numbers(store, "tpi") == [(1, True)]
        assert store.check() == []


def test_a_reader_sees_one_state_while_another_program_writes(
    store: Store, store_place: StorePlace
) -> None:
    save(store, column(A1=1.0))
    with store._database.reading() as connection, small_store(store_place) as other:
        before = connection.exec_driver_sql("SELECT count(*) FROM revision").scalar_one()
        save(other, column(A1=0.5))
        after = connection.exec_driver_sql("SELECT count(*) FROM revision").scalar_one()
    assert (before, after) == (1, 1)
    assert store.revision == 2


def test_others_go_on_with_what_was_restored(store: Store, store_place: StorePlace) -> None:
    save(store, column(A1=0.25))
    kept = store.backup()
    with small_store(store_place) as other:
        save(other, column(A1=0.5))
        store.restore_backup(kept)
        assert numbers(other) == [(1, True)]
        save(other, column(A1=0.75))
        assert numbers(store) == [(1, False), (2, True)]
        assert other.check() == []


def test_rows_that_point_nowhere_are_found(store: Store, store_place: StorePlace) -> None:
    save(store, column(A1=0.25))
    assert execute(store_place, "DELETE FROM unit_alias") == 1
    assert store.check() == []
    assert execute(store_place, "DELETE FROM period") == 1
    assert "store-damaged" in {finding.code for finding in store.check()}


def test_texts_that_a_later_version_adds_sort_by_bytes_too(store_place: StorePlace) -> None:
    run(store_place, 'ALTER TABLE unit ADD COLUMN tier varchar(40) COLLATE "und-x-icu"')
    engine = postgresql.create_engine(postgresql.address(store_place.url), 1.0)
    with engine.begin() as connection:
        postgresql.order_by_bytes(connection)
        found = connection.exec_driver_sql(
            "SELECT DISTINCT collation_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type IN ('text', 'character varying')"
        ).scalars()
        assert list(found) == ["C"]
    engine.dispose()


def test_backups_lie_in_the_folder_of_the_store(
    store: Store, store_place: StorePlace, databases: Callable[[str], str], tmp_path: Path
) -> None:
    save(store, column(A1=0.25))
    made = store.backup()
    assert made.parent == store_place.folder / "backups"
    assert store.backups() == [made]
    assert [p.name for p in store_place.folder.iterdir()] == ["backups"]
    fresh = servers.place_of(databases("template0"), tmp_path / "elsewhere")
    restore_backup(fresh, made)
    assert rows_of(fresh)["revision"] == rows_of(store_place)["revision"]
