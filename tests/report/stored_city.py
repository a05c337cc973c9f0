"""A small stored city for the tests of what leaves the program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.answered import answered
from zi_analytics.findings import Finding
from zi_analytics.instrument import load
from zi_analytics.store import Import, Store, open_store
from zi_analytics.workbook.reading import AssessmentReading, Reading

LKE = load("lke-2021")
PERIOD = "2026-B06"


def city(folder: Path) -> Store:
    """Three units in 2026-B06, one of them with a TPI, one half filled; one more in 2025-B12."""
    store = open_store(folder)
    halves = {code.replace(".", "_").replace("-", "x"): None for code in _HALF}
    one = answered(LKE, A_I_1_i_b=0.5, A_II_5_ii_x=0.25, B_I_a=0.9)
    put(store, "Kelurahan Satu", one, answered(LKE, assessor="tpi", A_I_1_i_a=0.0))
    put(store, "Kelurahan Dua", answered(LKE, evidence="", **halves))
    put(store, "Kelurahan Tiga", answered(LKE, full=False))
    put(store, "Kelurahan Satu", answered(LKE, A_I_2_i_a=0.33), period="2025-B12")
    return store


_HALF = [question.code for number, question in enumerate(LKE.questions) if number % 2]


def put(
    store: Store,
    unit: str,
    *columns: AssessmentReading,
    period: str = PERIOD,
    findings: Sequence[Finding] = (),
) -> None:
    """Store one file with these columns."""
    store.save_many([request(unit, columns, period, findings)])


def request(
    unit: str,
    columns: Iterable[AssessmentReading],
    period: str = PERIOD,
    findings: Sequence[Finding] = (),
) -> Import:
    """One file with these columns, to be stored."""
    kept = tuple(columns)
    original = repr((unit, period, [list(one.answers.values()) for one in kept])).encode()
    sha256 = hashlib.sha256(original).hexdigest()
    reading = Reading("lke.xlsx", sha256, LKE.id, "2026", unit, period, kept, tuple(findings))
    return Import(reading, original, unit, period, None)
