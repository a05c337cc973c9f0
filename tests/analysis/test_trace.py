import pytest

from tests.answered import answered
from zi_analytics.analysis import sentences
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.trace import How, trace
from zi_analytics.instrument import load


@pytest.fixture(scope="module")
def lke():
    return load("lke-2021")


def test_the_total_is_a_sum_down_to_the_cells(lke):
    found = assess(lke, answered(lke))
    step = trace(found, "TOTAL")
    assert step.how is How.SUM
    assert [part.node.code for part in step.steps] == ["A", "B"]
    leaves = []
    waiting = [step]
    while waiting:
        one = waiting.pop()
        waiting.extend(one.steps)
        if one.how not in (How.SUM, How.MEAN, How.COUNT):
            leaves.append(one)
    assert len(leaves) == 113
    assert all(leaf.answer.cell for leaf in leaves)
    assert sum(leaf.points for leaf in leaves) == pytest.approx(100)


def test_an_indicator_is_weight_times_mean(lke):
    found = assess(lke, answered(lke, A_I_1_ii_b=0.5, A_I_1_ii_c=None))
    step = trace(found, "A.I.1.ii")
    assert step.how is How.MEAN
    assert sentences.step_text(step, "id") == "bobot 1 × rata-rata (1 + 0,5 + 0) / 3 = 0,50"
    assert sentences.step_text(step.steps[2], "id") == "belum dijawab: tidak bernilai"
    assert sentences.step_text(step.steps[1], "en") == "value 0.5 × weight 0.333 = 0.17"


def test_a_part_with_its_own_weight_is_summed_not_averaged(lke):
    step = trace(assess(lke, answered(lke)), "A.II.5.iii")
    assert step.how is How.SUM
    assert sentences.step_text(step, "id") == "1,00 + 1,00 = 2,00"


def test_a_ratio_names_its_counts_and_those_it_does_not_use(lke):
    step = trace(assess(lke, answered(lke, A_II_5_ii_x=0.5)), "A.II.5.ii.-")
    assert step.how is How.RATIO
    assert step.rule == "share"
    assert step.article == "PermenPAN-RB 90/2021, Lampiran III"
    assert {part.node.code: part.used for part in step.steps} == {
        "A.II.5.ii.-.1": True,
        "A.II.5.ii.-.3": True,
        "A.II.5.ii.-.2": False,
    }
    assert sentences.step_text(step.steps[2], "id") == "10 (tidak ikut dihitung)"


def test_an_unknown_node_is_an_error(lke):
    with pytest.raises(KeyError):
        trace(assess(lke, answered(lke)), "Z")
