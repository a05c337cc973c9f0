"""Storing: all or nothing per file, and saying exactly what was stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from pages.shared import loading
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.spool import spool
from pages.shared.upload_details import preview_of
from pages.shared.upload_inputs import Target, is_chosen, target_of
from pages.shared.upload_line import Group, Line, as_import
from pages.shared.uploading import let_all_go, let_go
from pages.shared.words import n, t
from zi_analytics.findings import Finding
from zi_analytics.store import Outcome, SavedFile, StoreError

_DONE = "upload-done"
AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Done:
    """What one press of the button did."""

    saved: tuple[SavedFile, ...]
    failed: tuple[tuple[str, Finding], ...]


def offer_save(lines: Sequence[Line]) -> None:
    """The button; it says how many files it will store and why others stay."""
    wanted = [line for line in lines if line.group is not Group.UNKNOWN and is_chosen(line)]
    ready = [(line, target) for line in wanted if (target := target_of(line)).is_complete]
    missing = len(wanted) - len(ready)
    if missing:
        st.warning(
            n(
                "{number} file cannot be stored yet: its unit or period is missing.",
                "{number} files cannot be stored yet: unit or period is missing.",
                missing,
            )
        )
    _tell_same_target(ready)
    with st.container(horizontal=True):
        pressed = st.button(
            n("Store {number} file", "Store {number} files", len(ready)),
            type="primary",
            disabled=not ready,
            key="save",
        )
        st.button(t("Take all out"), key="clear", on_click=let_all_go, type="tertiary")
    if pressed and ready:
        st.session_state[_DONE] = _save(ready)
        st.rerun()


def _tell_same_target(ready: Sequence[tuple[Line, Target]]) -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for line, target in ready:
        for one in line.reading.assessments if line.reading else ():
            place = (target.unit.casefold(), target.period, target.assessor or one.assessor)
            if place in seen:
                st.warning(
                    literal(
                        t(
                            "{first} and {second} go to the same unit, period and assessor: the "
                            "second becomes the newer revision.",
                            first=seen[place],
                            second=line.name,
                        )
                    )
                )
                return
            seen[place] = line.name


def _save(ready: Sequence[tuple[Line, Target]]) -> Done:
    saved: list[SavedFile] = []
    failed: list[tuple[str, Finding]] = []
    bar = st.progress(0.0)
    targets = [(target.unit.casefold(), target.period) for _, target in ready]
    for number, (line, target) in enumerate(ready, start=1):
        bar.progress(
            number / len(ready), text=t("Storing: {done} of {total}", done=number, total=len(ready))
        )
        content = spool().get(line.sha256)
        request = as_import(line, content, target.unit, target.period, target.assessor)
        # Where one file follows another to the same place, what was shown no longer holds.
        if targets.count((target.unit.casefold(), target.period)) == 1:
            shown = preview_of(line, target)
            if not isinstance(shown, StoreError):
                request = replace(request, expected_revisions=shown.expected_revisions)
        try:
            saved.append(loading.save(request))
        except StoreError as error:
            failed.append((line.name, error.finding))
        else:
            let_go(line.sha256)
    bar.empty()
    return Done(tuple(saved), tuple(failed))


def show_saved() -> None:
    """What the last press of the button did; a failure is never shown as a success."""
    done: Done | None = st.session_state.get(_DONE)
    if done is None:
        return
    new = [
        one
        for one in done.saved
        if any(item.outcome is not Outcome.UNCHANGED for item in one.assessments)
    ]
    same = len(done.saved) - len(new)
    if new:
        st.success(n("{number} file is stored.", "{number} files are stored.", len(new)))
    if same:
        st.info(
            n(
                "{number} file was stored already with the same content; nothing was changed.",
                "{number} files were stored already with the same content; nothing was changed.",
                same,
            )
        )
    for one in done.saved[:AT_ONCE]:
        _show_one(one)
    if len(done.saved) > AT_ONCE:
        st.caption(t("and {number} more", number=len(done.saved) - AT_ONCE))
    for name, finding in done.failed:
        st.error(literal(t("{file} was not stored.", file=name)))
        show_findings([finding], f"failed-{name}")
    st.button(t("Close this message"), key="saved-close", on_click=_forget, type="tertiary")


def _forget() -> None:
    st.session_state.pop(_DONE, None)


def _show_one(one: SavedFile) -> None:
    outcomes = {
        Outcome.NEW: t("new"),
        Outcome.REVISED: t("new revision"),
        Outcome.UNCHANGED: t("unchanged"),
    }
    said = "; ".join(
        f"{assessor_label(item.assessor)} "
        + t("revision {number} ({outcome})", number=item.revision, outcome=outcomes[item.outcome])
        for item in one.assessments
    )
    text, link = st.columns([4, 2], vertical_alignment="center")
    with text:
        st.markdown(
            f"**{literal(one.unit_name)}** · {literal(period_label(one.period))} · {literal(said)}"
        )
    with link:
        st.page_link(
            "pages/analysis/overview.py",
            label=t("See the overview"),
            icon=":material/arrow_forward:",
            query_params={"unit": one.unit, "period": one.period},
        )
