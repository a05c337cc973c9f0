"""The program's own Python environment, made and brought up to date on demand.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


def prepared(requirements: str) -> Path:
    """The Python of an environment in which the file ``requirements`` is installed.

    It lies in ``.venv``, or where ZI_VENV says; what is installed already is left alone.
    SystemExit with a sentence for the user when it cannot be made.
    """
    if sys.version_info < OLDEST:
        needed = ".".join(map(str, OLDEST))
        sys.exit(f"ZI Analytics needs Python {needed} or newer; this is {sys.version.split()[0]}.")
    folder = Path(os.environ.get("ZI_VENV") or ROOT / ".venv")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / f"installed-{Path(requirements).stem}"
    wanted = _fingerprint(ROOT / requirements)
    if not (python.exists() and stamp.exists() and stamp.read_text() == wanted):
        _make(folder, python)
        _install(python, ROOT / requirements)
        stamp.write_text(wanted)
    return python


def become(python: Path, *arguments: str) -> NoReturn:
    """Go on as ``python`` with ``arguments`` in the program's folder."""
    os.chdir(ROOT)
    if os.name != "nt":
        # One process instead of two: whoever stops this one stops the program.
        os.execv(python, [str(python), *arguments])
    try:
        sys.exit(subprocess.call([python, *arguments]))
    except KeyboardInterrupt:
        sys.exit(0)


def _fingerprint(requirements: Path) -> str:
    text = requirements.read_text(encoding="utf-8")
    named = [line.split()[1] for line in text.splitlines() if line.startswith("-r ")]
    texts = [text, *((requirements.parent / name).read_text(encoding="utf-8") for name in named)]
    return hashlib.sha256("\n".join([sys.version, *texts]).encode()).hexdigest()


def _make(folder: Path, python: Path) -> None:
    if (
        python.exists()
        and subprocess.call([python, "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0
    ):
        return
    if folder.exists() and any(folder.iterdir()) and not (folder / "pyvenv.cfg").exists():
        sys.exit(f"{folder} holds something else; name another folder in ZI_VENV.")
    print(f"Making an environment in {folder} …", flush=True)
    try:
        venv.create(folder, clear=True, symlinks=os.name != "nt", with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(
            f"The environment {folder} could not be made ({error}).\n"
            "On Debian and Ubuntu install the package python3-venv first."
        )


def _install(python: Path, requirements: Path) -> None:
    print(f"Installing {requirements.name}; the first time takes some minutes …", flush=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*pip, "--requirement", str(requirements)]):
        sys.exit("Not everything could be installed. Is this machine connected to the internet?")
