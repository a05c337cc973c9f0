"""The command ``survey``: an index from raw responses, and what is wrong with them."""

import pytest

from zi_analytics.__main__ import main

HEAD = "No;Layanan;U1;U2\n"


@pytest.fixture
def responses(tmp_path):
    def write(rows):
        path = tmp_path / "survei.csv"
        lines = [f"{number};KTP;{u1};{u2}" for number, (u1, u2) in enumerate(rows, 1)]
        path.write_text(HEAD + "\n".join(lines), encoding="utf-8")
        return str(path)

    return write


def test_the_index_with_its_limits(responses, capsys):
    # U1 has a mean of 4, U2 one of 2.4: an index of 3.2.
    assert main(["survey", responses([(4, 3), (4, 3), (4, 2), (4, 2), (4, 2)] * 6)]) == 0
    said = capsys.readouterr().out
    assert "IPKP 3,20 sudah cukup untuk WBK; perlu naik 0,40 untuk WBBM" in said
    assert "14,00 dari 17,50 poin · IKM 80,00, mutu B (baik)" in said
    assert "U2: 2,40 · 30" in said


def test_another_scale_has_no_index(responses, capsys):
    assert main(["--language", "en", "survey", responses([(5, 4)] * 30), "--measures", "skm"]) == 1
    said = capsys.readouterr().out
    assert "index" not in said.lower().split("was the survey")[0]
    assert "C2: 30 answers lie above 4, such as 5" in said


def test_a_file_that_is_not_there(capsys, tmp_path):
    assert main(["survey", str(tmp_path / "tidak-ada.csv")]) == 1
    assert "tidak-ada.csv" in capsys.readouterr().err
