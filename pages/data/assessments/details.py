"""One stored assessment opened: its revisions, what lies between them, its files, its findings."""

from functools import partial

import streamlit as st

from pages.data.assessments.export import show_submission
from pages.data.assessments.table import forget_row
from pages.shared import loading
from pages.shared.asking import ask, attempt
from pages.shared.changes_table import show_changes
from pages.shared.copies import offer_filled_copy, offer_marked_copy
from pages.shared.findings_list import show_findings
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, layout_label, period_label, unit_label
from pages.shared.words import language, n, t
from zi_analytics.analysis import sentences
from zi_analytics.analysis.changes import total_of
from zi_analytics.language.numbers import date_text, decimal, signed
from zi_analytics.store import Revision
from zi_analytics.store.previewing import find_changes

Place = tuple[str, str, str]


def show_details(place: Place) -> None:
    """The opened assessment below the table."""
    unit, period, assessor = place
    document, assessed = loading.assessed(unit, period, assessor)
    who = f"{unit_label(unit)} · {period_label(period)} · {assessor_label(assessor)}"
    with st.container(border=True, key="opened"):
        head, out = st.columns([8, 1], vertical_alignment="center")
        with head:
            st.subheader(literal(who), anchor=False)
        with out:
            st.button(t("Close"), key="opened-close", on_click=forget_row, type="tertiary")
        st.markdown(literal(sentences.headline(assessed, language())))
        st.caption(literal(layout_label(assessed.instrument, document.revision.layout)))
        st.page_link(
            "pages/analysis/overview/page.py",
            label=t("See the overview"),
            icon=":material/arrow_forward:",
            query_params={"unit": unit, "period": period, "assessor": assessor},
        )
        revisions = loading.store().revisions(unit, period, assessor)
        tabs = st.tabs(
            [
                t("Revisions"),
                t("Compare revisions"),
                t("Findings"),
                t("Copies of the file"),
            ],
            key="opened-tabs",
            on_change="rerun",
        )
        if tabs[0].open:
            with tabs[0]:
                _show_revisions(place, revisions)
        if tabs[1].open:
            with tabs[1]:
                _compare(place, revisions)
        if tabs[2].open:
            with tabs[2]:
                if document.findings:
                    show_findings(document.findings, "opened-findings")
                else:
                    st.markdown(t("There are no findings in this worksheet."))
        if tabs[3].open:
            with tabs[3]:
                _offer_copies(place, document.revision)
                # No tab of its own: a fifth would not fit on a phone.
                st.markdown(f"**{t('For the ministry')}**")
                show_submission(unit, period)
        _offer_deleting(place, revisions, who)


def _offer_copies(place: Place, revision: Revision) -> None:
    """The file that counts, marked; and with the answers of the others in their columns."""
    unit, period, assessor = place
    st.caption(
        t(
            "Your own file with coloured cells and notes saying what to do; everything else in it "
            "stays as it is. Upload the corrected one and only what changed is shown."
        )
    )
    content = partial(_original, revision.sha256)
    offer_marked_copy("stored", revision.file, content)
    for other in loading.listing():
        if (other.unit, other.period) != (unit, period) or other.assessor in ("unit", assessor):
            continue
        stored = loading.store().load_document(unit, period, other.assessor)
        if stored.revision.sha256 != revision.sha256:
            offer_filled_copy("stored", revision.file, content, stored.reading)


def _show_revisions(place: Place, revisions: tuple[Revision, ...]) -> None:
    for revision in reversed(revisions):
        with st.container(key=f"revision-{revision.number}"):
            said, buttons = st.columns([5, 4], vertical_alignment="center")
            with said:
                mark = f"**✓ {t('counts')}** · " if revision.is_current else ""
                by = f" · {revision.saved_by}" if revision.saved_by else ""
                moment = date_text(revision.saved_at.astimezone(), language())
                st.markdown(
                    f"{mark}{literal(_name(revision))} · {literal(moment + by)}  \n"
                    f":gray[{literal(revision.file)}]"
                )
            with buttons, st.container(horizontal=True):
                _offer_file(revision)
                if not revision.is_current and st.button(
                    t("Let it count again"), key=f"restore-{revision.number}"
                ):
                    attempt(partial(_restore, place, revision))
                if st.button(t("Undo this import"), key=f"undo-{revision.number}", type="tertiary"):
                    _ask_undoing(revision)


