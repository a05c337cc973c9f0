"""Our own words inside a cell's note: put below what others wrote, and found again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zi_analytics.workbook.patching.elements import Element, as_cell_text

AUTHOR = "ZI Analytics"
FIRST, LAST = f"——— {AUTHOR} ———", "————————————"
"""The lines around our words. They tell them apart from what anybody else writes in the note,
also where a program forgets the author."""
LONGEST = 4_000
"""Characters of our words in one note; a note is read while the mouse rests on the cell."""
_OURS = re.compile(rf"\n?{FIRST}.*?{LAST}", re.DOTALL)
_LINE = re.compile("—{2,}")
_FONT = b'<%ssz val="9"/><%scolor indexed="81"/><%srFont val="Tahoma"/><%sfamily val="2"/>'


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a note's text with the XML of its font."""

    text: str
    font: bytes = b""


def read_runs(text: Element, data: bytes) -> tuple[Run, ...]:
    """The runs of a note's <text>; pronunciations are not among them."""
    runs = []
    for child in text.children:
        if child.name == "t":
            runs.append(Run(child.text))
        elif child.name == "r":
            font = child.first("rPr")
            own = b"" if font is None else data[font.begin : font.end]
            runs.append(Run("".join(t.text for t in child.all("t")), own))
    return tuple(runs)


def without_ours(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """``runs`` without what we wrote, the same where we wrote nothing."""
    together = "".join(run.text for run in runs)
    spans = [found.span() for found in _OURS.finditer(together)]
    if not spans:
        return runs
    left, begin = [], 0
    for run in runs:
        kept = "".join(
            letter
            for place, letter in enumerate(run.text, begin)
            if not any(first <= place < last for first, last in spans)
        )
        begin += len(run.text)
        if kept:
            left.append(Run(kept, run.font))
    return tuple(left) if any(run.text.strip() for run in left) else ()


def with_ours(runs: tuple[Run, ...], text: str, prefix: bytes) -> tuple[Run, ...]:
    """``runs`` with ``text`` between our lines below them; ``prefix`` is that of the part."""
    plain = b"<%srPr>" % prefix + _FONT % ((prefix,) * 4) + b"</%srPr>" % prefix
    bold = plain.replace(b"rPr>", b"rPr><%sb/>" % prefix, 1)
    clean = _LINE.sub("—", text.strip())
    if len(clean) > LONGEST:
        clean = clean[: LONGEST - 1].rstrip() + "…"
    before = "\n" if runs else ""
    return (*runs, Run(before + FIRST, bold), Run(f"\n{clean}\n{LAST}", plain))


def write_runs(runs: tuple[Run, ...], prefix: bytes) -> bytes:
    """The XML inside a note's <text>."""
    return b"".join(
        b'<%sr>%s<%st xml:space="preserve">%s</%st></%sr>'
        % (prefix, run.font, prefix, as_cell_text(run.text), prefix, prefix)
        for run in runs
    )


def as_text(runs: tuple[Run, ...]) -> str:
    """The text alone."""
    return "".join(run.text for run in runs)
