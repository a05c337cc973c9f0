"""A store of its own for every test of the pages, empty or with two example worksheets."""

import shutil

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.kept import forget_all
from zi_analytics.importing import import_paths
from zi_analytics.settings import ROOT, SAMPLES
from zi_analytics.store import open_store
from zi_analytics.workbook.child import shutdown

FILES = (
    "contoh-kelurahan-tirtalaras-2025-B12.xlsx",  # unit and TPI side by side
    "contoh-kelurahan-randulintang-2025-B12.xlsx",  # a 2021 sheet with planted faults
)


@pytest.fixture
def empty_store(tmp_path, monkeypatch):
    folder = tmp_path / "store"
    monkeypatch.setenv("ZI_STORE", str(folder))
    monkeypatch.chdir(ROOT)
    forget_all()
    yield folder
    forget_all()


@pytest.fixture(autouse=True)
def nothing_went_wrong(caplog):
    """A page that fails becomes a sentence with a number: ``app.exception`` does not show it."""
    yield
    failed = [one for one in caplog.get_records("call") if one.msg == "reference %s"]
    assert not failed, failed[0].exc_text or failed[0].exc_info


@pytest.fixture(scope="session", autouse=True)
def no_child_left():
    yield
    shutdown()


@pytest.fixture(scope="session")
def small_store_to_copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "store"
    with open_store(folder) as store:
        for one in import_paths(store, [SAMPLES / name for name in FILES], is_example=True):
            assert one.saved is not None, one.finding
    return folder


@pytest.fixture
def small_store(empty_store, small_store_to_copy):
    return shutil.copytree(small_store_to_copy, empty_store)


@pytest.fixture
def visit():
    def open_page(page="", **address):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        for name, code in address.items():
            app.query_params[name] = code
        app.run()
        if page:
            app.switch_page(page).run()
        return app

    return open_page


def words(app) -> str:
    """Everything that a page says."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption)
    notices = (app.success, app.info, app.warning, app.error)
    said = [element.value for kind in (*kinds, *notices) for element in kind]
    said += [button.label for button in app.button]
    return "\n".join(said).replace("\\", "").replace("\u2060", "")
