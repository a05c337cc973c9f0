import hashlib

import pytest

from tests.answered import answered
from tests.pages.conftest import words
from zi_analytics.instrument import load
from zi_analytics.store import open_store
from zi_analytics.workbook.reading import Reading

PAGE = "pages/analysis/weak_areas/page.py"
UNIT = {"unit": "kelurahan-randulintang", "period": "2025-B12", "assessor": "unit"}


def store_reading(folder, instrument, unit, period, reading):
    with open_store(folder) as store:
        original = f"{unit}{period}".encode()
        digest = hashlib.sha256(original).hexdigest()
        file = Reading("a.xlsx", digest, instrument, "", unit, period, (reading,), ())
        return store.save(file, original, unit=unit, period=period).unit


def test_an_empty_store_offers_a_start(empty_store, visit):
    app = visit(PAGE)
    assert not app.exception
    assert "Belum ada yang tersimpan" in words(app)


def test_the_answer_comes_first_as_a_sentence(small_store, visit):
    app = visit(PAGE, **UNIT)
    assert not app.exception
    (headline,) = [header.value.replace("\\", "") for header in app.header]
    # The sheet earns 83.43 by the rule.
    assert headline.startswith("16,57 poin masih hilang; ")
    assert headline.endswith(" memuat 80 %.")


def test_every_word_and_number_changes_with_the_language(empty_store, visit):
    reading = answered(load("lke-2021"), A_II_5_ii_x=0.5, evidence="")
    unit = store_reading(empty_store, "lke-2021", "Dinas A", "2025", reading)
    for node in ("TOTAL", "A.II.5.ii.-"):
        said = words(visit(PAGE, unit=unit, lang="en", node=node))
        assert "1.50 points are still lost; 1 question carries 80% of it." in said
        assert "poin" not in said.replace("points", "").replace("point", "")
        assert "1,50" not in said


def test_going_down_by_buttons_and_back(small_store, visit):
    app = visit(PAGE, **UNIT)
    for code in ("A.I.5", "A.II.5.i", "A.II.5.i.-"):
        app.button(key=f"down-{code}").click().run()
        assert app.query_params["node"] == code
    said = words(app)
    assert "A.II.5.i.- Pengendalian berjenjang atas aktivitas utama" in said
    assert "jawaban berikutnya yang lebih baik" in said
    assert "Siapa yang bernilai penuh" in said
    app.button(key="up-A.I.5").click().run()
    assert app.query_params["node"] == "A.I.5"
    app.button(key="up-TOTAL").click().run()
    assert "up-TOTAL" not in {button.key for button in app.button}


def test_the_address_opens_the_question_with_its_cell(small_store, visit):
    app = visit(PAGE, node="A.I.1.ii.b", **UNIT)
    said = words(app)
    assert "A.I.1.ii.b" in said
    assert "LKE ZI!K12" in said
    # A question has no tiles of its own: what is shown is the question.
    assert not app.get("plotly_chart")


def test_a_node_of_the_overview_opens_its_place(small_store, visit):
    app = visit(PAGE, node="A.II.5", **UNIT)
    assert app.query_params["node"] == "A.I.5"
    app = visit(PAGE, node="nonsense", **UNIT)
    assert not app.exception
    assert app.query_params["node"] == "TOTAL"


def test_the_tpi_stands_beside_the_unit(small_store, visit):
    app = visit(PAGE, unit="kelurahan-tirtalaras", node="A.I.1.i.b")
    said = words(app)
    assert "**● Unit**" in said
    assert "**■ TPI**" in said
    assert "dari 1 unit lain berjenis kelurahan" in said


def test_filters_narrow_the_ranking_and_stand_in_the_address(small_store, visit):
    app = visit(PAGE, **UNIT)
    everything = len(app.dataframe[0].value)
    app = visit(PAGE, aspect="reform", **UNIT)
    reform = len(app.dataframe[0].value)
    assert 0 < reform < everything
    app = visit(PAGE, aspect="result", weak="unanswered", **UNIT)
    assert "Tidak ada jawaban yang cocok dengan saringan ini." in words(app)
    assert not app.dataframe


def test_the_same_question_over_the_periods(empty_store, visit):
    lke = load("lke-2021")
    for period, value in (("2024", 0.5), ("2025", 1.0), ("2023", None)):
        unit = store_reading(
            empty_store, "lke-2021", "Dinas A", period, answered(lke, A_I_1_i_b=value)
        )
    app = visit(PAGE, unit=unit, period="2024", node="A.I.1.i.b")
    assert not app.exception
    (table,) = app.table
    assert table.value.to_numpy().tolist() == [
        ["2025", "A"],
        ["2024", "B"],
        ["2023", "belum dijawab"],
    ]


def test_nothing_lost_is_said(empty_store, visit):
    unit = store_reading(empty_store, "lke-2021", "Dinas A", "2025", answered(load("lke-2021")))
    app = visit(PAGE, unit=unit)
    assert not app.exception
    assert "Tidak ada poin yang hilang: 100,00 dari 100." in words(app)
    assert not app.dataframe


@pytest.mark.parametrize("node", ["TOTAL", "A.5"])
def test_a_short_form_shows_areas_without_filters(empty_store, visit, node):
    form = load("ringkas")
    reading = answered(form, evidence="", A_5=0.5, B_I=0.5)
    unit = store_reading(empty_store, "ringkas", "Dinas A", "2025", reading)
    app = visit(PAGE, unit=unit, node=node)
    assert not app.exception
    said = words(app)
    assert "18,75 poin masih hilang; 2 area memuat 80 %." in said
    assert "Tanpa bukti" not in said
    assert len(app.dataframe[0].value) == 2


def test_text_of_a_file_stays_text(empty_store, visit):
    lke = load("lke-2021")
    reading = answered(lke, A_I_1_i_b=0.5, evidence="[x](https://evil.example) **tebal**")
    unit = store_reading(empty_store, "lke-2021", "<b>Dinas</b> A", "2025", reading)
    app = visit(PAGE, unit=unit, node="A.I.1.i.b")
    said = "\n".join(element.value for element in app.markdown)
    assert "](https" not in said
    assert "**tebal**" not in said
