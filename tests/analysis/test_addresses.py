"""Addresses as people write them: the spellings seen in worksheets, and any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_analytics.analysis.addresses import Slip, addresses


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://drive.google.com/file/d/1/view", "https://drive.google.com/file/d/1/view"),
        ("Lihat http://kel.example.go.id/sk.pdf.", "http://kel.example.go.id/sk.pdf"),
        ("(https://bit.ly/abc)", "https://bit.ly/abc"),
        ("HTTPS://Contoh.GO.ID/A", "https://Contoh.GO.ID/A"),
        ("https://8.8.8.8/x", "https://8.8.8.8/x"),
    ],
)
def test_a_sound_address(text, url):
    (found,) = addresses(text)
    assert (found.url, found.slip) == (url, None)


@pytest.mark.parametrize(
    ("text", "slip", "url"),
    [
        ("drive.google.com/file/d/1", Slip.NO_SCHEME, "https://drive.google.com/file/d/1"),
        ("www.kelurahan.go.id", Slip.NO_SCHEME, "https://www.kelurahan.go.id"),
        ("lihat forms.gle/abc", Slip.NO_SCHEME, "https://forms.gle/abc"),
        ("https//drive.google.com/x", Slip.MISTYPED, "https://drive.google.com/x"),
        ("https:/drive.google.com/x", Slip.MISTYPED, "https://drive.google.com/x"),
        ("htps://drive.google.com/x", Slip.MISTYPED, "https://drive.google.com/x"),
        ("htpps://drive.google.com/x", Slip.MISTYPED, "https://drive.google.com/x"),
        ("http;//drive.google.com/x", Slip.MISTYPED, "http://drive.google.com/x"),
        (r"https:\\drive.google.com\x", Slip.MISTYPED, "https://drive.google.com/x"),
        ("https:// drive.google.com/x", Slip.SPACED, "https://drive.google.com/x"),
        ("https://drive.google.com /file/d/1", Slip.SPACED, ""),
        ("https://", Slip.NO_HOST, ""),
        ("http:///x", Slip.NO_HOST, ""),
        ("https://localhost:8501/x", Slip.NO_HOST, ""),
        ("http://192.168.1.5/bukti", Slip.NO_HOST, ""),
        ("https://server/bukti", Slip.NO_HOST, ""),
        ("https://a.example.id:99999/", Slip.NO_HOST, ""),
        ("https://[::1/", Slip.NO_HOST, ""),
        ("javascript:alert(1)", Slip.OTHER_SCHEME, ""),
        ("data:text/html,<b>x", Slip.OTHER_SCHEME, ""),
        ("ftp://server.example.id/x", Slip.OTHER_SCHEME, ""),
    ],
)
def test_a_slip_and_what_was_meant(text, slip, url):
    found = addresses(text)[0]
    assert (found.slip, found.url) == (slip, url)


@pytest.mark.parametrize(
    "text",
    [
        *("", "SK Tim.pdf", "TP/PKK kelurahan", "Data: SK Tim", "budi@kel.example.id"),
        *("Perda 3/2024", "laporan s.d. Juni", "SK.2024/05", "http adalah protokol", "A.I.1"),
    ],
)
def test_what_is_no_address(text):
    assert addresses(text) == ()


def test_several_in_one_cell():
    text = "https://a.example.id/1\nhttps://a.example.id/2; https://b.example.id"
    assert [one.host for one in addresses(text)] == ["a.example.id", "a.example.id", "b.example.id"]
    assert len(addresses("https://a.example.id/1https://a.example.id/2")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://Drive.Google.com/x/", "http://drive.google.com/x"),
        ("https://drive.google.com/file/d/1/view?usp=sharing", "drive.google.com/file/d/1/edit"),
        (
            "https://drive.google.com/drive/u/0/folders/1",
            "https://drive.google.com/drive/folders/1",
        ),
        ("https://www.kel.example.id/?utm_source=wa&a=1", "https://kel.example.id?a=1"),
    ],
)
def test_spellings_of_one_address_have_one_key(one, other):
    assert addresses(one)[0].key == addresses(other)[0].key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example.id/x", "https://a.example.id/X"),
        ("https://a.example.id/?id=1", "https://a.example.id/?id=2"),
        ("https://docs.google.com/s/1#gid=1", "https://docs.google.com/s/1#gid=2"),
    ],
)
def test_different_addresses_have_different_keys(one, other):
    assert addresses(one)[0].key != addresses(other)[0].key


def test_the_host_is_the_real_one():
    (found,) = addresses("https://drive.google.com@evil.example/x")
    assert found.host == "evil.example"
    (found,) = addresses("https://evil.example\\@drive.google.com/x")
    assert (found.host, found.url) == ("evil.example", "https://evil.example/@drive.google.com/x")
    (found,) = addresses("https://drive.google.com\u202e/x")
    assert found.url == ""


@given(st.text(alphabet=st.sampled_from("htps:/\\. aw@#?%&=-[]1é\n;"), max_size=60) | st.text())
def test_any_text_gives_only_addresses_of_the_web(text):
    for one in addresses(text):
        assert one.url == "" or one.url.startswith(("http://", "https://"))
        assert bool(one.url) == bool(one.host)
        assert one.written
