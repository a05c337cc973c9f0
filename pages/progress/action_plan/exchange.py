"""The plan out as Excel and as a calendar, and in again from Excel: shown before it is taken."""

from datetime import date

import streamlit as st

from pages.progress.action_plan.loading import Plan, files_of
from pages.progress.action_plan.words import changes_of
from pages.shared import loading
from pages.shared.asking import attempt
from pages.shared.downloads import file_name
from pages.shared.figures import table_height
from pages.shared.findings_list import show_findings
from pages.shared.visitor import ask_name
from pages.shared.words import language, n, t
from zi_analytics.analysis.kept_plan import earlier_in
from zi_analytics.analysis.plan_edits import Edit, PlanEdits, plan_edits
from zi_analytics.finding_text import severity
from zi_analytics.findings import Refused, Severity
from zi_analytics.workbook.plan_list import ActionList, read_action_list

_ROUND = "plan-list-round"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_exchange(plan: Plan, today: date) -> None:
    """Downloads and a folded drop zone; below it what a dropped list would do."""
    files = files_of(plan.unit, today, language())
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            t("Download the plan (Excel)"),
            files.workbook,
            file_name=file_name(f"rencana-aksi-{plan.unit}", files.workbook, "xlsx"),
            mime=_XLSX,
            on_click="ignore",
            key="plan-out",
        )
        if files.calendar is not None:
            st.download_button(
                t("Due dates for the calendar (.ics)"),
                files.calendar,
                file_name=file_name(f"tenggat-{plan.unit}", files.calendar, "ics"),
                mime="text/calendar",
                on_click="ignore",
                key="plan-calendar",
            )
    with st.expander(t("Take over a plan edited in Excel"), key="plan-in"):
        _take_in(plan, today)


def _take_in(plan: Plan, today: date) -> None:
    st.caption(
        t(
            "Download the plan, edit it, and drop it here. Rows are found by their number; rows "
            "without one become new actions; what is not in the list stays."
        )
    )
    number = st.session_state.setdefault(_ROUND, 0)
    with st.container(key="drop-plan"):
        dropped = st.file_uploader(
            t("An edited plan"), type=["xlsx", "xls", "ods"], key=f"plan-list-{number}"
        )
    if dropped is None:
        return
    try:
        read = read_action_list(dropped.getvalue(), dropped.name)
    except Refused as refused:
        show_findings([refused.finding], "plan-list-refused")
        return
    _show_edits(plan, read, today)


def _show_edits(plan: Plan, read: ActionList, today: date) -> None:
    """Only what would be different, and the one button that takes all of it over."""
    found = plan_edits(read, plan.actions, plan.assessed, today, earlier_in(loading.store()))
    findings = [*read.findings, *found.findings]
    show_findings(findings, "plan-list-findings")
    if found.edits:
        _show_preview(found)
    if any(severity(finding) is Severity.ERROR for finding in findings):
        st.markdown(t("Nothing is taken over before these are corrected in the list."))
        return
    if not found.edits:
        st.markdown(t("The list says the same as the plan; there is nothing to take over."))
        return
    by = ask_name("by-plan-list")
    if st.button(
        n("Take over {number} change", "Take over {number} changes", len(found.edits)),
        type="primary",
        key="plan-list-save",
    ):
        if not by:
            st.error(t("Write your name, so that others see who changed it: nothing was stored."))
            return
        attempt(lambda: _save(plan, found, by))


def _save(plan: Plan, found: PlanEdits, by: str) -> str:
    loading.store().dossier.write(found.changes(plan.unit), by=by)
    st.session_state[_ROUND] += 1
    number = len(found.edits)
    return n("{number} change was taken over.", "{number} changes were taken over.", number)


def _show_preview(found: PlanEdits) -> None:
    said = [_said(edit) for edit in found.edits]
    st.dataframe(
        {
            t("Row"): [edit.row for edit in found.edits],
            t("Number"): [
                t("new") if edit.before is None else str(edit.before.item.number)
                for edit in found.edits
            ],
            t("Action"): [edit.after.what for edit in found.edits],
            t("What happens"): said,
        },
        hide_index=True,
        key="plan-list-preview",
        height=table_height(len(said), 320),
        column_config={t("What happens"): st.column_config.TextColumn(width=480)},
        alt=t("What taking over the edited plan would do"),
    )


def _said(edit: Edit) -> str:
    if edit.before is None:
        return t("a new action")
    return "; ".join(changes_of(edit.before.value, edit.after))
