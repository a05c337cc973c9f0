"""The house rules of the code that a reader can rely on: docs/README.md tells them in words."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "zi_analytics"

# A room may import from rooms of a lower number, and from itself.
STOREYS = {
    "settings": 0,
    "findings": 0,
    "language": 0,
    "finding_kinds": 1,
    "finding_text": 2,
    "instrument": 3,
    "scoring": 4,
    "workbook": 5,
    "store": 6,
    "programme": 7,
    "analysis": 8,
    "palette": 9,
    "importing": 9,
    "charts": 10,
    "returning": 10,
    "report": 11,
    "commands": 12,
    "__main__": 13,
}

# An outside library and the rooms that may know it; "pages" is app.py and pages/.
LIBRARIES = {
    "streamlit": {"pages"},
    "cachetools": {"pages"},
    "python_calamine": {"workbook"},
    "openpyxl": {"workbook"},
    "pebble": {"workbook"},
    "psutil": {"workbook"},
    "rapidfuzz": {"workbook", "store"},
    "pyarrow": {"report"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "plotly": {"charts"},
    "babel": {"language"},
    "orjson": {"commands", "report", "store"},
    "scipy": {"analysis"},
    "xlsxwriter": {"workbook", "report"},
    "pptx": {"report"},
    "docx": {"report"},
    "reportlab": {"report"},
    "PIL": {"report"},
    "pandas": {"store", "analysis", "charts", "report", "pages"},
    "numpy": {
        "instrument",
        "scoring",
        "workbook",
        "store",
        "analysis",
        "charts",
        "report",
        "pages",
    },
}

LONGEST = 320
"""Lines; about 300 are meant. A module above it says in its docstring why it is long."""

STARTED_WITHOUT_IMPORT = {
    "orjson": "plotly finds it by itself",
    "psycopg": "SQLAlchemy loads it for an address of PostgreSQL",
}


IMPORTED_AS = {"pillow": "PIL", "python_docx": "docx", "python_pptx": "pptx"}
"""Where a library is imported by another name than it is installed by."""


def sources(*folders: str) -> list[Path]:
    found = [path for name in folders for path in sorted((ROOT / name).rglob("*.py"))]
    assert found
    return found


def room_of(path: Path) -> str:
    inside = path.relative_to(ROOT).parts
    if inside[0] != "zi_analytics":
        return "pages"
    return inside[1].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that ``path`` imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written in full"
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


CODE = [*sources("zi_analytics", "pages"), ROOT / "app.py"]


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", sources("zi_analytics"), ids=names)
def test_a_room_imports_only_from_below(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    assert room in STOREYS, f"{room} has no place yet: add it to STOREYS and docs/README.md"
    for line, name in imports(path):
        parts = name.split(".")
        assert parts[0] not in ("pages", "app", "scripts", "tests"), f"line {line}: {name}"
        if parts[0] == "zi_analytics" and parts[1] not in (room, "__version__"):
            assert STOREYS[parts[1]] < STOREYS[room], f"line {line}: {room} imports {name}"


@pytest.mark.parametrize("path", CODE, ids=names)
def test_an_outside_library_is_known_in_its_rooms_only(path: Path) -> None:
    for line, name in imports(path):
        library = name.split(".")[0]
        if library in sys.stdlib_module_names or library in ("zi_analytics", "pages"):
            continue
        assert library in LIBRARIES, f"line {line}: {library} is new: give it a room in LIBRARIES"
        assert room_of(path) in LIBRARIES[library], f"line {line}: {room_of(path)} imports {name}"


def test_the_package_works_without_streamlit() -> None:
    """All of it imported in a fresh Python: streamlit is not among what came along.

    Nor is SciPy, for which every command would wait and only two things ask.
    """
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sources("zi_analytics")
        if "migrations" not in path.parts and path.name != "__main__.py"
    ]
    code = f"import {', '.join(modules)}, sys; sys.exit('streamlit' in sys.modules or 'scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", sources("pages"), ids=names)
def test_the_parts_of_a_page_are_its_own(path: Path) -> None:
    """What several pages need lies in pages/shared, which knows no page."""
    own = path.relative_to(ROOT).parts[:3]
    for line, name in imports(path):
        parts = tuple(name.split("."))
        if parts[0] == "pages" and parts[1] != "shared":
            assert parts[:3] == own, f"line {line}: {name} is another page's"


def test_no_page_lies_directly_in_pages() -> None:
    """A deep link would run it without app.py, and so without the sign-in gate."""
    assert [path.name for path in (ROOT / "pages").glob("*.py")] in ([], ["__init__.py"])


def test_plotly_express_stays_out() -> None:
    """It costs about twenty times a figure of graph_objects."""
    found = [
        names(path)
        for path in CODE
        for _, name in imports(path)
        if name.startswith("plotly.express")
    ]
    assert found == []


@pytest.mark.parametrize("path", [*CODE, *sources("scripts", "benchmarks")], ids=names)
def test_a_long_module_says_why(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    if lines > LONGEST:
        docstring = ast.get_docstring(ast.parse(text)) or ""
        assert "long" in docstring, f"{lines} lines: divide it, or say in its docstring why"


def pinned(file: str) -> dict[str, str]:
    """Library → exact version, as a requirements file pins it."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    wanted = [line.partition("#")[0].strip() for line in lines]
    pins = [line for line in wanted if line and not line.startswith("-r ")]
    assert all(line.count("==") == 1 for line in pins), pins
    return {library_of(name): version for name, version in (p.split("==") for p in pins)}


