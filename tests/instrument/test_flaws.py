"""Every mistake in an instrument's data is refused with its file, its line and the reason."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import zi_analytics.instrument as room
from tests.instrument.small import CASES, copy_small, spoil
from zi_analytics.instrument import InstrumentError, load_folder

FLAWS = tomllib.loads((CASES / "instrument_flaws.toml").read_text(encoding="utf-8"))["flaw"]


@pytest.mark.parametrize("flaw", FLAWS, ids=lambda flaw: flaw["name"])
def test_a_mistake_is_refused_with_its_line_and_reason(
    flaw: dict[str, Any], tmp_path: Path
) -> None:
    folder = copy_small(tmp_path)
    spoil(folder, flaw)
    with pytest.raises(InstrumentError) as refusal:
        load_folder(folder)
    reason, ends_open, _ = flaw["reason"].partition("…")
    named = [
        found
        for found in refusal.value.flaws
        if (found.file, found.line) == (flaw["file"], flaw["line"])
    ]
    assert any(
        found.reason == reason or (ends_open and found.reason.startswith(reason)) for found in named
    ), str(refusal.value)
    assert f"{flaw['file']}:{flaw['line']}: {reason}" in str(refusal.value)
    assert flaw.get("others", False) == (len(refusal.value.flaws) > 1), str(refusal.value)


def test_no_two_cases_bear_one_name() -> None:
    names = [flaw["name"] for flaw in FLAWS]
    assert sorted(names) == sorted(set(names))


def _reasons_in_code() -> dict[str, str]:
    """Every reason written in the room: where it stands → a pattern of what it says."""
    found = {}
    for path in sorted(Path(room.__file__).parent.glob("*.py")):
        # The rules of surveys are no instrument's: their flaws are in test_surveys.py.
        if path.name == "surveys.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            reason: ast.expr | None = None
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                reason = node.args[0] if node.func.attr == "flaw" else None
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                reason = node.args[2] if node.func.id == "Flaw" else None
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "reason":
                reason = node.value
            if isinstance(reason, ast.Call) and isinstance(reason.func, ast.Attribute):
                reason = reason.func.value
            if isinstance(reason, ast.Constant):
                found[f"{path.name}:{node.lineno}"] = re.escape(str(reason.value))
            elif isinstance(reason, ast.JoinedStr):
                parts = [
                    re.escape(p.value) if isinstance(p, ast.Constant) else ".*"
                    for p in reason.values
                ]
                found[f"{path.name}:{node.lineno}"] = "".join(parts)
    return found


def test_every_reason_that_the_loader_knows_has_a_case() -> None:
    reasons = _reasons_in_code()
    assert len(reasons) > 80
    said = [flaw["reason"] for flaw in FLAWS]
    without = [
        f"{where}: {pattern}"
        for where, pattern in reasons.items()
        if not any(re.fullmatch(pattern.rstrip(r"\ "), reason) for reason in said)
    ]
    assert without == []


def test_all_flaws_of_an_instrument_are_named_at_once(tmp_path: Path) -> None:
    folder = copy_small(tmp_path)
    spoil(folder, {"name": "two", "file": "nodes.csv", "edits": [
        {"at": 7, "find": "yes_no", "put": "maybe"},
        {"at": 8, "find": ",2", "put": ",two"},
    ]})  # fmt: skip
    with pytest.raises(InstrumentError) as refusal:
        load_folder(folder)
    assert [flaw.line for flaw in refusal.value.flaws] == [7, 8]
    assert refusal.value.instrument == "small"
