"""Downloads of tables: Excel and CSV from the same rows, made only when they are asked for."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from pages.shared.words import language, speaking
from zi_analytics.report.table import Cell, Row, csv_bytes, workbook_bytes

__all__ = ["Cell", "Row", "file_name", "offer_long_table", "offer_table"]

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
    label: str, stem: str, header: Sequence[str], make_rows: Callable[[], Iterable[Row]]
) -> None:
    """Like :func:`offer_table` for a table that may be long: its rows are made when pressed.

    They are made in the language of the visit that offers them. The name of the file carries the
    moment instead of the hash, since nobody knows the content before.
    """
    spoken = language()

    def rows() -> list[Row]:
        with speaking(spoken):
            return list(make_rows())

    moment = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    with st.container(horizontal=True, gap="small"):
        _button(
            label, "Excel", lambda: workbook_bytes(header, rows()), f"{stem}-{moment}.xlsx", stem
        )
        _button(
            label, "CSV", lambda: csv_bytes(header, rows(), spoken), f"{stem}-{moment}.csv", stem
        )


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
