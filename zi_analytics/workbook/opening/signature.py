"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from pathlib import PurePath

from zi_analytics.findings import Finding, Refused
from zi_analytics.settings import FILE_LIMITS, FileLimits

ZIP = "zip"
COMPOUND = "compound"

_ZIP_ENTRY = b"PK\x03\x04"
_ZIP_END = b"PK\x05\x06"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEFORE_COMPOUND = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
"""How the records of Excel 2 to 97 begin where no compound file is around them."""
_STARTS = (
    (_ZIP_END, "archive-empty"),
    (b"%PDF", "is-pdf"),
    (b"{\\rtf", "is-document"),
    *((start, "is-old-excel") for start in _BEFORE_COMPOUND),
    (b"\x1f\x8b", "is-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "is-compressed"),
    (b"Rar!", "is-compressed"),
    (b"BZh", "is-compressed"),
    (b"\xfd7zXZ", "is-compressed"),
    (b"\x89PNG", "is-picture"),
    (b"\xff\xd8\xff", "is-picture"),
    (b"GIF8", "is-picture"),
)
_HTML = re.compile(rb"<!doctype\s+html|<html|<table|<body|<meta\s|<style", re.I)
_MHTML = re.compile(rb"^(?:mime-version|from|content-type)\s*:", re.I)
_HEAD = 4096


def check_size(data: bytes, limits: FileLimits = FILE_LIMITS) -> None:
    """Refuse an empty, blank or too large file."""
    if not data:
        raise Refused(Finding("file-empty"))
    if len(data) > limits.file_bytes:
        raise Refused(
            Finding(
                "file-too-large",
                details=(
                    ("size", round(len(data) / (1 << 20), 1)),
                    ("limit", limits.file_bytes >> 20),
                ),
            )
        )
    if not data.strip(b"\0"):
        raise Refused(Finding("file-blank"))


def recognise(data: bytes) -> str:
    """``ZIP`` or ``COMPOUND``; anything else is refused with the name of what it is."""
    if data.startswith(_ZIP_ENTRY):
        return ZIP
    if data.startswith(_COMPOUND):
        return COMPOUND
    raise Refused(Finding(_what_else(data)))


def extension(name: str) -> str:
    """The ending of a file name in small letters, without the dot."""
    return PurePath(name.replace("\\", "/")).suffix.lower().lstrip(".")


def _what_else(data: bytes) -> str:
    for start, code in _STARTS:
        if data.startswith(start):
            return code
    # An archive with something in front is what polyglot files look like.
    if _ZIP_ENTRY in data and data.rfind(_ZIP_END) > data.find(_ZIP_ENTRY):
        return "data-before-archive"
    text = _as_text(data[:_HEAD])
    if text is None:
        return "not-a-workbook"
    if _MHTML.match(text):
        return "is-mhtml"
    if text.startswith(b"<?xml") or text.startswith(b"<office:"):
        return _which_xml(text)
    if _HTML.search(text):
        return "is-html"
    return "is-text"


def _which_xml(text: bytes) -> str:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text or b"Excel.Sheet" in text:
        return "is-xml-spreadsheet"
    if b"urn:oasis:names:tc:opendocument" in text:
        return "is-flat-opendocument"
    return "is-html" if _HTML.search(text) else "not-a-workbook"


def _as_text(head: bytes) -> bytes | None:
    """The start of a text file as UTF-8 without its mark; None when it is not text."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if head.startswith(mark):
            decoded = head.decode(encoding, "replace")
            return decoded.lstrip("\ufeff").strip().encode()
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in head):
        return None
    return head.strip()
