"""Whose worksheet it is and for when: proposals from content and file name, never certainties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import PurePath

from zi_analytics.workbook.cells import Book, Sheet
from zi_analytics.workbook.recognising.wording import as_text, fold, typed

SEARCH_ROWS, SEARCH_COLUMNS = 15, 12
"""Unit and period stand in the head of a sheet; a name further down belongs to the table."""
LONGEST_TITLE, LONGEST_NAME = 200, 120
TABLE_WORDS = frozenset(
    {
        *("penilaian", "bobot", "pilihan jawaban", "jawaban", "nilai", "komponen", "uraian"),
        *("area perubahan", "no", "id", "penjelasan", "catatan"),
    }
)
"""Two of them in a row are the heading of a table, where the head of the sheet ends."""
TARGETS = frozenset({"wbk", "wbbm", "menuju wbk", "menuju wbbm"})
"""In summary sheets the unit's name stands above the predicate it aims at."""

SCHOOLS = ("sdn", "smpn", "sman", "smkn", "mtsn", "sd", "smp", "sma", "smk", "tk")
"""Their number is part of their name."""
SHORT_KINDS = ("rsud", "rsu", "rsj", "uptd", "upt", "kppn", "kpp", "kua", "pkm", "bpn", "bps")
KIND = re.compile(
    r"\b(?:kelurahan|kel|kecamatan|kec|puskesmas|dinas|badan|kantor|sekretariat|inspektorat|"
    r"rumah sakit|desa|pengadilan|kejaksaan|polres|polsek|samsat|lapas|rutan|balai|loka|"
    rf"{'|'.join(SCHOOLS)}|{'|'.join(SHORT_KINDS)})\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?:nama )?(?:unit(?: kerja)?|satuan kerja|satker|opd|instansi|perangkat daerah)"
    r"(?: ?[:=] ?(?P<name>.*))?",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"\[.*\]|<.*>|[.…_\s-]+|x{2,}|nama unit.*", re.IGNORECASE)
ROMAN = r"x{0,3}(?:ix|iv|v?i{1,3})|x{1,3}|v"
CAPITALS = re.compile(rf"(?:{'|'.join((*SCHOOLS, *SHORT_KINDS, 'rs'))}|{ROMAN})", re.IGNORECASE)
"""Words of a name that stay in capitals: abbreviations of kinds, roman numerals."""
SMALL_WORDS = frozenset({"dan", "di", "pada", "untuk", "atas", "dalam"})

REGULATION = re.compile(
    r"\b(?:permenpan\w*|peraturan|keputusan|nomor|no)\b\W*(?:\w+\W+){0,5}?[0-9]+\W*(?:tahun\W*)?20[0-9]{2}\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![0-9])(?P<year>20[0-9]{2})(?![0-9])")
QUARTERS = {
    **{"1": "B03", "2": "B06", "3": "B09", "4": "B12"},
    **{"i": "B03", "ii": "B06", "iii": "B09", "iv": "B12"},
}
MONTHS = {
    **{"maret": "B03", "juni": "B06", "september": "B09", "desember": "B12"},
    **{"march": "B03", "june": "B06", "december": "B12"},
}
OTHER_MONTHS = "januari|februari|april|mei|juli|agustus|oktober|november"
QUARTER = re.compile(r"\b(?:tw|tri ?wulan|q)\s*[-.:]*\s*(?P<q>iv|i{1,3}|[1-4])\b", re.IGNORECASE)
MONTH_CODE = re.compile(r"\bb\s?(?P<m>03|06|09|12)\b", re.IGNORECASE)
MONTH_NAME = re.compile(rf"\b(?P<m>{'|'.join(MONTHS)})\b", re.IGNORECASE)
PERIOD_WORD = re.compile(r"\b(?:periode|tri ?wulan|tahun|tw|b0[369]|b12)\b", re.IGNORECASE)
OF_A_PERIOD = re.compile(
    rf"{QUARTER.pattern}|{MONTH_CODE.pattern.replace('?P<m>', '?:')}|{YEAR.pattern}|"
    rf"\b(?:{'|'.join(MONTHS)}|{OTHER_MONTHS}|periode|tahun|ta|tw|tri ?wulan|semester)\b",
    re.IGNORECASE,
)
OF_A_COPY = re.compile(
    r"\([0-9]+\)|\b(?:final|fix|copy(?: of)?|salinan(?: dari)?|rev(?:isi)?\s*[0-9]*|v[0-9]+)\b",
    re.IGNORECASE,
)
OF_THE_SHEET = re.compile(
    r"\b(?:lembar kerja|evaluasi|lke|pembangunan|zona|integritas|zi|menuju|wbk|wbbm|penilaian|"
    r"mandiri|self|assessment|rekapitulasi|rekap|hasil|laporan|jawaban|format|unit|tpi|tpn|pada|di|"
    r"nilai|xlsx?)\b",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"\b(?:(?:book|buku|sheet|lembar|workbook|dokumen|document|untitled|tanpa judul)\s*[0-9]*|"
    r"template|templat|blangko|contoh format|data|file|berkas|new|baru|"
    r"microsoft excel worksheet)\b",
    re.IGNORECASE,
)
"""What programs and people call a file that they have not named."""
LOOSE_NUMBER = re.compile(r"(?<!negeri)(?<!sdn)(?<!smpn)(?<!sman)(?<!smkn)\s+[0-9]{1,2}$", re.I)

