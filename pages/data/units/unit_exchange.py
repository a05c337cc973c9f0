"""The list of units as Excel: out, edited elsewhere, and in again, shown before it is taken."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.shared import loading
from pages.shared.asking import attempt
from pages.shared.downloads import file_name
from pages.shared.figures import table_height
from pages.shared.findings_list import show_findings
from pages.shared.words import language, n, t
from zi_analytics.finding_text import severity
from zi_analytics.findings import Refused, Severity
from zi_analytics.language.wording import msg
from zi_analytics.report.unit_list import write_unit_list
from zi_analytics.store import PlannedUnit, UnitPlan
from zi_analytics.workbook.unit_list import UnitRow, read_unit_list

_ROUND = "unit-list-round"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIELDS = {
    "name": msg("name"),
    "code": msg("code"),
    "kind": msg("kind"),
    "parent": msg("parent unit"),
    "is_active": msg("whether active"),
    "also_called": msg("other names"),
}


def show_exchange(units: pd.DataFrame) -> None:
    """Download and drop zone; below it what a dropped list would do."""
    content = write_unit_list(units, loading.unit_kinds(), language())
    st.download_button(
        t("Download the list (Excel)"),
        content,
        file_name=file_name("daftar-unit", content, "xlsx"),
        mime=_XLSX,
        on_click="ignore",
        key="unit-list-out",
    )
    number = st.session_state.setdefault(_ROUND, 0)
    with st.container(key="drop-units"):
        dropped = st.file_uploader(
            t("A list of units"),
            type=["xlsx", "xls", "ods"],
            key=f"unit-list-{number}",
            help=t("Units are found by their code, else by their name; columns left out stay."),
        )
    if dropped is None:
        return
    try:
        read = read_unit_list(dropped.getvalue(), dropped.name)
    except Refused as refused:
        show_findings([refused.finding], "unit-list-refused")
        return
    plan = loading.store().plan_units(read.rows)
    show_findings([*read.findings, *plan.findings], "unit-list-findings")
    _show_plan(plan)
    stopped = any(
        severity(finding) is Severity.ERROR for finding in (*read.findings, *plan.findings)
    )
    doing = [item for item in plan.units if item.does_something]
    if stopped:
        st.markdown(t("Nothing is taken over before these are corrected in the list."))
    elif not doing:
        st.markdown(t("The list says the same as the store; there is nothing to take over."))
    elif st.button(
        n("Take over {number} unit", "Take over {number} units", len(doing)),
        type="primary",
        key="unit-list-save",
    ):
        attempt(lambda: _save(read.rows, len(doing)))


def _save(rows: Sequence[UnitRow], number: int) -> str:
    loading.store().save_units(rows)
    st.session_state[_ROUND] += 1
    return n("{number} unit was taken over.", "{number} units were taken over.", number)


def _show_plan(plan: UnitPlan) -> None:
    doing = [item for item in plan.units if item.does_something]
    if not doing:
        return
    st.dataframe(
        {
            t("Row"): [item.row for item in doing],
            t("Unit"): [item.name for item in doing],
            t("What happens"): [_said(item) for item in doing],
        },
        hide_index=True,
        key="unit-list-plan",
        height=table_height(len(doing), 320),
        alt=t("What taking over the list would do"),
    )


def _said(item: PlannedUnit) -> str:
    if item.code is None:
        return t("new")
    changed = [
        t(word) for field, word in _FIELDS.items() if getattr(item.change, field) not in (None, ())
    ]
    return t("changes: {facts}", facts=", ".join(changed))
