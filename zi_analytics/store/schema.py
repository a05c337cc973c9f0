"""The tables as they are today. How a store of an earlier version gets here: ``migrations/``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    true,
)

if TYPE_CHECKING:
    from sqlalchemy import Dialect

    _Moment = TypeDecorator[datetime]
    _Text = TypeDecorator[str]
else:
    _Moment = _Text = TypeDecorator

VERSIONS = ("0001", "0002", "0003", "0004")
"""Every version there has been, oldest first; the last one is what this program writes."""
VERSION = VERSIONS[-1]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTimestamp(_Moment):
    """A moment in UTC, whatever the clock of the machine or the database says."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone; keep the others in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give it back with its zone, which SQLite does not keep."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sha256(_Text):
    """A SHA-256: 64 hexadecimal digits here, 32 bytes in the table."""

    impl = LargeBinary(32)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Digits to bytes."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: object, dialect: Dialect) -> str | None:
        """Bytes to digits; what somebody else wrote there equals no digest."""
        return value.hex() if isinstance(value, bytes) else None


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


metadata = MetaData(naming_convention=NAMING)

store = Table(
    "store",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False, comment="raised by every write"),
    Column("log_length", Integer, nullable=False),
    Column("log_hash", Sha256, comment="none before the first entry"),
)

unit = Table(
    "unit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(80), nullable=False, unique=True),
    Column("name", String(300), nullable=False),
    Column("kind", String(80), nullable=False),
    Column("is_example", Boolean, nullable=False),
    Column("created_at", UtcTimestamp, nullable=False),
    Column("parent_id", ForeignKey("unit.id"), index=True, comment="none at the top"),
    Column(
        "is_active",
        Boolean,
        nullable=False,
        server_default=true(),
        comment="whether a worksheet is expected of it",
    ),
)

unit_alias = Table(
    "unit_alias",
    metadata,
    Column("key", String(400), primary_key=True),
    Column("name", String(300), nullable=False),
    Column("unit_id", ForeignKey("unit.id"), nullable=False, index=True),
)

period = Table(
    "period",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
)

question_list = Table(
    "question_list",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("instrument", String(80), nullable=False),
    Column("codes", Text, nullable=False, comment="JSON: what the places of a vector mean"),
    Column("length", Integer, nullable=False),
    Column("digest", Sha256, nullable=False),
    UniqueConstraint("instrument", "digest"),
)

file = Table(
    "file",
    metadata,
    Column("sha256", Sha256, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

upload = Table(
    "upload",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_sha256", ForeignKey("file.sha256"), nullable=False, index=True),
    Column("file_name", String(300), nullable=False),
    Column("layout", String(80), nullable=False),
    Column("unit_id", ForeignKey("unit.id"), nullable=False, index=True),
    Column("period_id", ForeignKey("period.id"), nullable=False),
    Column("made_unit", Boolean, nullable=False),
    Column("saved_at", UtcTimestamp, nullable=False),
    Column("saved_by", String(300), nullable=False),
    Column("digest", Sha256, nullable=False, comment="of the unpacked findings"),
    Column("findings", LargeBinary, nullable=False),
    # The number stands on a button that undoes it: never give it to another import.
    sqlite_autoincrement=True,
)

assessment = Table(
    "assessment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), nullable=False),
    Column("period_id", ForeignKey("period.id"), nullable=False, index=True),
    Column("assessor", String(8), nullable=False),
    Column("last_number", Integer, nullable=False, comment="never given out twice"),
    Column("current_id", ForeignKey("revision.id", use_alter=True)),
    UniqueConstraint("unit_id", "period_id", "assessor"),
)

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assessment_id", ForeignKey("assessment.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("upload_id", ForeignKey("upload.id"), nullable=False, index=True),
    Column("replaced_id", ForeignKey("revision.id"), index=True),
    Column("question_list_id", ForeignKey("question_list.id"), nullable=False),
    Column("codes", LargeBinary, nullable=False),
    Column("exact", LargeBinary, nullable=False),
    Column("checksum", BigInteger, nullable=False),
    Column("digest", Sha256, nullable=False),
    Column("sheet_total", Float),
    Column("with_evidence", Integer, nullable=False),
    UniqueConstraint("assessment_id", "number"),
)

document = Table(
    "document",
    metadata,
    Column("revision_id", ForeignKey("revision.id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

inspection = Table(
    "inspection",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assessment_id", ForeignKey("assessment.id"), nullable=False, index=True),
    Column("question", String(80), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("subject", Sha256, nullable=False, comment="of what was doubted"),
    Column("reason", String(300), nullable=False),
    Column("inspected_at", UtcTimestamp, nullable=False),
    Column("inspected_by", String(300), nullable=False),
    Column("withdrawn_at", UtcTimestamp, comment="none while it holds"),
    Column("withdrawn_by", String(300)),
    # The number stands on a button that takes it back, and in the log.
    sqlite_autoincrement=True,
)

dossier_item = Table(
    "dossier_item",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("unit_id", ForeignKey("unit.id"), index=True, comment="none for the whole store"),
    Column("period", String(8), nullable=False, comment="a code, or nothing"),
    Column("created_at", UtcTimestamp, nullable=False),
    Column("last_number", Integer, nullable=False, comment="of the version that counts"),
    Index(None, "kind", "unit_id"),
    # The number stands in lists that people carry home and bring back.
    sqlite_autoincrement=True,
)

dossier_version = Table(
    "dossier_version",
    metadata,
    Column("item_id", ForeignKey("dossier_item.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False, comment="canonical JSON"),
    Column("at", UtcTimestamp, nullable=False),
    Column("by", String(300), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcTimestamp, nullable=False),
    Column("by", String(300), nullable=False),
    Column("action", String(40), nullable=False),
    Column("details", Text, nullable=False),
    Column("hash", Sha256, nullable=False),
)

Index("ix_assessment_current_id", assessment.c.current_id)
