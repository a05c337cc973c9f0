"""Everything that is true of PostgreSQL only: addresses, sessions, locks, sequences, its errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, exc, make_url, text
from sqlalchemy import create_engine as create_any_engine

from zi_analytics.store import schema
from zi_analytics.store.errors import StoreError

READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
WRITING = {"isolation_level": "READ COMMITTED"}
"""Execution options. What a writer reads after its turn came must be what the last one wrote."""

_MARK = "ZI Analytics"
"""Stands as a comment on the table "store", so that no other database is taken for one."""
_LOCK = 0x5A494131
_IDLE_SECONDS = 300
"""A program that hangs in the middle of a transaction gives up its place in the queue then."""
_ALONE_SECONDS = 120
"""How long to wait for another program that makes or migrates the store right now."""

_CODES = {
    "55P03": "store-busy",  # lock_timeout
    "40P01": "store-busy",  # deadlock
    "40001": "store-busy",  # serialization
    "57014": "store-busy",  # a statement took longer than the server allows
    "25006": "store-not-permitted",  # read-only, as on a standby
    "42501": "store-not-permitted",
    "53100": "store-disk-full",
    "53300": "store-server-unreachable",  # too many connections
    "58030": "store-disk-error",
    "XX001": "store-damaged",
    "XX002": "store-damaged",
    "42P01": "store-reopen",  # the tables are not those that were opened
    "42703": "store-reopen",
    "25P03": "store-connection-lost",
}
_REFUSED = (
    ("password authentication failed", "store-sign-in-refused"),
    ("no password supplied", "store-sign-in-refused"),
    ("no pg_hba.conf entry", "store-sign-in-refused"),
    ("permission denied for database", "store-sign-in-refused"),
    ("role ", "store-sign-in-refused"),
    ("database ", "store-database-missing"),
)
"""Before a session begins there is only the server's English sentence to tell by."""


class ReportedError(Exception):
    """What PostgreSQL reported, without the address that its own messages carry."""


def address(url: str) -> URL:
    """The address in a setting. Raises StoreError ``store-url-wrong``, which does not repeat it."""
    try:
        parsed = make_url(url)
    except (exc.ArgumentError, ValueError):
        parsed = None
    if (
        parsed is None
        or parsed.drivername not in ("postgresql", "postgres", "postgresql+psycopg")
        or not parsed.database
    ):
        raise StoreError("store-url-wrong") from None
    return parsed.set(drivername="postgresql+psycopg")


def create_engine(url: URL, busy_seconds: float) -> Engine:
    """An engine for the database at ``url``; ``busy_seconds`` is how long to wait for others."""
    given = url.query.get("options", "")
    session = {
        "lock_timeout": f"{max(int(busy_seconds * 1000), 1)}ms",
        "idle_in_transaction_session_timeout": f"{_IDLE_SECONDS}s",
    }
    options = [given if isinstance(given, str) else " ".join(given)]
    options += [f"-c {name}={value}" for name, value in session.items()]
    return create_any_engine(
        url,
        connect_args={
            "options": " ".join(options).strip(),
            "client_encoding": "utf8",
            "application_name": "ZI Analytics",
            # A cable that was pulled is noticed within a minute or two, not after hours.
            "connect_timeout": 10,
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "tcp_user_timeout": 60_000,
        },
        pool_size=5,
        max_overflow=20,
        pool_timeout=60,
        # After the server was restarted; nothing has been asked of the connection by then.
        pool_pre_ping=True,
        hide_parameters=True,
    )


def create_database(url: URL) -> None:
    """Make the database that ``url`` names, if this sign-in may."""
    engine = create_any_engine(
        url.set(database="postgres"), isolation_level="AUTOCOMMIT", hide_parameters=True
    )
    name = engine.dialect.identifier_preparer.quote_identifier(str(url.database))
    try:
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))
    finally:
        engine.dispose()


@contextmanager
def plain_errors(name: str, *, committing: bool = False) -> Iterator[None]:
    """Turn what PostgreSQL reports about the database ``name`` into StoreErrors."""
    try:
        yield
    except exc.SQLAlchemyError as error:
        code = code_of(error, committing=committing)
        if code is None:
            raise
        raise StoreError(code, file=name) from _reported(error)


def code_of(error: exc.SQLAlchemyError, *, committing: bool = False) -> str | None:
    """The StoreError's code for what went wrong; None for a mistake of ours."""
    if isinstance(error, exc.TimeoutError):
        return "store-busy"
    if not isinstance(error, exc.DBAPIError) or error.orig is None:
        return None
    state = getattr(error.orig, "sqlstate", None)
    if error.connection_invalidated:
        return "store-commit-unknown" if committing else "store-connection-lost"
    if state is None:
        # Not a word from a session: there is none.
        return _refusal(str(error.orig)) if isinstance(error, exc.OperationalError) else None
    if state[:2] in ("08", "57") and state not in _CODES:
        return "store-server-unreachable"
    return _CODES.get(state)


def _refusal(said: str) -> str:
    fatal = said.partition("FATAL:")[2].strip()
    codes = (code for start, code in _REFUSED if fatal.startswith(start))
    return next(codes, "store-server-unreachable")


def _reported(error: exc.SQLAlchemyError) -> ReportedError:
    original = getattr(error, "orig", None) or error
    state = getattr(original, "sqlstate", None)
    return ReportedError(f"{type(original).__name__} {state or ''}".strip())


# --- what is in a database --------------------------------------------------------------------

