"""Unit dan periode: who hands in, how they stand to each other, and for when."""

import pandas as pd
import streamlit as st

from pages.data.units.period_table import show_periods
from pages.data.units.unit_exchange import show_exchange
from pages.data.units.unit_form import offer_new, show_unit
from pages.data.units.unit_table import CHOSEN, show_units
from pages.shared import loading
from pages.shared.asking import show_told
from pages.shared.literal import literal
from pages.shared.words import n, t

st.title(t("Units and periods"))
st.caption(
    t(
        "Names, kinds and tiers of the units. A renamed or merged unit keeps its history, and its "
        "earlier names go on meaning it."
    )
)
show_told()
units: pd.DataFrame = loading.units()
names: dict[str, str] = dict(zip(units["code"], units["name"], strict=True))
st.header(
    n(
        "{number} unit in {tiers} tiers, {inactive} no longer active",
        "{number} units in {tiers} tiers, {inactive} no longer active",
        len(units),
        tiers=units["tier"].nunique(),
        inactive=int((~units["is_active"]).sum()),
    ),
    anchor=False,
)
listed, added, exchanged, periods = st.tabs(
    [t("Units"), t("New unit"), t("Excel list"), t("Periods")],
    key="units-tabs",
    on_change="rerun",
)
if listed.open:
    with listed:
        if units.empty:
            st.markdown(t("No unit yet: upload a worksheet, add a unit, or take over a list."))
        else:
            with st.columns([3, 7])[0]:
                text = st.text_input(t("Name contains"), key="units-text", max_chars=80).strip()
            found = units[units["name"].str.contains(text, case=False, regex=False)]
            show_units(found, names)
            code = st.query_params.get(CHOSEN)
            if code in names:
                st.subheader(literal(names[code]), anchor=False)
                show_unit(units, code)
            else:
                st.caption(t("Choose a row to change, merge or remove a unit."))
if added.open:
    with added:
        offer_new(units)
if exchanged.open:
    with exchanged:
        show_exchange(units)
if periods.open:
    with periods:
        show_periods()
