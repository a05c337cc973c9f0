from __future__ import annotations

import pytest

from zi_analytics.store import StoreError
from zi_analytics.store.names import clean, code_from, match_key, split_period


@pytest.mark.parametrize(
    "spelling",
    [
        "Kelurahan Sapuro Kebulen",
        "KELURAHAN SAPURO KEBULEN",
        "  Kelurahan\tSapuro \n Kebulen ",
        "Kelurahan\u00a0Sapuro\u2003Kebulen",
        "Kelu\u200brahan Sapuro\ufeff Kebulen\u200e",
        "Kelu\u00adrahan Sapuro Kebulen",
        "Ｋｅｌｕｒａｈａｎ Sapuro Kebulen",
    ],
)
def test_spellings_of_one_name_match(spelling: str) -> None:
    assert match_key(spelling) == match_key("Kelurahan Sapuro Kebulen")


@pytest.mark.parametrize("other", ["Kelurahan Sapuro", "Kecamatan Sapuro Kebulen", ""])
def test_other_names_do_not(other: str) -> None:
    assert match_key(other) != match_key("Kelurahan Sapuro Kebulen")


def test_a_code_is_plain_and_its_own() -> None:
    assert code_from("RSUD Kraton (Kab. Pekalongan)") == "rsud-kraton-kab-pekalongan"
    assert code_from("Café") == "cafe"
    assert code_from("区役所") == "unit"
    assert code_from("Sapuro", frozenset({"sapuro", "sapuro-2"})) == "sapuro-3"


def test_a_name_takes_one_line() -> None:
    assert clean("Dinas\nKesehatan\x00\ud800 ") == "Dinas Kesehatan"
    assert len(clean("x" * 5000)) == 300


def test_periods() -> None:
    assert split_period("2025") == (2025, None)
    assert split_period("2025-B06") == (2025, 6)
    for wrong in ("", "25", "2025-B13", "2025-06", "2025-B6", "2025 ", "٢٠٢٥"):
        with pytest.raises(StoreError) as caught:
            split_period(wrong)
        assert caught.value.code == "store-period-unknown"
