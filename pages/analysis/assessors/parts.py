"""The parts of the page Antar penilai that say what was compared: the answer and the areas."""

import numpy as np
import streamlit as st

from pages.analysis.assessors.choice import Chosen
from pages.shared import loading
from pages.shared.downloads import Cell, offer_table
from pages.shared.drawn import drawn
from pages.shared.figures import show_picture, small_table
from pages.shared.kept import once
from pages.shared.literal import literal
from pages.shared.page_texts import period_label
from pages.shared.words import language, n, t
from zi_analytics.analysis import assessor_text as said
from zi_analytics.analysis.assessors import (
    FEWEST,
    Differences,
    Spread,
    part_spreads,
    spread,
)
from zi_analytics.charts.assessors import parts_picture
from zi_analytics.charts.picture import Picture
from zi_analytics.charts.theme import Palette
from zi_analytics.finding_text import message, remedy
from zi_analytics.language.numbers import decimal, signed, whole


def show_nobody(period: str) -> None:
    """Nobody but the units themselves has assessed: what to do."""
    st.header(
        t("No second assessor up to {period}.", period=period_label(period)),
        anchor=False,
    )
    st.markdown(
        t(
            "Only one assessor's answers are stored for every unit, so there is nothing to compare "
            "yet. Upload the worksheet that the TPI filled in, for the same unit and period: both "
            "layouts are read, with the TPI's answers in a column of their own or in a file of "
            "their own. The differences appear here."
        )
    )
    if st.button(t("Upload a worksheet"), type="primary", key="nobody-upload"):
        st.switch_page("pages/data/upload/page.py")


def show_none_yet(chosen: Chosen) -> None:
    """Nobody judged this period yet, but an earlier one."""
    st.info(
        literal(
            t(
                "No second assessor has judged {period} yet; the latest period with one is "
                "{earlier}. Choose that period for what was changed, or upload the TPI's worksheet "
                "of this period. Below: what would come of the claims of {period}.",
                period=period_label(chosen.period),
                earlier=period_label(chosen.judged.period),
            )
        )
    )


def show_none_of_kind() -> None:
    """The kind that was chosen has no unit that both judged."""
    st.header(t("No unit of this kind was judged by both assessors."), anchor=False)
    st.markdown(t("Choose another kind, or all kinds, to see what was changed."))


def show_damaged(chosen: Chosen) -> None:
    """Assessments that are left out because their content is damaged."""
    for finding in loading.period_scores(chosen.instrument, chosen.period).damaged:
        st.warning(literal(f"{message(finding, language())} {remedy(finding, language())}"))


def show_all(found: Differences) -> None:
    """How many units were lowered and by how much, what became of predicates, how blanks count."""
    st.header(literal(said.all_headline(found, language())), anchor=False)
    predicates = said.predicates_text(found, language())
    if predicates:
        st.markdown(literal(predicates))
    show_blanks(found)


def show_blanks(found: Differences) -> None:
    """How blanks were taken."""
    rule = t(
        "Compared is what both answered; a blank counts as not judged, so it neither falls "
        "nor rises."
    )
    blanks = said.blanks_text(found, language())
    st.caption(literal(f"{rule} {blanks}".strip()))


def show_parts(group: Differences, everyone: Differences, unit: str) -> None:
    """The changes by area and result over ``group``, with the unit's own where one is chosen."""
    spreads = once(part_spreads, group)
    own = _own_changes(group, everyone, unit)
    owned: list[float] = []
    if own is not None:
        owned = [*own, float(everyone.total_change[everyone.units == unit][0])]
    title = t("Area by area") if unit else said.parts_title(group, language())
    st.subheader(literal(title), anchor=False)
    if unit:
        st.caption(
            t(
                "● this unit's change in points; bar: the middle half of the units judged, thin "
                "line: from the least to the most."
            )
        )
    else:
        st.caption(
            t(
                "Change in points: ◆ median of the units, bar: the middle half, thin line: from "
                "the least to the most."
            )
        )
    show_picture(drawn(_parts_picture, group, everyone, unit), "assessor-parts")
    header = [
        t("Area or result"),
        *([t("This unit")] if own is not None else []),
        *(t("Mean"), t("Median"), t("Lower quarter"), t("Upper quarter")),
        t("Lowered"),
        t("Raised"),
        t("Units"),
    ]
    listed = [(one.part.label.say(language()), one.spread) for one in spreads]
    listed.append((t("Total"), spread(group.total_change)))
    table: list[tuple[Cell, ...]] = [
        (name, *([owned[place]] if owned else []), *_spread_cells(one))
        for place, (name, one) in enumerate(listed)
    ]
    label = t("Areas and results as a table")
    with st.expander(label, key="table-assessor-parts"):
        rows = [
            {name: literal(written(cell)) for name, cell in zip(header, line, strict=True)}
            for line in table
        ]
        small_table(rows, label)
        st.caption(
            t(
                "Points. The means of the areas and results add up to the mean of the total; "
                "medians do not, because the middle unit is another one in every area."
            )
        )
        offer_table(t("Download the table"), "antar-penilai-area", header, table)


def _own_changes(group: Differences, everyone: Differences, unit: str) -> list[float] | None:
    """The unit's own changes in the order of the areas and results; None without a unit."""
    if not unit:
        return None
    row = int(np.flatnonzero(everyone.units == unit)[0])
    return [float(everyone.change_of(one.part)[row]) for one in once(part_spreads, group)]


def _parts_picture(
    group: Differences, everyone: Differences, unit: str, spoken: str, palette: Palette
) -> Picture:
    own = _own_changes(group, everyone, unit)
    return parts_picture(once(part_spreads, group), own, spoken, palette)


def _spread_cells(one: Spread) -> tuple[Cell, ...]:
    return (
        one.mean,
        one.median,
        one.lower,
        one.upper,
        one.lowered,
        one.raised,
        one.number,
    )


def written(cell: Cell, is_change: bool = True, places: int = 2) -> str:
    """A cell as it is shown: counts whole, points with their sign where they are changes."""
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return (signed if is_change else decimal)(cell, language(), places)
    return cell if isinstance(cell, str) else whole(cell, language())


def too_few(number: int) -> str:
    """Why nothing is said of what is usual."""
    return n(
        "Only {number} unit was judged by both: from fewer than {fewest} nothing is concluded.",
        "Only {number} units were judged by both: from fewer than {fewest} nothing is concluded.",
        number,
        fewest=FEWEST,
    )
