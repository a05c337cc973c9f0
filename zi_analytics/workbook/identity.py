"""Whose worksheet it is and for when: proposals from content and file name, never certainties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from zi_analytics.workbook.cells import Book, Sheet
from zi_analytics.workbook.wording import as_text

SEARCH_ROWS, SEARCH_COLUMNS = 15, 12
"""Unit and period stand in the head of a sheet; a name further down belongs to the table."""

KINDS = (
    "kelurahan kecamatan puskesmas dinas badan kantor sekretariat inspektorat rsud uptd upt "
    "sdn smpn sman sd smp sma desa pengadilan kejaksaan rumah satuan"
)
KIND = re.compile(rf"\b(?:{'|'.join(KINDS.split())})\b.*", re.IGNORECASE)
LABEL = re.compile(
    r"\s*(?:nama\s+)?(?:unit(?:\s+kerja)?|satuan\s+kerja|satker|opd|instansi|perangkat\s+daerah)"
    r"\s*(?:[:=]\s*(?P<name>.*))?\s*",
    re.IGNORECASE | re.DOTALL,
)
PLACEHOLDER = re.compile(r"\[.*\]|\.{3,}|…+|_+|x{3,}", re.IGNORECASE)
PERIOD_WORD = re.compile(r"\b(?:periode|triwulan|tahun|tw|b0[369]|b12)\b", re.IGNORECASE)
OF_A_REGULATION = re.compile(r"\b(?:permenpan|peraturan|nomor|keputusan)\b", re.IGNORECASE)
NOISE = re.compile(
    r"\b(?:lke|zi|wbk|wbbm|zona|integritas|lembar|kerja\s+evaluasi|penilaian|mandiri|self|"
    r"assessment|tpi|tpn|unit|final|rev(?:isi)?\s*\d*|fix|copy|salinan|menuju|tahun|tw\s*\d?|"
    r"triwulan|periode|semester|b0[369]|b12|i{1,3}|iv|[1-4]|20[0-9]{2}|v\d+|xlsx?|jawaban)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![0-9])(?P<year>20[0-9]{2})(?![0-9])")
QUARTERS = {"1": "B03", "2": "B06", "3": "B09", "4": "B12"} | {
    "i": "B03",
    "ii": "B06",
    "iii": "B09",
    "iv": "B12",
}
MONTHS = {
    "maret": "B03",
    "march": "B03",
    "juni": "B06",
    "june": "B06",
    "september": "B09",
    "desember": "B12",
    "december": "B12",
}
QUARTER = re.compile(r"\b(?:tw|triwulan|tri\s*wulan|q)\s*[-.]?\s*(?P<q>iv|i{1,3}|[1-4])\b", re.I)
MONTH_CODE = re.compile(r"\bb\s*(?P<m>03|06|09|12)\b", re.IGNORECASE)
MONTH_NAME = re.compile(rf"\b(?P<m>{'|'.join(MONTHS)})\b", re.IGNORECASE)


def propose_identity(book: Book, file_name: str) -> tuple[str, str]:
    """The unit's name and the period ("2025-B06" or "2025"); "" for what is not found."""
    heads = [list(_head_texts(sheet)) for sheet in book.sheets]
    return _propose_unit(heads, file_name), _propose_period(book, heads, file_name)


Head = list[tuple[str, str]]
"""The texts in the head of a sheet, each with the next text to its right."""


def _propose_unit(heads: list[Head], file_name: str) -> str:
    for head in heads:
        for text, right in head:
            label = LABEL.fullmatch(text) if len(text) < 200 else None
            if label is None:
                continue
            name = (label["name"] or "").strip() or right
            if name and not PLACEHOLDER.fullmatch(name):
                return _tidy(name)
    for head in heads:
        for text, _ in head:
            if len(text) <= 90 and (kind := KIND.match(text.strip())):
                return _tidy(kind[0])
    return _unit_of_file_name(file_name)


def _propose_period(book: Book, heads: list[Head], file_name: str) -> str:
    texts = [_spaced(PurePath(file_name).stem), *(_spaced(sheet.name) for sheet in book.sheets)]
    for head in heads:
        for text, right in head:
            # A regulation's year is not the worksheet's.
            if len(text) < 200 and PERIOD_WORD.search(text) and not OF_A_REGULATION.search(text):
                texts.append(f"{text} {right}")
    year = quarter = ""
    for text in texts:
        found = YEAR.search(text)
        year = year or (found["year"] if found else "")
        quarter = quarter or _quarter(text)
    if not year:
        return ""
    return f"{year}-{quarter}" if quarter else year


def _quarter(text: str) -> str:
    if found := QUARTER.search(text):
        return QUARTERS[found["q"].casefold()]
    if found := MONTH_CODE.search(text):
        return f"B{found['m']}"
    if found := MONTH_NAME.search(text):
        return MONTHS[found["m"].casefold()]
    return ""


def _head_texts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The texts in the head of a sheet, each with the next text to its right."""
    for cells in sheet.rows[:SEARCH_ROWS]:
        texts = [as_text(value) for value in cells[:SEARCH_COLUMNS]]
        filled = [text for text in texts if text and text != ":"]
        for i, text in enumerate(filled):
            yield text, filled[i + 1].lstrip(": ") if i + 1 < len(filled) else ""


def _unit_of_file_name(file_name: str) -> str:
    stem = _spaced(PurePath(file_name).stem)
    kind = KIND.search(stem)
    name = " ".join(NOISE.sub(" ", kind[0] if kind else stem).split())
    return _tidy(name) if len(name) >= 4 and not name.isdigit() else ""


def _spaced(text: str) -> str:
    return re.sub(r"[_\-.()\[\]]+", " ", text)


def _tidy(name: str) -> str:
    name = " ".join(name.split())[:120].strip(" :-,.")
    return name.title() if name.isupper() or name.islower() else name
