from tests.analysis.test_field import FORM, LKE, scores
from zi_analytics.analysis.comparable import Reason, sort_out, suggestions
from zi_analytics.analysis.field import field

EVERYONE = field(
    [
        scores(
            LKE,
            *(
                (unit, "unit", value)
                for unit, value in (
                    ("own", 0.5), ("a", 0.51), ("b", 0.9), ("c", 0.4), ("d", 0.49), ("e", 0.95),
                )
            ),
        ),
        scores(FORM, ("short", "unit", 0.5)),
    ]
)  # fmt: skip
LIKE = EVERYONE.with_instrument("lke-2021")


def test_the_nearest_and_the_best_are_offered_once_and_never_oneself():
    found = suggestions(LIKE, "own")
    assert found.nearest == ("a", "d", "c")
    assert found.best == ("e", "b")
    found = suggestions(LIKE, "own", ["a", "e"])
    assert found.nearest == ("d", "c", "b")
    assert found.best == ()


def test_a_unit_alone_has_nobody_to_look_at():
    found = suggestions(LIKE.among({"own"}), "own")
    assert (found.nearest, found.best) == ((), ())


def test_who_cannot_be_compared_and_why():
    kind = {"own", "a", "short"}
    found = sort_out(["a", "b", "short", "gone"], EVERYONE, kind, "lke-2021")
    assert found.fit == ("a",)
    assert found.unfit == (
        ("b", Reason.OTHER_KIND),
        ("short", Reason.OTHER_INSTRUMENT),
        ("gone", Reason.NOT_ASSESSED),
    )


def test_where_the_kind_does_not_matter_only_the_worksheet_does():
    found = sort_out(["b", "short"], EVERYONE, None, "lke-2021")
    assert found.fit == ("b",)
    assert found.unfit == (("short", Reason.OTHER_INSTRUMENT),)
