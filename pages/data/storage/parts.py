"""The parts of the page on backups: making one, going back to one, looking for damage."""

from functools import partial
from pathlib import Path

import streamlit as st

from pages.shared.asking import ask, attempt
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.spool import spool
from pages.shared.words import language, n, t
from zi_analytics.language.numbers import decimal
from zi_analytics.store import Store

SHOWN = 10
MEGABYTE = 1 << 20
_CHECKED = "store-checked"
_SQLITE = "application/vnd.sqlite3"


def offer_backup(store: Store) -> None:
    """A button that makes a copy, and the copies there are."""
    st.subheader(t("Backups"), anchor=False)
    if st.button(t("Make a backup now"), type="primary", key="backup"):

        def make() -> str:
            return t("The backup {file} was made and compared.", file=store.backup().name)

        attempt(make)
    backups = store.backups()[::-1]
    if not backups:
        st.markdown(t("There is no backup yet."))
        return
    for path in backups[:SHOWN]:
        said, out, back = st.columns([5, 2, 2], vertical_alignment="center")
        size = decimal(path.stat().st_size / MEGABYTE, language(), 1)
        with said:
            st.markdown(literal(t("{file} · {size} MB", file=path.name, size=size)))
        with out:
            st.download_button(
                t("Download"),
                partial(path.read_bytes),
                file_name=path.name,
                mime=_SQLITE,
                on_click="ignore",
                key=f"backup-{path.name}",
            )
        with back:
            if st.button(t("Go back to it"), key=f"back-{path.name}", type="tertiary"):
                _ask_restoring(store, path)
    if len(backups) > SHOWN:
        st.caption(
            n(
                "{number} older backup is in the folder “backups”.",
                "{number} older backups are in the folder “backups”.",
                len(backups) - SHOWN,
            )
        )


def offer_restore(store: Store) -> None:
    """A backup that is kept elsewhere, back into its place."""
    st.subheader(t("Go back to a backup from another disk"), anchor=False)
    with st.container(key="drop-backup"):
        dropped = st.file_uploader(t("A backup (.db)"), type=["db"], key="restore-file")
    if dropped is None or not st.button(t("Go back to this file"), key="restore"):
        return
    kept = spool().put(dropped.getvalue())
    _ask_restoring(store, spool().path(kept), dropped.name)


def _ask_restoring(store: Store, path: Path, name: str = "") -> None:
    def restore() -> str:
        store.restore_backup(path)
        return t("The store is as it was in {file}.", file=name or path.name)

    ask(
        t("Go back to this backup?"),
        t(
            "The store becomes as it was in {file}. What is stored now is kept as a backup of its "
            "own first.",
            file=name or path.name,
        ),
        t("Go back"),
        restore,
    )


def offer_check(store: Store) -> None:
    """Everything read once and compared with what was written."""
    st.subheader(t("Is everything sound?"), anchor=False)
    st.caption(
        t(
            "Reads every assessment, every original file and the log, and compares them with their "
            "hashes. Seconds for a city, a minute or two for a ministry."
        )
    )
    if st.button(t("Check the store"), key="check"):
        with st.spinner(t("Checking …")):
            st.session_state[_CHECKED] = store.check()
    found = st.session_state.get(_CHECKED)
    if found is None:
        return
    if found:
        show_findings(found, "store-check")
    else:
        st.success(t("Everything stored is what was written."))