_RELATIONS = text(
    "SELECT c.relname, obj_description(c.oid, 'pg_class') AS mark FROM pg_class c "
    "WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema())) "
    "AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
    # Extensions such as pg_stat_statements put their views anywhere.
    "AND NOT EXISTS (SELECT FROM pg_depend d "
    "WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')"
)


def examine(connection: Connection, name: str) -> str | None:
    """The version of the store in there, None for a database without tables.

    Raises StoreError for tables of another program, for a damaged and for a newer store.
    """
    if connection.scalar(text("SHOW server_encoding")) != "UTF8":
        raise StoreError("store-database-encoding", file=name)
    marks = {str(table): mark for table, mark in connection.execute(_RELATIONS)}
    if not marks:
        return None
    if marks.get("store") != _MARK:
        raise StoreError("store-foreign-tables", file=name)
    version = None
    if "alembic_version" in marks:
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if version is None:
        raise StoreError("store-damaged", file=name)
    if version not in schema.VERSIONS:
        raise StoreError("store-newer", file=name, version=str(version))
    if version == schema.VERSION and not schema.metadata.tables.keys() <= marks.keys():
        raise StoreError("store-damaged", file=name)
    return str(version)


def mark_as_store(connection: Connection) -> None:
    """Say in the database itself what it is."""
    connection.execute(text(f"COMMENT ON TABLE store IS '{_MARK}'"))


_OTHERWISE_ORDERED = text(
    "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a "
    "JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' "
    "WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema())) AND a.attnum > 0 "
    "AND NOT a.attisdropped AND c.relname = ANY(:tables) "
    "AND a.attcollation NOT IN (0, 'pg_catalog.\"C\"'::regcollation)"
)


def order_by_bytes(connection: Connection) -> None:
    """Let texts sort as in SQLite, whatever language the server speaks."""
    tables = ["alembic_version", *schema.metadata.tables]
    for table, column, type_ in connection.execute(_OTHERWISE_ORDERED, {"tables": tables}).all():
        connection.execute(
            text(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {type_} COLLATE "C"')
        )


def put_aside(connection: Connection, name: str) -> None:
    """Move the tables of a damaged store into the new schema ``name`` of the same database."""
    connection.execute(text(f'CREATE SCHEMA "{name}"'))
    for table, _ in connection.execute(_RELATIONS).all():
        if table in ("alembic_version", *schema.metadata.tables):
            connection.execute(text(f'ALTER TABLE "{table}" SET SCHEMA "{name}"'))


_PERMITTED = text(
    "SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off' "
    "AND bool_and(has_table_privilege(name, 'INSERT') AND has_table_privilege(name, 'UPDATE') "
    "AND has_table_privilege(name, 'DELETE')) FROM unnest(CAST(:tables AS text[])) AS name"
)


def may_write(connection: Connection) -> bool:
    """Whether this sign-in may change every table, on a server that takes changes."""
    return bool(connection.scalar(_PERMITTED, {"tables": list(schema.metadata.tables)}))


def be_alone(connection: Connection) -> None:
    """Wait for other programs that make, migrate or replace the store, and hold them back."""
    connection.execute(text(f"SET LOCAL lock_timeout = '{_ALONE_SECONDS}s'"))
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


def hold_back_writers(connection: Connection) -> None:
    """Writers of every version begin with this row."""
    connection.execute(text("SELECT id FROM store FOR UPDATE"))


def has_orphans(connection: Connection) -> bool:
    """Whether a row points at nothing: the database never lets that happen, a superuser can."""
    for table in schema.metadata.tables.values():
        for key in table.foreign_keys:
            target = key.column.table.alias()
            broken = (
                table.select()
                .with_only_columns(key.parent)
                .where(key.parent.is_not(None))
                .where(~target.select().where(target.c[key.column.name] == key.parent).exists())
                .limit(1)
            )
            if connection.execute(broken).first() is not None:
                return True
    return False


# --- numbers ----------------------------------------------------------------------------------

_SEQUENCES = text(
    "SELECT c.relname, a.attname, "
    "pg_get_serial_sequence(quote_ident(current_schema()) || '.' || quote_ident(c.relname), "
    "a.attname) AS sequence FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
    "WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema())) AND c.relkind = 'r' "
    "AND a.attnum > 0 AND NOT a.attisdropped AND a.atthasdef "
    "AND pg_get_serial_sequence(quote_ident(current_schema()) || '.' || quote_ident(c.relname), "
    "a.attname) IS NOT NULL"
)


def last_numbers(connection: Connection) -> dict[str, int]:
    """The last number that each table gave."""
    return {
        str(table): _last(connection, str(sequence))
        for table, _, sequence in connection.execute(_SEQUENCES).all()
    }


def set_last_numbers(connection: Connection, numbers: Mapping[str, int]) -> None:
    """Go on after these numbers, after those in the tables and after those given before."""
    for table, column, sequence in connection.execute(_SEQUENCES).all():
        highest = connection.scalar(text(f'SELECT max("{column}") FROM "{table}"')) or 0  # noqa: S608
        last = max(highest, numbers.get(str(table), 0), _last(connection, str(sequence)))
        if last:
            connection.execute(
                text("SELECT setval(CAST(:sequence AS regclass), :last)"),
                {"sequence": sequence, "last": last},
            )


def _last(connection: Connection, sequence: str) -> int:
    query = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"  # noqa: S608
    return int(connection.scalar(text(query)) or 0)
