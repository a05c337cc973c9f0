"""The results of a period as a workbook: the analysis' own numbers, and nothing that acts."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from tests.answered import answered
from tests.hostile_texts import TEXTS
from tests.report.stored_city import LKE, PERIOD, city, put
from tests.worksheets.libreoffice import convert
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.period_scores import score_period
from zi_analytics.findings import Finding
from zi_analytics.programme.actions import KIND, Action, Origin, State, to_document
from zi_analytics.report.results_workbook import write_results
from zi_analytics.report.tidy import Selection
from zi_analytics.store import Store

MOMENT = datetime(2026, 7, 1, 8, tzinfo=UTC)
CSV = "csv:Text - txt - csv (StarCalc):44,34,76"
"""Comma, quotes, UTF-8."""
WHO = ("Unit code", "Unit", "Assessor")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with city(tmp_path / "store") as opened:
        yield opened


def written(store: Store, language: str = "en", **chosen: object) -> bytes:
    out = io.BytesIO()
    write_results(store, out, Selection(period=PERIOD, **chosen), language, MOMENT)  # type: ignore[arg-type]
    return out.getvalue()


def rows(data: bytes, sheet: str) -> list[dict[str, object]]:
    head, *below = openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True)
    # A text that looks like a code of the format is written as one; openpyxl leaves it so.
    plain = [[unescape(cell) if isinstance(cell, str) else cell for cell in row] for row in below]
    return [dict(zip([str(title) for title in head], row, strict=True)) for row in plain]


def test_every_number_is_the_analysis_own(store: Store) -> None:
    data = written(store)
    scores = score_period(LKE, store.load_values(LKE.id, period=PERIOD), PERIOD)
    kept = {str(scores.units[row]): int(row) for row in scores.rows()}
    summary = {row["Unit code"]: row for row in rows(data, "Summary")}
    assert set(summary) == set(kept)
    assert summary["kelurahan-satu"]["Assessor"] == "TPI"
    for code, row in kept.items():
        assert summary[code]["Score"] == pytest.approx(scores.points[row, 0], abs=1e-9)
    for line in rows(data, "Limits"):
        judged = next(j for j in scores.judged if j.predicate.code == line["Predicate"])
        labels = [limit.label.en for limit in judged.predicate.limits]
        column = labels.index(str(line["Limit"]))
        limit = judged.predicate.limits[column]
        weight = sum(LKE.node[code].weight or 0 for code in limit.nodes)
        scale = weight if limit.unit == "share" else 1
        row = kept[str(line["Unit code"])]
        assert line["Points"] == pytest.approx(judged.values[row, column] * scale, abs=1e-9)
        assert line["Needed"] == pytest.approx(limit.minimum * scale)
        assert str(line["Standing"]).startswith("✓") == bool(judged.met[row, column])
    for line in rows(data, "Areas"):
        parts = [value for name, value in line.items() if name not in (*WHO, "Score")]
        assert sum(parts) == pytest.approx(line["Score"], abs=1e-9)  # type: ignore[arg-type]


def test_an_unanswered_question_is_a_word_and_zero_is_a_number(store: Store) -> None:
    answers = {row["Unit code"]: row for row in rows(written(store), "Answers")}
    assert answers["kelurahan-tiga"]["A.I.1.i.a"] == "– not answered"
    assert answers["kelurahan-satu"]["A.I.1.i.a"] == 0
    legend = rows(written(store), "Questions")
    assert [row["Code"] for row in legend] == [question.code for question in LKE.questions]
    assert sum(row["Weight"] for row in legend) == pytest.approx(100)  # type: ignore[misc]


def test_evidence_and_findings_stand_beside_their_unit(store: Store) -> None:
    found = Finding("answer-not-an-option", "Jawaban", "K3", 0.5, "unit", "A.I.1.i.a")
    put(store, "Kelurahan Empat", answered(LKE), findings=[found])
    data = written(store)
    (line,) = rows(data, "Findings")
    assert (line["Unit"], line["Cell"], line["Points"]) == ("Kelurahan Empat", "K3", 0.5)
    proof = {row["Unit"]: row for row in rows(data, "Evidence")}
    whole = assess(LKE, answered(LKE)).proven["TOTAL"]
    assert proof["Kelurahan Empat"]["Points with evidence"] == pytest.approx(whole)
    assert proof["Kelurahan Dua"]["Points with evidence"] == 0
    assert proof["Kelurahan Dua"]["Answered"] == (len(LKE.questions) + 1) // 2


def test_chosen_units_and_assessor_alone_are_in_it(store: Store) -> None:
    data = written(store, units=frozenset({"kelurahan-satu"}), assessor="unit")
    for sheet in ("Summary", "Areas", "Limits", "Answers", "Evidence"):
        whose = {(row["Unit code"], row["Assessor"]) for row in rows(data, sheet)}
        assert whose == {("kelurahan-satu", "Unit")}, sheet
    sources = {str(row["What"]): row["Detail"] for row in rows(data, "Sources")}
    assert LKE.article in str(sources["Worksheet"])
    assert str(sources["Made by"]).startswith("ZI Analytics")


def test_the_plans_are_in_it_with_days_as_days(store: Store) -> None:
    first = Action(
        "Susun rencana",
        question="A.I.1.i.a",
        instrument=LKE.id,
        points=0.25,
        person="Sekretaris",
        due=MOMENT.date() - timedelta(days=1),
    )
    done = Action("=1+1", state=State.DONE, finished=MOMENT.date(), origin=Origin.MEETING)
    store.dossier.add(KIND, "kelurahan-dua", to_document(first), by="uji")
    store.dossier.add(KIND, "kelurahan-satu", to_document(done), by="uji")
    data = written(store)
    second, one = sorted(rows(data, "Action plan"), key=lambda row: str(row["Action"]))
    assert (one["Unit"], one["Action"], one["Points"]) == ("Kelurahan Dua", "Susun rencana", 0.25)
    assert one["Question text"] == LKE.node["A.I.1.i.a"].label.say("en")
    assert (one["Due"].date(), one["State"]) == (first.due, "✕ overdue")  # type: ignore[attr-defined]
    assert (second["Unit"], second["Action"]) == ("Kelurahan Satu", "=1+1")
    assert second["Done on"].date() == MOMENT.date()  # type: ignore[attr-defined]
    assert (second["State"], second["Origin"]) == ("✓ done", "decided in a meeting")
    assert_inert(data)
    alone = written(store, units=frozenset({"kelurahan-dua"}))
    assert [row["Unit code"] for row in rows(alone, "Action plan")] == ["kelurahan-dua"]


def test_sheets_are_in_the_readers_language_with_header_and_filters(store: Store) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(store, "id")))
    assert book.sheetnames[:3] == ["Ringkasan", "Area", "Ambang batas"]
    for sheet in book:
        assert sheet.freeze_panes is not None
        assert str(sheet.freeze_panes).endswith("2")
        assert sheet.auto_filter.ref
        assert int(sheet.page_setup.paperSize) == 9


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[Store]:
    """A store with a unit for every odd text, called by it where the store lets it be."""
    with city(tmp_path / "odd") as opened:
        for number, text in enumerate(TEXTS):
            found = Finding(
                "answer-not-an-option", text, "K3", None, "unit", None, (("text", text),)
            )
            # Some differ only in what a name is not told apart by.
            put(opened, f"{text} {number}", answered(LKE), findings=[found])
        yield opened


def test_odd_names_stand_as_typed_and_nothing_acts(odd: Store) -> None:
    data = written(odd)
    names = set(odd.units()["name"])
    assert len(names) == len(TEXTS) + 3
    assert {row["Unit"] for row in rows(data, "Summary")} == names
    sheets = {str(row["Sheet"]) for row in rows(data, "Findings")}
    assert {text.strip() for text in TEXTS} <= {text.strip() for text in sheets}
    assert_inert(data)


def assert_inert(data: bytes) -> None:
    """No formula, no link, no part or relation outside in the package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            content = package.read(name).decode("utf-8")
            assert not re.search(r"externalLink|hyperlink|vbaProject|embedding", name), name
            if name.startswith("xl/worksheets/"):
                assert not re.search(r"<f[ >]|<hyperlink|<oleObject|<legacyDrawing", content), name
            assert 'TargetMode="External"' not in content, name
            assert "<definedName " not in content or "jahat" not in content, name


@pytest.mark.libreoffice
def test_another_program_reads_the_same(odd: Store, tmp_path: Path) -> None:
    data = written(odd)
    saved = convert({"hasil.xlsx": data}, "ods", tmp_path / "there")["hasil.ods"]
    with zipfile.ZipFile(io.BytesIO(saved)) as package:
        content = package.read("content.xml").decode("utf-8")
    # LibreOffice gives every sheet a range for its filter, and cells no formula of their own.
    assert "table:formula=" not in content
    assert "<text:a " not in content
    (table,) = convert({"hasil.xlsx": data}, CSV, tmp_path / "table").values()
    theirs = list(csv.DictReader(io.StringIO(table.decode("utf-8"))))
    ours = rows(data, "Summary")
    assert [row["Unit"] for row in theirs] == [row["Unit"] for row in ours]
    # The first sheet as it is shown: with two decimals.
    shown = [float(row["Score"]) for row in theirs]
    assert shown == pytest.approx([row["Score"] for row in ours], abs=0.005)
