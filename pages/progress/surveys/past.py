"""All surveys of a kind over the periods, what changed, and taking one back."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from pages.progress.surveys.choice import Place
from pages.progress.surveys.loading import instrument_of
from pages.shared import loading
from pages.shared.asking import ask
from pages.shared.colours import colours
from pages.shared.downloads import offer_table
from pages.shared.figures import show_picture, small_table
from pages.shared.literal import literal
from pages.shared.page_texts import period_label
from pages.shared.visitor import known_name
from pages.shared.words import language, t
from zi_analytics.analysis.survey import Measured, compare, measure
from zi_analytics.analysis.survey_limits import against_limits
from zi_analytics.analysis.survey_text import change_text
from zi_analytics.charts.survey_history import Surveyed, history_picture
from zi_analytics.language.numbers import date_text, decimal, whole
from zi_analytics.programme.documents import Kept
from zi_analytics.programme.surveys import Survey


def show_past(place: Place) -> None:
    """One row a survey, the newest first."""
    kept = place.kept.of(place.measures)
    if not kept:
        st.markdown(t("No survey of this kind is kept yet."))
        return
    _show_history(place, kept)
    rows: list[dict[str, str]] = []
    table = []
    before: Measured | None = None
    for one in kept:
        measured = measure(one.value)
        change = ""
        if measured is not None and before is not None:
            change = change_text(compare(before, measured), language())
        index = None if measured is None else measured.index
        count = one.value.respondents
        rows.append(
            {
                t("Period"): period_label(one.item.period),
                t("Index"): "–" if index is None else decimal(index, language()),
                t("Respondents"): "–" if count is None else whole(count, language()),
                t("Change"): literal(change) or "–",
                t("Kept by"): literal(_who(one)),
            }
        )
        table.append((one.item.period, index, count, change, one.item.by, one.value.file))
        before = measured or before
    small_table(rows[::-1], t("The surveys of this kind, the newest first"))
    offer_table(
        t("Download the surveys"),
        f"riwayat-{place.measures.value}",
        [t("Period"), t("Index"), t("Respondents"), t("Change"), t("Kept by"), t("File")],
        table,
    )
    current = place.kept.current(place.measures, place.period)
    if current is not None and st.button(
        t("Take the survey of {period} back", period=period_label(place.period)),
        key="survey-back",
        type="tertiary",
    ):
        ask(
            t("Take this survey back?"),
            t("It counts no longer; what was kept stays in the history of the store."),
            t("Take back"),
            partial(_withdraw, current),
        )


def _show_history(place: Place, kept: Sequence[Kept[Survey]]) -> None:
    """The line over the periods, from two of them on; of one period the newest survey counts."""
    newest = {
        one.item.period: measured for one in kept if (measured := measure(one.value)) is not None
    }
    surveyed = [Surveyed(period, measured) for period, measured in newest.items()]
    if len(surveyed) < 2:
        return
    before, last = surveyed[-2:]
    limits = against_limits(instrument_of(place.unit, last.period), place.kind, last.measured)
    change = compare(before.measured, last.measured)
    st.subheader(literal(change_text(change, language())), anchor=False)
    show_picture(history_picture(surveyed, limits, language(), colours()), "survey-history")


def _withdraw(one: Kept[Survey]) -> str:
    by = known_name() or one.item.by
    loading.store().dossier.withdraw(one.item.number, by=by, expected_version=one.item.version)
    return t("The survey of {period} is taken back.", period=period_label(one.item.period))


def _who(one: Kept[Survey]) -> str:
    when = date_text(one.item.at.astimezone(), language())
    return t("{by}, {when}", by=one.item.by, when=when) if one.item.by else when
