"""For all tests: a store of their own, and a word about tests whose program is not installed."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import programs

settings.register_profile("drawn alike every time", derandomize=True, deadline=None)
settings.register_profile("drawn anew", deadline=None)
settings.load_profile("drawn alike every time" if os.environ.get("CI") else "drawn anew")

NEEDS = {
    "browser": (programs.chromium, "Chromium, Chrome or Edge"),
    "libreoffice": (programs.libreoffice, "LibreOffice"),
    "nginx": (programs.nginx, "nginx"),
    "postgres": (programs.postgresql, "a server of PostgreSQL, named in ZI_TEST_POSTGRES,"),
}


@pytest.fixture(scope="session", autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test ever touches the store of the person who runs the tests."""
    folder = tmp_path_factory.mktemp("store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZI_STORE", str(folder))
        patch.delenv("ZI_DATABASE_URL", raising=False)
        yield folder


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests whose program is absent; whoever asks for them by ``-m`` sees them fail."""
    absent = set(_absent(config))
    items[:] = [item for item in items if not absent & {mark.name for mark in item.iter_markers()}]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On a machine that installs the programs itself no test that needs them may be skipped."""
    report = yield
    if (
        report.skipped
        and os.environ.get("CI")
        and NEEDS.keys() & {m.name for m in item.iter_markers()}
    ):
        report.outcome, report.longrepr = (
            "failed",
            f"skipped, but CI has its program: {report.longrepr}",
        )
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests were left out and why."""
    for marker in _absent(terminalreporter.config):
        reason = f"{NEEDS[marker][1]} is not installed"
        terminalreporter.write_line(f"LEFT OUT: the tests marked {marker}, because {reason}.")


def _absent(config: pytest.Config) -> list[str]:
    """The markers whose program is missing and that the command line does not name."""
    named = config.option.markexpr
    return [marker for marker, (find, _) in NEEDS.items() if marker not in named and not find()]
