"""One page for a group chat: large letters on A4, read as a picture on a phone.

It is always one page. What is too long is set smaller and then shortened; a block that has nothing
to say leaves its room to the bars of the areas.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from zi_analytics.language.wording import say
from zi_analytics.report.content.brief import Bar, Brief, Item, Number
from zi_analytics.report.pdf import look
from zi_analytics.report.pdf.drawing import in_lines
from zi_analytics.report.pdf.typeface import (
    BOLD,
    REGULAR,
    fit,
    runs,
    shown,
    use_fonts,
    width,
)
from zi_analytics.report.pdf.writing import LANGUAGES, date_of

_EDGE = 14 * mm
_LEFT, _RIGHT = _EDGE, look.WIDTH - _EDGE
_ROOM = _RIGHT - _LEFT
_TITLE, _BODY, _LABEL, _SOURCE = 15.0, 15.0, 14.0, 8.5
_LINE = 1.24
_GAP, _UNDER_TITLE = 13.0, 3.0
_ITEM_ROW, _BAR = 24.0, 9.0
_BAR_ROWS = (20.0, 38.0)
"""How close and how far apart bars may stand."""
_ABOVE_FROM = 33.0
_FIGURES = 86.0
"""Room for the figures at the right of a bar."""
_NUMBERS_TALL, _REACH_TALL = 47.0, 15.0
_EXPLAINED = 60.0
"""Room beside the title of the bars for the word that explains their limits."""


def write_summary(brief: Brief) -> bytes:
    """The same content gives the same bytes, on one page."""
    use_fonts()
    out = io.BytesIO()
    canvas = Canvas(
        out,
        pagesize=(look.WIDTH, look.HEIGHT),
        invariant=1,
        lang=LANGUAGES[brief.language],
    )
    date_of(canvas, brief.written)
    canvas.setTitle(shown(f"{brief.subject} · {brief.context}")[:255])
    canvas.setAuthor("ZI Analytics")
    canvas.setCreator("ZI Analytics")
    canvas.setSubject(shown(brief.answer)[:255])
    _Page(canvas).draw(brief)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


class _Page:
    """Writes from the top down; ``y`` is where the next block begins, in points from below."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.y = look.HEIGHT - _EDGE

    def draw(self, brief: Brief) -> None:
        """All blocks in their order."""
        foot = self._source(brief.source)
        self._head(brief)
        self._answer(brief)
        below = self._tall_below(brief)
        if brief.held:
            self._held(brief.held_title, brief.held, self.y - foot - below - self._least(brief))
        if brief.bars:
            self._bars(brief, self.y - foot - below)
        if brief.items:
            self._items(brief.items_title, brief.items)
        if brief.numbers:
            self._numbers(brief.numbers_title, brief.numbers)

    def _tall_below(self, brief: Brief) -> float:
        """What the blocks below the bars take."""
        tall = 0.0
        if brief.items:
            tall += _GAP + self._title_tall(brief.items_title) + _ITEM_ROW * len(brief.items)
        if brief.numbers:
            tall += _GAP + self._title_tall(brief.numbers_title) + _numbers_tall(brief.numbers)
        return tall

    def _least(self, brief: Brief) -> float:
        """What the bars take where they stand closest."""
        if not brief.bars:
            return 0.0
        return (
            _GAP
            + self._title_tall(brief.bars_title, _ROOM - _EXPLAINED)
            + _BAR_ROWS[0] * len(brief.bars)
        )

    def _head(self, brief: Brief) -> None:
        size = next((one for one in (30, 25, 21) if _fits(brief.subject, one, 2)), 18)
        for line in in_lines(brief.subject, BOLD, size, _ROOM, 2):
            self.y -= size * 0.98
            self._write(line, _LEFT, self.y, size, BOLD)
            self.y -= size * 0.17
        self.y -= 14
        self._write(fit(shown(brief.context), REGULAR, 12.5, _ROOM), _LEFT, self.y, 12.5,
                    colour=look.MUTED)  # fmt: skip
        self.y -= 9
        self._rule(self.y, look.ACCENT, 1.4)

    def _answer(self, brief: Brief) -> None:
        """The figure large on the left, the sentence beside it."""
        colour = look.ACCENT if brief.standing is None else look.colour_of(brief.standing)
        size = 76.0
        while width(brief.big.text, BOLD, size) > _ROOM * 0.42:
            size -= 2
        wide = self._write(brief.big.text, _LEFT, self.y - 70, size, BOLD, colour)
        left = _LEFT + max(wide, 150) + 24
        of = in_lines(brief.of, REGULAR, 13, left - _LEFT - 12, 2)
        for number, line in enumerate(of):
            self._write(line, _LEFT, self.y - 92 - number * 15, 13, colour=look.MUTED)
        room = _RIGHT - left
        letters = next(
            (one for one in (23, 20, 17.5) if len(in_lines(brief.answer, BOLD, one, room, 9)) < 5),
            15.5,
        )
        lines = in_lines(brief.answer, BOLD, letters, room, 5)
        y = self.y - 54 + len(lines) * letters * _LINE / 2 - letters * 0.85
        for line in lines:
            self._write(line, left, y, letters, BOLD)
            y -= letters * _LINE
        self.y -= 95 + 15 * (len(of) - 1)

    def _held(self, title: str, lines: Sequence[str], tall: float) -> None:
        """What is missing, with a bar at its left in the colour of what is not met."""
        self.y -= _GAP
        top = self.y
        self._title(title, left=_LEFT + 12)
        room = _ROOM - 12
        most = max(int((tall - (top - self.y) - _GAP) / (_BODY * _LINE)), 1)
        parts: list[str] = []
        for line in lines:
            told = in_lines(line, REGULAR, _BODY, room, 2)
            if parts and len(parts) + len(told) > most:
                # Half a sentence would say something else.
                break
            parts += told
        for part in parts[:most]:
            self.y -= _BODY * _LINE
            self._write(part, _LEFT + 12, self.y + 3, _BODY)
        self.canvas.setFillColor(look.ACCENT)
        self.canvas.rect(_LEFT, self.y - 2, 3.5, top - self.y, stroke=0, fill=1)

    def _bars(self, brief: Brief, room: float) -> None:
        """A bar for each part, its words above it; beside it where they are many."""
        self.y -= _GAP
        bars = brief.bars
        limited = any(bar.limit is not None for bar in bars)
        room -= _GAP + self._title_tall(brief.bars_title, _ROOM - _EXPLAINED)
        if limited:
            self._explain_limit(say("limit", brief.language))
        self._title(brief.bars_title, right=_RIGHT - (_EXPLAINED if limited else 0))
        least, most = _BAR_ROWS
        row = max(least, min(most, room / len(bars)))
        for bar in bars:
            colour = look.TEXT if bar.standing is None else look.colour_of(bar.standing)
            text = shown(bar.text)
            wide = width(text, BOLD, _LABEL)
            self._write(text, _RIGHT - wide, self.y - 17, _LABEL, BOLD, colour)
            above = row >= _ABOVE_FROM
            left = _LEFT if above else _LEFT + _ROOM * 0.44
            label_room = _ROOM - wide - 14 if above else left - _LEFT - 12
            label = fit(shown(bar.label), REGULAR, _LABEL, label_room)
            self._write(label, _LEFT, self.y - 17, _LABEL)
            long = _ROOM if above else _RIGHT - left - _FIGURES
            scale = long / max(max(one.whole for one in bars), 1e-9)
            self._bar(bar, left, self.y - 17 - (5 + _BAR if above else -1), scale)
            self.y -= row

    def _bar(self, bar: Bar, x: float, y: float, scale: float) -> None:
        canvas = self.canvas
        canvas.setFillColor(look.SURFACE)
        canvas.setStrokeColor(look.RULE)
        canvas.setLineWidth(0.6)
        canvas.rect(x, y, bar.whole * scale, _BAR, stroke=1, fill=1)
        canvas.setFillColor(look.ACCENT)
        canvas.rect(x, y, bar.value * scale, _BAR, stroke=0, fill=1)
        if bar.limit is not None:
            self._tick(x + bar.limit * scale, y)

    def _tick(self, x: float, y: float) -> None:
        # A light edge, so that it is seen on a dark bar too.
        for colour, thick in ((look.GROUND, 4.6), (look.TEXT, 2.2)):
            self.canvas.setStrokeColor(colour)
            self.canvas.setLineWidth(thick)
            self.canvas.line(x, y - 2.5, x, y + _BAR + 2.5)

    def _explain_limit(self, word: str) -> None:
        wide = width(word, REGULAR, 12.5)
        base = self.y - _TITLE * _LINE + 3
        self._write(word, _RIGHT - wide, base, 12.5, colour=look.MUTED)
        self._tick(_RIGHT - wide - 7, base)

    def _items(self, title: str, items: Sequence[Item]) -> None:
        self.y -= _GAP
        self._title(title)
        steps = max(width(shown(one.step), REGULAR, _LABEL) for one in items)
        worths = max(width(one.worth.text, BOLD, _LABEL) for one in items)
        steps = min(steps, _ROOM * 0.34)
        for one in items:
            base = self.y - 16
            wide = width(one.worth.text, BOLD, _LABEL)
            self._write(one.worth.text, _RIGHT - wide, base, _LABEL, BOLD)
            left = _RIGHT - worths - 16 - steps
            self._write(fit(shown(one.step), REGULAR, _LABEL, steps), left, base, _LABEL,
                        colour=look.MUTED)  # fmt: skip
            text = fit(shown(one.text), REGULAR, _LABEL, left - _LEFT - 12)
            self._write(text, _LEFT, base, _LABEL)
            self.y -= _ITEM_ROW
            self._rule(self.y + 2)

    def _numbers(self, title: str, numbers: Sequence[Number]) -> None:
        self.y -= _GAP
        self._title(title)
        step = _ROOM / len(numbers)
        for place, one in enumerate(numbers):
            x = _LEFT + step * place
            self._write(one.figure.text, x, self.y - 27, 27, BOLD, look.ACCENT)
            for number, (line, colour) in enumerate(
                ((one.label, look.TEXT), (one.reach, look.MUTED))
            ):
                told = fit(shown(line), REGULAR, 12.5, step - 10)
                self._write(told, x, self.y - 43 - number * 15, 12.5, colour=colour)
        self.y -= _numbers_tall(numbers)

    def _source(self, text: str) -> float:
        """At the foot of the page; the height above which everything else ends."""
        lines = in_lines(text, REGULAR, _SOURCE, _ROOM, 2)
        y = _EDGE - 8
        for line in reversed(lines):
            self._write(line, _LEFT, y, _SOURCE, colour=look.MUTED)
            y += _SOURCE * _LINE
        return float(y + 2)

    def _title(self, text: str, left: float = _LEFT, right: float = _RIGHT) -> None:
        for line in in_lines(text, BOLD, _TITLE, right - left, 2):
            self.y -= _TITLE * _LINE
            self._write(line, left, self.y + 3, _TITLE, BOLD, look.ACCENT)
        self.y -= _UNDER_TITLE

    @staticmethod
    def _title_tall(text: str, room: float = _ROOM) -> float:
        lines = in_lines(text, BOLD, _TITLE, room, 2)
        return len(lines) * _TITLE * _LINE + _UNDER_TITLE

    def _rule(self, y: float, colour: Color = look.RULE, thick: float = 0.5) -> None:
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(thick)
        self.canvas.line(_LEFT, y, _RIGHT, y)

    def _write(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        name: str = REGULAR,
        colour: Color = look.TEXT,
    ) -> float:
        """Write one line and return its width."""
        start = x
        self.canvas.setFillColor(colour)
        for other, run in runs(shown(text)):
            used = other or name
            self.canvas.setFont(used, size)
            self.canvas.drawString(x, y, run)
            x += width(run, used, size)
        return float(x - start)


def _numbers_tall(numbers: Sequence[Number]) -> float:
    return _NUMBERS_TALL + (_REACH_TALL if any(one.reach for one in numbers) else 0.0)


def _fits(text: str, size: float, most: int) -> bool:
    """Whether a bold text needs no shortening to fit into ``most`` lines of the page."""
    return shown(text) == " ".join(in_lines(text, BOLD, size, _ROOM, most))
