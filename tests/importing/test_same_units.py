"""Similar names of a drop: pairs to decide, choices that hold for all files of a name."""

from tests.importing.lines import column, line
from zi_analytics.importing import Known, find_pairs, plan

STORED = Known({"Kelurahan Tirtalaras": "Kelurahan Tirtalaras", "Kel. TL": "Kelurahan Tirtalaras"})


def test_a_new_name_is_compared_with_the_store_first():
    pairs = find_pairs(["Kel. Tirtalaras", "Kelurahan Tirtalars", "Kel. Tirtalaras"], STORED)
    assert {(p.name, p.other, p.is_stored, p.files) for p in pairs} == {
        ("Kel. Tirtalaras", "Kelurahan Tirtalaras", True, 2),
        ("Kelurahan Tirtalars", "Kelurahan Tirtalaras", True, 1),
    }


def test_between_new_names_the_most_frequent_then_the_longest_is_the_proper_one():
    names = ["Kel. Wanakelana", "Kelurahan Wanakelana", "Wanakelana"]
    pairs = find_pairs(names, Known())
    assert {(p.name, p.other) for p in pairs} == {
        ("Kel. Wanakelana", "Kelurahan Wanakelana"),
        ("Wanakelana", "Kelurahan Wanakelana"),
    }
    (pair,) = find_pairs([*names[:2], names[0]], Known())
    assert (pair.name, pair.other) == ("Kelurahan Wanakelana", "Kel. Wanakelana")


def test_what_the_store_knows_under_any_spelling_is_not_asked():
    assert (
        find_pairs(["KELURAHAN TIRTALARAS", "kel. tl", "", "Kelurahan Lain Sekali"], STORED) == ()
    )


def test_numbers_and_points_of_the_compass_make_no_pairs():
    names = ["SDN 1", "SDN 11", "Puskesmas I", "Puskesmas II", "Kelurahan Kali Timur",
             "Kelurahan Kali Barat", "Kelurahan Kali"]  # fmt: skip
    assert find_pairs(names, Known()) == ()


def test_a_choice_holds_for_all_files_of_the_name_and_brings_the_spelling():
    lines = [
        line("a.xlsx", "Kel. Tirtalaras", "2025-B09"),
        line("b.xlsx", "Kel. Tirtalaras", "2025-B12", column(note="b")),
        line("c.xlsx", "Kelurahan Wanakelana", "2025-B12", column(note="c")),
    ]
    files, (pair,) = plan(lines, {}, {}, STORED)
    assert [one.target.unit for one in files][:2] == ["Kel. Tirtalaras"] * 2
    files, pairs = plan(lines, {}, {pair.key: True}, STORED)
    assert pairs == (pair,), "a decided pair stays, so that the choice can be taken back"
    assert [(one.target.unit, one.target.also_called) for one in files] == [
        ("Kelurahan Tirtalaras", ("Kel. Tirtalaras",)),
        ("Kelurahan Tirtalaras", ("Kel. Tirtalaras",)),
        ("Kelurahan Wanakelana", ()),
    ]
    files, _ = plan(lines, {}, {pair.key: False}, STORED)
    assert [one.target.unit for one in files][:2] == ["Kel. Tirtalaras"] * 2


def test_a_chain_of_choices_ends_at_the_stored_unit():
    names = ["Tirtalars", "Kel. Tirtalars", "Kel. Tirtalars"]
    lines = [
        line(f"{n}.xlsx", name, f"2025-B0{n}", column(note=str(n)))
        for n, name in enumerate(names, 3)
    ]
    _, pairs = plan(lines, {}, {}, STORED)
    files, _ = plan(lines, {}, {pair.key: True for pair in pairs}, STORED)
    assert {one.target.unit for one in files} == {"Kelurahan Tirtalaras"}


def test_two_spellings_called_one_unit_can_be_doubles():
    lines = [
        line("a.xlsx", "Kelurahan Wanakelana"),
        line("b.xlsx", "Kel. Wanakelana", "2025-B12", column(note="b")),
    ]
    files, (pair,) = plan(lines, {}, {}, Known())
    assert [one.take for one in files] == [True, True]
    files, _ = plan(lines, {}, {pair.key: True}, Known())
    assert sorted(one.take for one in files) == [False, True]


def test_a_stored_spelling_becomes_the_name_of_its_unit():
    (one,), pairs = plan([line("a.xlsx", "KEL. TL")], {}, {}, STORED)
    assert (one.target.unit, pairs) == ("Kelurahan Tirtalaras", ())
