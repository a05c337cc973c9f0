import pytest

from zi_analytics.store.similar import most_similar

KNOWN = ["Kelurahan Sapuro Kebulen", "Kelurahan Tirtalaras", "Puskesmas Tirtalaras"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Kel. Sapuro-Kebulen", "Kelurahan Sapuro Kebulen"),
        ("Kelurahan Sapuro Kebulan", "Kelurahan Sapuro Kebulen"),
        ("Sapuro Kebulen Kelurahan", "Kelurahan Sapuro Kebulen"),
        ("KELURAHAN  SAPURO KEBULEN", None),
        ("Kelurahan Wanakelana", None),
        ("", None),
    ],
)
def test_a_name_almost_the_same_is_found_and_the_same_one_is_not(name, found):
    assert most_similar(name, KNOWN) == found
