"""What stands behind the results: findings, evidence, and the files that they come from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from zi_analytics import __version__, finding_text
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.assessor_text import assessor_text
from zi_analytics.analysis.evidence import is_proven, with_evidence_of
from zi_analytics.findings import Finding
from zi_analytics.language.numbers import date_text, period_text
from zi_analytics.report.results_rows import CODE, LONG, NAME, NUMBER, WORD, Results, Row
from zi_analytics.report.sheets import Cell
from zi_analytics.store import StoredAssessment, StoreError
from zi_analytics.workbook.reading import State


def write_details(results: Results, on_progress: Callable[[int, int], None]) -> None:
    """Findings and evidence, each assessment opened once."""
    t = results.t
    found = results.sheet(
        t("Findings"),
        (t("Severity"), WORD),
        (t("Finding code"), 24),
        (t("Question"), CODE),
        (t("Sheet"), CODE),
        (t("Cell"), NUMBER),
        (t("Points"), NUMBER),
        (t("What was found"), LONG),
        (t("What to do"), LONG),
    )
    evidence = results.sheet(
        t("Evidence"),
        (t("Score"), NUMBER),
        (t("Points with evidence"), NUMBER),
        (t("Points without evidence"), NUMBER),
        (t("Answered"), NUMBER),
        (t("Answers with evidence"), NUMBER),
    )
    for scores in results.scores:
        for finding in scores.damaged:
            unit = str(dict(finding.details)["unit"])
            if not results.selection.units or unit in results.selection.units:
                by = finding.assessor and assessor_text(finding.assessor, results.language)
                found.append([unit, results.names[unit], by or "", *_told(results, finding)])
    for done, row in enumerate(results.rows, start=1):
        try:
            document = _load(results, row)
        except StoreError as error:
            found.append([*results.who(row), *_told(results, error.finding)])
        else:
            for finding in document.findings:
                found.append([*results.who(row), *_told(results, finding)])
            if row.scores.instrument.asks_questions:
                evidence.append([*results.who(row), *_proof(results, row, document)])
        on_progress(done, len(results.rows))
    found.finish(marked=[3])
    evidence.finish()


def _load(results: Results, row: Row) -> StoredAssessment:
    return results.store.load_document(row.unit, results.selection.period, row.assessor)


def _told(results: Results, finding: Finding) -> list[Cell]:
    mark, word = finding_text.SEVERITIES[finding_text.severity(finding)]
    return [
        f"{mark} {results.t(word)}",
        finding.code,
        finding.question or "",
        finding.sheet or "",
        finding.cell or "",
        finding.points,
        finding_text.message(finding, results.language),
        finding_text.remedy(finding, results.language),
    ]


def _proof(results: Results, row: Row, document: StoredAssessment) -> list[Cell]:
    reading = document.reading
    if row.assessor != "unit" and (row.unit, "unit") in results.stored:
        own = results.store.load_document(row.unit, results.selection.period, "unit")
        reading = with_evidence_of(reading, own.reading)
    one = assess(row.scores.instrument, reading)
    proven = one.proven["TOTAL"]
    usable = [
        answer
        for question in row.scores.instrument.questions
        if (answer := reading.answers.get(question.code)) and answer.state is State.ANSWERED
    ]
    return [
        one.total,
        proven,
        one.total - proven,
        len(usable),
        sum(is_proven(answer) for answer in usable),
    ]


def write_sources(results: Results, made_at: datetime) -> None:
    """Worksheets with their article, the program, the moment, and the digest of every file."""
    t = results.t
    sheet = results.book.add(
        t("Sources"), [(t("What"), NAME), (t("Detail"), LONG), ("SHA-256", 68)]
    )
    sheet.append([t("Period"), period_text(results.selection.period, results.language)])
    for _, instrument, rows in results.of_each_instrument(""):
        title = f"{instrument.title.say(results.language)} · {instrument.article}"
        sheet.append([t("Worksheet"), f"{title} · {len(rows)}"])
    sheet.append([t("Made by"), f"ZI Analytics {__version__}"])
    sheet.append([t("Made at"), date_text(made_at, results.language)])
    sheet.append([t("Revision of the store"), results.store.revision])
    stored = results.store.assessments()
    stored = stored[stored["period"] == results.selection.period]
    columns = (stored[name].tolist() for name in ("unit", "assessor", "file", "sha256"))
    files = {(unit, by): (file, digest) for unit, by, file, digest in zip(*columns, strict=True)}
    for row in results.rows:
        file, digest = files[row.unit, row.assessor]
        by = assessor_text(row.assessor, results.language)
        sheet.append([f"{results.names[row.unit]} · {by}", file, digest])
    sheet.finish()
