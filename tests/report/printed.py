"""Reading PDFs back with programs that are not ours."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests.programs import poppler

ACTING = (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/GoToR", b"/EmbeddedFile", b"/AcroForm")
_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def overlaps(self, other: Word) -> bool:
        """Whether letters of both lie on each other."""
        across = min(self.right, other.right) - max(self.left, other.left)
        (top, bottom), (above, below) = self._letters, other._letters
        return across > 1 and min(bottom, below) - max(top, above) > 1

    @property
    def _letters(self) -> tuple[float, float]:
        """Where its letters are: the box has room for accents and tails that few have."""
        tall = self.bottom - self.top
        return self.top + 0.27 * tall, self.top + 0.8 * tall


def read(data: bytes, *options: str) -> str:
    """The text of a PDF as pdftotext reads it."""
    return _run("pdftotext", data, *options, "-", "-")


def facts(data: bytes) -> str:
    """What pdfinfo tells of it."""
    return _run("pdfinfo", data, "-")


def words(data: bytes) -> list[Word]:
    """Every word of a PDF of one page with its place."""
    told = _run("pdftotext", data, "-bbox", "-", "-")
    return [Word(*map(float, found[:4]), found[4]) for found in _WORD.findall(told)]


def joined(text: str) -> str:
    """Without the places where lines were broken."""
    return re.sub(r"\s+", "", text)


def acting(data: bytes) -> list[bytes]:
    """Names of actions among the objects. Letters and pictures hold any bytes by chance."""
    objects = re.sub(rb"stream\r?\n.*?endstream", b"", data, flags=re.DOTALL)
    assert b"/ObjStm" not in objects, "objects are packed too: look into them"
    return [name for name in ACTING if re.search(name + rb"\b", objects)]


def draw(path: Path) -> list[Image.Image]:
    """Every page in grey, 30 dots to an inch."""
    stem = path.with_suffix("")
    program = poppler("pdftoppm")
    subprocess.run([program, "-r", "30", "-gray", str(path), str(stem)], check=True)
    made = sorted(path.parent.glob(f"{stem.name}-*.pgm"))
    pages = [Image.open(one).convert("L").copy() for one in made]
    for one in made:
        one.unlink()
    return pages


def _run(program: str, data: bytes, *arguments: str) -> str:
    done = subprocess.run(
        [poppler(program), *arguments], input=data, capture_output=True, check=True
    )
    return done.stdout.decode()
