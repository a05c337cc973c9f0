"""The program as people start it, and a browser to look at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, sync_playwright

from tests.programs import chromium
from zi_analytics.settings import ROOT

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
DROP = 'input[data-testid="stFileUploaderDropzoneInput"]'


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
        """Wait until the page has come to rest."""
        for _ in range(2):
            self.page.wait_for_selector(READY, timeout=30_000)
            self.page.wait_for_timeout(400)
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


@pytest.fixture
def program(tmp_path):
    started = Program(tmp_path / "store")
    yield started
    started.stop()


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
