"""Which tables of a workbook make up one worksheet, and who answered in which column.

One sheet holds everything, or each area has a sheet of its own, or a copied sheet holds another
assessor's answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zi_analytics.findings import Finding
from zi_analytics.instrument import Instrument
from zi_analytics.workbook.cells import address
from zi_analytics.workbook.recognising.matching import expectation
from zi_analytics.workbook.recognising.rows import SheetRow
from zi_analytics.workbook.recognising.tables import AnswerColumn, Table
from zi_analytics.workbook.recognising.wording import fold

OVERLAP = 0.3
"""Parts of one worksheet share few questions; copies share most."""
WELL_FILLED = 0.5
"""Of copies the first one counts that has at least this share of the fullest one's answers."""
ASSESSORS = ("unit", "tpi", "tpi2", "tpn")
SECOND = frozenset({"2", "ii", "inspektorat", "itjen"})
"""Words that tell a second TPI's sheet from the first one's."""

Columns = Mapping[int, AnswerColumn]
"""An assessor's columns by ``id`` of the sheet."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Tables that together are one worksheet, their rows in order, and its assessors' columns."""

    tables: tuple[Table, ...]
    rows: tuple[SheetRow, ...]
    columns: Mapping[str, Columns]


@dataclass(slots=True)
class _Group:
    """Tables that share few questions, so that together they are one worksheet.

    ``members`` are tables with their rows by their place in the workbook.
    """

    members: dict[int, tuple[Table, list[SheetRow]]]
    codes: set[str] = field(default_factory=set)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(self.members[place][0] for place in sorted(self.members))

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        return tuple(row for place in sorted(self.members) for row in self.members[place][1])

    @property
    def hidden(self) -> bool:
        return self.tables[0].sheet.state != "visible"


def group_tables(
    instrument: Instrument,
    tables: Sequence[tuple[Table, list[SheetRow]]],
    file_name: str,
    stated: str = "",
) -> tuple[tuple[Worksheet, ...], tuple[Finding, ...]]:
    """The worksheets of a workbook, visible sheets first, and what was left out of them.

    ``tables`` come with their rows, as ``read_rows`` gives them; ``stated`` is the assessor that
    the workbook itself names for columns that name none.
    Two worksheets never hold the same assessor: of copies the first visible one counts that is
    filled in.
    """
    groups = _groups(instrument, tables)
    findings: list[Finding] = []
    offered: dict[str, list[tuple[_Group, dict[int, AnswerColumn]]]] = {}
    for group in groups:
        columns, left_out = _columns(group, file_name, stated)
        findings += left_out
        for assessor, own in columns.items():
            offered.setdefault(assessor, []).append((group, own))
    _separate_second_tpi(offered)
    used: dict[int, dict[str, Columns]] = {}
    unused: dict[tuple[str, str, str], list[str]] = {}
    for assessor, candidates in offered.items():
        filled = [_filled(group, own) for group, own in candidates]
        best = _choose([group.hidden for group, _ in candidates], filled)
        chosen = candidates[best][0]
        used.setdefault(id(chosen), {})[assessor] = candidates[best][1]
        for place, (group, _) in enumerate(candidates):
            if place != best:
                code = "hidden-worksheet-left-out" if group.hidden else "second-worksheet-left-out"
                names = group.tables[0].sheet.name, chosen.tables[0].sheet.name
                unused.setdefault((code, *names), []).append(assessor)
    findings += [
        Finding(
            code,
            sheet=name,
            assessor=assessors[0] if len(assessors) == 1 else None,
            details=(("used", instead),),
        )
        for (code, name, instead), assessors in unused.items()
    ]
    worksheets = tuple(
        Worksheet(group.tables, group.rows, used[id(group)])
        for group in groups
        if id(group) in used
    )
    findings += [
        Finding("worksheet-on-hidden-sheet", sheet=table.sheet.name)
        for worksheet in worksheets
        for table in worksheet.tables
        if table.sheet.state != "visible"
    ]
    return worksheets, tuple(findings)


def _groups(instrument: Instrument, tables: Sequence[tuple[Table, list[SheetRow]]]) -> list[_Group]:
    """Tables with few questions in common together, the fullest worksheet first."""
    expected = expectation(instrument)
    groups: list[_Group] = []
    told = []
    for place, (_, rows) in enumerate(tables):
        codes = {c for row in rows for c in expected.candidates(row) if c in expected.leaf}
        told.append((place, codes))
    # A whole worksheet comes before sheets that hold a part of it.
    told.sort(key=lambda t: (tables[t[0]][0].sheet.state != "visible", -(len(t[1]) // 10)))
    for place, codes in told:
        if not codes:
            continue
        for group in groups:
            if len(codes & group.codes) <= OVERLAP * min(len(codes), len(group.codes)):
                group.members[place] = tables[place]
                group.codes |= codes
                break
        else:
            groups.append(_Group({place: tables[place]}, codes))
    # Where every question was reworded, nothing tells copies from parts.
    return groups or [_Group({place: tables[place]}) for place, _ in told]


def _columns(
    group: _Group, file_name: str, stated: str
) -> tuple[dict[str, dict[int, AnswerColumn]], list[Finding]]:
    """The answer columns by assessor, and those that must be left out.

    A single column whose heading names nobody is told by the name of the sheet or the file.
    """
    columns: dict[str, dict[int, AnswerColumn]] = {}
    left_out: list[Finding] = []
    for table in group.tables:
        own: set[str] = set()
        for column in sorted(table.answers, key=lambda c: c.assessor == ""):
            assessor = column.assessor or stated
            assessor = assessor or _assessor_of_names(table.sheet.name, file_name)
            if not column.assessor and assessor in own:
                assessor = "unit"
            if assessor in own or assessor not in ASSESSORS:
                left_out.append(
                    Finding(
                        "answer-column-left-out",
                        sheet=table.sheet.name,
                        cell=address(table.header_row, column.column),
                        details=(("heading", table.headings.get(column.column, "")),),
                    )
                )
                continue
            own.add(assessor)
            columns.setdefault(assessor, {})[id(table.sheet)] = column
    return columns, left_out


def _assessor_of_names(*names: str) -> str:
    """The assessor that a sheet's or file's name tells: the unit where it names none."""
    for name in names:
        named = fold(name).split()
        for assessor in ("tpn", "tpi"):
            if assessor in named:
                return assessor
    return "unit"


def _separate_second_tpi(
    offered: dict[str, list[tuple[_Group, dict[int, AnswerColumn]]]],
) -> None:
    """Two sheets of the TPI are two tiers where the name of one says so."""
    first = offered.get("tpi", [])
    if len(first) < 2 or "tpi2" in offered:
        return
    second = [c for c in first if SECOND & set(fold(c[0].tables[0].sheet.name).split())]
    if second and len(second) < len(first):
        offered["tpi"] = [candidate for candidate in first if candidate not in second]
        offered["tpi2"] = second


def _filled(group: _Group, columns: Columns) -> int:
    """How many cells of an assessor's columns hold anything beside a row that asks for it."""
    count = 0
    for row in group.rows:
        column = columns.get(id(row.table.sheet))
        if column is not None and row.written_type and len(row.cells) >= column.column:
            count += row.cells[column.column - 1] not in (None, "")
    return count


def _choose(hidden: Sequence[bool], filled: Sequence[int]) -> int:
    """The place of the copy that counts: the first visible one that is well filled."""
    places = [p for p, is_hidden in enumerate(hidden) if not is_hidden] or list(range(len(hidden)))
    enough = WELL_FILLED * max(filled[place] for place in places)
    return next(place for place in places if filled[place] >= enough)
