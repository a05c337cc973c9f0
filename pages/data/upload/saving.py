"""Storing: all or nothing per file, and saying exactly what was stored."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from pages.data.upload.state import set_aside
from pages.data.upload.uploading import let_all_go, let_go
from pages.shared import loading
from pages.shared.downloads import offer_table
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.spool import spool
from pages.shared.words import n, t
from zi_analytics.findings import Finding
from zi_analytics.importing import Group, Planned, Stored, as_import, store_all
from zi_analytics.importing.targets import Place
from zi_analytics.store import Import, Outcome, SavedAssessment, SavedFile

_DONE = "upload-done"
_SHOWN = "upload-shown-revisions"
AT_ONCE = 20


@dataclass
class Done:
    """What one press of the button has done so far; it grows while the files are stored."""

    wanted: int
    saved: list[SavedFile] = field(default_factory=list)
    failed: list[tuple[str, Finding]] = field(default_factory=list)

    @property
    def left(self) -> int:
        """How many files were not reached before it was stopped."""
        return self.wanted - len(self.saved) - len(self.failed)


def offer_save(planned: Sequence[Planned]) -> None:
    """The button; it says how many files it will store and why others stay."""
    wanted = [one for one in planned if one.take and one.line.group is not Group.UNKNOWN]
    ready = [one for one in wanted if one.is_ready]
    missing = len(wanted) - len(ready)
    if missing:
        st.warning(
            n(
                "{number} file cannot be stored yet: its unit or period is missing.",
                "{number} files cannot be stored yet: unit or period is missing.",
                missing,
            )
        )
    _tell_left_out(planned)
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
        set_aside(planned)
        _save(ready)
        st.rerun()
    # What the user sees now is what a press of the button may replace.
    st.session_state[_SHOWN] = loading.revisions()


def _tell_left_out(planned: Sequence[Planned]) -> None:
    others = sum(one.preferred is not None and not one.take for one in planned)
    if others:
        st.info(
            n(
                "{number} file is not ticked: another one for the same unit, period and assessor "
                "is proposed. Its line says why; tick it to store it as well.",
                "{number} files are not ticked: others for the same unit, period and assessor "
                "are proposed. Their lines say why; tick one to store it as well.",
                others,
            )
        )


def _tell_same_target(ready: Sequence[Planned]) -> None:
    seen: dict[Place, str] = {}
    for one in ready:
        for place in _places(one):
            if place in seen:
                st.warning(
                    literal(
                        t(
                            "{first} and {second} go to the same unit, period and assessor: the "
                            "second becomes the newer revision.",
                            first=seen[place],
                            second=one.line.name,
                        )
                    )
                )
                return
            seen[place] = one.line.name


def _places(one: Planned) -> list[Place]:
    return [one.target.place(column.assessor) for column in one.line.columns]


def _save(ready: Sequence[Planned]) -> None:
    """Store batch by batch; what is on disk is noted before the page can be interrupted."""
    done = st.session_state[_DONE] = Done(len(ready))
    shown = st.session_state.get(_SHOWN, {})
    bar = st.progress(0.0, text=t("Storing: {done} of {total}", done=0, total=len(ready)))
    # Any press ends this run at its next word to the page: between two batches.
    st.button(t("Stop"), key="save-stop")
    for together in store_all(loading.store(), _requests(ready, shown)):
        for one in together:
            _note(done, one)
        reached = done.wanted - done.left
        bar.progress(
            reached / done.wanted,
            text=t("Storing: {done} of {total}", done=reached, total=done.wanted),
        )


def _requests(
    ready: Sequence[Planned], shown: Mapping[tuple[str, str, str], int]
) -> Iterator[Import]:
    often = Counter(place for one in ready for place in _places(one))
    for one in ready:
        request = as_import(one.line, spool().get(one.line.sha256), one.target)
        # Where one file follows another to the same place, what was shown no longer holds.
        if all(often[place] == 1 for place in _places(one)):
            expected = {
                assessor: shown.get((one.target.unit, one.target.period, assessor))
                for _, _, assessor in _places(one)
            }
            request = replace(request, expected_revisions=expected)
        yield request


def _note(done: Done, one: Stored) -> None:
    if one.saved is not None:
        done.saved.append(one.saved)
        let_go(one.saved.sha256)
    elif one.finding is not None:
        done.failed.append((one.request.reading.file, one.finding))


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
    if done.left:
        st.warning(
            n(
                "It was stopped before the end: {number} file is still here, not stored.",
                "It was stopped before the end: {number} files are still here, not stored.",
                done.left,
            )
        )
    if len(done.saved) <= AT_ONCE:
        for one in done.saved:
            _show_one(one)
    else:
        _show_all(done.saved)
    for name, finding in done.failed:
        st.error(literal(t("{file} was not stored.", file=name)))
        show_findings([finding], f"failed-{name}")
    st.button(t("Close this message"), key="saved-close", on_click=_forget, type="tertiary")


def _forget() -> None:
    st.session_state.pop(_DONE, None)


def _outcome_text(item: SavedAssessment) -> str:
    outcomes = {
        Outcome.NEW: t("new"),
        Outcome.REVISED: t("new revision"),
        Outcome.UNCHANGED: t("unchanged"),
    }
    return t("revision {number} ({outcome})", number=item.revision, outcome=outcomes[item.outcome])


def _show_one(one: SavedFile) -> None:
    said = "; ".join(
        f"{assessor_label(item.assessor)} {_outcome_text(item)}" for item in one.assessments
    )
    text, link = st.columns([4, 2], vertical_alignment="center")
    with text:
        st.markdown(
            f"**{literal(one.unit_name)}** · {literal(period_label(one.period))} · {literal(said)}"
        )
    with link:
        st.page_link(
            "pages/analysis/overview/page.py",
            label=t("See the overview"),
            icon=":material/arrow_forward:",
            query_params={"unit": one.unit, "period": one.period},
        )


def _show_all(saved: Sequence[SavedFile]) -> None:
    header = (t("Unit"), t("Period"), t("Assessor"), t("Stored"), t("File"))
    rows = [
        (
            one.unit_name,
            period_label(one.period),
            assessor_label(item.assessor),
            _outcome_text(item),
            one.file,
        )
        for one in saved
        for item in one.assessments
    ]
    st.dataframe(
        {name: [row[place] for row in rows] for place, name in enumerate(header)},
        hide_index=True,
        column_config={name: st.column_config.TextColumn() for name in header},
        key="saved-list",
        alt=t("What was stored, one line an assessor"),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        offer_table(t("Download this list"), "impor", header, rows)
        st.page_link(
            "pages/analysis/overview/page.py",
            label=t("See the overview"),
            icon=":material/arrow_forward:",
        )
