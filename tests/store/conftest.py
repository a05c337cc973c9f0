"""Stores for the tests: each test that asks for a place or a store runs once for every database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.store import servers
from tests.store.readings import small_store
from zi_analytics.settings import StorePlace
from zi_analytics.store import Store

Places = Callable[[], StorePlace]
POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.postgres)


@pytest.fixture(params=["sqlite", POSTGRESQL])
def kind(request: pytest.FixtureRequest) -> str:
    """What keeps the store."""
    return str(request.param)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with an empty store: copying it is quicker than making one."""
    name = servers.make_database()
    small_store(servers.place_of(name, tmp_path_factory.mktemp("template"))).close()
    yield name
    servers.drop_database(name)


@pytest.fixture
def databases() -> Iterator[Callable[[str], str]]:
    """Makes databases that are gone after the test."""
    made: list[str] = []

    def make(template: str = "template0") -> str:
        made.append(servers.make_database(template))
        return made[-1]

    yield make
    for name in made:
        servers.drop_database(name)


@pytest.fixture
def places(kind: str, tmp_path: Path, databases: Callable[[str], str]) -> Places:
    """Gives places where nothing is yet."""

    def make() -> StorePlace:
        number = len(list(tmp_path.glob("place-*")))
        folder = tmp_path / f"place-{number}"
        folder.mkdir()
        if kind == "sqlite":
            return StorePlace(folder)
        return servers.place_of(databases("template0"), folder)

    return make


@pytest.fixture
def store_place(
    kind: str,
    tmp_path: Path,
    databases: Callable[[str], str],
    request: pytest.FixtureRequest,
) -> StorePlace:
    """A place with an empty store, which is not open."""
    folder = tmp_path / "store"
    if kind == "sqlite":
        small_store(folder).close()
        return StorePlace(folder)
    folder.mkdir()
    return servers.place_of(databases(request.getfixturevalue("template")), folder)


@pytest.fixture
def store(store_place: StorePlace) -> Iterator[Store]:
    with small_store(store_place, busy_seconds=0.5) as opened:
        yield opened


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """A store in a file: for what can only happen to files."""
    with small_store(tmp_path / "store", busy_seconds=0.2) as opened:
        yield opened
