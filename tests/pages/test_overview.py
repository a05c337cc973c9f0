from tests.pages.conftest import words


def test_an_empty_store_offers_upload_and_example_data(empty_store, visit):
    app = visit()
    assert not app.exception
    said = words(app)
    assert "Belum ada yang tersimpan" in said
    assert [button.label for button in app.button] == ["Unggah lembar kerja", "Muat data contoh"]


def test_the_answer_comes_first_as_a_sentence(small_store, visit):
    app = visit(unit="kelurahan-randulintang")
    assert not app.exception
    (headline,) = [header.value.replace("\\", "") for header in app.header]
    assert headline.startswith("83,43 dari 100: ")
    said = words(app)
    assert "Yang menahan Menuju" in said
    # The planted faults make 84.68 of 83.43: the sheet's own total and the cells that did it.
    assert "Lembar kerja menampilkan 84,68 poin; menurut aturan 83,43 (−1,25)." in said
    assert "LKE ZI!L92" in said


def test_every_word_and_number_changes_with_the_language(small_store, visit):
    app = visit(unit="kelurahan-randulintang", lang="en")
    said = words(app)
    assert "83.43 of 100: " in said
    assert "The worksheet shows 84.68 points; by the rule it is 83.43 (−1.25)." in said
    assert "Periode" not in [box.label for box in app.selectbox]
    assert "83,43" not in said


def test_the_later_assessor_counts_and_another_can_be_picked(small_store, visit):
    app = visit(unit="kelurahan-tirtalaras")
    assert app.query_params["assessor"] == "tpi"
    assert "85,86 dari 100" in words(app)
    app = visit(unit="kelurahan-tirtalaras", assessor="unit")
    assert "88,83 dari 100" in words(app)
    assert "TPI 85,86 (−2,97)" in words(app)


def test_the_address_restores_unit_period_and_place(small_store, visit):
    app = visit(unit="kelurahan-randulintang", period="2025-B12", node="A.I.1.ii")
    assert app.query_params["unit"] == "kelurahan-randulintang"
    said = words(app)
    assert "bobot 1 × rata-rata (" in said
    assert "sel LKE ZI!K11" in said


def test_nonsense_in_the_address_is_ignored(small_store, visit):
    app = visit(unit="x' or 1=1", period="9999", assessor="nobody", node="Z", lang="xx")
    assert not app.exception
    assert app.query_params["lang"] == "id"
    assert len(app.header) == 1


def test_going_down_leads_to_the_cell_and_the_article(small_store, visit):
    app = visit(unit="kelurahan-randulintang")
    for code in ("A", "A.I", "A.I.1", "A.I.1.ii", "A.I.1.ii.b"):
        app.button(key=f"down-{code}").click().run()
    said = words(app)
    assert app.query_params["node"] == "A.I.1.ii.b"
    assert "Di lembar kerja: B · sel LKE ZI!K12" in said.replace(":gray[", "").replace(":]", ":")
    assert "PermenPAN-RB 90/2021, Lampiran III" in said
    app.button(key="up-TOTAL").click().run()
    assert app.query_params["node"] == "TOTAL"


def test_a_store_that_cannot_be_read_is_a_sentence(small_store, visit):
    (small_store / "store.db").write_bytes(b"not a database at all" * 50)
    app = visit()
    assert not app.exception
    assert len(app.error) == 1
    assert "store.db" in app.error[0].value.replace("\\", "")
    assert str(small_store) not in app.error[0].value
