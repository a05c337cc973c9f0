from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.readings import INSTRUMENTS, column, file_of, small_store
from zi_analytics.findings import Finding
from zi_analytics.settings import StorePlace
from zi_analytics.store import Store
from zi_analytics.store.documents import (
    digest_of,
    read_document,
    read_findings,
    write_document,
    write_findings,
)
from zi_analytics.store.vectors import encode
from zi_analytics.workbook.reading import Answer, AssessmentReading, Reading, SheetFigure, State

QUESTIONS = INSTRUMENTS["small"]
patient = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
UNANSWERED = [state for state in State if state is not State.ANSWERED]
numbers = st.floats(allow_nan=False, allow_infinity=False)
texts = st.text('aZ é{}\n"\\', max_size=8)
# Cells can hold anything, half of a character too.
raws = texts | st.sampled_from(["", "=1+1", "\ud800", "\x00", "3,75", "é\u200b"])
places = st.none() | st.sampled_from(["Jawaban", "K6", "LKE ZI"])


@st.composite
def answer(draw: st.DrawFn, code: str) -> Answer:
    state = draw(st.sampled_from([State.ANSWERED, *UNANSWERED]))
    value = draw(numbers) if state is State.ANSWERED else None
    return Answer(
        code, state, value, draw(raws), draw(places), draw(places), draw(raws), draw(raws),
        draw(st.none() | numbers),
    )  # fmt: skip


@st.composite
def column_of(draw: st.DrawFn, assessor: str) -> AssessmentReading:
    codes = draw(st.lists(st.sampled_from([*QUESTIONS, "A.3-a", "A.3-b", "Z"]), unique=True))
    nodes = draw(st.lists(st.sampled_from(["TOTAL", "A", "B"]), unique=True))
    return AssessmentReading(
        assessor,
        {code: draw(answer(code)) for code in codes},
        {node: SheetFigure(node, draw(numbers), "Jawaban", "L2") for node in nodes},
        draw(st.none() | numbers),
    )


findings = st.builds(
    Finding,
    texts,
    places,
    places,
    st.none() | numbers,
    st.none() | st.sampled_from(["unit", "tpi"]),
    st.none() | texts,
    st.lists(st.tuples(texts, raws | st.integers() | numbers), max_size=3).map(tuple),
)


@patient
@given(column_of("unit"))
def test_a_document_and_its_vector_are_the_reading(reading: AssessmentReading) -> None:
    vector = encode(reading.answers, QUESTIONS)
    again = read_document(write_document(reading, QUESTIONS), vector, QUESTIONS)
    assert again == reading
    assert list(again.answers) == list(reading.answers)


@patient
@given(st.lists(findings, max_size=4))
def test_findings_come_back(found: list[Finding]) -> None:
    assert read_findings(write_findings(found)) == tuple(found)


@settings(patient, max_examples=15)
@given(
    columns=st.tuples(column_of("unit"), column_of("tpi")),
    found=st.lists(findings, max_size=4),
    name=texts,
    original=st.binary(max_size=50),
)
def test_what_is_stored_is_read_back(
    store_place: StorePlace,
    columns: tuple[AssessmentReading, ...],
    found: list[Finding],
    name: str,
    original: bytes,
) -> None:
    sha256 = hashlib.sha256(original).hexdigest()
    reading = Reading(name, sha256, "small", "2026", "", "", columns, tuple(found))
    with small_store(store_place) as store:
        for upload in store.uploads()["upload"]:
            store.undo_import(upload)
        saved = store.save(reading, original, unit="Sapuro", period="2025")
        assert store.original(saved.sha256)[1] == original
        assert store.check() == []
        for put in columns:
            got = store.load_document("sapuro", "2025", put.assessor)
            assert got.reading == put
            assert list(got.reading.answers) == list(put.answers)
            assert got.findings == tuple(f for f in found if f.assessor in (None, put.assessor))
        # The same content is recognised, whatever the file is called.
        again = store.save(replace(reading, file="b"), original, unit=" SAPURO", period="2025")
        assert again.upload is None


def test_every_part_of_the_content_counts_in_the_digest() -> None:
    reading = column(A1=0.5, A3=1 / 3, A3_a=1.0)

    def digest(changed: AssessmentReading, questions: tuple[str, ...] = QUESTIONS) -> str:
        vector = encode(changed.answers, questions)
        return digest_of("small", questions, vector, write_document(changed, questions))

    def with_answer(**fields: object) -> AssessmentReading:
        first = reading.answers["A.1"]
        changed = Answer(**{**first._asdict(), **fields})
        return replace(reading, answers={**reading.answers, "A.1": changed})

    variants = [
        reading,
        with_answer(value=0.75),
        with_answer(value=1 / 7),
        with_answer(state=State.BLANK, value=None),
        with_answer(raw="B"),
        with_answer(sheet="LKE"),
        with_answer(cell="K99"),
        with_answer(note="x"),
        with_answer(evidence="x"),
        with_answer(sheet_points=None),
        replace(reading, figures={}),
        replace(reading, sheet_faithful=None),
        replace(reading, assessor="tpi"),
    ]
    digests = {digest(variant) for variant in variants}
    assert len(digests) == len(variants)
    assert digest(reading, QUESTIONS[:3]) not in digests


def test_a_reading_that_contradicts_itself_is_not_stored(store: Store) -> None:
    good = column(A1=1.0)
    elsewhere = replace(good, answers={"A.2": good.answers["A.1"]})
    count = Answer("A.3-a", State.BLANK, 4.0)
    half = replace(good, answers={"A.3-a": count})
    node = replace(good, figures={"A": good.figures["TOTAL"]})
    for columns in ([elsewhere], [half], [node], [good, good], [replace(good, assessor="x")]):
        reading, original = file_of(*columns)
        with pytest.raises(ValueError, match=r"."):
            store.save(reading, original, unit="Sapuro", period="2025")
    assert store.is_empty()
