"""The drop zone, and whether as many files arrived as were chosen."""

from functools import partial
from typing import BinaryIO

import streamlit as st

from pages.shared.words import n, t
from zi_analytics.workbook.opening.bundle import SUFFIXES

_ROUND = "drop-round"
_LAST = "drop-last"

MANY = 100
"""Separate files arrive ever slower, and above some hundreds not all of them."""
FILES, FOLDER = "files", "folder"
_ENDINGS = [ending.removeprefix(".") for ending in (*SUFFIXES, ".zip")]

# A browser that is given thousands of files drops some without a word; only it knows how many
# were chosen. The count of ours comes from the same events that Streamlit's own widget hears;
# of a folder only what may be a worksheet counts, as only that is sent where a folder is chosen.
_WATCH = st.components.v2.component(
    "chosen_files",
    js="""export default function ({ data, setStateValue }) {
  const counts = (window.ziChosenFiles ??= {});
  const inZone = (event) => event.target.closest?.('[data-testid="stFileUploader"]');
  const fits = (name) => !data.endings.length ||
    data.endings.some((ending) => name.toLowerCase().endsWith("." + ending));
  // Small files may have arrived before their number did: it is told of the drop before this one
  // until it is known.
  const last = data.last;
  const before = last && last.drop !== data.drop ? counts[last.drop] ?? 0 : 0;
  if (before > (last?.arrived ?? 0) && before !== last.chosen)
    setTimeout(() => setStateValue("chosen_before", before), 0);
  const add = (number) => {
    counts[data.drop] = (counts[data.drop] ?? 0) + number;
    // Not at once: the widget itself has not seen the event yet, and must not be disturbed.
    setTimeout(() => setStateValue("chosen", counts[data.drop]), 150);
  };
  const inFolder = async (folder) => {
    const reader = folder.createReader();
    let count = 0;
    for (;;) {
      const some = await new Promise((found, failed) => reader.readEntries(found, failed));
      if (!some.length) return count;
      for (const entry of some)
        count += entry.isDirectory ? await inFolder(entry) : Number(fits(entry.name));
    }
  };
  const onChange = (event) => {
    if (inZone(event) && event.target.files)
      add([...event.target.files].filter((file) => fits(file.name)).length);
  };
  const onDrop = async (event) => {
    if (!inZone(event) || !event.dataTransfer) return;
    // The list is empty again after the first wait.
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
    const single = [...event.dataTransfer.files].filter(
      (file, place) => !entries[place]?.isDirectory && fits(file.name)).length;
    let inside = 0;
    for (const entry of entries) if (entry?.isDirectory) inside += await inFolder(entry);
    add(single + inside);
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
    kind = _choose_kind()
    drop = f"{number}-{kind}"
    key = f"chosen-{drop}"
    watched = _WATCH(
        key=key,
        data={
            "drop": drop,
            "endings": _ENDINGS if kind == FOLDER else [],
            "last": st.session_state.get(_LAST),
        },
        on_chosen_change=lambda: None,
        on_chosen_before_change=partial(_take_lost, key),
        default={"chosen": 0, "chosen_before": 0},
        height=0,
    )
    files = st.file_uploader(
        t("Worksheets (LKE)"),
        type=_ENDINGS if kind == FOLDER else None,
        accept_multiple_files="directory" if kind == FOLDER else True,
        key=f"drop-{number}-{kind}",
        help=t("Many files at once are fine; above 100 files one zip arrives much faster."),
    )
    chosen = int(watched.chosen or 0)
    if chosen > MANY and not files:
        st.warning(
            t(
                "Above 100 files a zip arrives much faster and completely: pack the folder into "
                "one zip and drop that."
            )
        )
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
    st.session_state[_LAST] = {"drop": drop, "arrived": len(files), "chosen": len(files)}
    return [(file.name, file) for file in files]


def _choose_kind() -> str:
    """Files or a folder: the button of the zone opens one or the other, dropped may be both."""
    names = {FILES: t("Files or a zip"), FOLDER: t("A folder")}
    chosen = st.segmented_control(
        t("What do you want to choose?"),
        names,
        format_func=names.__getitem__,
        key="drop-kind",
        default=FILES,
        required=True,
        label_visibility="collapsed",
    )
    return chosen or FILES


def drop_number() -> int:
    """The number of the drop that ``take_files`` gives back."""
    return int(st.session_state[_ROUND])


def empty_zone() -> None:
    """Make the drop zone ready for the next files."""
    st.session_state[_ROUND] += 1


def _take_lost(key: str) -> None:
    st.session_state[_LAST]["chosen"] = int(st.session_state[key]["chosen_before"])


def _tell_lost() -> None:
    last = st.session_state.get(_LAST)
    if last and last["chosen"] > last["arrived"]:
        st.warning(
            t(
                "{chosen} files were chosen, but only {arrived} arrived. Add the missing ones "
                "again, or pack all of them into one zip.",
                chosen=last["chosen"],
                arrived=last["arrived"],
            )
        )
