"""Units side by side: each one's total, the picture of areas and results, or why there is none."""

import streamlit as st

from pages.analysis.units import loading as beside_loading
from pages.analysis.units.choice import Compared
from pages.shared.choosing import keep_code
from pages.shared.drawn import drawn
from pages.shared.figures import fact, show_picture
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label, period_label, unit_label
from pages.shared.words import language, t
from zi_analytics.analysis.assessed import Assessed
from zi_analytics.analysis.beside import PartRow, aim, lead, part_rows
from zi_analytics.analysis.beside_text import lead_headline, parts_title
from zi_analytics.analysis.sentences import predicate_text, reached_text
from zi_analytics.charts.beside import beside_picture
from zi_analytics.charts.picture import Picture
from zi_analytics.charts.theme import Palette
from zi_analytics.language.numbers import decimal


def show_answer(compared: Compared) -> tuple[PartRow, ...]:
    """Who leads whom and where, and every unit's total; gives the areas and results."""
    sides = compared.sides
    rows = part_rows(sides, aim(sides[0]))
    totals = [side.total for side in sides]
    found = lead(totals, rows)
    if found is None:
        _show_alone(compared, totals[0])
    else:
        said = lead_headline(found, compared.names, totals, language())
        st.header(literal(said), anchor=False)
        _show_totals(compared)
    return rows


def _show_alone(compared: Compared, total: float) -> None:
    """Nobody stands beside the unit: nobody was chosen, or there is nobody to choose."""
    if not compared.is_alone:
        st.header(
            literal(
                t(
                    "{unit} has {total} of 100; choose a unit to put beside it.",
                    unit=compared.names[0],
                    total=decimal(total, language()),
                )
            ),
            anchor=False,
        )
        return
    st.header(
        literal(
            t(
                "{unit} has {total} of 100 and stands alone in {period}.",
                unit=compared.names[0],
                total=decimal(total, language()),
                period=period_label(compared.period),
            )
        ),
        anchor=False,
    )
    st.markdown(
        t(
            "No other unit of this kind was assessed in this period with the same worksheet. "
            "Upload the worksheet of another one, or compare units of all kinds."
        )
        if compared.kind
        else t(
            "No other unit was assessed in this period with the same worksheet. Upload the "
            "worksheet of another one: what sets the two apart appears here."
        )
    )
    with st.container(horizontal=True):
        if st.button(t("Upload a worksheet"), type="primary", key="alone-upload"):
            st.switch_page("pages/data/upload/page.py")
        everyone = beside_loading.everyone(compared.period, compared.assessor)
        if compared.kind and len(everyone.with_instrument(compared.instrument.id)) > 1:
            st.button(
                t("Compare all kinds"), key="alone-all", on_click=keep_code, args=("among", "all")
            )
    st.page_link(
        "pages/analysis/weak_areas/page.py",
        label=t("What this unit misses: the page Weak areas"),
        icon=":material/arrow_forward:",
        query_params={
            "unit": compared.unit,
            "period": compared.period,
            "assessor": compared.assessor_of(compared.unit),
        },
    )


def _show_totals(compared: Compared) -> None:
    places = st.columns(len(compared.fit), gap="medium")
    for place, unit in zip(places, compared.fit, strict=True):
        row = compared.group.place_of(unit)
        reached, undecided = (
            str(codes[row]) for codes in (compared.group.reached, compared.group.undecided)
        )
        assessor = compared.assessor_of(unit)
        with place:
            fact(
                unit_label(unit),
                t("{total} of 100", total=decimal(float(compared.group.totals[row]), language())),
                " · ".join(
                    (
                        reached_text(
                            [reached] if reached else [],
                            [undecided] if undecided else [],
                            language(),
                        ),
                        assessor_label(assessor),
                    )
                ),
            )
            st.page_link(
                "pages/analysis/overview/page.py",
                label=t("Overview"),
                icon=":material/arrow_forward:",
                query_params={"unit": unit, "period": compared.period, "assessor": assessor},
            )


def show_parts(compared: Compared, rows: tuple[PartRow, ...]) -> None:
    """Every area and result of the units against its limit."""
    st.subheader(literal(parts_title(rows, compared.names, language())), anchor=False)
    predicate = aim(compared.sides[0])
    label = "" if predicate is None else predicate
    st.caption(
        t(
            "In share of each weight. Fill = with evidence, outline = claimed, ┃ = limit of "
            "{predicate}; the own unit comes first, in colour.",
            predicate=predicate_text(compared.instrument, predicate, language()),
        )
        if predicate is not None
        else t(
            "In share of each weight. Fill = with evidence, outline = claimed; the own unit "
            "comes first, in colour."
        )
    )
    picture = drawn(_beside, compared.sides, compared.names, label)
    show_picture(picture, "antar-unit-area")


def _beside(
    sides: tuple[Assessed, ...],
    names: tuple[str, ...],
    label: str,
    spoken: str,
    palette: Palette,
) -> Picture:
    return beside_picture(part_rows(sides, aim(sides[0])), names, label, spoken, palette)
