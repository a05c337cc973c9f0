"""The reader is right: worksheets of every layout score as an independent calculation does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.worksheets import filling, lampiran_iii, layout_2021, layout_2025, writing
from scripts.worksheets.filling import Filling
from scripts.worksheets.worksheet import Worksheet
from tests.worksheets import drawings, official
from tests.worksheets.drawings import TREE
from tests.worksheets.libreoffice import convert
from tests.worksheets.official import Filled
from tests.worksheets.scored import assessment, check_rule, named, score

Scored = dict[str, dict[str, Any]]


def _filled(name: str, sheet: Worksheet) -> Filled:
    """A worksheet of our own makers with its answers and cells."""
    coded = [*(line.code for line in TREE.questions), *(line.code for line in TREE.counts)]
    return Filled(
        name,
        writing.write(sheet.grids),
        sheet.main.name,
        {who: dict(part.answers) for who, part in sheet.fillings.items()},
        {who: {code: sheet.cell(code, "answer", who) for code in coded} for who in sheet.fillings},
    )


def _one_column(make: Callable[..., Worksheet], name: str, seed: int, **how: Any) -> Filled:
    answers = drawings.drawn(seed)["unit"]
    part = filling.with_evidence(TREE, answers, "contoh", 0.8)
    tree = how.pop("tree", TREE)
    return _filled(name, make(tree, part, "KELURAHAN CONTOH", **how))


def _side_by_side(name: str, seed: int, assessors: int, **how: Any) -> Filled:
    drawn = drawings.drawn(seed)
    parts = {who: Filling(drawn[who]) for who in drawings.ASSESSORS[:assessors]}
    return _filled(name, layout_2025.make(how.pop("tree", TREE), parts, **how))


def own_worksheets() -> list[Filled]:
    """One of every layout that our makers know, in our own wording."""
    return [
        _one_column(layout_2021.make, "lke-2021-a.xlsx", 11),
        _one_column(layout_2021.make, "lke-2021-b.xlsx", 12, unanswered="Blm Diisi"),
        _one_column(
            layout_2021.make,
            "lke-2021-blank-rows.xlsx",
            13,
            blank_before=("A.I.1.ii", "A.I.3.iii.c", "A.I.5.iv", "A.II.5.iii.1.-.2", "B.I.b"),
        ),
        _one_column(
            layout_2021.make,
            "lke-2021-lettering.xlsx",
            14,
            numbering={
                "A.I.4.ii.c": "d.",
                "A.I.4.ii.d": "c.",
                "A.I.6.ii.e": "d.",
                "A.I.5.v": "iv.",
            },
        ),
        _side_by_side("lke-2025-two.xlsx", 21, 2, unit="KELURAHAN CONTOH"),
        _side_by_side("lke-2025-three.xlsx", 22, 3, blank_before=("A.I.2", "A.II.3.iii.a.2")),
        _one_column(lampiran_iii.make, "lampiran-iii.xlsx", 31),
        _one_column(lampiran_iii.make, "lampiran-iii-areas.xlsx", 32, per_area=True),
    ]


def official_wording_worksheets() -> list[Filled]:
    """The same with the ministry's sentences instead of our labels."""
    tree = TREE.relabelled(official.wording())
    return [
        _one_column(layout_2021.make, "lke-2021-official.xlsx", 41, tree=tree),
        _side_by_side("lke-2025-official.xlsx", 42, 3, tree=tree),
        _one_column(lampiran_iii.make, "lampiran-iii-official.xlsx", 43, tree=tree),
    ]


def official_worksheets() -> list[Filled]:
    """The ministry's empty worksheet, filled: six variants and one with odd spellings."""
    filled = [
        official.fill(drawings.drawn(50 + n), variant=variant)
        for n, variant in enumerate(official.VARIANTS)
    ]
    pairs = {who: drawings.oddly_typed(part) for who, part in drawings.drawn(60).items()}
    typed = {who: pair[0] for who, pair in pairs.items()}
    counted = {who: pair[1] for who, pair in pairs.items()}
    return [*filled, replace(official.fill(typed, counted), name="official-odd-spellings.xlsx")]


