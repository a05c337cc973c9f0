"""The files in deploy/ agree with each other and with the program; nginx takes the one for it."""

from __future__ import annotations

import configparser
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests import programs
from tests.browser.test_behind_nginx import HOST, nginx_folder
from zi_analytics import settings

DEPLOY = settings.ROOT / "deploy"
SITE = (DEPLOY / "nginx-site.conf").read_text(encoding="utf-8")
UNIT = (DEPLOY / "zi-analytics@.service").read_text(encoding="utf-8")
README = (DEPLOY / "README.md").read_text(encoding="utf-8")
CONFIG = tomllib.loads((settings.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def environment() -> dict[str, str]:
    """The settings of the example, as systemd reads them."""
    lines = (DEPLOY / "environment.example").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if line and not line.startswith("#")]
    return dict(pairs)


@pytest.mark.nginx
def test_nginx_takes_the_site(tmp_path: Path) -> None:
    folder = nginx_folder(tmp_path, {"443": "8443", "80": "8080"})
    done = subprocess.run(
        [str(programs.nginx()), "-t", "-c", folder / "nginx.conf"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_the_settings_are_the_ones_that_the_program_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    given = environment()
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    place = settings.store_place()
    assert (str(place.folder), place.url) == (given["ZI_STORE"], given["ZI_DATABASE_URL"])
    assert given["STREAMLIT_SERVER_ALLOWED_HOSTS"] == HOST
    assert set(re.findall(r"server_name (\S+);", SITE)) == {HOST}


def test_the_sign_in_stands_in_front_of_every_path() -> None:
    """In the server itself, and in no location is it taken back."""
    secure = SITE[SITE.index("listen 443") :]
    served = "\n".join(line for line in secure.splitlines() if not line.lstrip().startswith("#"))
    head = served[: served.index("location")]
    assert "auth_basic " in head
    assert "auth_basic_user_file" in head
    assert served.count("location") == 1
    assert not re.search(r"(auth_basic|auth_request)\s+off|allow |satisfy", served)


def test_an_upload_may_be_as_large_as_the_program_says() -> None:
    assert f"client_max_body_size {CONFIG['server']['maxUploadSize']}m;" in SITE


def test_the_programs_listen_to_this_machine_only() -> None:
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert "--server.address" not in UNIT
    ports = set(re.findall(r"server 127\.0\.0\.1:(\d+);", SITE))
    assert len(ports) > 1
    assert set(re.findall(r"zi-analytics@(\d+)", UNIT)) == ports
    assert set(re.findall(r"zi-analytics@(\d+)", README)) <= ports


def test_the_unit_is_one() -> None:
    unit = configparser.ConfigParser(strict=True, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(UNIT)
    assert set(unit.sections()) == {"Unit", "Service", "Install"}
    service = unit["Service"]
    assert "--server.port %i" in service["ExecStart"]
    assert service["StateDirectory"] == Path(environment()["ZI_STORE"]).name
    assert service["EnvironmentFile"] in README


def test_everything_is_told() -> None:
    for path in DEPLOY.iterdir():
        assert path.name == "README.md" or f"({path.name})" in README, path.name
