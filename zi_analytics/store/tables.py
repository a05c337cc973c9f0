"""What is in the store as tables for the pages: the only place here that needs pandas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, func, select

from zi_analytics.store.facts import select_facts
from zi_analytics.store.names import match_key, period_order, split_period
from zi_analytics.store.schema import (
    assessment,
    file,
    period,
    question_list,
    revision,
    unit,
    unit_alias,
    upload,
)
from zi_analytics.store.vectors import count_answered

_MOMENT = "datetime64[us, UTC]"


def list_units(connection: Connection) -> pd.DataFrame:
    """Units by name: code, name, kind, tier (1 at the top), parent (code or None), is_active,
    is_example, aliases (tuple of other spellings), assessments (number), last_period (code or
    None), created_at (UTC)."""
    rows = connection.execute(
        select(
            unit.c.id,
            unit.c.code,
            unit.c.name,
            unit.c.kind,
            unit.c.parent_id,
            unit.c.is_active,
            unit.c.is_example,
            func.count(assessment.c.id).label("assessments"),
            unit.c.created_at,
        )
        .select_from(unit.outerjoin(assessment))
        .group_by(unit.c.id)
        .order_by(unit.c.name, unit.c.code)
    ).all()
    names: dict[int, list[str]] = {}
    own = {row.id: match_key(row.name) for row in rows}
    for id_, key, name in connection.execute(
        select(unit_alias.c.unit_id, unit_alias.c.key, unit_alias.c.name).order_by(
            unit_alias.c.name
        )
    ):
        if key != own[id_]:
            names.setdefault(id_, []).append(name)
    used: dict[int, list[str]] = {}
    for id_, code in connection.execute(
        select(assessment.c.unit_id, period.c.code).select_from(assessment.join(period)).distinct()
    ):
        used.setdefault(id_, []).append(code)
    codes = {row.id: row.code for row in rows}
    parents = {row.id: row.parent_id for row in rows}
    last = [max(used.get(row.id, ()), key=period_order, default=None) for row in rows]
    return pd.DataFrame(
        {
            "code": pd.Series([row.code for row in rows], dtype="str"),
            "name": pd.Series([row.name for row in rows], dtype="str"),
            "kind": pd.Series([row.kind for row in rows], dtype="str"),
            "tier": pd.Series([_tier(row.id, parents) for row in rows], dtype="int64"),
            "parent": pd.Series([codes.get(row.parent_id) for row in rows], dtype="str"),
            "is_active": pd.Series([row.is_active for row in rows], dtype=bool),
            "is_example": pd.Series([row.is_example for row in rows], dtype=bool),
            "aliases": [tuple(names.get(row.id, ())) for row in rows],
            "assessments": pd.Series([row.assessments for row in rows], dtype="int64"),
            "last_period": pd.Series(last, dtype="str"),
            "created_at": pd.Series([row.created_at for row in rows], dtype=_MOMENT),
        }
    )


def _tier(id_: int, parents: Mapping[int, int | None]) -> int:
    tier, above = 1, parents[id_]
    while above is not None:
        tier, above = tier + 1, parents[above]
    return tier


def list_periods(connection: Connection) -> pd.DataFrame:
    """Periods in order of time: code, year, month (<NA> for a whole year), units, assessments
    (numbers), instruments (tuple of ids)."""
    used: dict[str, set[str]] = {}
    current = assessment.join(period).join(revision, revision.c.id == assessment.c.current_id)
    for code, instrument in connection.execute(
        select(period.c.code, question_list.c.instrument)
        .select_from(current.join(question_list))
        .distinct()
    ):
        used.setdefault(code, set()).add(instrument)
    rows = connection.execute(
        select(
            period.c.code,
            func.count(assessment.c.unit_id.distinct()).label("units"),
            func.count(assessment.c.id).label("assessments"),
        )
        .select_from(period.outerjoin(assessment))
        .group_by(period.c.code)
    ).all()
    rows = sorted(rows, key=lambda row: period_order(row.code))
    split = [split_period(row.code) for row in rows]
    frame = pd.DataFrame(rows, columns=["code", "units", "assessments"]).astype(
        {"units": int, "assessments": int}
    )
    frame.insert(1, "year", pd.Series([year for year, _ in split], dtype="int64"))
    frame.insert(2, "month", pd.Series([month for _, month in split], dtype="Int64"))
    frame["instruments"] = [tuple(sorted(used.get(row.code, ()))) for row in rows]
    return frame


def list_assessments(connection: Connection) -> pd.DataFrame:
    """Current revisions: unit, unit_name, kind, is_example, period, assessor, revision, revisions
    (how many), instrument, layout, answered, questions, with_evidence, sheet_total, upload, file,
    sha256, saved_at (UTC), saved_by."""
    others = revision.alias()
    number_of = (
        select(func.count())
        .select_from(others)
        .where(others.c.assessment_id == assessment.c.id)
        .scalar_subquery()
    )
    query = select_facts(
        unit.c.kind, unit.c.is_example, revision.c.with_evidence, number_of.label("revisions")
    ).where(revision.c.id == assessment.c.current_id)
    names = {"number": "revision", "length": "questions", "file_name": "file"}
    frame = _frame_of(connection, query.order_by(unit.c.code, period.c.code, assessment.c.assessor))
    frame = frame.rename(columns=names | {"file_sha256": "sha256"})
    answered = pd.Series(0, index=frame.index, dtype="int64")
    for length, rows in frame.groupby("questions").groups.items():
        answered[rows] = count_answered(list(frame.loc[rows, "codes"]), int(str(length)))
    frame["answered"] = answered
    return frame[
        [
            "unit",
            "unit_name",
            "kind",
            "is_example",
            "period",
            "assessor",
            "revision",
            "revisions",
            "instrument",
            "layout",
            "answered",
            "questions",
            "with_evidence",
            "sheet_total",
            "upload",
            "file",
            "sha256",
            "saved_at",
            "saved_by",
        ]
    ].astype(
        dict.fromkeys(("unit", "unit_name", "kind", "period", "assessor", "instrument"), "str")
        | dict.fromkeys(("revision", "revisions", "questions", "with_evidence", "upload"), "int64")
        | {"is_example": bool, "sheet_total": float, "saved_at": _MOMENT}
    )


def list_uploads(connection: Connection) -> pd.DataFrame:
    """Imports, newest first: upload, file, sha256, size (bytes), unit, unit_name, period, layout,
    saved_at (UTC), saved_by."""
    query = (
        select(
            upload.c.id.label("upload"),
            upload.c.file_name.label("file"),
            upload.c.file_sha256.label("sha256"),
            file.c.size,
            unit.c.code.label("unit"),
            unit.c.name.label("unit_name"),
            period.c.code.label("period"),
            upload.c.layout,
            upload.c.saved_at,
            upload.c.saved_by,
        )
        .select_from(upload.join(file).join(unit).join(period, period.c.id == upload.c.period_id))
        .order_by(upload.c.id.desc())
    )
    return _frame_of(connection, query).astype({"saved_at": _MOMENT})


def _frame_of(connection: Connection, query: Select[Any]) -> pd.DataFrame:
    result = connection.execute(query)
    return pd.DataFrame(result.all(), columns=list(result.keys()))
