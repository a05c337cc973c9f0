"""Which format a report is written in, and that its file is called so."""

from __future__ import annotations

import pytest

from zi_analytics.__main__ import main
from zi_analytics.commands.ends import MISUSED
from zi_analytics.commands.report_formats import FORMATS, Format, Options, format_of, is_of_another


def test_every_format_has_an_ending_of_its_own() -> None:
    endings = [one.ending for one in FORMATS.values()]
    # What is less than a report may end as one: its name tells them apart.
    names = [(one.ending, one.part) for one in FORMATS.values()]
    assert len(set(names)) == len(names)
    assert all((one.write is None) != (one.write_found is None) for one in FORMATS.values())
    assert all(ending[0] == "." and ending == ending.casefold() for ending in endings)
    assert ".zip" not in endings


def test_the_ending_tells_the_format_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    other = Format(".txt", lambda report, options: b"")
    monkeypatch.setitem(FORMATS, "txt", other)
    assert format_of("", ".TXT") is other
    assert format_of("txt", "") is other
    assert format_of("", ".zip") is FORMATS["pptx"]
    assert is_of_another(".TXT", FORMATS["pptx"])
    assert not is_of_another(".zip", other)
    assert Options().stationery.logo is None


def test_an_output_that_ends_like_another_format_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(FORMATS, "txt", Format(".txt", lambda report, options: b""))
    assert main(["report", "--format", "pptx", "a.txt"]) == MISUSED
    assert "a.txt" in capsys.readouterr().err
