"""All hostile and odd files. As a program: write them to a folder, with what each must lead to.

``python -m tests.hostile.collection FOLDER``
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

from tests.hostile import (
    bombs,
    contents,
    markup_attacks,
    normal,
    not_workbooks,
    old_formats,
    tampered,
    values,
)
from tests.hostile.case import Case

_MAKERS = (normal, not_workbooks, bombs, markup_attacks, values, contents, tampered, old_formats)


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case of every category."""
    return tuple(case for maker in _MAKERS for case in maker.cases())


def write(folder: Path) -> None:
    """Write every file as category-name, and EXPECT.json beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = {}
    for case in all_cases():
        name = f"{case.category}-{case.name}"
        (folder / name).write_bytes(case.data)
        expected[name] = {"expect": case.expect, "codes": case.codes, "note": case.note}
    (folder / "EXPECT.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
