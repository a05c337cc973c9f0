"""The drop zone, and whether as many files arrived as were chosen."""

from typing import BinaryIO

import streamlit as st

from pages.shared.words import n, t

_ROUND = "drop-round"
_LOST = "drop-lost"

# A browser that is given thousands of files drops some without a word; only it knows how many
# were chosen. The count of ours comes from the same events that Streamlit's own widget hears.
_WATCH = st.components.v2.component(
    "chosen_files",
    js="""export default function ({ data, setStateValue }) {
  const counts = (window.ziChosenFiles ??= {});
  const inZone = (event) => event.target.closest?.('[data-testid="stFileUploader"]');
  const add = (number) => {
    counts[data.round] = (counts[data.round] ?? 0) + number;
    // Not at once: the widget itself has not seen the event yet, and must not be disturbed.
    setTimeout(() => setStateValue("chosen", counts[data.round]), 150);
  };
  const onChange = (event) => {
    if (inZone(event) && event.target.files) add(event.target.files.length);
  };
  const onDrop = (event) => {
    if (inZone(event) && event.dataTransfer) add(event.dataTransfer.files.length);
  };
  const onClick = (event) => {
    if (event.target.closest?.('[data-testid="stFileChipDeleteBtn"]')) add(-1);
  };
  document.addEventListener("change", onChange, true);
  document.addEventListener("drop", onDrop, true);
  document.addEventListener("click", onClick, true);
  return () => {
    document.removeEventListener("change", onChange, true);
    document.removeEventListener("drop", onDrop, true);
    document.removeEventListener("click", onClick, true);
  };
}""",
)


def take_files() -> list[tuple[str, BinaryIO]]:
    """The drop zone; gives back what arrived since the last run and is then empty again."""
    number = st.session_state.setdefault(_ROUND, 0)
    watched = _WATCH(
        key=f"chosen-{number}",
        data={"round": number},
        on_chosen_change=lambda: None,
        default={"chosen": 0},
        height=0,
    )
    files = st.file_uploader(
        t("Worksheets (LKE)"),
        accept_multiple_files=True,
        key=f"drop-{number}",
        help=t("Many files at once are fine; above 100 files one zip arrives much faster."),
    )
    chosen = int(watched.chosen or 0)
    if not files:
        if chosen > 0:
            st.info(
                n(
                    "{number} file is on its way. One larger than 210 MB does not arrive.",
                    "{number} files are on their way. One larger than 210 MB does not arrive.",
                    chosen,
                )
            )
        _tell_lost()
        return []
    st.session_state[_LOST] = (chosen, len(files)) if chosen > len(files) else None
    return [(file.name, file) for file in files]


def drop_number() -> int:
    """The number of the drop that ``take_files`` gives back."""
    return int(st.session_state[_ROUND])


def empty_zone() -> None:
    """Make the drop zone ready for the next files."""
    st.session_state[_ROUND] += 1


def _tell_lost() -> None:
    lost = st.session_state.get(_LOST)
    if lost:
        st.warning(
            t(
                "{chosen} files were chosen, but only {arrived} arrived. Add the missing ones "
                "again, or pack all of them into one zip.",
                chosen=lost[0],
                arrived=lost[1],
            )
        )
