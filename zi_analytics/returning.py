"""The user's own file back: with findings marked in it, or with an assessor's answers filled in.

The same steps for the command line and the pages; every file is opened in a child.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from zi_analytics import finding_text
from zi_analytics.findings import Finding, Refused
from zi_analytics.language.wording import translator
from zi_analytics.workbook.child import read_one, run_in_child
from zi_analytics.workbook.filling.fill import Filled, fill_assessment
from zi_analytics.workbook.marking.mark import Marked, Marking, mark_copy
from zi_analytics.workbook.reading import AssessmentReading, Reading

MARKED, FILLED = "-ditandai", "-terisi"
"""What is put behind the name of a file. An assessor's name there would change how it is read."""
CELLS_NAMED = 8
"""Cells that a note lists of those that share its finding."""
_NAMED = re.compile(r"(?:'((?:[^']|'')*)'!)?(\$?[A-Z]{1,3}\$?[0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class MarkedCopy:
    """A marked copy under its new name.

    ``cells`` are marked; ``findings`` are what could not be marked, ``elsewhere`` those of the
    reading that name no cell.
    """

    name: str
    data: bytes
    cells: int
    findings: tuple[Finding, ...]
    elsewhere: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class FilledCopy:
    """A filled copy under its new name, with how many answers stand in it and what is left."""

    name: str
    data: bytes
    answers: int
    findings: tuple[Finding, ...]


def mark_file(data: bytes, name: str, language: str, reading: Reading | None = None) -> MarkedCopy:
    """``data`` with what is wrong in it coloured and told in notes, in ``language``.

    ``reading`` is what was read from these bytes, where that is known. Refused when the file
    cannot be read or changed.
    """
    reading = reading or read_one(data, name)
    markings = list(markings_of(reading.findings, language))
    marked: Marked = run_in_child(mark_copy, data, markings, name)
    elsewhere = tuple(f for f in reading.findings if not list(_places(f)))
    return MarkedCopy(renamed(name, MARKED), marked.data, marked.cells, marked.findings, elsewhere)


def fill_file(data: bytes, name: str, assessment: AssessmentReading) -> FilledCopy:
    """``data`` with the answers of ``assessment`` in that assessor's own columns.

    Refused when the file is no worksheet with such columns, or cannot be changed.
    """
    filled: Filled = run_in_child(fill_assessment, data, name, assessment)
    return FilledCopy(renamed(name, FILLED), filled.data, filled.answers, filled.findings)


def assessment_of(reading: Reading, assessor: str) -> AssessmentReading:
    """The answers of ``assessor``; of a file with one assessor's answers those, whoever it says.

    Refused when there are none.
    """
    for assessment in reading.assessments:
        if assessment.assessor == assessor:
            return assessment
    if len(reading.assessments) != 1:
        details = (("assessor", assessor.upper()), ("name", reading.file))
        raise Refused(Finding("fill-no-answers", details=details))
    return replace(reading.assessments[0], assessor=assessor)


def markings_of(findings: Iterable[Finding], language: str) -> Iterator[Marking]:
    """What to write at the cells of each finding; nothing for those that name no cell."""
    for finding in findings:
        for sheet, cells in _by_sheet(_places(finding)).items():
            yield Marking(
                sheet, ", ".join(cells), finding_text.severity(finding), _note(finding, language)
            )


def renamed(name: str, behind: str) -> str:
    """The name of a copy: "lke.xlsx" becomes "lke-ditandai.xlsx", and is never doubled."""
    path = PurePath(name)
    return f"{path.stem.removesuffix(behind)}{behind}{path.suffix or '.xlsx'}"


def _places(finding: Finding) -> Iterator[tuple[str, str]]:
    """Sheet and cell of all that a finding is about."""
    if finding.sheet is None or finding.cell is None:
        return
    yield finding.sheet, finding.cell
    details = dict(finding.details)
    # Where cells are counted they are what the finding is about; else it only mentions them.
    if "count" in details:
        for named in _NAMED.finditer(str(details.get("cells", ""))):
            sheet = finding.sheet if named[1] is None else named[1].replace("''", "'")
            yield sheet, named[2]


def _by_sheet(places: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for sheet, cell in places:
        cells = found.setdefault(sheet, [])
        if cell not in cells:
            cells.append(cell)
    return found


def _note(finding: Finding, language: str) -> str:
    """A note's text: how grave and for how many points, what was found, what to do."""
    t = translator(language)
    mark, word = finding_text.SEVERITIES[finding_text.severity(finding)]
    head = [f"{mark} {t(word)}"]
    if finding.points:
        head.append(t("{points} points hang on it", points=finding.points))
    short = _with_fewer_cells(finding)
    lines = [" · ".join(head), finding_text.message(short, language)]
    remedy = finding_text.remedy(short, language)
    return "\n".join([*lines, f"→ {remedy}"] if remedy else lines)


def _with_fewer_cells(finding: Finding) -> Finding:
    details = dict(finding.details)
    cells = list(_NAMED.finditer(str(details.get("cells", ""))))
    if len(cells) <= CELLS_NAMED:
        return finding
    details["cells"] = ", ".join(cell[0] for cell in cells[:CELLS_NAMED]) + ", …"
    return replace(finding, details=tuple(details.items()))
