"""Pages after a click, drawn in a real browser, against the same pictures on an empty page.

Run ``python -m benchmarks.pages [NAME ...]`` where Chromium is installed; exits with 1 when a
figure is missed. For each page a click is answered by the program with 300 units and with 5,000
units of ten periods, and by a Streamlit page that does nothing but draw what the page with 300
units drew: the same figures, and tables of as many rows and columns. Times are from the press to
the drawn answer; medians of several presses, taken in turns so that drift cancels.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Case:
    """A page and what is pressed on it: ``targets`` (CSS) in turns, so that there is a change."""

    name: str
    address: str
    targets: tuple[str, ...]


def segment(name: str, place: int) -> str:
    """The ``place``-th choice of a segmented control, as CSS."""
    return f".st-key-pick-{name} button:nth-of-type({place})"


def button(key: str) -> str:
    """A button by its key, as CSS; what is no letter or digit in the key is a dash."""
    return f".st-key-{key} button"


TURN = tuple(
    f'[data-testid="stPagination"] button[aria-label="{name} page"]'
    for name in ("Next", "Previous")
)
UNIT = "unit=kantor-101"
CASES = (
    Case("Penilaian, next page of the table and back", "/penilaian?period=all", TURN),
    Case(
        "Ringkasan of many units, next page of the matrix and back", "/?view=all&target=WBK", TURN
    ),
    Case(
        "Ringkasan of many units, other predicate",
        "/?view=all&target=WBBM",
        (segment("target", 1), segment("target", 2)),
    ),
    Case(
        "Ringkasan of one unit, other predicate",
        f"/?{UNIT}&target=WBBM",
        (segment("target", 1), segment("target", 2)),
    ),
    Case(
        "Area lemah, down and up", f"/area-lemah?{UNIT}", (button("down-A-I-3"), button("up-TOTAL"))
    ),
    Case(
        "Area lemah, other side of the worksheet",
        f"/area-lemah?{UNIT}",
        (segment("aspect", 2), segment("aspect", 1)),
    ),
    Case(
        "Antar unit, differences only",
        f"/antar-unit?{UNIT}",
        (segment("diff", 2), segment("diff", 1)),
    ),
    Case(
        "Antar unit, among all units",
        f"/antar-unit?{UNIT}",
        (segment("among", 2), segment("among", 1)),
    ),
    Case(
        "Antar periode, other answers",
        f"/antar-periode?{UNIT}",
        (segment("change", 2), segment("change", 1)),
    ),
    Case(
        "Antar penilai, not confirmed only",
        "/antar-penilai",
        (segment("confirmed", 2), segment("confirmed", 1)),
    ),
    Case(
        "Paparan of one unit, turn a slide and back",
        f"/paparan?{UNIT}&view=unit&slide=areas-1&slide=questions-1&present=2",
        (".st-key-slide-keys .next", ".st-key-slide-keys .previous"),
    ),
    Case(
        "Bukti dukung, other assessor",
        f"/bukti-dukung?{UNIT}",
        (segment("assessor", 1), segment("assessor", 2)),
    ),
)

# What a page drew, found in the browser: its figures, and its tables as rows and columns.
DRAWN = """() => ({
  figures: [...document.querySelectorAll(".js-plotly-plot")].map((plot) => JSON.parse(
    JSON.stringify({data: plot.data, layout: plot.layout}, (key, value) =>
      ArrayBuffer.isView(value) ? [...value] : value))),
  tables: [...document.querySelectorAll('[data-testid="stDataFrame"] canvas + * table, ' +
    '[data-testid="stDataFrame"] table')].map((table) =>
      [Number(table.getAttribute("aria-rowcount")), Number(table.getAttribute("aria-colcount"))]),
})"""

# A run is over when the program says so (ForwardMsg.script_finished, field 6), and drawn when the
# browser has nothing left to do. What the page's own state says may be seen too early or never.
LISTEN = """
const Plain = window.WebSocket;
let finished = 0;
const saysFinished = (bytes) => {
  let place = 0;
  const number = () => {
    let value = 0, factor = 1;
    for (;;) {
      const byte = bytes[place++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  };
  while (place < bytes.length) {
    const tag = number(), field = Math.floor(tag / 8), kind = tag % 8;
    if (field === 6) return true;
    if (kind === 0) number();
    else if (kind === 2) { const length = number(); place += length; }
    else place += kind === 1 ? 8 : 4;
  }
  return false;
};
window.WebSocket = class extends Plain {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", (event) => {
      if (event.data instanceof ArrayBuffer && saysFinished(new Uint8Array(event.data))) finished++;
    });
  }
};
window.ziPress = async (target) => {
  const pressed = [...document.querySelectorAll(target)].at(-1);
  if (!pressed) throw new Error(`nothing to press: ${target}`);
  const app = document.querySelector('[data-testid="stApp"]');
  const frame = () => new Promise((go) => requestAnimationFrame(go));
  const before = finished, start = performance.now();
  pressed.click();
  while (finished === before || app.dataset.testScriptState !== "notRunning") {
    if (performance.now() - start > 30000) throw new Error(`no answer to ${target}`);
    await frame();
  }
  await new Promise((go) => requestIdleCallback(go));
  await frame();
  return performance.now() - start;
};
"""

BARE = """
import json, sys
from pathlib import Path
import pandas as pd, plotly.graph_objects as go, streamlit as st
st.set_page_config(layout="wide")
turn = st.session_state.setdefault("turn", 0)
def turned():
    st.session_state.turn += 1
