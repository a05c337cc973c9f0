"""The program's answer for many worksheets at once, asked for as a user asks: by command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests import independent

PROJECT = Path(__file__).resolve().parents[2]
RULES = tuple(independent.LIMITS)
SINGLE = ("B.I.a", "B.I.b", "B.II.a")


def score(files: Mapping[str, bytes], folder: Path) -> dict[str, dict[str, Any]]:
    """The entry of ``score --json`` for every file, by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = [sys.executable, "-m", "zi_analytics", "score", "--json"]
    command += [str(folder / name) for name in files]
    done = subprocess.run(
        command, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", timeout=600
    )
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert done.stdout, done.stderr[-2000:]
    return {Path(entry["file"]).name: entry for entry in json.loads(done.stdout)}


def assessment(entry: Mapping[str, Any], who: str) -> dict[str, Any]:
    """One assessor's part of an entry; the file must have been read."""
    assert "error" not in entry, entry.get("error")
    found = {part["assessor"]: part for part in entry["assessments"]}
    assert who in found, f"{entry['file']}: read {sorted(found)}, not {who}"
    return found[who]


def check_rule(part: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
    """Every node's points and every rule of both predicates equal the independent ones."""
    expected = independent.points(answers)
    missing = {*independent.GROUPS, *SINGLE} - set(part["points"])
    assert not missing, f"nodes without points: {sorted(missing)}"
    wrong = {
        code: (points, float(expected[code]))
        for code, points in part["points"].items()
        if points != pytest.approx(float(expected[code]), abs=1e-9, rel=0)
    }
    assert not wrong, f"node: (program, rule) {wrong}"
    verdicts, measured = independent.verdicts(expected), independent.measured(expected)
    for predicate, rules in verdicts.items():
        told = {rule["code"]: rule for rule in part["predicate"][predicate]["rules"]}
        assert set(told) == set(RULES)
        assert {code: rule["passed"] for code, rule in told.items()} == rules
        for code, rule in told.items():
            _check_value(code, rule, measured[code])
    assert part["predicate"]["WBK"]["passed"] == all(verdicts["WBK"].values())


def _check_value(code: str, rule: Mapping[str, Any], points: Fraction) -> None:
    """A rule's value is in points, for the six areas perhaps as the share of their weight."""
    shares = [points]
    if code.startswith("area"):
        shares.append(points / independent.AREA_WEIGHTS[code[-1]])
    assert any(rule["value"] == pytest.approx(float(share), abs=1e-9) for share in shares), code


def named(entry: Mapping[str, Any], cells: tuple[str, ...]) -> list[dict[str, Any]]:
    """The findings that stand on one of the cells."""
    return [finding for finding in entry["findings"] if finding["cell"] in cells]
