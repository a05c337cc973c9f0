"""Downloads of tables: Excel and CSV from the same rows, made only when they are asked for."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

import pandas as pd
import streamlit as st

from pages.shared.words import language
from zi_analytics.report.table import Cell, Row, csv_bytes, workbook_bytes

__all__ = ["Cell", "Row", "file_name", "offer_long_table", "offer_table", "offer_table_of"]

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_name(stem: str, content: bytes, ending: str) -> str:
    """``stem`` with 12 hex digits of the content's SHA-256: never another file's content."""
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def offer_table(label: str, stem: str, header: Sequence[str], rows: Sequence[Row]) -> None:
    """Buttons that download ``rows`` as Excel and as CSV."""
    content = csv_bytes(header, rows, language())
    with st.container(horizontal=True, gap="small"):
        _button(
            label,
            "Excel",
            partial(workbook_bytes, header, rows),
            # The same rows make the same workbook, so their hash stands for it.
            file_name(stem, content, "xlsx"),
            stem,
        )
        _button(label, "CSV", content, file_name(stem, content, "csv"), stem)


def offer_long_table(
    label: str, stem: str, header: Sequence[str], make_rows: Callable[[], Sequence[Row]]
) -> None:
    """Like :func:`offer_table` for a table that may be long: its rows are made when pressed."""
    names = list(header)

    def words(frame: pd.DataFrame, _: Mapping[str, str]) -> pd.DataFrame:
        return pd.DataFrame([list(row) for row in make_rows()], columns=names, dtype=object)

    offer_table_of(label, stem, pd.DataFrame(), words, {})


def offer_table_of(
    label: str,
    stem: str,
    frame: pd.DataFrame,
    words: Callable[[pd.DataFrame, Mapping[str, str]], pd.DataFrame],
    names: Mapping[str, str],
) -> None:
    """Buttons for a table that may be long: it is put into words only when one is pressed.

    ``words`` makes the shown table of ``frame`` and ``names``. The name of the file carries the
    moment instead of the hash, since nobody knows the content before.
    """
    spoken = language()

    def rows() -> tuple[list[str], list[list[Cell]]]:
        shown = words(frame, names)
        cells = shown.astype(object).where(shown.notna(), None).to_numpy().tolist()
        return list(shown.columns), cells

    moment = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    with st.container(horizontal=True, gap="small"):
        _button(label, "Excel", lambda: workbook_bytes(*rows()), f"{stem}-{moment}.xlsx", stem)
        _button(label, "CSV", lambda: csv_bytes(*rows(), spoken), f"{stem}-{moment}.csv", stem)


def _button(
    label: str, kind: str, content: bytes | Callable[[], bytes], name: str, stem: str
) -> None:
    st.download_button(
        f"{label} ({kind})",
        content,
        file_name=name,
        mime=_EXCEL if kind == "Excel" else "text/csv",
        on_click="ignore",
        key=f"{kind.lower()}-{stem}",
    )