st.button("Turn", key="turner", on_click=turned)
@st.cache_resource
def read():
    return json.loads(Path(__file__).with_suffix(".json").read_text())
states = read()
drawn = states[turn % len(states)]
for place, figure in enumerate(drawn["figures"]):
    st.plotly_chart(go.Figure(figure, skip_invalid=True), theme=None, key=f"f{place}")
for place, (rows, columns) in enumerate(drawn["tables"]):
    cells = {f"c{c}": [f"{turn} {r} {c}" for r in range(rows)] for c in range(columns)}
    st.dataframe(pd.DataFrame(cells), hide_index=True, key=f"t{place}")
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
    page.add_init_script(LISTEN)
    page.goto(address)
    page.wait_for_selector(READY, timeout=120_000)
    page.wait_for_timeout(2_500)
    page.wait_for_selector(READY, timeout=120_000)
    return page


def press(page: Page, target: str) -> float:
    """Press what ``target`` (CSS) names; milliseconds until the answer is drawn."""
    page.wait_for_timeout(200)
    return float(page.evaluate("(target) => window.ziPress(target)", target))


def measure(case: Case, browser: Browser, place: Path, small: str, large: str) -> tuple[str, bool]:
    """A line with the figures of one page, and whether they are reached."""
    pages = {
        "small": opened(browser, f"{small}{case.address}"),
        "large": opened(browser, f"{large}{case.address}"),
    }
    drawn = []
    for target in case.targets:
        for page in pages.values():
            press(page, target)
        pages["small"].wait_for_timeout(500)
        drawn.append(pages["small"].evaluate(DRAWN))
    bare = place / "bare.py"
    bare.write_text(BARE)
    bare.with_suffix(".json").write_text(json.dumps(drawn))
    times: dict[str, list[float]] = {"bare": [], "small": [], "large": []}
    with running(bare, None) as floor:
        pages["bare"] = opened(browser, floor)
        for number in range(PRESSES):
            target = case.targets[number % len(case.targets)]
            times["bare"].append(press(pages["bare"], ".st-key-turner button"))
            times["small"].append(press(pages["small"], target))
            times["large"].append(press(pages["large"], target))
    for page in pages.values():
        page.close()
    middle = {name: statistics.median(found) for name, found in times.items()}
    of_bare, of_small = middle["small"] / middle["bare"], middle["large"] / middle["small"]
    line = (
        f"{case.name}: empty page {middle['bare']:.0f} ms, "
        f"300 units {middle['small']:.0f} ms (ratio {of_bare:.2f}, at most {MOST_OF_BARE}), "
        f"5,000 units {middle['large']:.0f} ms (ratio {of_small:.2f}, at most {MOST_OF_SMALL})"
    )
    return line, of_bare <= MOST_OF_BARE and of_small <= MOST_OF_SMALL


def main() -> int:
    """Print every figure with its floor; 1 when one is missed."""
    wanted = [
        case for case in CASES if not sys.argv[1:] or any(a in case.name for a in sys.argv[1:])
    ]
    reached = True
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name, units in (("small", 300), ("large", 5_000)):
            with open_store(place / name) as store:
                build(store, units, 10)
        with (
            running(ROOT / "app.py", place / "small") as small,
            running(ROOT / "app.py", place / "large") as large,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            for case in wanted:
                line, is_reached = measure(case, browser, place, small, large)
                print(line, flush=True)
                reached &= is_reached
            browser.close()
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
