"""The page that is sent: opened by a double click on a machine without any network."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.browser.looking import beyond_the_edge, faint
from tests.report.made import keep, new_store
from zi_analytics.report.content.gathering import gather_period, gather_unit
from zi_analytics.report.html import write_city_page, write_unit_page

pytestmark = pytest.mark.browser

NAME = '<img src=x onerror="window.ran=1">Kelurahan "Satu" <b>&amp;</b>'
EVIDENCE = '</script><script>window.ran=1</script> https://jahat.example/a <a href="//x">y</a>'


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    with new_store(folder / "store") as store:
        keep(store, NAME, period="2024-B12", B_II_a=0.7, note=EVIDENCE)
        keep(store, NAME, period="2025-B12", B_II_a=0.8, A_I_3_i_a=0.0, note=EVIDENCE)
        keep(store, "Kelurahan Dua", period="2025-B12", B_I_a=0.5)
        unit = next(code for code in store.units()["code"] if code != "kelurahan-dua")
        made = {
            "unit": write_unit_page(gather_unit(store, unit, "2025-B12", "unit"), "id"),
            "city": write_city_page(gather_period(store, "2025-B12"), "id"),
        }
    for name, page in made.items():
        (folder / f"{name}.html").write_bytes(page)
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture
def opened(browser, pages):
    contexts = []

    def new(name, width=1366, dark=False):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            offline=True,
        )
        contexts.append(context)
        page = context.new_page()
        visit = SimpleNamespace(page=page, asked=[], said=[])
        page.on("request", lambda request: visit.asked.append(request.url))
        page.on("pageerror", lambda error: visit.said.append(str(error)))
        page.on(
            "console",
            lambda message: visit.said.append(message.text) if message.type == "error" else None,
        )
        visit.address = pages[name].as_uri()
        page.goto(visit.address)
        page.wait_for_selector(".main-svg")
        page.wait_for_timeout(300)
        return visit

    yield new
    for context in contexts:
        context.close()


def drawn(visit) -> list[bool]:
    """Whether each chart has marks in it."""
    return visit.page.eval_on_selector_all(
        "[data-figure]",
        "all => all.map(one => !!one.querySelector('.main-svg path, .main-svg .point'))",
    )


@pytest.mark.parametrize(("name", "width", "dark"), [("unit", 1920, True), ("city", 390, False)])
def test_it_draws_without_a_network_and_asks_for_nothing(opened, name, width, dark):
    visit = opened(name, width, dark)
    assert visit.asked == [visit.address]
    assert visit.said == []
    assert len(drawn(visit)) >= 3
    assert all(drawn(visit))
    assert visit.page.evaluate("window.ran") is None
    assert beyond_the_edge(visit) == []
    assert faint(visit) == []
    ground = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(17, 24, 31)") is dark


def test_it_is_walked_through_by_keys_and_pointer_and_printed(opened):
    visit = opened("unit")
    page = visit.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    # What is hovered says its figures.
    page.locator('[data-figure="part-3"]').scroll_into_view_if_needed()
    bars = page.locator('[data-figure="part-3"] .bars .point path').last
    box = bars.bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + box["height"] / 2)
    page.wait_for_selector(".hovertext")
    assert "poin" in page.text_content(".hovertext")
    # Answers unfold; what was typed stands there as it was typed.
    page.locator("#answers summary").first.click()
    assert EVIDENCE in page.inner_text("#answers")
    assert NAME in page.inner_text("h1")
    assert page.locator("a[href^='http'], img, iframe").count() == 0
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(300)
    assert page.locator("details:not([open])").count() == 0
    widths = page.eval_on_selector_all(
        ".main-svg", "all => all.map(one => one.getBoundingClientRect().width)"
    )
    assert max(widths) <= 661
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() > 0
    assert visit.said == []
    assert visit.asked == [visit.address]
