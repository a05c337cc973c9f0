"""Two programs on one PostgreSQL behind nginx, set up from the files in deploy/."""

from __future__ import annotations

import http.client
import os
import re
import socket
import ssl
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import programs as programs_of_tests
from tests.browser.conftest import Program, Visit, free_port
from tests.store import servers
from zi_analytics.settings import ROOT, SAMPLES, StorePlace
from zi_analytics.store import open_store

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.nginx]

HOST = "zi.example.go.id"
PERSON = {"username": "siti", "password": "rahasia"}
FILE = SAMPLES / "contoh-kelurahan-tirtalaras-2025-B12.xlsx"


@dataclass
class Office:
    """Where everything is."""

    address: str
    place: StorePlace
    log: Path
    programs: list[Program]


def nginx_folder(folder: Path, ports: dict[str, str]) -> Path:
    """The site of deploy/ with our ports and a certificate, as a whole configuration."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", f"/CN={HOST}", "-keyout", folder / "tls.key", "-out", folder / "tls.crt"],
        check=True, capture_output=True,
    )  # fmt: skip
    hashed = subprocess.check_output(["openssl", "passwd", "-apr1", PERSON["password"]], text=True)
    (folder / "people").write_text(f"{PERSON['username']}:{hashed}")
    site = (ROOT / "deploy" / "nginx-site.conf").read_text()
    site = site.replace("/etc/zi-analytics/", f"{folder}/")
    for port, ours in ports.items():
        site, found = re.subn(rf"(listen |127\.0\.0\.1:){port}\b", rf"\g<1>{ours}", site)
        assert found == 1, port
    (folder / "site.conf").write_text(site)
    kept = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; daemon off;"
        + ("user root;" if os.geteuid() == 0 else "")
        + "events {} http {"
        + f'log_format ours "$upstream_addr $status $uri"; access_log {folder}/access.log ours;'
        + f"{kept} include {folder}/site.conf; }}"
    )
    return folder


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("nginx did not start")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Two programs, one database, one nginx."""
    database = servers.make_database()
    place = servers.place_of(database, tmp_path / "store")
    monkeypatch.setenv("ZI_DATABASE_URL", place.url)
    monkeypatch.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", HOST)
    programs = [Program(place.folder), Program(place.folder)]
    secure, plain = free_port(), free_port()
    ports = {"8501": programs[0].port, "8502": programs[1].port, "443": secure, "80": plain}
    folder = nginx_folder(tmp_path, {port: str(ours) for port, ours in ports.items()})
    nginx = subprocess.Popen([str(programs_of_tests.nginx()), "-c", folder / "nginx.conf"])
    try:
        _wait_for(secure)
        yield Office(f"https://{HOST}:{secure}", place, folder / "access.log", programs)
    finally:
        nginx.terminate()
        nginx.wait()
        for program in programs:
            program.stop()
        servers.drop_database(database)


def ask(office: Office, path: str, **headers: str) -> http.client.HTTPResponse:
    """One request past the browser."""
    port = int(office.address.rpartition(":")[2])
    unverified = ssl._create_unverified_context()
    with closing(http.client.HTTPSConnection("127.0.0.1", port, context=unverified)) as asking:
        asking.request("GET", path, headers={"Host": HOST} | headers)
        answer = asking.getresponse()
        answer.read()
        return answer


def program_of_a_newcomer(office: Office) -> tuple[str, str]:
    """Which program answers a browser without a cookie, and the cookie that it gets."""
    name = f"{PERSON['username']}:{PERSON['password']}"
    sign_in = f"Basic {b64encode(name.encode()).decode()}"
    answer = ask(office, "/_stcore/health", Authorization=sign_in)
    [cookie] = re.findall(r"zi_person=(\w+)", str(answer.headers))
    again = ask(office, "/_stcore/health", Authorization=sign_in, Cookie=f"zi_person={cookie}")
    assert "zi_person" not in str(again.headers)
    time.sleep(0.01)
    first, second = [line.split()[0] for line in office.log.read_text().splitlines()[-2:]]
    assert first == second
    return first, cookie


def test_two_programs_behind_nginx(office: Office, browser) -> None:
    """Page, connection, upload and sign-in, and what one stores the other shows."""
    contexts = []

    def new(cookie: str) -> Visit:
        context = browser.new_context(
            ignore_https_errors=True,
            http_credentials=PERSON,
            viewport={"width": 1366, "height": 768},
        )
        context.add_cookies([{"name": "zi_person", "value": cookie, "url": office.address}])
        contexts.append(context)
        return Visit(context.new_page(), office.address)

    for path in ("/", "/_stcore/health", "/_stcore/upload_file/x/y", "/media/x", "/static/x"):
        assert ask(office, path).status == 401, path
    # People are spread over the programs, and each stays with one.
    cookies = dict(program_of_a_newcomer(office) for _ in range(40))
    assert set(cookies) == {f"127.0.0.1:{program.port}" for program in office.programs}
    guests = [new(cookie) for cookie in cookies.values()]
    for guest in guests:
        guest.open("/unggah")
    guests[0].drop(FILE).press("Simpan 1 berkas")
    for guest in guests[1:]:
        assert "Nilai total" in guest.open("/").text()
    with open_store(office.place) as store:
        assert len(store.uploads()) == 1
        assert store.check() == []
    for context in contexts:
        context.close()
    lines = [line.split() for line in office.log.read_text().splitlines()]
    streams = [line for line in lines if line[2] == "/_stcore/stream"]
    assert {line[1] for line in streams} == {"101"}
    assert {line[0] for line in streams} == set(cookies)
