"""Files that go back to the user: the blank worksheet, the marked copy, the filled one."""

import io

import openpyxl
import pytest

from pages.data.upload.blank_offer import _blank
from zi_analytics.importing import import_paths
from zi_analytics.settings import SAMPLES
from zi_analytics.store import open_store
from zi_analytics.workbook.reader import read_bytes

BUMIPELITA = [
    SAMPLES / "contoh-kelurahan-bumipelita-2025-B12.xlsx",
    SAMPLES / "contoh-kelurahan-bumipelita-2025-B12-tpi.xlsx",
]


@pytest.fixture
def copies(empty_store, visit):
    """The copies that are offered for a stored file, in an app that shows them."""

    def open_page(*files, row):
        with open_store(empty_store) as store:
            for one in import_paths(store, files):
                assert one.saved is not None, one.finding
        app = visit()
        app.switch_page("pages/data/assessments/page.py")
        app.query_params["row"] = row
        app.session_state["opened-tabs"] = "Salinan berkas"
        return app.run()

    return open_page


def test_a_stored_file_comes_back_marked(copies):
    app = copies(
        SAMPLES / "contoh-kelurahan-randulintang-2025-B12.xlsx",
        row="kelurahan-randulintang~2025-B12~unit",
    )
    app.button(key="mark-stored").click().run()
    assert not app.exception
    made = app.session_state["made-copy"]
    assert made.name == "contoh-kelurahan-randulintang-2025-B12-ditandai.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(made.data))["LKE ZI"]
    assert "Rumus di sel ini diganti dengan angka" in sheet["L92"].comment.text
    assert sheet["L91"].comment is None


def test_what_cannot_be_filled_is_said_and_nothing_is_offered(copies):
    # The 2021 layout has one answer column: an assessor's answers have no place of their own.
    app = copies(*BUMIPELITA, row="kelurahan-bumipelita~2025-B12~unit")
    app.button(key="fill-stored-tpi").click().run()
    assert not app.exception
    assert "made-copy" not in app.session_state


def test_a_blank_worksheet_knows_whom_it_is_for(empty_store, visit):
    app = visit("pages/data/upload/page.py")
    app.session_state["blank"] = True
    app.run()
    assert not app.exception
    app.selectbox(key="blank-period").set_value("2025-B06").run()
    content = _download(app)
    reading = read_bytes(content, "apa-saja.xlsx")
    assert reading.period == "2025-B06"
    assert [finding.code for finding in reading.findings] == ["no-answers"]


def _download(app) -> bytes:
    assert [b for b in app.get("download_button") if b.proto.id.endswith("blank-download")]
    return _blank("lke-2021", "", "2025-B06", "unit", "id")
