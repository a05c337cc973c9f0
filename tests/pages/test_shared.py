import re

import pytest

from pages.shared.downloads import file_name
from pages.shared.literal import literal


@pytest.mark.parametrize(
    "text",
    [
        "![gambar](https://evil.example/x.png)",
        "**tebal** _miring_ `kode` ~~coret~~ <b>x</b> &amp;",
        "# judul > kutipan | tabel",
        ":smile: $x^2$ :red[merah] -> <- >= www.evil.example a@b.example",
    ],
)
def test_no_sign_of_markdown_keeps_its_meaning(text):
    shown = literal(text)
    assert shown.replace("\\", "").replace("\u2060", "") == text
    assert not re.search(r"(?<!\\)[*_`\[\]!<>#$|~&]", shown)
    assert "www." not in shown
    assert "://" not in shown.replace("\\", "")
    assert "->" not in shown.replace("\\", "")
    assert not re.search(r":\w+:", shown.replace("\\", ""))


def test_lines_become_one_and_endless_text_is_cut():
    assert literal("a\n\n# b") == "a \\# b"
    assert len(literal("x" * 5000)) <= 2000


def test_a_download_carries_the_hash_of_its_content():
    assert file_name("areas", b"abc", "csv") == "areas-ba7816bf8f01.csv"
    assert file_name("areas", b"abd", "csv") != "areas-ba7816bf8f01.csv"
