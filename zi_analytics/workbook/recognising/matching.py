"""Which row is which question: by wording, answer type, numbering and place together.

Rows whose wording is known are anchors. What is left is judged between the anchors, so a renamed
question, a wrong letter or a row out of order still finds its place, and a row that belongs to
nothing is named instead of guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from zi_analytics.instrument import Instrument, Level
from zi_analytics.workbook.recognising.headings import written_types
from zi_analytics.workbook.recognising.rows import SheetRow
from zi_analytics.workbook.recognising.wording import words

LEAVES = (Level.QUESTION, Level.COUNT, Level.SUBTOTAL)
FIGURE_ROWS = ("TOTAL", "A", "B")
"""Nodes that stand twice: as a heading and as a line of totals at the end."""
ENOUGH = 0.55
"""A likeness (0 to 1) from which a row is taken for a question whose wording was changed."""
WORDING, TYPE, PLACE, NUMBER = 0.6, 0.15, 0.15, 0.1
FEWEST_ALIKE = 0.35
"""Below this share of common words nothing but the exact place can speak for a row."""
MOST_OPEN = 2_000
"""A worksheet has some two hundred rows; of a sheet with far more unknown ones the first count."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the rows of a workbook are: ``rows`` by node code, and those that are nothing known.

    ``totals`` are further lines of the total and its two parts, by node code; ``by_place`` the
    codes found by place alone.
    """

    rows: Mapping[str, SheetRow]
    totals: Mapping[str, tuple[SheetRow, ...]]
    unknown: tuple[SheetRow, ...]
    repeated: tuple[tuple[str, SheetRow], ...]
    by_place: frozenset[str]


class Expectation:
    """What an instrument's sheet should hold, prepared for matching."""

    def __init__(self, instrument: Instrument) -> None:
        self.codes = [node.code for node in instrument.nodes]
        self.index = {code: i for i, code in enumerate(self.codes)}
        self.leaf = {node.code for node in instrument.nodes if node.level in LEAVES}
        self.type = {node.code: node.answer_type for node in instrument.nodes}
        self.types = written_types(instrument.answer_types)
        self.wordings: dict[str, set[frozenset[str]]] = defaultdict(set)
        for layout in instrument.layouts:
            for code, known in layout.wordings.items():
                self.wordings[code].update(known)
        for node in instrument.nodes:
            self.wordings[node.code] |= {words(node.label.id), words(node.label.en)}
        self.known: dict[frozenset[str], tuple[str, ...]] = {}
        for code in self.codes:
            for wording in self.wordings[code]:
                self.known[wording] = (*self.known.get(wording, ()), code)

    def candidates(self, row: SheetRow) -> list[str]:
        """The nodes whose wording is exactly the row's, leaves for rows that ask for an answer."""
        found = self.known.get(row.words, ())
        if len(found) < 2:
            return list(found)
        asks = row.written_type in self.types
        fitting = [code for code in found if (code in self.leaf) == asks]
        typed = [c for c in fitting if self.type[c] == self.types.get(row.written_type)]
        return typed or fitting or list(found)

    def numbering(self, code: str) -> str:
        """The numbering the sheet gives a node: the last part of its code."""
        return code.rpartition(".")[2].casefold()


@lru_cache(maxsize=16)
def expectation(instrument: Instrument) -> Expectation:
    """The prepared expectation of ``instrument``, made once."""
    return Expectation(instrument)


def known_questions(instrument: Instrument, rows: Sequence[SheetRow]) -> int:
    """How many of the instrument's questions stand in ``rows`` word for word."""
    expected = expectation(instrument)
    found = {code for row in rows for code in expected.known.get(row.words, ())}
    return sum(question.code in found for question in instrument.questions)


def match_rows(instrument: Instrument, rows: Sequence[SheetRow]) -> Match:
    """Find the node of every row of one worksheet."""
    expected = expectation(instrument)
    place: dict[int, str] = {}
    taken: dict[str, int] = {}
    totals: dict[str, tuple[SheetRow, ...]] = {}
    repeated: list[tuple[str, SheetRow]] = []
    open_rows: dict[int, list[str]] = {}
    for i, row in enumerate(rows):
        candidates = expected.candidates(row)
        if len(candidates) != 1:
            if len(open_rows) < MOST_OPEN:
                open_rows[i] = candidates
        elif candidates[0] not in taken:
            taken[candidates[0]] = i
            # The root stands last in the sheet and tells nothing about the rows around it.
            if candidates[0] != "TOTAL":
                place[i] = candidates[0]
        elif candidates[0] in FIGURE_ROWS:
            totals[candidates[0]] = (*totals.get(candidates[0], ()), row)
        else:
            repeated.append((candidates[0], row))
            # A heading repeated on the next sheet still tells where its rows belong.
            place[i] = candidates[0]
    _settle_ambiguous(expected, open_rows, place, taken, repeated, rows)
    _settle_alike(expected, rows, open_rows, place, taken)
    by_place = _settle_by_place(expected, rows, open_rows, place, taken)
    unknown = [rows[i] for i in sorted(open_rows) if rows[i].written_type in expected.types]
    return Match(
        rows={code: rows[i] for code, i in taken.items()},
        totals=totals,
        unknown=tuple(unknown),
        repeated=tuple(repeated),
        by_place=frozenset(by_place),
    )


