"""Which assessor is severe: everyone after the unit itself, and each two on the same units."""

import streamlit as st

from pages.analysis.assessors import loading as assessors_loading
from pages.analysis.assessors.choice import Chosen
from pages.analysis.assessors.parts import written
from pages.shared.downloads import Cell, offer_table
from pages.shared.figures import small_table
from pages.shared.literal import literal
from pages.shared.page_texts import assessor_label
from pages.shared.words import language, t
from zi_analytics.analysis import assessor_text as said
from zi_analytics.analysis.assessors import Spread, spread


def show_severe(chosen: Chosen) -> None:
    """Every later assessor against the units, and each two of them on the units both judged."""
    found = assessors_loading.severe(chosen.instrument, chosen.period, chosen.kind)
    st.subheader(literal(said.severe_title(found, language())), anchor=False)
    header = [
        *(t("Assessor"), t("Against"), t("Units"), t("Median"), t("Lower quarter")),
        *(t("Upper quarter"), t("Lowered")),
    ]
    lines = [_severe_line(one.assessor, "unit", one.spread) for one in found]
    later = [one.assessor for one in found]
    for place, first in enumerate(later):
        for second in later[place + 1 :]:
            pair = (first, second)
            both = assessors_loading.compared(chosen.instrument, chosen.period, pair, chosen.kind)
            if len(both):
                lines.append(_severe_line(second, first, spread(both.total_change)))
    rows = [
        {name: literal(written(cell)) for name, cell in zip(header, line, strict=True)}
        for line in lines
    ]
    small_table(rows, t("Every assessor's change of the total in points"))
    st.caption(
        t(
            "Change of the total in points. Two assessors are comparable only on the units that "
            "both judged: those are the rows against another assessor. From fewer than three units "
            "nothing is concluded."
        )
    )
    offer_table(t("Download the table"), "antar-penilai-penilai", header, lines)


def _severe_line(assessor: str, against: str, found: Spread) -> tuple[Cell, ...]:
    return (
        assessor_label(assessor),
        assessor_label(against),
        found.number,
        found.median if found.is_enough else t("too few"),
        found.lower,
        found.upper,
        t("{number} of {all}", number=found.lowered, all=found.number),
    )
