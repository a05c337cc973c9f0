"""The user's own file back: with what is wrong marked in it, or with an assessor's answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from pages.shared.downloads import file_name
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label
from pages.shared.words import language, n, t
from zi_analytics.findings import Finding, Refused
from zi_analytics.returning import FilledCopy, MarkedCopy, fill_file, mark_file
from zi_analytics.workbook.reading import AssessmentReading

_MADE = "made-copy"


@dataclass(frozen=True, slots=True)
class _Made:
    """The copy that was made last: only one is held, they are as large as the files."""

    key: str
    said: str
    name: str
    data: bytes
    findings: tuple[Finding, ...]


def offer_marked_copy(key: str, name: str, content: Callable[[], bytes]) -> None:
    """A button that makes the marked copy of a file, then one that downloads it."""
    if st.button(t("Make a marked copy"), key=f"mark-{key}"):
        _make(f"mark-{key}", lambda: _marked(mark_file(content(), name, language())))
    _offer(f"mark-{key}")


def offer_filled_copy(
    key: str, name: str, content: Callable[[], bytes], assessment: AssessmentReading
) -> None:
    """The same for a copy with the answers of ``assessment`` in that assessor's columns."""
    key = f"fill-{key}-{assessment.assessor}"
    label = t("Fill in the answers of {assessor}", assessor=assessor_label(assessment.assessor))
    if st.button(literal(label), key=key):
        _make(key, lambda: _filled(fill_file(content(), name, assessment)))
    _offer(key)


def _marked(copy: MarkedCopy) -> tuple[str, str, bytes, Sequence[Finding]]:
    said = n("{number} cell is marked.", "{number} cells are marked.", copy.cells)
    return said, copy.name, copy.data, (*copy.findings, *copy.elsewhere)


def _filled(copy: FilledCopy) -> tuple[str, str, bytes, Sequence[Finding]]:
    said = n("{number} answer is filled in.", "{number} answers are filled in.", copy.answers)
    return said, copy.name, copy.data, copy.findings


def _make(key: str, make: Callable[[], tuple[str, str, bytes, Sequence[Finding]]]) -> None:
    st.session_state.pop(_MADE, None)
    try:
        with st.spinner(t("Making the copy …")):
            said, name, data, findings = make()
    except Refused as refused:
        show_findings([refused.finding], f"refused-{key}")
        return
    st.session_state[_MADE] = _Made(key, said, name, data, tuple(findings))


def _offer(key: str) -> None:
    made: _Made | None = st.session_state.get(_MADE)
    if made is None or made.key != key:
        return
    st.markdown(literal(made.said))
    stem, _, ending = made.name.rpartition(".")
    st.download_button(
        t("Download the copy"),
        made.data,
        file_name=file_name(stem, made.data, ending),
        mime="application/octet-stream",
        on_click="ignore",
        key=f"download-{key}",
        type="primary",
    )
    if made.findings:
        st.caption(t("Not in any cell:"))
        show_findings(made.findings, f"left-{key}")
