"""LKE 2021 against the regulation, and against the reference index where that is present."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import numpy as np
import pytest

from tests.instrument.small import CASES
from zi_analytics.instrument import AnswerKind, Instrument, Level, load

PRINTED = tomllib.loads((CASES / "lke-2021.toml").read_text(encoding="utf-8"))
INDEX = Path(__file__).resolve().parents[3] / "shared" / "reference" / "lke-items.csv"


@pytest.fixture(scope="module")
def lke() -> Instrument:
    return load("lke-2021")


def test_it_has_as_many_of_each_as_the_regulation(lke: Instrument) -> None:
    codes = [question.code for question in lke.questions]
    assert {
        "questions": len(codes),
        "fulfilment": sum(code.startswith("A.I.") for code in codes),
        "reform": sum(code.startswith("A.II.") for code in codes),
        "results": sum(code.startswith("B.") for code in codes),
        "counts": len(lke.counts),
        "ratios": len(lke.ratios),
        "soal_ids": sum(node.soal_id is not None for node in lke.nodes),
        "conditions": len(lke.conditions),
    } == PRINTED["counted"]


def test_every_node_has_the_printed_weight_and_questions(lke: Instrument) -> None:
    found = {
        node.code: [
            node.weight,
            sum(node.code == "TOTAL" or q.code.startswith(f"{node.code}.") for q in lke.questions),
        ]
        for node in lke.scored
        if node.level is not Level.QUESTION
    }
    assert found == PRINTED["nodes"]


def test_weights_add_up_at_every_level(lke: Instrument) -> None:
    for node in lke.scored:
        below = [child.weight for child in lke.children[node.code] if child.weight is not None]
        if below:
            assert sum(below) == pytest.approx(node.weight, abs=1e-12), node.code
    assert sum(question.weight or 0 for question in lke.questions) == pytest.approx(100, abs=1e-12)


def test_a_question_shares_its_indicator_equally(lke: Instrument) -> None:
    """The lightest and the heaviest answers outside the survey differ thirtyfold."""
    assert lke.node["A.I.3.i.a"].weight == pytest.approx(0.25 / 3, abs=1e-15)
    assert lke.node["A.II.5.i.-"].weight == 2.5
    assert lke.node["A.I.6.ii.f"].weight == pytest.approx(1 / 6, abs=1e-15)


def test_options_have_the_printed_values(lke: Instrument) -> None:
    choices = {
        code: {option.key: option.value for option in answer_type.options}
        for code, answer_type in lke.answer_types.items()
        if answer_type.kind is AnswerKind.CHOICE
    }
    assert choices == PRINTED["options"]
    index = lke.answer_types["index"]
    assert (index.lowest, index.highest) == (1.0, 4.0)


def test_ratios_are_computed_from_the_printed_counts(lke: Instrument) -> None:
    found = {
        question: {
            "rule": ratio.rule,
            **{
                name: [code.removeprefix(f"{question}.") for code in codes]
                for name, codes in (
                    ("part", ratio.part),
                    ("whole", ratio.whole),
                    ("unused", ratio.unused),
                )
            },
        }
        for question, ratio in lke.ratios.items()
    }
    assert found == PRINTED["ratios"]


def test_limits_are_the_printed_ones_with_their_article(lke: Instrument) -> None:
    assert [(p.code, p.requires) for p in lke.predicates] == [("WBK", None), ("WBBM", "WBK")]
    for column, predicate in enumerate(lke.predicates):
        found = [
            (limit.code, list(limit.nodes), limit.minimum, limit.unit, limit.index, limit.article)
            for limit in predicate.limits
        ]
        expected = [
            (
                rule["code"],
                rule["nodes"],
                rule["minimum"][column],
                "share" if "of" in rule else "points",
                rule["index"][column] if "index" in rule else None,
                PRINTED["limits"]["article"],
            )
            for rule in PRINTED["limits"]["rules"]
        ]
        assert found == expected


def test_areas_are_fulfilment_and_reform_together(lke: Instrument) -> None:
    together = {
        f"area{area.code}": sum(lke.node[code].weight or 0 for code in area.nodes)
        for area in lke.areas
    }
    rules = PRINTED["limits"]["rules"]
    assert together == {rule["code"]: rule["of"] for rule in rules if "of" in rule}


def test_conditions_are_the_printed_ones(lke: Instrument) -> None:
    found = [[c.level, " ".join(c.predicates), c.applies_to, c.minimum] for c in lke.conditions]
    assert found == PRINTED["conditions"]["rows"]
    assert {c.article for c in lke.conditions} == {PRINTED["conditions"]["article"]}
    assert [unit.code for unit in lke.exempt_units] == [
        "regional-hospital", "civil-registry", "samsat", "one-stop-service", "education", "manpower",
    ]  # fmt: skip
    assert lke.closing is not None
    assert (lke.closing.month, lke.closing.day) == (5, 31)


def test_the_matrix_gives_every_node_its_weight_for_full_marks(lke: Instrument) -> None:
    full = np.ones(len(lke.questions)) @ lke.matrix.T
    assert full == pytest.approx([node.weight for node in lke.scored], abs=1e-12)
    assert not lke.matrix.flags.writeable


def test_both_languages_say_something_everywhere(lke: Instrument) -> None:
    for node in lke.nodes:
        assert node.label.say("id")
        assert node.label.say("en")
    for question in lke.questions:
        keys = [option.key for option in lke.type_of(question.code).options] or [""]
        assert all(lke.criteria[question.code, key].say("id") for key in keys)
        assert lke.evidence[question.code].say("en")


def test_a_code_without_answers_has_no_answer_type(lke: Instrument) -> None:
    assert lke.type_of("A.I.1.i.a").code == "yes_no"
    with pytest.raises(KeyError):
        lke.type_of("A.I.1")


@pytest.mark.skipif(not INDEX.is_file(), reason=f"{INDEX.name} is not beside this checkout")
def test_items_equal_the_reference_index(lke: Instrument) -> None:
    with INDEX.open(encoding="utf-8", newline="") as file:
        items = {row["code"]: row for row in csv.DictReader(file)}
    written = {question.code: lke.type_of(question.code) for question in lke.questions}
    scored = {code: row for code, row in items.items() if row["effective_weight"]}
    assert list(written) == [code for code in items if code in scored]
    for code, row in scored.items():
        assert lke.node[code].weight == pytest.approx(float(row["effective_weight"]), abs=5e-10)
        assert row["answer_type"] in written[code].written, code
    soal_ids = {
        code: int(row["soal_id_2026"]) for code, row in items.items() if row["soal_id_2026"]
    }
    assert {code: lke.node[code].soal_id for code in soal_ids} == soal_ids
