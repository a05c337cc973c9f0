"""Pages after a click, drawn in a real browser, against the same picture on an empty page.

Run ``python -m benchmarks.pages`` where Chromium is installed; exits with 1 when a figure is
missed. For each page a click is answered by the program with 300 units and with 5,000 units of
ten periods, and by a Streamlit page that does nothing but draw the same table. Times are from the
press to the drawn answer; medians of several presses, taken in turns so that drift cancels.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.ministry import build
from tests.browser.conftest import free_port
from tests.programs import chromium
from zi_analytics.settings import ROOT
from zi_analytics.store import open_store

PRESSES = 15
MOST_OF_BARE = 1.5
MOST_OF_SMALL = 2.0
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
BARE = """
import gc
import pandas as pd, streamlit as st
st.set_page_config(layout="wide")
page = st.pagination(48, key="p")
frame = pd.DataFrame({f"c{i}": [f"{page} {i} {r}" for r in range(100)] for i in range(11)})
st.dataframe(frame, hide_index=True, height=460, key=f"t{page}", on_select="rerun",
             selection_mode="single-row")
"""


@contextmanager
def running(app: Path, store: Path | None) -> Iterator[str]:
    """A Streamlit program on a port of its own; its address."""
    port = free_port()
    arguments = ["--server.port", str(port), "--server.headless", "true"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(app), *arguments],
        cwd=ROOT,
        env=os.environ | ({"ZI_STORE": str(store)} if store else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def opened(browser: Browser, address: str) -> Page:
    """The page, at rest."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(address)
    page.wait_for_selector(READY, timeout=120_000)
    page.get_by_role("button", name="Next page").or_(
        page.locator('[data-testid="stPagination"] button').last
    ).first.wait_for()
    page.wait_for_timeout(1_500)
    return page


def press(page: Page) -> float:
    """Turn to the next page of the table; milliseconds until it is drawn."""
    return float(
        page.evaluate(
            """async () => {
              const buttons = document.querySelectorAll('[data-testid="stPagination"] button');
              const app = document.querySelector('[data-testid="stApp"]');
              const table = () => document.querySelector('[data-testid="stDataFrame"]')
                .closest('[class*="st-key-"]')?.className;
              const before = table(), start = performance.now();
              buttons[buttons.length - 1].click();
              while (table() === before || app.dataset.testScriptState !== "notRunning")
                await new Promise((go) => requestAnimationFrame(go));
              await new Promise((go) => requestAnimationFrame(go));
              return performance.now() - start;
            }"""
        )
    )


def main() -> int:
    """Print every figure with its floor; 1 when one is missed."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "bare.py").write_text(BARE)
        for name, units, periods in (("small", 300, 10), ("large", 5_000, 10)):
            with open_store(place / name) as store:
                build(store, units, periods)
        with (
            running(place / "bare.py", None) as bare,
            running(ROOT / "app.py", place / "small") as small,
            running(ROOT / "app.py", place / "large") as large,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            pages = {
                "bare": opened(browser, bare),
                "small": opened(browser, f"{small}/penilaian?period=all"),
                "large": opened(browser, f"{large}/penilaian?period=all"),
            }
            times: dict[str, list[float]] = {name: [] for name in pages}
            for _ in range(PRESSES):
                for name, page in pages.items():
                    times[name].append(press(page))
            browser.close()
    middle = {name: statistics.median(found) for name, found in times.items()}
    of_bare, of_small = middle["small"] / middle["bare"], middle["large"] / middle["small"]
    print(
        f"Penilaian, next page of the table: empty page {middle['bare']:.0f} ms, "
        f"300 units {middle['small']:.0f} ms (ratio {of_bare:.2f}, at most {MOST_OF_BARE}), "
        f"5,000 units {middle['large']:.0f} ms (ratio {of_small:.2f}, at most {MOST_OF_SMALL})"
    )
    return 0 if of_bare <= MOST_OF_BARE and of_small <= MOST_OF_SMALL else 1


if __name__ == "__main__":
    sys.exit(main())
