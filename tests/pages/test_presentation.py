"""Paparan: slides from what is stored, in the order that was chosen."""

import pytest

from tests.pages.conftest import words

PAGE = "pages/meeting/presentation/page.py"
UNIT = {"view": "unit", "unit": "kelurahan-tirtalaras", "period": "2025-B12"}


@pytest.fixture
def visit(visit):
    """The page by an address of its own: the first page would put its own choices there."""

    def open_page(page, **address):
        app = visit()
        app.switch_page(page)
        for name, code in address.items():
            app.query_params[name] = code
        for kept in ("view", "unit", "period", "assessor"):
            app.session_state[f"kept-{kept}"] = None
        app.session_state["lang"] = address.get("lang", "id")
        return app.run()

    return open_page


def chosen(app):
    return [box.key.removeprefix("use-") for box in app.checkbox if box.value]


def test_an_empty_store_offers_a_start(empty_store, visit):
    app = visit(PAGE)
    assert not app.exception
    assert "Belum ada yang tersimpan" in words(app)
    assert "Mulai paparan" not in words(app)
    # An address of a slide leads there too.
    assert "Belum ada yang tersimpan" in words(visit(PAGE, present="3"))


def test_the_slides_of_a_unit_start_with_its_name(small_store, visit):
    app = visit(PAGE, **UNIT)
    assert not app.exception
    assert "Mulai paparan" in words(app)
    assert chosen(app)[:2] == ["state-1", "rules-1"]
    app.button("present").click().run()
    assert not app.exception
    assert app.query_params["present"] == "1"
    assert app.header[0].value == "Kelurahan Tirtalaras"
    assert not app.checkbox


def test_in_english(small_store, visit):
    app = visit(PAGE, lang="en", **UNIT)
    assert "Show the slides" in words(app)
    assert "slides are ready" in words(app)
    shown = visit(PAGE, lang="en", present="2", **UNIT)
    assert "of 100" in shown.header[0].value
    assert "Where from?" in words(shown)


def test_the_address_opens_a_slide_and_a_number_beyond_the_last_one_the_last(small_store, visit):
    app = visit(PAGE, present="2", **UNIT)
    assert "91" in app.header[0].value or "dari 100" in app.header[0].value
    assert "aturan" in words(visit(PAGE, present="3", **UNIT))
    last = visit(PAGE, present="999", **UNIT)
    assert "berkas" in last.header[0].value
    assert visit(PAGE, present="²", **UNIT).header[0].value == "Kelurahan Tirtalaras"


def test_order_and_choice_stand_in_the_address_and_hold(small_store, visit):
    app = visit(PAGE, **UNIT)
    app.checkbox("use-rules-1").uncheck().run()
    app.button("move+1-state-1").click().run()
    codes = app.query_params["slide"]
    assert "rules-1" not in codes
    assert codes[:2] == ["areas-1", "state-1"]
    assert chosen(app) == codes
    again = visit(PAGE, slide=codes, present="2", **UNIT)
    assert "Manajemen perubahan paling tertinggal" in again.header[0].value
    again = visit(PAGE, slide=codes, **UNIT)
    again.button("preset-full").click().run()
    assert chosen(again)[:2] == ["state-1", "rules-1"]
    again.button("preset-decisions").click().run()
    assert [code.split("-")[0] for code in chosen(again)] == [
        "state",
        "held_back",
        *(2 * ["questions"]),
    ]


def test_one_slide_only(small_store, visit):
    app = visit(PAGE, slide="state-1", present="9", **UNIT)
    assert not app.exception
    assert "dari 100" in app.header[0].value


def test_all_units_together(small_store, visit):
    app = visit(PAGE, view="all", period="2025-B12")
    assert not app.exception
    assert {"state-1", "areas-1", "questions-1"} <= set(chosen(app))
    shown = visit(PAGE, view="all", period="2025-B12", present="1")
    assert shown.header[0].value == "2 unit"
    # No unit has been looked at by a TPN.
    assert "Mulai paparan" in words(visit(PAGE, view="all", period="2025-B12", by="tpn"))


def test_paper_has_every_slide_once(small_store, visit):
    app = visit(PAGE, **UNIT)
    number = len(chosen(app)) + 1
    paper = visit(PAGE, print="1", **UNIT)
    assert not paper.exception
    assert len(paper.header) >= number
    assert paper.header[0].value == "Kelurahan Tirtalaras"
    paper.button("print-back").click().run()
    assert "Mulai paparan" in words(paper)


def test_the_way_back_from_a_question_leads_to_the_slide(small_store, visit):
    app = visit(PAGE, present="2", **UNIT)
    address = {"unit": UNIT["unit"], "period": "2025-B12", "node": "A.I.1.i.a", "from": "2"}
    app.query_params.clear()
    for name, code in address.items():
        app.query_params[name] = code
    app.run()
    assert app.query_params["present"] == "2"
    assert "node" not in app.query_params
    assert "dari 100" in app.header[0].value
