"""The program as people start it, and a browser to look at it."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, sync_playwright

from tests.programs import chromium
from zi_analytics.importing import import_paths
from zi_analytics.settings import ROOT
from zi_analytics.store import open_store

# The program is through before the browser is: what a page needs, our style too, is fetched when the
# page first has it, and stands as a grey bar until then.
AT_REST = """(began) => {
  const ready = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    && document.querySelector('.stHtml style')
    && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]');
  const now = performance.now();
  if (!ready || window.ziRest?.began !== began) window.ziRest = {began, since: now};
  return ready && now - window.ziRest.since >= 800;
}"""
DROP = 'input[data-testid="stFileUploaderDropzoneInput"]'


Fill = Callable[[Path], None]
"""Makes a store in a folder."""


@cache
def examples(*files: Path) -> Fill:
    """What makes a store with these worksheets; the same files, the same one."""

    def fill(folder: Path) -> None:
        with open_store(folder) as store:
            for one in import_paths(store, files):
                assert one.saved is not None, one.finding

    return fill


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Program:
    """The dashboard with a store of its own."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = store.with_suffix(".log").open("w")
        arguments = ["--server.port", str(self.port), "--server.headless", "true"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", *arguments],
            cwd=ROOT,
            env=os.environ | {"ZI_STORE": str(store)},
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1)
            except OSError:
                time.sleep(0.1)
            else:
                return
        self.stop()
        raise RuntimeError(Path(self.log.name).read_text())

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


class Visit:
    """One visitor's page with everything it asked for."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: str = "/") -> "Visit":
        self.page.goto(self.address + path)
        return self.settle()

    def settle(self) -> "Visit":
        """Wait until the page has come to rest: for a while nothing runs and nothing is missing."""
        self.page.wait_for_function(AT_REST, arg=time.monotonic(), polling=100, timeout=60_000)
        return self

    def text(self) -> str:
        return self.page.inner_text("body").replace("\u2060", "")

    def drop(self, *files: Path | dict[str, object]) -> "Visit":
        self.page.set_input_files(DROP, list(files))
        try:
            self.page.get_by_text("terbaca:").wait_for(timeout=30_000)
        except TimeoutError as late:
            raise AssertionError(self.text()) from late
        return self.settle()

    def press(self, name: str) -> "Visit":
        self.page.get_by_role("button", name=name).first.click()
        return self.settle()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # The name in deploy/, for the test that stands up what is described there.
        here = "--host-resolver-rules=MAP zi.example.go.id 127.0.0.1"
        opened = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", here])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def stores(tmp_path_factory):
    """The folder of a store by what fills it: made once, and left as it is."""
    made: dict[Fill, Path] = {}

    def folder_of(fill: Fill) -> Path:
        if fill not in made:
            made[fill] = tmp_path_factory.mktemp("kept") / "store"
            fill(made[fill])
        return made[fill]

    return folder_of


class Shown:
    """The program of all tests that only look at the same store, one after the other."""

    def __init__(self, stores: Callable[[Fill], Path]) -> None:
        self.stores = stores
        self.fill: Fill | None = None
        self.program: Program | None = None

    def of(self, fill: Fill) -> Program:
        if self.program is None or self.fill is not fill:
            self.stop()
            self.fill, self.program = fill, Program(self.stores(fill))
        return self.program

    def stop(self) -> None:
        if self.program is not None:
            self.program.stop()
        self.fill = self.program = None


@pytest.fixture(scope="session")
def shown(stores):
    one = Shown(stores)
    yield one
    one.stop()


def kept(folder: Path) -> int:
    """A number for everything that is kept."""
    database = f"file:{folder / 'store.db'}?mode=ro"
    with closing(sqlite3.connect(database, uri=True)) as connection:
        return hash(tuple(connection.iterdump()))


@pytest.fixture
def program(request, tmp_path, stores, shown):
    """The program with the store that the module's ``fill`` makes; an empty one without it.

    A test marked ``alone`` has both to itself: it changes what is kept, or nobody has been there.
    """
    fill = getattr(request.module, "fill", examples())
    if request.node.get_closest_marker("alone"):
        started = Program(shutil.copytree(stores(fill), tmp_path / "store"))
        yield started
        started.stop()
    else:
        before = kept(stores(fill))
        yield shown.of(fill)
        assert kept(stores(fill)) == before, "who changes what is kept must be marked: alone"


@pytest.fixture
def visit(browser, program):
    contexts = []

    def new(width=1366, height=768, dark=False):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        return Visit(context.new_page(), program.address)

    yield new
    for context in contexts:
        context.close()
