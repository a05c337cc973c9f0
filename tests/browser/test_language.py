"""The language switch on every page of the analysis: every word and every number follows."""

import re

import pytest

from tests.browser.conftest import examples
from zi_analytics.language.catalogue import catalogue
from zi_analytics.settings import SAMPLES

pytestmark = pytest.mark.browser

FILES = [
    SAMPLES / f"contoh-kelurahan-{name}.xlsx"
    for name in (
        "tirtalaras-2024-B12",
        "tirtalaras-2025-B06",
        "tirtalaras-2025-B12",
        "randulintang-2025-B12",
    )
]
fill = examples(*FILES)
UNIT = "unit=kelurahan-tirtalaras"
PAGES = [
    f"/?{UNIT}",
    f"/area-lemah?{UNIT}",
    f"/area-lemah?{UNIT}&node=A.I.1.i.a",
    f"/antar-periode?{UNIT}",
    f"/bukti-dukung?{UNIT}",
    "/antar-penilai?period=2025-B12",
    f"/antar-penilai?period=2025-B12&scope=one&{UNIT}",
]
SHORTEST = 14
"""Letters of a wording that cannot stand in the other language's page by chance."""
# Pictures write their texts as SVG, tables keep theirs beside the canvas.
ALL_TEXT = """() => [...document.querySelectorAll('[data-testid="stApp"]')].map((app) => {
  const copy = app.cloneNode(true);
  copy.querySelectorAll("style, script").forEach((one) => one.remove());
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT), said = [];
  while (walker.nextNode()) said.push(walker.currentNode.data);
  return said.join("\\n");
}).join("\\n").replaceAll("\\u2060", "")"""


def fragments(texts):
    """What stands between the places of a wording, where it is long enough to be recognised."""
    found = {part.strip() for text in texts for part in re.split(r"\{\w*\}", text)}
    return {part for part in found if sum(map(str.isalpha, part)) >= SHORTEST}


WORDS = catalogue("id")
INDONESIAN, ENGLISH = fragments(WORDS.values()), fragments(WORDS)
STRANGERS = {"id": ENGLISH - INDONESIAN, "en": INDONESIAN - ENGLISH}
NUMBERS = {
    "id": re.compile(r"(?<![\d.,])\d+\.\d{1,2}(?![\d.,])"),
    "en": re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d.,])"),
}


def foreign(guest, language):
    text = guest.page.evaluate(ALL_TEXT)
    # Codes of questions, and what people typed themselves, are the same in both languages.
    words = sorted(word for word in STRANGERS[language] if word in text)
    return words + NUMBERS[language].findall(text)


@pytest.mark.parametrize("address", PAGES)
def test_the_switch_changes_every_word_and_number(visit, address):
    guest = visit().open(address)
    guest.page.wait_for_timeout(800)
    assert foreign(guest, "id") == []
    assert len(foreign(guest, "en")) > 10
    guest.page.get_by_role("radio", name="English").click()
    guest.settle().page.wait_for_timeout(800)
    assert "lang=en" in guest.page.url
    assert foreign(guest, "en") == []
