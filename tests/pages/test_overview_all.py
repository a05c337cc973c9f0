"""Ringkasan of many units: its states, both languages, and what stands in the address."""

from tests.pages.conftest import words

HERE = {"view": "all", "period": "2025-B12"}


def test_several_units_are_answered_for_first_and_one_is_a_choice_away(small_store, visit):
    app = visit()
    assert not app.exception
    (headline,) = [header.value.replace("\\", "") for header in app.header]
    assert "dari 2 unit memenuhi WBK" in headline
    assert app.query_params["view"] == "all"
    assert "unit" not in app.query_params
    app = visit(unit="kelurahan-randulintang")
    assert app.query_params["view"] == "unit"


def test_the_matrix_has_a_row_of_limits_and_a_row_a_unit(small_store, visit):
    shown = visit(**HERE).dataframe[0].value
    assert shown["unit"].tolist()[0] == "Batas WBK"
    assert shown["5"].tolist()[0] == "≥ 9,00"
    assert len(shown) == 3
    totals = {text.split()[0] for text in shown["TOTAL"].tolist()[1:]}
    # By the rule: the TPI of Tirtalaras, and Randulintang's own with its planted faults.
    assert totals == {"85,86", "83,43"}


def test_every_word_and_number_changes_with_the_language(small_store, visit):
    app = visit(lang="en", **HERE)
    said = words(app)
    assert "of 2 units reach WBK" in said
    assert "poin" not in said.replace("point", "")
    assert app.dataframe[0].value["TOTAL"].tolist()[0] == "≥ 75.00"


def test_a_choice_that_nobody_fits_says_what_to_do(small_store, visit):
    app = visit(name="tidak ada", **HERE)
    assert not app.exception
    said = words(app)
    assert "Tidak ada unit yang cocok dengan pilihan ini" in said
    app.button(key="forget-filters").click().run()
    assert "dari 2 unit" in words(app)


def test_the_address_restores_the_choice(small_store, visit):
    app = visit(target="WBBM", by="unit", sort="name", group="kind", **HERE)
    assert "85,86" not in str(app.dataframe[0].value["TOTAL"].tolist())
    assert app.dataframe[0].value["unit"].tolist()[0] == "Batas WBBM"
    assert app.query_params["sort"] == "name"


def test_nonsense_in_the_address_is_ignored(small_store, visit):
    app = visit(view="x", by="x", under="x", kind="x", tier="x", sort="x", stand="x")
    assert not app.exception
    assert "dari 2 unit" in words(app)
