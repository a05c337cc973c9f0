"""Downloads: our own CSV, without formulas, its name carrying the hash of its content."""

import csv
import hashlib
import io
from collections.abc import Sequence

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