def _neighbours(i: int, place: Mapping[int, str], expected: Expectation) -> tuple[int, int]:
    """The expected places just before and after row ``i``, from the nearest settled rows."""
    before = max((j for j in place if j < i), default=None)
    after = min((j for j in place if j > i), default=None)
    low = -1 if before is None else expected.index[place[before]]
    high = len(expected.codes) if after is None else expected.index[place[after]]
    return low, high


def _distance(code: str, low: int, high: int, expected: Expectation) -> int:
    """0 when ``code`` belongs between the neighbours, else how far off it is."""
    at = expected.index[code]
    if low < at < high:
        return 0
    return min(abs(at - low), abs(at - high))


def _settle_ambiguous(
    expected: Expectation,
    open_rows: dict[int, list[str]],
    place: dict[int, str],
    taken: dict[str, int],
    repeated: list[tuple[str, SheetRow]],
    rows: Sequence[SheetRow],
) -> None:
    """Give rows whose wording stands several times in the sheet the nearest free place."""
    for i in [i for i, candidates in open_rows.items() if candidates]:
        free = [code for code in open_rows[i] if code not in taken]
        if not free:
            repeated.append((open_rows[i][0], rows[i]))
            del open_rows[i]
            continue
        # The row above decides: the counts of a ratio and the areas of an aspect follow it.
        low, high = _neighbours(i, place, expected)
        after = [code for code in free if expected.index[code] > low]
        code = min(
            after or free,
            key=lambda c: (_distance(c, low, high, expected), abs(expected.index[c] - low)),
        )
        place[i], taken[code] = code, i
        del open_rows[i]


def _settle_alike(
    expected: Expectation,
    rows: Sequence[SheetRow],
    open_rows: dict[int, list[str]],
    place: dict[int, str],
    taken: dict[str, int],
) -> None:
    """Give rows with a changed wording the node they are most like, the surest first."""
    free = [code for code in expected.codes if code not in taken and code != "TOTAL"]
    if not free or not open_rows:
        return
    scored = []
    for i in open_rows:
        low, high = _neighbours(i, place, expected)
        for code in free:
            likeness = _likeness(expected, rows[i], code, low, high)
            if likeness >= ENOUGH:
                scored.append((likeness, i, code))
    for _, i, code in sorted(scored, key=lambda s: (-s[0], s[1], expected.index[s[2]])):
        if i in open_rows and code not in taken:
            place[i], taken[code] = code, i
            del open_rows[i]


def _likeness(expected: Expectation, row: SheetRow, code: str, low: int, high: int) -> float:
    """How much (0 to 1) speaks for ``row`` being ``code``."""
    asks = row.written_type in expected.types
    if asks != (code in expected.leaf):
        return 0.0
    wording = 0.0
    for known in expected.wordings[code]:
        common = len(known & row.words)
        if common:
            share = common / len(known | row.words)
            contained = common / min(len(known), len(row.words))
            wording = max(wording, (share + contained) / 2)
    if wording < FEWEST_ALIKE:
        return 0.0
    same_type = expected.types.get(row.written_type) == expected.type[code]
    near = max(0.0, 1 - _distance(code, low, high, expected) / 10)
    same_number = row.numbering == expected.numbering(code)
    return WORDING * wording + TYPE * same_type + PLACE * near + NUMBER * same_number


def _settle_by_place(
    expected: Expectation,
    rows: Sequence[SheetRow],
    open_rows: dict[int, list[str]],
    place: dict[int, str],
    taken: dict[str, int],
) -> set[str]:
    """Where as many unknown questions stand between two anchors as are missing there, and of the
    same types in the same order, the place itself says what they are."""
    gaps: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i in sorted(open_rows):
        if rows[i].written_type in expected.types:
            gaps[_neighbours(i, place, expected)].append(i)
    found: set[str] = set()
    for (low, high), members in gaps.items():
        missing = [
            code
            for code in expected.codes[low + 1 : high]
            if code in expected.leaf and code not in taken
        ]
        types = [expected.types[rows[i].written_type] for i in members]
        if len(missing) == len(members) and types == [expected.type[c] for c in missing]:
            for i, code in zip(members, missing, strict=True):
                place[i], taken[code] = code, i
                del open_rows[i]
                found.add(code)
    return found
