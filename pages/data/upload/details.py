"""An uploaded file opened: its findings, its answers, and what would change in the store."""

from collections.abc import Mapping

import streamlit as st

from pages.shared import loading
from pages.shared.changes_table import show_changes
from pages.shared.copies import offer_marked_copy
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label
from pages.shared.spool import spool
from pages.shared.words import language, n, t
from zi_analytics.analysis import sentences
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.importing import Line, Planned, Target, as_import, differing
from zi_analytics.instrument import AnswerKind, Instrument, Level
from zi_analytics.language.numbers import decimal, percent, short
from zi_analytics.store import Outcome, Preview, PreviewedAssessment, StoreError
from zi_analytics.workbook.reading import Answer, State


def show_details(one: Planned) -> None:
    """Findings with their cells, the answers beside the sheet's own text, the changes."""
    line = one.line
    if one.notes:
        show_findings(one.notes, f"notes-{line.key}")
    found, answers, changes = st.tabs(
        [t("Findings"), t("Answers"), t("What changes")], key=f"tabs-{line.key}", on_change="rerun"
    )
    if found.open:
        with found:
            if line.counts:
                offer_marked_copy(line.key, line.name, lambda: spool().get(line.sha256))
                show_findings(line.findings, f"findings-{line.key}")
            else:
                st.markdown(t("There are no findings in this worksheet."))
    if answers.open:
        with answers:
            for assessed in line.assessed:
                _show_answers(line, assessed)
    if changes.open:
        with changes:
            if one.preferred is not None:
                _show_double(line, one.preferred)
            _show_changes(line, one.target)


def _show_double(line: Line, other: Line) -> None:
    """The answers in which the file differs from the one that is proposed in its place."""
    codes = differing(line, other)
    if not codes:
        return
    ours, theirs = _raw_answers(line), _raw_answers(other)
    st.markdown(t("What differs from {file}:", file=literal(other.name)))
    nodes = loading.instrument(line.instrument).node
    st.dataframe(
        {
            t("Code"): list(codes),
            t("Question"): [
                nodes[code].label.say(language()) if code in nodes else "" for code in codes
            ],
            t("In this file"): [ours.get(code, "–") for code in codes],
            t("In the other file"): [theirs.get(code, "–") for code in codes],
        },
        hide_index=True,
        key=f"double-{line.key}",
        alt=t("The answers that differ from those of the other file"),
    )


def _raw_answers(line: Line) -> dict[str, str]:
    reading = line.reading
    found: dict[str, list[str]] = {}
    for one in reading.assessments if reading else ():
        for code, answer in one.answers.items():
            found.setdefault(code, []).append(answer.raw or "–")
    return {code: " · ".join(texts) for code, texts in found.items()}


def _show_answers(line: Line, assessed: Assessed) -> None:
    if len(line.assessed) > 1:
        st.markdown(f"**{literal(assessor_label(assessed.reading.assessor))}**")
    table = _answer_table(assessed)
    st.dataframe(
        table,
        hide_index=True,
        height=360,
        key=f"answers-{line.key}-{assessed.reading.assessor}",
        alt=t("The answers as they were read, beside the worksheet's own text"),
    )


def _answer_table(assessed: Assessed) -> Mapping[str, list[str]]:
    instrument = assessed.instrument
    rows = []
    for node in instrument.nodes:
        answer = assessed.reading.answers.get(node.code)
        if node.level not in (Level.QUESTION, Level.COUNT) or answer is None:
            continue
        points = assessed.points.get(node.code)
        rows.append(
            {
                t("Code"): node.code,
                t("Question"): node.label.say(language()),
                t("In the worksheet"): answer.raw,
                t("Read as"): read_as(instrument, answer),
                t("Points"): "" if points is None else decimal(points, language(), 3),
                t("Cell"): "" if answer.cell is None else f"{answer.sheet}!{answer.cell}",
                t("Note"): answer.note,
                t("Evidence"): answer.evidence,
            }
        )
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def read_as(instrument: Instrument, answer: Answer) -> str:
    """What an answer was understood as: the option, the share, the index, the number."""
    if answer.state is not State.ANSWERED or answer.value is None:
        return t(sentences.STATES[answer.state])
    answer_type = instrument.type_of(answer.code)
    for option in answer_type.options:
        if abs(option.value - answer.value) < 1e-9:
            return sentences.option_text(option.key, language())
    if answer_type.kind is AnswerKind.RATIO:
        return percent(answer.value, language(), 1)
    if answer_type.kind is AnswerKind.INDEX:
        return decimal(answer.value * (answer_type.highest or 4.0), language())
    return short(answer.value, language(), 3)


def _preview_of(line: Line, target: Target) -> Preview | StoreError:
    """What storing the file would do, or why it cannot be stored."""
    try:
        request = as_import(line, b"", target)
        return loading.store().preview(request.reading, request.unit, request.period)
    except StoreError as error:
        return error


def outcome_text(item: PreviewedAssessment) -> str:
    """What storing one assessor's answers would do, in a few words."""
    if item.outcome is Outcome.NEW:
        return t("new")
    if item.outcome is Outcome.UNCHANGED:
        return t("the same as stored (revision {number})", number=item.current or 0)
    if not item.changes:
        return t(
            "replaces revision {number}: only places or the sheet's own figures differ",
            number=item.current or 0,
        )
    return n(
        "replaces revision {current}: {number} row differs",
        "replaces revision {current}: {number} rows differ",
        len(item.changes),
        current=item.current or 0,
    )


def _show_changes(line: Line, target: Target) -> None:
    if not target.is_complete:
        st.markdown(t("Unit and period are needed first."))
        return
    found = _preview_of(line, target)
    if isinstance(found, StoreError):
        show_findings([found.finding], f"preview-{line.key}")
        return
    if found.unit is None:
        st.markdown(t("The unit is new in the store."))
    for item in found.assessments:
        st.markdown(f"**{literal(assessor_label(item.assessor))}**: {literal(outcome_text(item))}")
        if item.changes:
            show_changes(
                loading.instrument(line.instrument),
                item.changes,
                t("Stored"),
                t("In this file"),
                f"changes-{line.key}-{item.assessor}",
            )
