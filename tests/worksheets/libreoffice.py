"""LibreOffice as another program that saves and computes worksheets: many files in one call."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest


def convert(files: Mapping[str, bytes], kind: str, folder: Path) -> dict[str, bytes]:
    """The files opened, computed and saved again as ``kind`` (xlsx, ods, xls), by new name.

    A private profile keeps it apart from an office that somebody has open.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed on this machine")
    inside, outside = folder / f"to-{kind}", folder / f"as-{kind}"
    inside.mkdir(parents=True)
    for name, data in files.items():
        (inside / name).write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    command += ["--outdir", str(outside), *(str(inside / name) for name in files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {path.name: path.read_bytes() for path in sorted(outside.iterdir())}