def library_of(name: str) -> str:
    """The name by which what is installed as ``name`` is imported."""
    name = name.lower().replace("-", "_")
    return IMPORTED_AS.get(name, name)


def test_what_the_program_imports_is_in_its_requirements() -> None:
    """And not only in those of the tests: it must start without them."""
    used = {name.split(".")[0] for path in CODE for _, name in imports(path)}
    outside = {library for library in used if library in LIBRARIES}
    assert outside <= set(pinned("requirements.txt"))


def test_every_requirement_says_why_and_is_used() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    direct = [line for line in text.partition("# What those bring")[0].splitlines() if "==" in line]
    assert all("  # " in line for line in direct)
    used = {
        name.split(".")[0] for path in [*CODE, *sources("scripts")] for _, name in imports(path)
    }
    libraries = {library_of(line.split("==")[0]) for line in direct}
    assert libraries - used - set(STARTED_WITHOUT_IMPORT) == set()


def test_every_room_has_its_tests() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    tested = {
        path.parent.relative_to(ROOT / "tests").parts[0]
        for path in of_tests()
        if path.parent.name != "tests"
    }
    assert rooms - tested == set()


def test_every_folder_of_tests_mirrors_a_room_or_says_what_it_is() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir()}
    beside = {
        "pages": "the pages by AppTest",
        "browser": "the pages in a real browser",
        "cases": "readable data",
        "hostile": "files from strangers",
        "worksheets": "worksheets made for tests",
    }
    folders = {p.name for p in (ROOT / "tests").iterdir() if p.is_dir() and p.name[0] not in "_."}
    assert folders - rooms - set(beside) == set()


def of_tests() -> list[Path]:
    return [path for path in sources("tests") if path.name.startswith("test_")]


@pytest.mark.parametrize("path", of_tests(), ids=names)
def test_no_test_is_left_out_for_good(path: Path) -> None:
    """A skip names what is absent; an expected failure is a defect with a nicer name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in ("xfail", "skip"):
            assert ast.unparse(node) == "pytest.skip", f"line {node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize("mark", ["browser", "libreoffice", "nginx", "postgres"])
def test_ci_finds_every_test_that_needs_a_program(mark: str) -> None:
    """It reads only the folders where such tests lie: reading all takes longer than some of them."""
    asked = re.findall(r"check\.py -m (\"[^\"]+\"|\w+)(.*)", (ROOT / ".ci" / "run").read_text())
    asked = [call for call in asked if mark in call[0] and f"not {mark}" not in call[0]]
    looked = [ROOT / word for _, rest in asked for word in rest.split() if word.startswith("tests")]
    marked = [path for path in sources("tests") if f"mark.{mark}" in path.read_text("utf-8")]
    assert marked
    assert [path for path in marked if not {path, *path.parents} & set(looked)] == []
