"""Every English wording that the program says: found in its source, so none can be forgotten."""

import ast
from pathlib import Path

from zi_analytics.finding_kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
ONE = {"t", "say", "msg"}
TWO = {"n", "say_many"}
PLACES = ("app.py", "pages", "zi_analytics")


def used_wording() -> dict[str, str]:
    """English wording → where it is said."""
    found: dict[str, str] = {}
    for place in PLACES:
        start = ROOT / place
        for path in [start] if start.is_file() else sorted(start.rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    for text in _texts(node):
                        found.setdefault(text, f"{path.relative_to(ROOT)}:{node.lineno}")
    for code, kind in KINDS.items():
        found.setdefault(kind.message, f"kind {code}")
        found.setdefault(kind.remedy, f"kind {code}")
    return {text: place for text, place in found.items() if text}


def _texts(call: ast.Call) -> list[str]:
    """What a call says: texts given to be translated, and the help of the command line."""
    helps = [
        keyword.value.value
        for keyword in call.keywords
        if keyword.arg in ("help", "description")
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
    ]
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    number = 1 if name in ONE else 2 if name in TWO else 0
    return helps + [
        argument.value
        for argument in call.args[:number]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
