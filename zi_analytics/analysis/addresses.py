"""Addresses in what people write as evidence: which can be opened, which are the same, which are
written so that nobody gets anywhere. Nothing here opens one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit


class Slip(StrEnum):
    """What is wrong with an address as it is written."""

    NO_HOST = "no_host"
    """It names no server that others can reach."""
    SPACED = "spaced"
    NO_SCHEME = "no_scheme"
    MISTYPED = "mistyped"
    OTHER_SCHEME = "other_scheme"
    """It is no address of the web: a browser must not follow it."""


class Address(NamedTuple):
    """An address as ``written``.

    ``url`` is what a browser can open, "" where none can be made without guessing. ``key`` is the
    same for all spellings of one address.
    """

    written: str
    url: str
    host: str
    key: str
    slip: Slip | None


_ANY = re.compile(
    r"""
    (?P<other>\b(?:javascript|vbscript|blob):\S+ | \bdata:[\w.+-]+/[\w.+-]+[;,]\S*
      | \b(?:ftps?|sftp|smb|chrome|content|intent)://\S*)
    | (?<![a-z])(?P<scheme>h{1,2}t{1,3}p{1,2}s?)(?P<before>\s*)(?P<mark>[:;.]{0,2})(?P<inside>\s*)
      (?P<slashes>[/\\]{1,3})(?P<after>\s*)(?P<rest>(?:(?!https?:)\S)*)(?P<cut>\s+/\w\S*)?
    | (?<![\w@/.:-])(?P<bare>www\.[\w-]+\.\S+ | (?:[a-z0-9-]+\.)+
      (?:com|id|org|net|ly|gl|gle|me|co|io|app|page|link|info|gov|edu|ms|be)(?::\d+)?/\S*)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AFTER = "/.,;:)]}>\"'"
"""What ends a sentence behind an address."""
_HOST = re.compile(r"(?:[\w-]+\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)")
_TRACKING = re.compile(
    r"utm_\w+|usp|fbclid|gclid|igsh(?:id)?|si|authuser|pli|rtpof|sd|ouid|feature", re.IGNORECASE
)
_VIEWS = re.compile(r"/(?:view|edit|preview|htmlview|mobilebasic)$")
_ACCOUNT = re.compile(r"/u/\d+(?=/)")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Characters that browsers drop or that turn the direction of what is read."""
_SHEET = re.compile(r"gid=\d+")


def addresses(text: str) -> tuple[Address, ...]:
    """Every address in ``text``, in its order."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Address]:
    for match in _ANY.finditer(text):
        if match["other"] is not None:
            yield Address(match[0], "", "", match[0], Slip.OTHER_SCHEME)
        elif match["bare"] is not None:
            written = match["bare"].rstrip(_AFTER)
            yield _address(written, f"https://{written}", Slip.NO_SCHEME)
        else:
            yield _of_scheme(match)


def _of_scheme(match: re.Match[str]) -> Address:
    written = match[0].strip().rstrip(_AFTER)
    rest = match["rest"].rstrip(_AFTER)
    scheme = match["scheme"].casefold()
    right = scheme in ("http", "https")
    if not rest:
        return Address(written, "", "", written, Slip.NO_HOST)
    if match["cut"] is not None:
        # What was meant behind the gap is a guess.
        return Address(written, "", "", written, Slip.SPACED)
    # Browsers take one for the other; so the server named here is the one they would go to.
    url = f"{scheme if right else 'https'}://{rest}".replace("\\", "/")
    if match["before"] or match["inside"] or match["after"]:
        return _address(written, url, Slip.SPACED)
    if not right or match["mark"] != ":" or match["slashes"] != "//":
        return _address(written, url, Slip.MISTYPED)
    return _address(written, url, None)


def _address(written: str, url: str, slip: Slip | None) -> Address:
    host = "" if _UNSEEN.search(url) else _host(url)
    if not host:
        return Address(written, "", "", written, Slip.NO_HOST)
    return Address(written, url, host, _key(url), slip)


def _host(url: str) -> str:
    """The server that ``url`` leads to, "" where others cannot reach one by that name."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        _ = parts.port
    except ValueError:
        return ""
    try:
        return host if ip_address(host).is_global else ""
    except ValueError:
        return host if _HOST.fullmatch(host) else ""


def _key(url: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = _VIEWS.sub("", _ACCOUNT.sub("", parts.path.rstrip("/")))
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    sheet = parts.fragment if _SHEET.fullmatch(parts.fragment) else ""
    return "".join(
        (host, path, f"?{urlencode(sorted(asked))}" if asked else "", f"#{sheet}" if sheet else "")
    )
