"""Real odd workbooks of public projects, marked: every program reads them as before.

The corpus lies beside the project (../shared/corpus); where it is absent these tests are not
collected.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import openpyxl
import pytest

from tests.hostile.outcome import code_of, outcome
from tests.worksheets import packages
from zi_analytics.findings import Severity
from zi_analytics.settings import ROOT
from zi_analytics.workbook.cells import Book
from zi_analytics.workbook.child import Children
from zi_analytics.workbook.marking.mark import Marked, Marking, mark_copy
from zi_analytics.workbook.opening.loading import load_book

CORPUS = ROOT.parent / "shared" / "corpus"
FILES = sorted(path for ending in ("xlsx", "xlsm") for path in CORPUS.rglob(f"*.{ending}"))
BY_CASE = frozenset(("tdf100084.xlsx",))
"""Openpyxl takes no note of relations whose name differs from the sheet's in its letters."""

if not FILES:
    pytest.skip(f"no corpus in {CORPUS}", allow_module_level=True)


def _openpyxl(data: bytes) -> openpyxl.Workbook | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return packages.load(data)
        except Exception:  # whatever it cannot read before, it need not read afterwards
            return None


@pytest.fixture(scope="module")
def marked() -> list[tuple[Path, Book, list[Marking], Marked]]:
    """Every workbook that can be read, with two cells of each sheet marked."""
    found = []
    with Children() as children:
        for path in FILES:
            data = path.read_bytes()
            book = outcome(children, load_book, data, path.name)
            if code_of(book) or book.format not in ("xlsx", "xlsm"):
                continue
            made = [
                Marking(sheet.name, "A1, C3:D4", Severity.WARNING, "periksa")
                for sheet in book.sheets
            ]
            found.append((path, book, made, children.run(mark_copy, data, made, path.name)))
    assert len(found) > 200
    return found


def test_our_reader_sees_the_same_cells(marked) -> None:
    for path, book, _, copy in marked:
        after = load_book(copy.data, path.name)
        assert after.sheets == book.sheets, path.name
        new = {f.code for f in after.findings} ^ {f.code for f in book.findings}
        assert new <= {"styles-unreadable"}, path.name


def test_openpyxl_loads_what_it_loaded_and_sees_the_marks(marked) -> None:
    for path, _, made, copy in marked:
        before = _openpyxl(path.read_bytes())
        if before is None:
            continue
        after = _openpyxl(copy.data)
        assert after is not None, path.name
        assert after.sheetnames == before.sheetnames
        for marking in made if path.name not in BY_CASE else ():
            if marking.sheet not in after.sheetnames:
                continue
            cell = after[marking.sheet]["A1"]
            assert cell.fill.fill_type == "solid", path.name
            assert cell.comment is not None, f"{path.name}: {marking.sheet}"
            assert "periksa" in cell.comment.text


def test_marking_again_changes_nothing(marked) -> None:
    for path, _, made, copy in marked:
        assert mark_copy(copy.data, made, path.name).data == copy.data, path.name


def test_all_but_the_touched_parts_stay(marked) -> None:
    for path, _, _, copy in marked:
        changed, new = packages.changed_parts(path.read_bytes(), copy.data)
        lower = {name.lower().replace("\\", "/") for name in changed | new}
        kinds = ("styles", "sheet", "comments", "vmldrawing", "content_types", "workbook.xml.rels")
        odd = {name for name in lower if not any(kind in name for kind in kinds)}
        assert not odd, path.name