def _name(revision: Revision) -> str:
    return t("Revision {number}", number=revision.number)


def _offer_file(revision: Revision) -> None:
    """The original file, byte for byte; its name carries its hash."""
    stem, dot, ending = revision.file.rpartition(".")
    name = f"{stem or ending}-{revision.sha256[:12]}{dot}{ending if stem else ''}"
    st.download_button(
        t("Original file"),
        partial(_original, revision.sha256),
        file_name=name,
        mime="application/octet-stream",
        on_click="ignore",
        key=f"original-{revision.number}",
    )


def _original(sha256: str) -> bytes:
    return loading.store().original(sha256)[1]


def _restore(place: Place, revision: Revision) -> str:
    loading.store().restore(*place, revision.number)
    return t("{revision} counts again.", revision=_name(revision))


def _ask_undoing(revision: Revision) -> None:
    def undo() -> str:
        loading.store().undo_import(revision.upload)
        return t("The import of {file} was undone.", file=revision.file)

    ask(
        t("Undo this import?"),
        t(
            "Everything that {file} brought is taken back, for all its assessors; what it had "
            "replaced counts again. The file goes with it.",
            file=revision.file,
        ),
        t("Undo the import"),
        undo,
    )


def _compare(place: Place, revisions: tuple[Revision, ...]) -> None:
    if len(revisions) < 2:
        st.markdown(t("There is only one revision so far."))
        return
    by_number = {revision.number: revision for revision in revisions}
    numbers = list(by_number)
    left, right = st.columns(2)
    with left:
        before = st.selectbox(
            t("From"),
            numbers,
            index=len(numbers) - 2,
            format_func=lambda number: _name(by_number[number]),
            key="compare-before",
        )
    with right:
        after = st.selectbox(
            t("To"),
            numbers,
            index=len(numbers) - 1,
            format_func=lambda number: _name(by_number[number]),
            key="compare-after",
        )
    old = loading.store().load_document(*place, before)
    new = loading.store().load_document(*place, after)
    instrument = loading.instrument(new.revision.instrument)
    if old.revision.instrument != new.revision.instrument:
        st.markdown(t("The two revisions are of different worksheets and cannot be compared."))
        return
    totals = [total_of(instrument, one.reading) for one in (old, new)]
    changes = find_changes(old.reading, new.reading)
    st.markdown(
        literal(
            n(
                "{number} answer differs; the total goes from {before} to {after} ({change}).",
                "{number} answers differ; the total goes from {before} to {after} ({change}).",
                len(changes),
                before=decimal(totals[0], language()),
                after=decimal(totals[1], language()),
                change=signed(totals[1] - totals[0], language()),
            )
        )
    )
    show_changes(
        instrument,
        changes,
        _name(by_number[before]),
        _name(by_number[after]),
        f"compared-{before}-{after}",
    )


def _offer_deleting(place: Place, revisions: tuple[Revision, ...], who: str) -> None:
    def delete() -> str:
        loading.store().delete_assessment(*place)
        forget_row()
        return t("{assessment} was deleted.", assessment=who)

    if st.button(t("Delete this assessment"), key="opened-delete", type="tertiary"):
        ask(
            t("Delete this assessment?"),
            n(
                "{who}: {number} revision and the files that nothing else needs are removed. "
                "Only a backup can bring them back.",
                "{who}: {number} revisions and the files that nothing else needs are removed. "
                "Only a backup can bring them back.",
                len(revisions),
                who=who,
            ),
            t("Delete"),
            delete,
        )
