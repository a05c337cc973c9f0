"""Questions whose wording was changed so far that they may no longer be the same question.

A slip of the pen is none of this: a word counts as the known one when it is nearly spelt so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rapidfuzz import fuzz, process

from zi_analytics.findings import Finding
from zi_analytics.instrument import Instrument
from zi_analytics.workbook.answering.extraction import points_at_stake
from zi_analytics.workbook.cells import address
from zi_analytics.workbook.recognising.matching import Match, expectation
from zi_analytics.workbook.recognising.rows import SheetRow
from zi_analytics.workbook.recognising.wording import as_text

SAME_WORDING = 0.6
"""From this likeness (0 to 1) on a text is a known one, shortened, retyped or of another year."""
ALIKE = 80.0
"""Above this likeness (rapidfuzz, 0 to 100) a word is a known one with a slip of the pen."""
NEGATIONS = frozenset(
    {
        *("tidak", "tdk", "tak", "tiada", "bukan", "belum", "blm", "jangan", "tanpa", "kecuali"),
        *("dilarang", "larangan", "not", "without", "never", "except", "forbidden"),
    }
)
"""Words that turn a question into its opposite."""


def reworded_questions(instrument: Instrument, match: Match) -> Iterator[Finding]:
    """The questions and counts that were recognised although their wording is another one.

    Those found by their place alone have a finding of their own.
    """
    known = expectation(instrument).wordings
    for node in (*instrument.questions, *instrument.counts):
        row = match.rows.get(node.code)
        if row is None or row.words in known[node.code] or node.code in match.by_place:
            continue
        if is_same_wording(row.words, known[node.code]):
            continue
        yield Finding(
            "question-reworded",
            sheet=row.table.sheet.name,
            cell=address(row.row, _column_of_text(row)),
            points=points_at_stake(instrument, node.code),
            question=node.code,
            details=(("text", row.text[:80]),),
        )


def _column_of_text(row: SheetRow) -> int:
    start, after = row.table.labels
    columns = range(start, min(after, len(row.cells) + 1))
    return next((c for c in columns if as_text(row.cells[c - 1]).endswith(row.text)), start)


def is_same_wording(text: frozenset[str], known: Collection[frozenset[str]]) -> bool:
    """Whether the words of a row say what one of the known wordings says."""
    negated = text & NEGATIONS
    return any(
        wording & NEGATIONS == negated and _likeness(text, wording) >= SAME_WORDING
        for wording in known
    )


def _likeness(text: frozenset[str], known: frozenset[str]) -> float:
    """The share (0 to 1) of the words of both that stand in both, slips of the pen forgiven."""
    common = len(text & known)
    left = text - known
    for word in known - text:
        nearest = process.extractOne(word, left, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if nearest is not None:
            common += 1
            left -= {nearest[0]}
    return 2 * common / max(1, len(text) + len(known))
