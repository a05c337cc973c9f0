"""What lies between two revisions: one row for every answer, note or evidence that differs."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.words import language, t
from zi_analytics.analysis.changes import with_points
from zi_analytics.instrument import Instrument
from zi_analytics.language.numbers import signed
from zi_analytics.language.wording import msg
from zi_analytics.store import Change, Fact
from zi_analytics.workbook.reading import Answer

_FACTS = {
    Fact.ANSWER: msg("Answer"),
    Fact.NOTE: msg("Note"),
    Fact.EVIDENCE: msg("Evidence"),
}
_NOTHING = "–"


def show_changes(
    instrument: Instrument, changes: Sequence[Change], before: str, after: str, key: str
) -> None:
    """The table; ``before`` and ``after`` are the headings of its two sides."""
    rows = []
    for item in with_points(instrument, changes):
        change = item.change
        node = instrument.node.get(change.code)
        for fact in change.facts:
            earns = fact is Fact.ANSWER and item.points is not None
            rows.append(
                {
                    t("Code"): change.code,
                    t("Question"): "" if node is None else node.label.say(language()),
                    t("What differs"): t(_FACTS[fact]),
                    before: _text(change.old, fact),
                    after: _text(change.new, fact),
                    t("Points"): signed(item.points or 0.0, language(), 3) if earns else "",
                }
            )
    if rows:
        st.dataframe(
            {name: [row[name] for row in rows] for name in rows[0]},
            hide_index=True,
            key=key,
            column_config={t("Points"): st.column_config.TextColumn(alignment="right")},
            alt=t("The answers that differ"),
        )


def _text(answer: Answer | None, fact: Fact) -> str:
    if answer is None:
        return _NOTHING
    said = {Fact.ANSWER: answer.raw, Fact.NOTE: answer.note, Fact.EVIDENCE: answer.evidence}
    return said[fact] or _NOTHING
