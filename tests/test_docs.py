"""What the documentation says is so: commands, files, links, findings, names."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.write_finding_docs import PAGE, finding_docs
from zi_analytics.finding_kinds import KINDS
from zi_analytics.language.catalogue import catalogue

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "deploy/README.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
SOURCES = sorted((ROOT / "zi_analytics").rglob("*.py")) + sorted((ROOT / "pages").rglob("*.py"))


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_catalogue_of_findings_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == finding_docs(), (
        "run: python -m scripts.write_finding_docs"
    )


def test_every_finding_in_the_code_has_a_kind_and_every_kind_is_used() -> None:
    words = {
        node.value
        for path in SOURCES
        if path.name != "finding_kinds.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(KINDS) - words == set()
    made = {
        (names(path), node.lineno, argument.value)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Finding"
        for argument in [*node.args[:1], *(k.value for k in node.keywords if k.arg == "code")]
        if isinstance(argument, ast.Constant)
    }
    assert {found for found in made if found[2] not in KINDS} == set()


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_finding_is_said_in_both_languages_with_the_same_details(code: str) -> None:
    kind, indonesian = KINDS[code], catalogue("id")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    for text in (kind.message, kind.remedy):
        assert text, "a finding says what to do"
        assert indonesian.get(text), f"no Indonesian wording for {text!r}"
        assert sorted(set(re.findall(r"\{\w+\}", text))) == sorted(
            set(re.findall(r"\{\w+\}", indonesian[text]))
        )


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_files_that_are_named_exist(page: Path) -> None:
    """Paths in back quotes that begin in a folder of the project."""
    tops = "zi_analytics|pages|tests|data|deploy|docs|scripts|benchmarks"
    for path in re.findall(rf"`((?:{tops})/[\w./-]*)`", page.read_text(encoding="utf-8")):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_commands_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for module in re.findall(r"python3? -m ([\w.]+)", text):
        known = (ROOT / module.replace(".", "/")).with_suffix(".py")
        assert (
            known.exists()
            or (known.with_suffix("") / "__main__.py").exists()
            or module in ("pytest", "venv")
        ), module
    for script in re.findall(r"\b(?:python3?|py) (\w+\.py)", text):
        assert (ROOT / script).exists(), script


def test_the_readme_tells_every_command_of_the_command_line() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "zi_analytics", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    commands = set(re.findall(r"^    ([a-z]+) ", shown, re.MULTILINE))
    assert {"score", "import", "list", "instruments", "sample"} <= commands
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"python3? -m zi_analytics (\w+)", readme))
    assert told == commands


def test_every_decision_is_listed() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for record in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        assert f"decisions/{record.name}" in index, record.name
