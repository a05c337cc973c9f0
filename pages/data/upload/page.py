"""Unggah: worksheets in, looked at, corrected, and only then stored."""

import streamlit as st

from pages.data.upload.arrivals import drop_number, empty_zone, take_files
from pages.data.upload.blank_offer import offer_blank
from pages.data.upload.edits import take_edits
from pages.data.upload.listing import show_groups, show_summary
from pages.data.upload.many import offer_corrections
from pages.data.upload.same import offer_same_units
from pages.data.upload.saving import offer_save, show_saved
from pages.data.upload.state import planned
from pages.data.upload.table import ABOVE, filtered, show_opened, show_table
from pages.data.upload.uploading import held_lines, read_arrived, start_readers
from pages.shared.words import t

st.title(t("Upload"))
st.caption(
    t(
        "Drop the LKE worksheets as they are. You see what was read and correct unit and period; "
        "nothing is stored before you press Store."
    )
)

start_readers()
show_saved()
arrived = take_files()
if arrived:
    read_arrived(arrived, drop_number())
    empty_zone()
    st.rerun()

lines = held_lines()
if not lines:
    offer_blank()
    st.stop()

take_edits()
files, pairs = planned(lines)
show_summary(lines)
offer_same_units(pairs)
offer_save(files)
if len(lines) <= ABOVE:
    show_groups(files)
else:
    shown = filtered(files)
    show_table(shown)
    offer_corrections(shown)
    show_opened(shown)
