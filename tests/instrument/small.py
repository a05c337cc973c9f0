"""The small instrument of ``cases/small`` and ways to spoil it."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

CASES = Path(__file__).resolve().parent.parent / "cases"


def copy_small(parent: Path) -> Path:
    """A fresh copy of the small instrument below ``parent``."""
    return Path(shutil.copytree(CASES / "small", parent / "small"))


def spoil(folder: Path, flaw: dict[str, Any]) -> None:
    """Make the edits of one case of ``instrument_flaws.toml`` in ``folder``."""
    if flaw.get("remove"):
        (folder / flaw["file"]).unlink()
    edits: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    for edit in flaw.get("edits", []):
        edits[edit.get("file", flaw["file"])][edit["at"]] = edit
    for name, by_line in edits.items():
        path = folder / name
        lines = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            edit = by_line.pop(number, None)
            if edit is None:
                lines.append(line)
            elif "find" in edit:
                assert edit["find"] in line, f"{flaw['name']}: {edit['find']!r} is not in {line!r}"
                lines.append(line.replace(edit["find"], edit["put"], 1))
        assert not by_line, f"{flaw['name']}: {name} has no line {sorted(by_line)}"
        text = "".join(f"{line}\n" for line in lines)
        path.write_text(text, encoding=flaw.get("encoding", "utf-8"))
