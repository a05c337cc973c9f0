"""Unit, period and assessor of an uploaded file: proposed, and corrected in place."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from pages.shared import loading
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label
from pages.shared.upload_line import Line
from pages.shared.words import t
from zi_analytics.store.similar import most_similar

FIRST_YEAR = 2014
QUARTERS = ("B12", "B09", "B06", "B03")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file will be stored; ``assessor`` is None where the sheet tells several apart."""

    unit: str
    period: str
    assessor: str | None

    @property
    def is_complete(self) -> bool:
        """Whether it can be stored."""
        return bool(self.unit and self.period)


def periods(also: str = "") -> list[str]:
    """The periods to choose from, the newest first."""
    newest = date.today().year + 1
    codes = [
        code
        for year in range(newest, FIRST_YEAR - 1, -1)
        for code in (str(year), *(f"{year}-{quarter}" for quarter in QUARTERS))
    ]
    return codes if not also or also in codes else [also, *codes]


def target_of(line: Line) -> Target:
    """Where the file goes as the inputs say, or as proposed where they were not drawn yet."""
    state, reading = st.session_state, line.reading
    unit = state.get(f"unit-{line.key}", reading.unit if reading else "")
    period = state.get(f"period-{line.key}", reading.period if reading else "")
    single = reading is not None and len(reading.assessments) == 1
    proposed = reading.assessments[0].assessor if reading and single else None
    assessor = state.get(f"assessor-{line.key}", proposed) if single else None
    return Target(" ".join((unit or "").split()), period or "", assessor)


def is_chosen(line: Line) -> bool:
    """Whether the user wants it stored."""
    return bool(st.session_state.get(f"take-{line.key}", True))


def show_inputs(line: Line) -> None:
    """The three inputs and the tick, in one row."""
    reading = line.reading
    if reading is None:
        return
    unit, period, assessor, take = st.columns([4, 3, 2, 2], vertical_alignment="bottom")
    with unit:
        _keep(f"unit-{line.key}", reading.unit)
        st.text_input(
            t("Unit"),
            key=f"unit-{line.key}",
            max_chars=120,
            placeholder=t("Name of the unit"),
        )
    with period:
        _keep(f"period-{line.key}", reading.period or None)
        st.selectbox(
            t("Period"),
            periods(reading.period),
            format_func=period_label,
            key=f"period-{line.key}",
            index=None,
            placeholder=t("Choose the period"),
        )
    with assessor:
        if len(reading.assessments) == 1:
            _keep(f"assessor-{line.key}", reading.assessments[0].assessor)
            st.selectbox(
                t("Assessor"),
                loading.ASSESSORS,
                format_func=assessor_label,
                key=f"assessor-{line.key}",
            )
        else:
            said = ", ".join(assessor_label(one.assessor) for one in reading.assessments)
            st.markdown(f":gray[{literal(t('Assessor'))}]  \n{literal(said)}")
    with take:
        _keep(f"take-{line.key}", True)
        st.checkbox(t("Store it"), key=f"take-{line.key}")
    _offer_same(line)


def _keep(key: str, proposed: object) -> None:
    """Give a widget its proposal once; what the user made of it stays, also when out of sight."""
    st.session_state[key] = st.session_state.get(key, proposed)


def _offer_same(line: Line) -> None:
    """Offer a stored unit whose name is almost the same."""
    near = most_similar(target_of(line).unit, loading.unit_names().values())
    if near is not None:
        st.button(
            t("Almost the same as {unit}: use that", unit=literal(near)),
            key=f"same-{line.key}",
            on_click=_use_unit,
            args=(line.key, near),
            type="tertiary",
        )


def _use_unit(key: str, name: str) -> None:
    st.session_state[f"unit-{key}"] = name
