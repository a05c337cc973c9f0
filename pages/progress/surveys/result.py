"""One survey: its index against the limits, its elements, who answered, what the sheet says."""

from collections.abc import Mapping

import streamlit as st

from pages.progress.surveys.choice import Place
from pages.progress.surveys.loading import instrument_of, typed_in
from pages.shared.colours import colours
from pages.shared.downloads import offer_table
from pages.shared.figures import fact, show_picture, small_table
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label
from pages.shared.words import language, n, t
from zi_analytics.analysis import survey_text
from zi_analytics.analysis.doubts import SAME_INDEX
from zi_analytics.analysis.survey import Measured, measure
from zi_analytics.analysis.survey_limits import against_limits, convert
from zi_analytics.charts.survey import elements_picture, elements_title
from zi_analytics.instrument import Instrument
from zi_analytics.instrument.surveys import question_of
from zi_analytics.language.numbers import date_text, decimal, whole
from zi_analytics.programme.surveys import Survey

_SERVICES = 8
"""Kinds of service that are named; the file has all."""


def show_nothing_yet(place: Place) -> None:
    """What to do where no survey of the kind is kept for the period."""
    name = place.kind.short.say(language())
    st.header(t("No {survey} survey is kept for this period", survey=name), anchor=False)
    typed = typed_in(place.unit, place.period, place.measures)
    for index, assessors in _by_index(typed).items():
        st.markdown(
            literal(
                t(
                    "The worksheet of {assessor} says {index}: nothing here proves it yet.",
                    assessor=assessors,
                    index=decimal(index, language()),
                )
            )
        )
    st.markdown(t("Upload the raw responses below, or type the index of the report."))


def show_result(place: Place, survey: Survey, key: str) -> None:
    """A survey, kept or about to be kept."""
    measured = measure(survey)
    if measured is None:
        st.markdown(t("This survey holds neither answers nor an index."))
        return
    instrument = instrument_of(place.unit, place.period)
    limits = against_limits(instrument, place.kind, measured)
    st.header(literal(survey_text.headline(place.kind, measured, limits, language())), anchor=False)
    facts, picture = st.columns([2, 3], gap="large")
    with facts:
        _show_facts(place, instrument, measured, survey)
    with picture:
        st.subheader(literal(elements_title(measured, limits, language())), anchor=False)
        show_picture(
            elements_picture(measured, limits, language(), colours()), f"survey-elements-{key}"
        )
    _show_elements(place, measured, key)


def _show_facts(place: Place, instrument: Instrument, measured: Measured, survey: Survey) -> None:
    limits = against_limits(instrument, place.kind, measured)
    for one in limits:
        st.markdown(literal(survey_text.limit_text(one, language())))
    worth = survey_text.worth_text(convert(instrument, place.kind, measured.index), language())
    fact(t("Worth"), worth, survey_text.interval_text(measured.interval, language()))
    fact(t("Respondents"), survey_text.respondents_text(measured, language()), _days(survey))
    if measured.elements:
        st.markdown(literal(survey_text.weakest_text(measured, language())))
    _show_services(measured)
    _show_worksheet(place, instrument, measured)
    said = [
        survey.conducted_by and t("Conducted by {name}", name=survey.conducted_by),
        survey.file and t("File {name}", name=survey.file),
        survey.note,
    ]
    for line in said:
        if line:
            st.caption(literal(line))


def _days(survey: Survey) -> str:
    if survey.first is None or survey.last is None:
        return ""
    first, last = date_text(survey.first, language()), date_text(survey.last, language())
    return first if first == last else t("{first} to {last}", first=first, last=last)


def _show_services(measured: Measured) -> None:
    named = [one for one in measured.services if one.name]
    if not named:
        return
    small_table(
        [
            {
                t("Kind of service"): literal(one.name),
                t("Respondents"): whole(one.count, language()),
                t("Index"): "–" if one.index is None else decimal(one.index, language()),
            }
            for one in measured.services[:_SERVICES]
            if one.name
        ],
        t("Respondents and index by kind of service"),
    )
    if len(named) > _SERVICES:
        more = len(named) - _SERVICES
        st.caption(n("{number} more kind of service", "{number} more kinds of service", more))


def _show_worksheet(place: Place, instrument: Instrument, measured: Measured) -> None:
    """What the worksheets of the period say of the same index, and the way there."""
    typed = typed_in(place.unit, place.period, place.measures)
    for index, assessors in _by_index(typed).items():
        said = (
            t("✓ The worksheet of {assessor} says the same.", assessor=assessors)
            if abs(index - measured.index) <= SAME_INDEX
            else t(
                "▲ The worksheet of {assessor} says {index}: one of the two is wrong.",
                assessor=assessors,
                index=decimal(index, language()),
            )
        )
        st.markdown(literal(said))
    question = question_of(instrument, place.kind)
    if typed and question is not None:
        st.page_link(
            "pages/analysis/weak_areas/page.py",
            label=t("To the question in the worksheet"),
            icon=":material/arrow_forward:",
            query_params={
                "unit": place.unit,
                "period": place.period,
                "node": question.code,
                "lang": language(),
            },
        )


def _by_index(typed: Mapping[str, float]) -> dict[float, str]:
    """The assessors who typed the same index, named together."""
    found: dict[float, list[str]] = {}
    for assessor, index in typed.items():
        found.setdefault(round(index, 9), []).append(assessor_label(assessor))
    return {index: ", ".join(names) for index, names in found.items()}


def _show_elements(place: Place, measured: Measured, key: str) -> None:
    if not measured.elements:
        return
    st.dataframe(
        {
            t("Element"): [survey_text.element_name(one) for one in measured.weakest],
            t("Mean"): [decimal(one.mean, language()) for one in measured.weakest],
            t("Answers"): [
                "–" if one.count is None else whole(one.count, language())
                for one in measured.weakest
            ],
            t("Between"): [
                "–"
                if one.interval is None
                else f"{decimal(one.interval.low, language())} – "
                f"{decimal(one.interval.high, language())}"
                for one in measured.weakest
            ],
        },
        hide_index=True,
        key=f"survey-table-{key}",
        height=38 + 35 * len(measured.elements),
        alt=t("The elements of the survey, the lowest first"),
    )
    header = [t("Element"), t("Label"), t("Mean"), t("Answers"), t("From"), t("Up to")]
    rows = [
        (
            one.code,
            one.label,
            one.mean,
            one.count,
            None if one.interval is None else one.interval.low,
            None if one.interval is None else one.interval.high,
        )
        for one in measured.elements
    ]
    rows.append(
        (
            t("Index"),
            place.kind.short.say(language()),
            measured.index,
            measured.count,
            None if measured.interval is None else measured.interval.low,
            None if measured.interval is None else measured.interval.high,
        )
    )
    offer_table(t("Download the elements"), f"survei-{place.measures.value}-{key}", header, rows)
