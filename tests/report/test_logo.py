"""The office's picture is drawn anew: its look stays, what is hidden or broken does not."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from zi_analytics.findings import Refused
from zi_analytics.report.logo import LARGEST, clean_logo, draw_anew, read_logo


def picture(
    size: tuple[int, int], kind: str = "PNG", mode: str = "RGB", **options: object
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "#0B4F6C" if mode != "P" else 0).save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(draw_anew(data, "logo")))


@pytest.mark.parametrize(
    ("data", "size", "mode"),
    [
        (picture((40, 10)), (40, 10), "RGB"),
        (picture((40, 10), mode="RGBA"), (40, 10), "RGBA"),
        (picture((40, 10), mode="P", transparency=0), (40, 10), "RGBA"),
        (picture((3000, 1500)), (900, 450), "RGB"),
        (picture((40, 10), "JPEG"), (40, 10), "RGB"),
        (picture((40, 10), "JPEG", mode="CMYK"), (40, 10), "RGB"),
    ],
)
def test_it_is_a_png_no_larger_than_a_page_needs(
    data: bytes, size: tuple[int, int], mode: str
) -> None:
    found = opened(data)
    assert (found.format, found.size, found.mode) == ("PNG", size, mode)


def test_grey_in_sixteen_bits_stays_grey() -> None:
    out = BytesIO()
    half = Image.frombytes("I;16", (2, 1), bytes((0, 64, 0, 128)))
    half.save(out, "PNG")
    assert opened(out.getvalue()).tobytes() == bytes((64,) * 3 + (128,) * 3)


def test_a_photo_stands_upright_and_what_is_hidden_in_it_is_gone() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    turned[0x010E] = "rahasia"
    assert opened(picture((40, 10), "JPEG", exif=turned)).size == (10, 40)
    note = PngInfo()
    note.add_text("Comment", "rahasia")
    for data in (picture((40, 10), "JPEG", exif=turned), picture((4, 4), pnginfo=note)):
        assert b"rahasia" in data
        assert b"rahasia" not in draw_anew(data, "logo")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg/>",
        b"\x89PNG\r\n\x1a\nnothing",
        picture((400, 400))[:-30],
        picture((40, 10), "GIF"),
        picture((40, 10), "TIFF"),
        picture((8000, 6000), mode="1"),
    ],
    ids=["empty", "svg", "no-png", "cut", "gif", "tiff", "too-many-dots"],
)
def test_what_is_no_picture_for_a_document_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="logo-unusable"):
        draw_anew(data, "logo")


@given(st.binary(max_size=60), st.integers(0, 80))
def test_any_bytes_are_a_picture_or_refused(noise: bytes, place: int) -> None:
    whole = picture((9, 9))
    ends = set()
    for data in (noise, whole[:place] + noise + whole[place + len(noise) :]):
        try:
            ends.add(draw_anew(data, "logo")[:4])
        except Refused as refused:
            ends.add(refused.finding.code)
    assert ends <= {b"\x89PNG", "logo-unusable"}


def test_a_file_is_opened_in_a_child(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(picture((40, 10)))
    assert read_logo(path) == clean_logo(path.read_bytes(), "x")
    for unusable in (tmp_path / "none.png", tmp_path):
        with pytest.raises(Refused, match="logo-unusable"):
            read_logo(unusable)
    path.write_bytes(picture((4, 4)) + bytes(LARGEST))
    with pytest.raises(Refused, match="logo-unusable"):
        read_logo(path)
