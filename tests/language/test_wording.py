import string
from datetime import date

import pytest

from tests.language.used import used_wording
from zi_analytics.finding_kinds import KINDS
from zi_analytics.language import catalogue as catalogues
from zi_analytics.language.catalogue import catalogue
from zi_analytics.language.wording import counter, say, say_many, translator


def test_details_are_written_in_the_language():
    text = "{points} of {weight} points ({share})"
    details = {"points": 1.5, "weight": 2.0, "share": "75 %"}
    assert say(text, "id", **details) == "1,50 dari 2 poin (75 %)"
    assert say(text, "en", **details) == "1.50 of 2 points (75 %)"
    assert say("{file} was not stored.", "id", file="a {b}.xlsx") == "a {b}.xlsx tidak disimpan."


def test_a_date_and_a_missing_detail():
    assert say("{file} was not stored.", "en") == "… was not stored."
    assert say("cell {place}", "id", place=date(2026, 1, 2)) == "sel 2 Januari 2026"


def test_english_has_two_forms_and_indonesian_one():
    forms = ("{number} file is stored.", "{number} files are stored.")
    assert say_many(*forms, 1, "en") == "1 file is stored."
    assert say_many(*forms, 1200, "en") == "1,200 files are stored."
    assert say_many(*forms, 1, "id") == "1 berkas tersimpan."
    assert counter("id")(*forms, 1200) == "1.200 berkas tersimpan."
    assert translator("id")("Overview") == "Ringkasan"


def test_every_wording_of_the_program_is_translated():
    known = catalogue("id")
    missing = {text: place for text, place in used_wording().items() if not known.get(text)}
    assert not missing


def test_no_translation_is_left_that_nobody_says():
    assert not set(catalogue("id")) - set(used_wording())


def test_a_translation_mentions_the_same_details():
    def names(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    wrong = {en: own for en, own in catalogue("id").items() if names(en) != names(own)}
    # Indonesian needs the number where English says "one".
    assert not {en: own for en, own in wrong.items() if names(own) - names(en) != {"number"}}


def test_every_kind_of_finding_says_what_to_do_in_both_languages():
    known = catalogue("id")
    for code, kind in KINDS.items():
        assert kind.message, code
        assert kind.remedy, code
        assert known.get(kind.message), code
        assert known.get(kind.remedy), code


def test_two_translations_of_one_wording_are_refused(tmp_path, monkeypatch):
    folder = tmp_path / "id"
    folder.mkdir()
    (folder / "a.po").write_text('msgid "Unit"\nmsgstr "Unit"\n')
    (folder / "b.po").write_text('msgid "Unit"\nmsgstr "Satuan"\n')
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"b\.po: a second translation of 'Unit'"):
        catalogue.__wrapped__("id")


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="'xx'"):
        catalogue("xx")
