"""The pictures of the road show and say every rule, and how far all units are."""

import numpy as np
import pytest

from tests.answered import answered
from zi_analytics.analysis.assessed import assess
from zi_analytics.analysis.road import (
    Surveys,
    Wishes,
    counts_of,
    find_road,
    joined,
    reach_many,
    start,
)
from zi_analytics.charts.road import distance_picture, distances, lifting_picture, road_picture
from zi_analytics.charts.theme import DARK, LIGHT
from zi_analytics.instrument import load

LKE = load("lke-2021")


def rules(**changed):
    found = assess(LKE, answered(LKE, **changed))
    counts = counts_of(LKE, found.reading)
    return find_road(start(LKE, found.values, counts, Wishes("WBBM"))).rules


def labels(picture):
    return [annotation.text for annotation in picture.figure.layout.annotations]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_rule_is_drawn_before_and_after_against_its_limit(colours):
    picture = road_picture(rules(B_I_b=0.5), "Menuju WBBM", "id", colours)
    _, before, added = picture.figure.data
    # Performance: 2.50 of 5, and 1.25 more; the others stay.
    assert before.x[10] == pytest.approx(0.5)
    assert added.x[10] == pytest.approx(0.25)
    assert added.marker.pattern.shape == "/"
    assert [line.x0 for line in picture.figure.layout.shapes][10] == pytest.approx(0.75)
    assert "<b>✓ 2,50 → 3,75 / 3,75</b>" in labels(picture)
    assert "┃ = batas Menuju WBBM" in labels(picture)
    assert "Capaian kinerja lebih baik 2,50 → 3,75 dari 3,75 poin: memenuhi" in picture.text


def reach(surveys=Surveys.LIMIT):
    best = np.ones((4, len(LKE.questions)))
    column = {question.code: place for place, question in enumerate(LKE.questions)}
    best[1, column["B.I.b"]] = 0.5
    best[2, column["B.I.b"]] = best[2, column["B.I.a"]] = 0.5
    best[3, column["B.I.a"]] = 0.5
    return joined(list(reach_many(LKE, best, Wishes("WBBM", surveys=surveys))))


def test_units_stand_by_the_questions_they_need():
    assert distances(reach()) == {0: 1, 1: 2, 2: 1}
    assert distances(reach(Surveys.LOCKED)) == {0: 1, 1: 1, -1: 2}
    picture = distance_picture(reach(), 1, "id", LIGHT)
    (bars,) = picture.figure.data
    # Within reach is filled, further away is not.
    assert list(bars.marker.color) == [LIGHT.accent, LIGHT.accent, LIGHT.background]
    assert "sudah dipenuhi: 1 unit; 1 pertanyaan: 2 unit; 2 pertanyaan: 1 unit" in picture.text
    locked = distance_picture(reach(Surveys.LOCKED), 1, "en", DARK)
    assert "no way: 2 units" in locked.text


def test_the_questions_of_most_units_are_named_with_their_number():
    picture = lifting_picture([(LKE.node["B.I.b"], 2)], 3, "en", LIGHT)
    assert "<b>2 units</b>" in labels(picture)
    assert "B.I.b Better performance: 2 units" in picture.text
