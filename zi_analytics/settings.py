"""Where things are and how much is allowed: the only place that reads the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTRUMENTS = ROOT / "data" / "instruments"
SURVEYS = ROOT / "data" / "surveys"
SAMPLES = ROOT / "data" / "samples"
FONTS = ROOT / "data" / "fonts"


@dataclass(frozen=True, slots=True)
class FileLimits:
    """What one worksheet may be and may cost to read; the reasons are in docs/decisions."""

    file_bytes: int = 10 << 20
    parts: int = 2_000
    part_bytes: int = 64 << 20
    inflated_bytes: int = 128 << 20
    sheets: int = 128
    cells: int = 500_000
    rows: int = 100_000
    columns: int = 1_000
    cell_characters: int = 32_767
    memory_bytes: int = 512 << 20
    cpu_seconds: int = 10
    wall_seconds: int = 15
    workers: int = 2


FILE_LIMITS = FileLimits()


def store_folder() -> Path:
    """The folder of the store: ``ZI_STORE``, or ``store`` beside the program."""
    return _resolved(os.environ.get("ZI_STORE") or str(ROOT / "store"))


@lru_cache(maxsize=8)
def _resolved(folder: str) -> Path:
    # A page asks for it dozens of times, and every time the disk would be asked for each folder.
    return Path(folder).expanduser().resolve()


@dataclass(frozen=True, slots=True)
class StorePlace:
    """Where a store is: a file in ``folder``, or the PostgreSQL database at the address ``url``.

    Its backups lie in the folder either way.
    """

    folder: Path
    url: str = field(default="", repr=False)


def store_place() -> StorePlace:
    """The place of the store: ``ZI_DATABASE_URL`` where that is set, a file otherwise."""
    return StorePlace(store_folder(), os.environ.get("ZI_DATABASE_URL", "").strip())


def language() -> str:
    """The language of the command line: ``ZI_LANGUAGE`` ("id" or "en"), Indonesian otherwise."""
    return "en" if os.environ.get("ZI_LANGUAGE", "").casefold().startswith("en") else "id"