OWN = own_worksheets()
OFFICIAL_NAMES = (
    *(f"official-{variant.name}.xlsx" for variant in official.VARIANTS),
    "official-odd-spellings.xlsx",
)
WORDING_NAMES = ("lke-2021-official.xlsx", "lke-2025-official.xlsx", "lampiran-iii-official.xlsx")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    return score({case.name: case.data for case in OWN}, tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def from_ministry() -> dict[str, Filled]:
    cases = [*official_worksheets(), *official_wording_worksheets()]
    return {case.name: case for case in cases}


@pytest.fixture(scope="module")
def ministry_scored(
    from_ministry: dict[str, Filled], tmp_path_factory: pytest.TempPathFactory
) -> Scored:
    files = {name: case.data for name, case in from_ministry.items()}
    return score(files, tmp_path_factory.mktemp("ministry"))


def check(case: Filled, entry: dict[str, Any]) -> None:
    for who, answers in case.answers.items():
        part = assessment(entry, who)
        check_rule(part, answers)
    assert [part["assessor"] for part in entry["assessments"]] == list(case.answers)


@pytest.mark.parametrize("case", OWN, ids=lambda case: case.name)
def test_own_wording_scores_by_the_rule(case: Filled, own: Scored) -> None:
    check(case, own[case.name])


@official.present
@pytest.mark.parametrize("name", [*OFFICIAL_NAMES, *WORDING_NAMES])
def test_official_wording_scores_by_the_rule(
    name: str, from_ministry: dict[str, Filled], ministry_scored: Scored
) -> None:
    check(from_ministry[name], ministry_scored[name])


@pytest.mark.libreoffice
@official.present
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_saved_by_another_program_scores_the_same(
    kind: str, from_ministry: dict[str, Filled], tmp_path: Path
) -> None:
    cases = [*OWN, *from_ministry.values()]
    saved = convert({case.name: case.data for case in cases}, kind, tmp_path)
    assert len(saved) == len(cases)
    scored = score(saved, tmp_path / "score")
    wrong = []
    for case in cases:
        try:
            check(case, scored[f"{Path(case.name).stem}.{kind}"])
        except AssertionError as difference:
            wrong.append(f"{case.name} as {kind}: {difference}")
    assert not wrong, "\n".join(wrong)


def test_each_assessor_has_the_total_of_its_own_block(tmp_path: Path) -> None:
    """The summary sheet named "Unit" shows the TPI's figures, as it does in the field."""
    parts = {who: Filling(part) for who, part in drawings.drawn(72).items()}
    sheet = layout_2025.make(TREE, parts)
    entry = score({"a.xlsx": writing.write(sheet.grids)}, tmp_path)["a.xlsx"]
    assert assessment(entry, "unit")["sheet_total"] is None
    for who in ("tpi", "tpi2"):
        shown = assessment(entry, who)["sheet_total"]
        assert shown == pytest.approx(sheet.shown(assessor=who), abs=1e-6)


def test_an_empty_text_is_what_a_formula_came_to(tmp_path: Path) -> None:
    """Excel stores "" for the points of an unanswered question; nothing is missing there."""
    answers = filling.draw_at(TREE, "kosong", 0.8, blank=0.2)
    sheet = layout_2021.make(TREE, filling.with_evidence(TREE, answers, "contoh"))
    entry = score({"a.xlsx": writing.write(sheet.grids)}, tmp_path)["a.xlsx"]
    empty = {sheet.cell(line.code, "points") for line in TREE.questions} | {
        sheet.cell(line.code) for line in TREE.questions
    }
    told = [f for f in named(entry, tuple(empty)) if "without-value" in f["code"]]
    assert not told


def check_addresses(case: Filled) -> None:
    from zi_analytics.workbook.reader import read_bytes

    reading = read_bytes(case.data, case.name)
    found = {part.assessor: part.answers for part in reading.assessments}
    for who, cells in case.cells.items():
        assert {code: found[who][code].cell for code in cells} == cells
        assert {found[who][code].sheet for code in cells} == {case.sheet}


@pytest.mark.parametrize(
    "case", [case for case in OWN if "areas" not in case.name], ids=lambda case: case.name
)
def test_every_answer_knows_its_cell(case: Filled) -> None:
    check_addresses(case)


@official.present
@pytest.mark.parametrize("name", OFFICIAL_NAMES)
def test_every_answer_of_the_official_sheet_knows_its_cell(
    name: str, from_ministry: dict[str, Filled]
) -> None:
    check_addresses(from_ministry[name])


def test_answers_spread_over_area_sheets_know_their_sheet() -> None:
    from zi_analytics.workbook.reader import read_bytes

    part = Filling(drawings.drawn(33)["unit"])
    sheet = lampiran_iii.make(TREE, part, per_area=True)
    answers = read_bytes(writing.write(sheet.grids), "areas.xlsx").assessments[0].answers
    for line in TREE.questions:
        found = answers[line.code]
        assert (found.sheet, found.cell) == (
            sheet.grid_of(line.code).name,
            sheet.cell(line.code),
        )


@official.present
def test_an_answer_that_is_no_option_is_named_with_its_cell(tmp_path: Path) -> None:
    wrong = {"A.I.1.i.b": "E", "A.I.1.ii.a": "mungkin", "B.I.a": 87.65, "A.II.1.i.a.1": "empat"}
    drawn = drawings.drawn(70)
    typed = {"unit": {**drawn["unit"], **wrong}}
    counted = {"unit": {c: a for c, a in drawn["unit"].items() if c not in wrong}}
    case = official.fill(typed, counted)
    entry = score({case.name: case.data}, tmp_path)[case.name]
    check(case, entry)
    for code in wrong:
        assert named(entry, (case.cells["unit"][code],)), f"no finding for {code}"


@official.present
def test_a_column_without_any_answer_is_not_listed(tmp_path: Path) -> None:
    drawn = drawings.drawn(71)
    case = official.fill({"tpi": drawn["tpi"]})
    entry = score({case.name: case.data}, tmp_path)[case.name]
    assert [part["assessor"] for part in entry["assessments"]] == ["tpi"]


def test_a_clean_worksheet_draws_no_complaint(tmp_path: Path) -> None:
    answers = filling.draw_at(TREE, "bersih", 0.9)
    part = filling.with_evidence(TREE, answers, "contoh")
    files = {
        "bersih-2021.xlsx": writing.write(layout_2021.make(TREE, part, "KELURAHAN CONTOH").grids),
        "bersih-2025.xlsx": writing.write(
            layout_2025.make(TREE, {"unit": part, "tpi": part}).grids
        ),
    }
    for name, entry in score(files, tmp_path).items():
        serious = [f for f in entry["findings"] if f["severity"] in ("refused", "error", "warning")]
        assert not serious, f"{name}: {serious}"
