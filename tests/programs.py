"""Programs that some tests need beside Python: where they are, None when they are absent."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

BROWSERS = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "chrome", "msedge", "microsoft-edge"),
)


def chromium() -> str | None:
    """The browser named by CHROMIUM, or an installed Chromium, Chrome or Edge."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def libreoffice() -> str | None:
    """LibreOffice's command line."""
    return shutil.which("soffice")


def postgresql() -> str | None:
    """The server named by ZI_TEST_POSTGRES, where the tests may make databases."""
    return os.environ.get("ZI_TEST_POSTGRES")


def postgresql_tools() -> Path | None:
    """The folder with initdb and pg_ctl, which Debian leaves out of the PATH."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def nginx() -> str | None:
    """The web server; Debian keeps it out of the PATH of ordinary people."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def poppler(program: str) -> str:
    """A program that reads and draws PDFs; the test is left out where it is absent, but in CI."""
    found = shutil.which(program)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{program} is not installed")
    return found
