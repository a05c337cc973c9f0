"""Addresses and numbers read for thousands of cells at once, straight from a part's bytes."""

from __future__ import annotations

from typing import Any

import numpy as np

Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Integers = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
_Places = np.ndarray[Any, np.dtype[np.intp]]

_QUOTE = ord('"')
_LONGEST_NUMBER = 25
_LONGEST_WHOLE = 7
_LONGEST_PLACE = 11
_BLOCK = 1 << 16
"""Cells that are read at once: enough to be quick, few enough to be small."""
_OFFSETS = np.arange(_LONGEST_NUMBER, dtype=np.uint8)[:, None]
_NUMERIC = np.zeros(256, dtype=bool)
_NUMERIC[np.frombuffer(b"0123456789.-+eE", dtype=np.uint8)] = True
_EXPONENT = np.zeros(256, dtype=bool)
_EXPONENT[[ord("e"), ord("E")]] = True


def read_places(data: Bytes, tags: _Places, name: bytes) -> tuple[Integers, Integers, _Places]:
    """Row, column and end of the address for tags like ``<c r="AB12"`` or ``<row r="12"``.

    ``tags`` are where the tags begin. Row and column count from 1 and are -1 where the tag does
    not begin with an address as Excel writes it; the end is where its closing quote stands.
    """
    lead = b"<" + name + b' r="'
    if len(tags) <= _BLOCK:
        rows, columns, quotes = _read_block(data, tags, lead)
    else:
        blocks = [
            _read_block(data, tags[start : start + _BLOCK], lead)
            for start in range(0, len(tags), _BLOCK)
        ]
        rows, columns, quotes = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    fits = (columns > 0) if name == b"c" else (columns == 0)
    fits &= rows > 0
    if not fits.all():
        rows, columns = np.where(fits, rows, -1), np.where(fits, columns, -1)
    return rows, columns, quotes


def _read_block(data: Bytes, tags: _Places, lead: bytes) -> tuple[Integers, Integers, _Places]:
    whole = windows(data, tags, len(lead) + _LONGEST_PLACE)
    length = _up_to_quote(whole[len(lead) :])
    longest = int(length.max(initial=0))
    offsets, window = _OFFSETS[:longest], whole[len(lead) : len(lead) + longest]
    inside = offsets < length
    is_letter = ((window - 65) < 26) & inside
    is_figure = ((window - 48) < 10) & inside
    letters = is_letter.sum(axis=0, dtype=np.uint8)
    in_front = offsets < letters
    fits = (whole[: len(lead)] == np.frombuffer(lead, dtype=np.uint8)[:, None]).all(axis=0)
    fits &= (length > letters) & (letters <= 3) & (length - letters <= 7)
    fits &= (is_letter == in_front).all(axis=0) & (is_figure == (inside & ~in_front)).all(axis=0)
    # A zero in front ("A01") is nothing a spreadsheet program writes.
    fits &= ~((window == ord("0")) & (offsets == letters)).any(axis=0)
    rows = _join_digits(window - 48, is_figure, 10)
    columns = _join_digits(window - 64, is_letter, 26)
    return np.where(fits, rows, -1), columns, tags + (len(lead) + length.astype(np.intp))


def _up_to_quote(window: Bytes) -> Bytes:
    """How many bytes stand before the first quote of each column; 0 where there is none."""
    length = np.zeros(window.shape[1], dtype=np.uint8)
    for place in reversed(range(len(window))):
        length[window[place] == _QUOTE] = place
    return length


def _join_digits(digits: Bytes, holds: Flags, base: int) -> Integers:
    """The numbers that the digits in each column make, read from above where ``holds``."""
    numbers = np.zeros(digits.shape[1], dtype=np.int64)
    for digit, here in zip(digits, holds, strict=True):
        if here.any():
            numbers = np.where(here, numbers * base + digit, numbers)
    return numbers


def windows(data: Bytes, begin: _Places, width: int) -> Bytes:
    """``width`` bytes from each of the places, one column each; beyond the end they are 0."""
    if len(begin) and int(begin.max()) + width > len(data):
        data = np.append(data, np.zeros(width, dtype=np.uint8))
    # Overlapping rows of the same memory: what is taken from them is copied row by row. With the
    # places side by side numpy looks at one byte of all of them at a time.
    rows = np.ndarray((max(len(data) - width + 1, 0), width), np.uint8, data.data, 0, (1, 1))
    return np.ascontiguousarray(rows[begin].T)


def read_whole_numbers(data: Bytes, begin: _Places, end: _Places | None) -> Integers:
    """The whole numbers in [begin, end), or up to a quote if ``end`` is None; -1 for others."""
    if len(begin) > _BLOCK:
        blocks = [slice(start, start + _BLOCK) for start in range(0, len(begin), _BLOCK)]
        return np.concatenate(
            [read_whole_numbers(data, begin[b], None if end is None else end[b]) for b in blocks]
        )
    window = windows(data, begin, _LONGEST_WHOLE + 1)
    length = _up_to_quote(window) if end is None else end - begin
    longest = min(int(length.max(initial=0)), _LONGEST_WHOLE)
    figures = window[:longest] - 48
    inside = _OFFSETS[:longest] < length
    fits = (length > 0) & (length <= _LONGEST_WHOLE) & ((figures < 10) | ~inside).all(axis=0)
    return np.where(fits, _join_digits(figures, inside, 10), -1)


def read_numbers(data: Bytes, begin: _Places, end: _Places) -> bool:
    """Whether every span is a finite number as a spreadsheet program writes it."""
    if not len(begin):
        return True
    length = end - begin
    longest = int(length.max())
    if longest > _LONGEST_NUMBER:
        return False
    first, last = data[begin], data[end - 1]
    starts_well = ((first >= 48) & (first <= 57)) | (first == ord("-"))
    if not starts_well.all() or not ((last >= 48) & (last <= 57)).all():
        return False
    window = windows(data, begin, longest)
    inside = _OFFSETS[:longest] < length
    if not (_NUMERIC[window] | ~inside).all():
        return False
    unusual = ((_EXPONENT[window] | (window == ord("+"))) & inside).any(axis=0)
    signs = ((window[1:] == ord("-")) & inside[1:]).any(axis=0)
    points = ((window == ord(".")) & inside).sum(axis=0, dtype=np.uint8) > 1
    return all(
        _is_finite(data[start:stop].tobytes())
        for start, stop in zip(
            begin[unusual | signs | points].tolist(),
            end[unusual | signs | points].tolist(),
            strict=True,
        )
    )


def _is_finite(text: bytes) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False
