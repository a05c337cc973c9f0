"""Results to take away: a period's workbook, tables for other programs, the ministry's JSON."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from pages.shared import loading
from pages.shared.downloads import file_name
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.page_texts import period_label
from pages.shared.words import language, n, t
from zi_analytics.report.ministry_json import (
    Submission,
    check_submission,
    load_submission,
    write_submission,
)
from zi_analytics.report.results_workbook import write_results
from zi_analytics.report.tidy import FORMATS, Selection, write_tidy
from zi_analytics.store import Store

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LABELS = {"parquet": "Parquet", "csv": "CSV"}


def offer_exports(period: str, assessor: str) -> None:
    """A fold with everything of ``period``; each file is made only when its button is pressed."""
    fold = st.expander(t("Export"), key="exports", on_change="rerun")
    if not fold.open:
        return
    with fold:
        st.caption(
            literal(
                t(
                    "Everything of {period}: a workbook to read, and tables for other programs. "
                    "Making it for many units takes a moment.",
                    period=period_label(period),
                )
            )
        )
        store, spoken = loading.store(), language()
        selection = Selection(period=period, assessor=assessor)
        moment = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
        with st.container(horizontal=True, gap="small"):
            _button(
                t("Results (Excel)"),
                partial(_workbook, store, selection, spoken),
                f"hasil-{period}-{moment}.xlsx",
                _EXCEL,
            )
            for kind in FORMATS:
                _button(
                    t("Tables for other programs ({kind})", kind=_LABELS[kind]),
                    partial(_tables, store, selection, kind, spoken),
                    f"tabel-{kind}-{period}-{moment}.zip",
                    "application/zip",
                )


def _button(label: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(
        label, make, file_name=name, mime=mime, on_click="ignore", key=name.partition("-2")[0]
    )


def _workbook(store: Store, selection: Selection, spoken: str) -> bytes:
    out = io.BytesIO()
    write_results(store, out, selection, spoken, datetime.now().astimezone())
    return out.getvalue()


def _tables(store: Store, selection: Selection, kind: str, spoken: str) -> bytes:
    """Written to disk first: only the packed zip is ever in memory as a whole."""
    out = io.BytesIO()
    with TemporaryDirectory() as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path in write_tidy(store, Path(made), kind, selection, spoken):
            bundle.write(path, path.name)
    return out.getvalue()


def show_submission(unit: str, period: str) -> None:
    """Whether a unit's answers are ready to be handed in, and the JSON where they are."""
    instrument_id, submission = load_submission(loading.store(), unit, period)
    instrument = loading.instrument(instrument_id)
    flaws = check_submission(instrument, submission)
    if flaws:
        st.markdown(
            n(
                "**✕ Not ready to be handed in:** {number} thing stands against it. Until it is "
                "corrected no file is written.",
                "**✕ Not ready to be handed in:** {number} things stand against it. Until they "
                "are corrected no file is written.",
                len(flaws),
            )
        )
        show_findings(flaws, "submission")
        return
    st.markdown(
        t("**✓ Ready to be handed in:** every question of the ministry's list is answered.")
    )
    _offer_submission(submission, write_submission(instrument, submission))


def _offer_submission(submission: Submission, content: bytes) -> None:
    st.download_button(
        t("The ministry's JSON"),
        content,
        file_name=file_name(f"lke-{submission.unit}-{submission.period}", content, "json"),
        mime="application/json",
        on_click="ignore",
        key="submission-json",
    )
