"""One unit: changed, merged, removed; or a new one."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.shared import loading
from pages.shared.asking import ask, attempt
from pages.shared.words import n, t
from zi_analytics.store import UnitChange

NONE = ""


def offer_new(units: pd.DataFrame) -> None:
    """A form for a unit that has not handed in yet."""
    with st.form("unit-new", border=False):
        facts = _inputs(units, None, "new")
        if st.form_submit_button(t("Add the unit"), type="primary"):

            def add() -> str:
                code = loading.store().add_unit(facts)
                return t("{unit} was added with the code {code}.", unit=facts.name or "", code=code)

            attempt(add)


def show_unit(units: pd.DataFrame, code: str) -> None:
    """The form of the stored unit ``code``, and what else can be done with it."""
    unit = units[units["code"] == code].iloc[0]
    with st.form(f"unit-{code}", border=False):
        facts = _inputs(units, unit, code)
        if st.form_submit_button(t("Save the changes"), type="primary"):

            def change() -> str:
                loading.store().change_unit(code, facts)
                return t("{unit} was changed.", unit=facts.name or str(unit["name"]))

            attempt(change)
    _offer_merging(units, unit)
    if not unit["assessments"] and st.button(
        t("Remove this unit"), key=f"unit-remove-{code}", type="tertiary"
    ):

        def remove() -> str:
            loading.store().remove_unit(code)
            return t("{unit} was removed.", unit=str(unit["name"]))

        ask(
            t("Remove this unit?"),
            t("{unit} has no worksheets; only its name is forgotten.", unit=str(unit["name"])),
            t("Remove"),
            remove,
        )


def _inputs(units: pd.DataFrame, unit: pd.Series | None, key: str) -> UnitChange:
    """The inputs, filled with what ``unit`` is now; what they say, as a change."""
    first, second = st.columns(2), st.columns(2)
    others = units if unit is None else units[units["code"] != unit["code"]]
    parents = [NONE, *others["code"]]
    names = dict(zip(others["code"], others["name"], strict=True))
    held = "" if unit is None or pd.isna(unit["parent"]) else str(unit["parent"])
    kind = "" if unit is None else str(unit["kind"])
    kinds = loading.unit_kinds()
    with first[0]:
        name = st.text_input(
            t("Name"),
            value="" if unit is None else str(unit["name"]),
            max_chars=120,
            key=f"name-{key}",
        )
    with first[1]:
        code = st.text_input(
            t("Code"),
            value="" if unit is None else str(unit["code"]),
            max_chars=80,
            key=f"code-{key}",
            help=t("Left empty, it is made from the name."),
        )
    with second[0]:
        chosen = st.selectbox(
            t("Kind"),
            [NONE, *kinds],
            index=([NONE, *kinds]).index(kind),
            key=f"kind-{key}",
            format_func=lambda text: text or t("not said"),
            accept_new_options=True,
        )
    with second[1]:
        parent = st.selectbox(
            t("Parent unit"),
            parents,
            index=parents.index(held) if held in parents else 0,
            key=f"parent-{key}",
            format_func=lambda text: names.get(text, "") or t("none: at the top"),
        )
    aliases: Sequence[str] = () if unit is None else unit["aliases"]
    other = st.text_input(
        t("Another name that means this unit"),
        key=f"alias-{key}",
        max_chars=120,
        help=t("So far: {names}", names="; ".join(aliases)) if aliases else None,
    )
    active = st.checkbox(
        t("A worksheet is expected of it"),
        value=True if unit is None else bool(unit["is_active"]),
        key=f"active-{key}",
        wrap=True,
    )
    return UnitChange(
        name=name if unit is None or name != unit["name"] else None,
        code=code.strip() or None,
        kind=(chosen or "").strip(),
        parent=parent or "",
        is_active=active,
        also_called=(other,) if other.strip() else (),
    )


def _offer_merging(units: pd.DataFrame, unit: pd.Series) -> None:
    others = units[units["code"] != unit["code"]]
    if others.empty:
        return
    names = dict(zip(others["code"], others["name"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        into = st.selectbox(
            t("Merge into"),
            list(names),
            index=None,
            key=f"merge-{unit['code']}",
            format_func=names.__getitem__,
            placeholder=t("Choose the unit that goes on"),
            width=420,
        )
        pressed = st.button(t("Merge"), key=f"merge-now-{unit['code']}", disabled=into is None)
    if not pressed or into is None:
        return

    def merge() -> str:
        loading.store().merge_units(str(unit["code"]), into)
        return t("{unit} is part of {other} now.", unit=str(unit["name"]), other=names[into])

    ask(
        t("Merge these units?"),
        n(
            "{unit} becomes part of {other}: its {number} assessment, its names, its plan and "
            "other entries, and the units below it. Where both have the same period and assessor, "
            "all revisions are kept and the one stored last counts. Only a backup can undo it.",
            "{unit} becomes part of {other}: its {number} assessments, its names, its plan and "
            "other entries, and the units below it. Where both have the same period and assessor, "
            "all revisions are kept and the one stored last counts. Only a backup can undo it.",
            int(unit["assessments"]),
            unit=str(unit["name"]),
            other=names[into],
        ),
        t("Merge"),
        merge,
    )
