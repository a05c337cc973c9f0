"""Two files for one place: the fuller and newer is proposed, and the other says why not."""

from tests.importing.lines import CODES, column, line
from zi_analytics.importing import Change, Known, differing, plan

LESS = CODES[:3]


def planned(*lines, changes=None, choices=None):
    files, _ = plan(lines, changes or {}, choices or {}, Known())
    return {one.line.name: one for one in files}


def why(one):
    return (one.notes[0].code, dict(one.notes[0].details)) if one.notes else None


def test_the_fuller_one_is_proposed_wherever_it_stands():
    full = line("A.xlsx", saved_at="2025-01-01T00:00:00", place=1)
    less = line("B.xlsx", "Kelurahan Tirtalaras", "2025-B12", column(blank=LESS), place=0)
    for files in ((full, less), (less, full)):
        found = planned(*files)
        assert found["A.xlsx"].take
        assert found["A.xlsx"].notes == ()
        assert not found["B.xlsx"].take
        assert found["B.xlsx"].preferred is full
        code, details = why(found["B.xlsx"])
        assert code == "double-fuller"
        assert (details["other"], details["theirs"], details["own"]) == ("A.xlsx", 113, 110)
        assert details["differing"] == 3


def test_fuller_and_saved_later_says_both():
    full = line("A.xlsx", saved_at="2025-12-31T00:00:00")
    less = line(
        "B.xlsx", "Kelurahan Tirtalaras", "2025-B12", column(blank=LESS),
        saved_at="2025-12-30T00:00:00",
    )  # fmt: skip
    assert why(planned(full, less)["B.xlsx"])[0] == "double-fuller-and-later"


def test_of_two_as_full_the_one_saved_later_is_proposed():
    old = line("lama.xlsx", saved_at="2025-12-30T08:00:00", place=0)
    new = line(
        "baru.xlsx", "Kelurahan Tirtalaras", "2025-B12", column(note="lain"),
        saved_at="2025-12-31T08:00:00", place=1,
    )  # fmt: skip
    code, details = why(planned(old, new)["lama.xlsx"])
    assert code == "double-later"
    assert (details["saved"], details["ours"]) == ("2025-12-31", "2025-12-30")
    # A file that does not say it loses against one that does, and says that nothing is known.
    unknown = line("entah.xlsx", "Kelurahan Tirtalaras", "2025-B12", column(note="x"))
    assert why(planned(unknown, new)["entah.xlsx"])[0] == "double-first"


def test_the_same_answers_in_other_bytes_and_cells_are_recognised():
    one = line("satu.xlsx", place=0)
    other = line("dua.xlsx", "Kelurahan Tirtalaras", "2025-B12", column(cell="Z99"), place=1)
    assert why(planned(one, other)["dua.xlsx"]) == ("double-same", {"other": "satu.xlsx"})
    assert differing(one, other) == ()


def test_the_same_answers_under_another_unit_are_pointed_out_and_kept():
    one = line("satu.xlsx")
    other = line("dua.xlsx", "Kelurahan Wanakelana")
    found = planned(one, other)
    assert found["dua.xlsx"].take
    assert why(found["dua.xlsx"]) == ("double-elsewhere", {"other": "satu.xlsx"})


def test_other_assessors_periods_and_units_are_no_doubles():
    found = planned(
        line("a.xlsx"),
        line("b.xlsx", "Kelurahan Tirtalaras", "2025-B09", column(note="b")),
        line("c.xlsx", "Kelurahan Tirtalaras", "2025-B12", column("tpi", note="c")),
        line("d.xlsx", "Kelurahan Wanakelana", "2025-B12", column(note="d")),
    )
    assert all(one.take for one in found.values())


def test_a_file_with_all_assessors_goes_before_one_with_a_part():
    both = line("semua.xlsx", "Kelurahan Tirtalaras", "2025-B12", column(), column("tpi"))
    part = line("tpi.xlsx", "Kelurahan Tirtalaras", "2025-B12", column("tpi", note="lain"))
    found = planned(part, both)
    assert found["semua.xlsx"].take
    assert not found["tpi.xlsx"].take


def test_spelling_and_correction_decide_what_is_one_place():
    one = line("a.xlsx")
    other = line("b.xlsx", "KELURAHAN  tirtalaras", "2025-B12", column(note="b"))
    assert not planned(one, other)["b.xlsx"].take
    moved = {other.key: Change(period="2025-B09")}
    assert planned(one, other, changes=moved)["b.xlsx"].take


def test_the_user_may_tick_the_other_one():
    one, other = line("a.xlsx"), line("b.xlsx", "Kelurahan Tirtalaras", "2025", column(note="b"))
    changes = {
        other.key: Change(period="2025-B12", take=True),
        one.key: Change(take=False),
    }
    found = planned(one, other, changes=changes)
    assert (found["a.xlsx"].take, found["b.xlsx"].take) == (False, True)
    assert found["b.xlsx"].preferred is one
