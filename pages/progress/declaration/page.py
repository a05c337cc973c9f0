"""Pencanangan dan sosialisasi: what was declared and made known, with which evidence."""

from datetime import date

import streamlit as st

from pages.progress.declaration.forms import show_declaration_form, show_outreach_form
from pages.progress.declaration.loading import programme_of
from pages.progress.declaration.many import show_units
from pages.progress.declaration.one import show_year
from pages.shared import loading
from pages.shared.asking import show_told
from pages.shared.choosing import pick
from pages.shared.empty import offer_start
from pages.shared.page_texts import unit_labels
from pages.shared.words import t

st.title(t("Declaration and outreach"))
st.caption(
    t("What was declared and made known, when and with which evidence, and what is missing.")
)
names = loading.unit_names()
if not names:
    offer_start()
    st.stop()
choices = st.columns([3, 2, 3], vertical_alignment="bottom")
with choices[0]:
    units = sorted(names, key=lambda code: names[code].casefold())
    unit = pick("unit", t("Unit"), units, unit_labels().__getitem__, units[0])
programme = programme_of(unit)
with choices[1]:
    this_year = date.today().year
    years = sorted({*programme.years(), this_year, this_year - 1}, reverse=True)
    codes = [str(one) for one in years]
    year = int(pick("year", t("Year"), codes, str, str(this_year)))
show_told()
show_year(unit, programme, programme.state(year))
labels = [t("Outreach"), t("Declaration"), *([t("All units")] if len(units) > 1 else [])]
outreach, declaration, *others = st.tabs(labels, key="declaration-tabs", on_change="rerun")
if outreach.open:
    with outreach:
        show_outreach_form(unit, programme, year)
if declaration.open:
    with declaration:
        show_declaration_form(unit, programme)
for tab in others:
    if tab.open:
        with tab:
            show_units(year)
