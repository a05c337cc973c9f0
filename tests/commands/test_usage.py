"""Help and usage errors of the command line, in the language that was chosen."""

from __future__ import annotations

import pytest

from zi_analytics.__main__ import main
from zi_analytics.commands.usage import spoken


def said(arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == status
    printed = capsys.readouterr()
    return printed.err if status else printed.out


@pytest.fixture(autouse=True)
def indonesian_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZI_LANGUAGE", raising=False)


@pytest.mark.parametrize(
    ("arguments", "id_", "en"),
    [
        (["score"], "belum diberikan: FILE", "missing: FILE"),
        ([], "belum diberikan: COMMAND", "missing: COMMAND"),
        (["list", "--lama"], "tidak dikenal: --lama", "not known: --lama"),
        (["nilai"], "'nilai' tidak dapat dipilih", "'nilai' cannot be chosen here; choose one of"),
        (["import", "a.xlsx", "--unit"], "setelah --unit belum", "a value is missing after --unit"),
        (["score", "a.xlsx", "--json=1"], "--json tidak memerlukan nilai", "takes no value"),
        (["list", "--language", "xx"], "'xx' tidak dapat dipilih", "'xx' cannot be chosen"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_usage_error_is_in_the_chosen_language(
    arguments: list[str], id_: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    own = said(arguments, 2, capsys)
    assert own.startswith("cara pakai: python -m zi_analytics")
    assert "kesalahan: " in own
    assert id_ in own
    english = said(["--language", "en", *arguments], 2, capsys)
    assert english.startswith("usage: python -m zi_analytics")
    assert "error: " in english
    assert en in english


@pytest.mark.parametrize("command", ["score", "import", "list", "instruments", "sample"])
def test_the_help_of_every_command_names_the_language(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    own = said([command, "--help"], 0, capsys)
    assert "--language {id,en}" in own
    assert "pilihan:" in own
    assert "tampilkan bantuan ini" in own
    english = said([command, "--language", "en", "--help"], 0, capsys)
    assert "show this help" in english
    assert "pilihan" not in english


def test_the_help_tells_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    own = said(["--help"], 0, capsys)
    assert "Membaca, menilai, dan menyimpan" in own
    for text in ("tampilkan yang sudah tersimpan", "simpan kota contoh"):
        assert text in own


@pytest.mark.parametrize("arguments", [["--language", "en", "list"], ["list", "--language=en"]])
def test_the_language_stands_before_or_after_the_command(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    monkeypatch.setenv("ZI_STORE", str(tmp_path_factory.mktemp("empty")))
    assert main(arguments) == 0
    assert capsys.readouterr().out == "Nothing is stored yet.\n"
    assert main(["list"]) == 0
    assert capsys.readouterr().out == "Belum ada yang tersimpan.\n"


def test_the_last_language_counts() -> None:
    assert spoken(["--language", "en", "list", "--language", "id"], "en") == "id"
    assert spoken(["list", "--language"], "id") == "id"
    assert spoken(["list", "--language=xx"], "en") == "en"
    assert spoken([], "id") == "id"
