"""Downloads: our own CSV, without formulas, its name carrying the hash of its content."""

import csv
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from pages.shared.words import language

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


Cell = str | float | None


def csv_bytes(header: Sequence[str], rows: Sequence[Sequence[Cell]], language: str) -> bytes:
    """A CSV as spreadsheets of the language open it: numbers as numbers, text never a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="," if language == "en" else ";")
    writer.writerow([_safe(cell, language) for cell in header])
    writer.writerows([[_safe(cell, language) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: Cell, language: str) -> Cell:
    if isinstance(cell, float):
        return repr(cell) if language == "en" else repr(cell).replace(".", ",")
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA):
        return f"'{cell}"
    return cell


def file_name(stem: str, content: bytes, ending: str) -> str:
    """``stem`` with 12 hex digits of the content's SHA-256: never another file's content."""
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def offer_csv(label: str, stem: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """A button that downloads ``rows`` as CSV."""
    content = csv_bytes(header, rows, language())
    st.download_button(
        label,
        content,
        file_name=file_name(stem, content, "csv"),
        mime="text/csv",
        on_click="ignore",
        key=f"csv-{stem}",
    )


def offer_csv_of(
    label: str,
    stem: str,
    frame: pd.DataFrame,
    words: Callable[[pd.DataFrame, Mapping[str, str]], pd.DataFrame],
    names: Mapping[str, str],
) -> None:
    """A button for a table that may be long: it is put into words only when it is pressed.

    ``words`` makes the shown table of ``frame`` and ``names``. The name of the file carries the
    moment instead of the hash, since nobody knows the content before.
    """
    spoken = language()

    def make() -> bytes:
        shown = words(frame, names)
        cells = shown.astype(object).where(shown.notna(), None).to_numpy().tolist()
        return csv_bytes(list(shown.columns), cells, spoken)

    moment = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    st.download_button(
        label,
        make,
        file_name=f"{stem}-{moment}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"csv-{stem}",
    )
