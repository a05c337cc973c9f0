"""What is typed and ticked in the table of uploaded files, taken over and remembered.

The table keeps its own record of edits by row number, under a key that names the rows it was
drawn with. That record is read at the start of every run and before every correction of many
lines, and is remembered by line (``upload_state``): so an edit never meets another row, never
undoes a later correction, and drawing under a new key lets the record go.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import streamlit as st

from pages.data.upload.state import change_line, draw_anew, edition
from pages.data.upload.uploading import held_lines
from pages.shared import loading
from zi_analytics.importing import Change, Line

EDITABLE = ("unit", "period", "assessor", "take")
_DRAWN = "upload-table-drawn"
_PICKED = "upload-table-picked"


def picked() -> set[str]:
    """The keys of the lines that are picked for a correction or to be opened."""
    keys: set[str] = st.session_state.setdefault(_PICKED, set())
    return keys


def note_drawn(keys: Sequence[str]) -> str:
    """The key for a table of the lines with these keys."""
    rows = sha256("".join(keys).encode()).hexdigest()[:8]
    editor = f"upload-table-{edition()}-{rows}"
    st.session_state[_DRAWN] = (editor, edition(), tuple(keys))
    return editor


def take_edits() -> None:
    """Remember what was typed and ticked in the table since it was drawn."""
    editor, drawn, keys = st.session_state.get(_DRAWN, ("", -1, ()))
    if drawn != edition():
        return
    edited = st.session_state.get(editor, {}).get("edited_rows", {})
    if not edited:
        return
    known = {line.key: line for line in held_lines()}
    all_fit = True
    for row, cells in edited.items():
        line = known.get(keys[int(row)]) if int(row) < len(keys) else None
        if line is not None:
            all_fit &= _take_over(line, cells)
    if not all_fit:
        draw_anew()


def _take_over(line: Line, cells: Mapping[str, Any]) -> bool:
    """Remember the edits of one row; False when one of them says nothing about this file."""
    if "pick" in cells:
        (picked().add if cells["pick"] else picked().discard)(line.key)
    said = {name: value for name, value in cells.items() if name in EDITABLE}
    fits = not said or bool(line.columns)
    if "assessor" in said and not (line.is_single and said["assessor"] in loading.ASSESSORS):
        del said["assessor"]
        fits = False
    if said and line.columns:
        said = {name: "" if value is None else value for name, value in said.items()}
        change_line(line.key, Change(**said))
    return fits
