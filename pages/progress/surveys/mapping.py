"""The table in which somebody says what each column of the raw responses is."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.shared.words import t
from zi_analytics.language.wording import msg
from zi_analytics.workbook.survey.reading import SurveyReading

MOST_ELEMENTS = 30
UNUSED = "unused"
"""What the table says of a column that is nothing: an empty cell would look forgotten."""
ROLES: Mapping[str, str] = {
    UNUSED: msg("not used"),
    "number": msg("number of the respondent"),
    "service": msg("kind of service"),
    "date": msg("day of the answer"),
    "name": msg("name (not kept)"),
    "person": msg("facts of the person (not kept)"),
    "ignored": msg("something else"),
}


def mapped(reading: SurveyReading, key: str) -> dict[str, str]:
    """What each column is, by its letters: as proposed, or as somebody changed it."""
    columns = reading.columns
    elements = [f"U{number}" for number in range(1, MOST_ELEMENTS + 1)]
    guessed = any(column.by_content for column in columns) or not reading.elements
    with st.expander(t("What each column is"), expanded=guessed, key=f"survey-columns-{key}"):
        st.caption(
            t("Proposed from the headings. Change what is not right; the index follows at once.")
        )
        proposed = pd.DataFrame(
            {
                "letters": [column.letters for column in columns],
                "heading": [column.heading for column in columns],
                "role": [column.proposed or UNUSED for column in columns],
            }
        )
        edited = st.data_editor(
            proposed,
            column_config={
                "letters": st.column_config.TextColumn(t("Column"), width="small"),
                "heading": st.column_config.TextColumn(t("Heading"), width="large"),
                "role": st.column_config.SelectboxColumn(
                    t("Is"),
                    options=[*elements, *ROLES],
                    format_func=_said,
                    required=True,
                ),
            },
            disabled=["letters", "heading"],
            hide_index=True,
            num_rows="fixed",
            key=f"survey-mapping-{key}",
        )
    roles = ["" if role == UNUSED else role for role in edited["role"]]
    return dict(zip(edited["letters"], roles, strict=True))


def _said(role: object) -> str:
    known = ROLES.get(str(role))
    return str(role) if known is None else t(known)