LIST_NUMBER = re.compile(r"^[0-9]{1,3}\s+")
"""Files are often numbered by whoever collects them."""

Head = list[list[str]]
"""The rows at the top of a sheet, as texts."""


def propose_identity(book: Book, file_name: str) -> tuple[str, str]:
    """The unit's name and the period ("2025-B06" or "2025"); "" for what is not found."""
    heads = [_head(sheet) for sheet in book.sheets]
    stem = PurePath(file_name).stem
    units = (*map(_named, heads), *map(_above_target, heads), *map(_titled, heads), _in_name(stem))
    names = (stem, *(sheet.name for sheet in book.sheets))
    texts = [REGULATION.sub(" ", _spaced(name)) for name in names]
    texts += [REGULATION.sub(" ", text) for head in heads for text in _of_periods(head)]
    return next((unit for unit in units if unit), ""), _period(texts)


def _head(sheet: Sheet) -> Head:
    head: Head = []
    for cells in sheet.rows[:SEARCH_ROWS]:
        texts = [typed(as_text(value)[:LONGEST_TITLE]) for value in cells[:SEARCH_COLUMNS]]
        if sum(fold(text) in TABLE_WORDS for text in texts if text) > 1:
            break
        head.append(texts)
    return head


def _beside(head: Head) -> Iterator[tuple[str, str]]:
    """Every text with the next one to its right."""
    for row in head:
        filled = [text for text in row if text.strip(" :=")]
        for text, right in zip(filled, [*filled[1:], ""], strict=False):
            yield text, right.lstrip(":= ")


def _named(head: Head) -> str:
    """The unit behind a label such as "Unit Kerja :"."""
    for text, right in _beside(head):
        label = LABEL.fullmatch(text)
        if label is not None and (name := _tidy(label["name"] or right)):
            return name
    return ""


def _above_target(head: Head) -> str:
    for row, below in pairwise(head):
        for text, target in zip(row, below, strict=False):
            if fold(target) in TARGETS and (name := _tidy(text)):
                return name
    return ""


def _titled(head: Head) -> str:
    """The unit in a title: a kind of unit with a name, nothing else but words of the sheet."""
    for row in head:
        for text in row:
            kind = KIND.search(text)
            if kind is None or _bare(text[: kind.start()]):
                continue
            name = _until_period(text[kind.start() :])
            if name.isupper() or all(_of_a_name(word) for word in name.split()):
                return _tidy(name)
    return ""


def _in_name(stem: str) -> str:
    """The unit in a file's name."""
    text = REGULATION.sub(" ", _spaced(OF_A_COPY.sub(" ", _unjoined(stem))))
    kind = KIND.search(text)
    if kind is not None:
        text = text[kind.start() :]
    bare = _bare(OF_A_COPY.sub(" ", text))
    if kind is None and not GENERIC.sub(" ", bare).strip(" 0123456789"):
        return ""
    if kind is not None and kind[0].casefold() in SCHOOLS:
        return _tidy(bare)
    return _tidy(LOOSE_NUMBER.sub("", LIST_NUMBER.sub("", bare)))


def _bare(text: str) -> str:
    """``text`` without what says which sheet and which period it is."""
    return " ".join(OF_THE_SHEET.sub(" ", OF_A_PERIOD.sub(" ", text)).split()).strip(" -,.:")


def _until_period(text: str) -> str:
    period = OF_A_PERIOD.search(text)
    return text[: period.start()].strip(" -,.:(") if period is not None else text


def _of_periods(head: Head) -> Iterator[str]:
    for text, right in _beside(head):
        if PERIOD_WORD.search(text):
            yield f"{text} {right}"


def _period(texts: Iterable[str]) -> str:
    """The first year and the first quarter that are named."""
    year = quarter = ""
    for text in texts:
        found = YEAR.search(text)
        year = year or (found["year"] if found else "")
        quarter = quarter or _quarter(text)
    return f"{year}-{quarter}" if year and quarter else year


def _quarter(text: str) -> str:
    if found := QUARTER.search(text):
        return QUARTERS[found["q"].casefold()]
    if found := MONTH_CODE.search(text):
        return f"B{found['m']}"
    if found := MONTH_NAME.search(text):
        return MONTHS[found["m"].casefold()]
    return ""


def _unjoined(name: str) -> str:
    return re.sub(r"[_\-]+", " ", name)


def _spaced(name: str) -> str:
    return re.sub(r"[.()\[\]]+", " ", _unjoined(name))


def _tidy(name: str) -> str:
    """A name as it is proposed; "" for what is none."""
    name = typed(name)[:LONGEST_NAME].strip(" :=-,.")
    if len(_bare(name)) < 4 or PLACEHOLDER.fullmatch(name) or name.replace(" ", "").isdigit():
        return ""
    if not (name.isupper() or name.islower()):
        return name
    return " ".join(
        word.upper() if CAPITALS.fullmatch(word) else word.title() for word in name.split()
    )


def _of_a_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in SMALL_WORDS
