"""The picture of the three numbers: what is drawn is what the table says."""

from dataclasses import replace

import pytest

from tests.answered import answered
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.doubts import find_doubts
from zi_analytics.analysis.inspected import join
from zi_analytics.analysis.proof import prove
from zi_analytics.charts.proof import proof_picture
from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.instrument import load


def proof_of(instrument_id, **evidence):
    instrument = load(instrument_id)
    full = answered(instrument)
    answers = {
        code: answer._replace(evidence=f"https://bukti.example.id/{code}")
        for code, answer in full.answers.items()
    }
    for code, text in evidence.items():
        answers[code] = answers[code]._replace(evidence=text)
    assessed = assess(instrument, replace(full, answers=answers))
    return prove(assessed, join(find_doubts(assessed), ()).doubtful)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_bars_and_marks_are_shares_of_each_weight(colours):
    proof = proof_of(
        "lke-2021", **{"A.II.5.i.-": "", "A.II.2.iii.a": "xxx", "A.I.1.i.b": "www.a.id"}
    )
    figure = proof_picture(proof, "id", colours).figure
    rows = (proof.total, *proof.rows)
    claimed, proven, lowest = figure.data
    assert list(claimed.x) == [row.claimed / row.weight for row in rows]
    assert list(proven.x) == [row.proven / row.weight for row in rows]
    assert list(lowest.x) == [row.lowest / row.weight for row in rows]
    assert lowest.marker.symbol == "diamond"
    # Where 5 of 15 points lack evidence: supervision, 2.5 of them in one question.
    at = [row.label.id for row in rows].index("Pengawasan")
    assert proven.x[at] == pytest.approx(12.5 / 15)
    ticks = [shape.x0 for shape in figure.layout.shapes]
    assert len(ticks) == sum(len(row.limits) for row in rows)
    assert ticks[:2] == [0.75, 0.85]
    assert figure.layout.xaxis.range[0] <= 0


def test_the_words_say_all_that_is_drawn():
    proof = proof_of("lke-2021", **{"A.II.5.i.-": ""})
    text = proof_picture(proof, "id", LIGHT).text
    assert "Pengawasan: 15,00 diakui, 12,50 berbukti, 12,50 terendah, dari 15,00 poin" in text
    assert "(batas WBK 9,00, batas WBBM 11,25)" in text
    assert "12.50 with evidence" in proof_picture(proof, "en", LIGHT).text


def test_a_regime_without_such_limits_has_no_ticks_for_them():
    proof = proof_of("lke-2014")
    figure = proof_picture(proof, "id", LIGHT).figure
    assert len(figure.layout.shapes) == sum(len(r.limits) for r in (proof.total, *proof.rows))
    assert len(figure.data) == 3
