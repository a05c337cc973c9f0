"""Worksheets drawn at random from an instrument: every row knows which code it is."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from zi_analytics.instrument import Instrument, Level, Node, load
from zi_analytics.workbook.cells import CellValue, Sheet
from zi_analytics.workbook.recognising.wording import words

HEADINGS = (
    "Penilaian",
    "Bobot",
    "Penjelasan",
    "Pilihan Jawaban",
    "Jawaban",
    "Nilai",
    "%",
    "Catatan",
)
DEPTHS = {Level.COMPONENT: 0, Level.ASPECT: 1, Level.RESULT: 1, Level.AREA: 2, Level.INDICATOR: 3}
LABELS = 6
"""Columns of the staggered labels."""
TYPE = LABELS + 3
"""The column of the answer types, counted from 0."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet, and the row (from 1) of every code that stands in it."""

    sheet: Sheet
    rows: dict[str, int]


def wordings_of(instrument: Instrument, code: str) -> list[str]:
    """Texts by which a row is known: our label, and the words of the editions in some order."""
    known = {wording for layout in instrument.layouts for wording in layout.wordings.get(code, ())}
    label = instrument.node[code].label.id
    texts = [label, *(" ".join(sorted(wording)) for wording in known)]
    return [text for text in texts if words(text)]


@st.composite
def worksheets(draw: st.DrawFn, instrument: Instrument | None = None) -> Drawn:
    """A worksheet with blocks left out, the blocks of an indicator in any order, any known
    wording, numbering dropped or not, and blank rows and columns put in."""
    instrument = instrument or load("lke-2021")
    random = draw(st.randoms(use_true_random=True))
    numbered = draw(st.booleans())
    dropping = draw(st.sampled_from([0.0, 0.1, 0.4]))
    blanks = draw(st.sampled_from([0.0, 0.2]))
    inserted = sorted(draw(st.lists(st.integers(0, LABELS + 8), max_size=4)))
    above = draw(st.integers(0, 5))
    rows: list[list[CellValue]] = [["LEMBAR KERJA"] for _ in range(above)]
    rows.append([HEADINGS[0], *[None] * (LABELS - 1), *HEADINGS[1:]])
    places: dict[str, int] = {}

    def write(node: Node) -> None:
        if random.random() < blanks:
            rows.append([])
        cells: list[CellValue] = [None] * (LABELS + len(HEADINGS) - 1)
        depth = DEPTHS.get(node.level, 4)
        if numbered:
            cells[depth] = f"{node.code.rpartition('.')[2]}."
        cells[min(depth + 1, LABELS - 1)] = random.choice(wordings_of(instrument, node.code))
        if node.answer_type is not None:
            cells[TYPE - 1] = random.choice(instrument.type_of(node.code).written)
        rows.append(cells)
        places[node.code] = len(rows)

    def write_below(node: Node) -> None:
        children = list(instrument.children[node.code])
        if children and all(child.level is Level.QUESTION for child in children):
            random.shuffle(children)
        for child in children:
            if child.level is Level.QUESTION and random.random() < dropping:
                continue
            write(child)
            write_below(child)

    write_below(instrument.node["TOTAL"])
    for place in inserted:
        for cells in rows:
            if len(cells) > place:
                cells.insert(place, None)
    return Drawn(Sheet("LKE", "visible", rows), places)


cells = (
    st.none()
    | st.floats(allow_nan=True)
    | st.booleans()
    | st.dates()
    | st.text(max_size=12)
    | st.sampled_from(
        [
            *HEADINGS,
            *(
                "Jawaban Unit",
                "Jawaban TPI",
                "A/B/C",
                "Ya/Tidak",
                "%",
                "Jumlah",
                "A",
                "Ya",
                "a.",
                "-",
            ),
            *("Tim ZI dibentuk", "Media sosialisasi", "Target prioritas", "Pengungkit", "Hasil"),
            *(
                "Manajemen perubahan",
                "Area Perubahan",
                "NILAI TOTAL",
                "Unit Kerja:",
                "2025",
                3,
                0.5,
            ),
        ]
    )
)


@st.composite
def arbitrary_sheets(draw: st.DrawFn) -> Sheet:
    """A sheet of any cells, with the words of worksheets among them."""
    rows = draw(st.lists(st.lists(cells, max_size=12), max_size=25))
    place = st.tuples(st.integers(1, 25), st.integers(1, 12))
    return Sheet(
        draw(st.sampled_from(["LKE ZI", "Jawaban", "TPI", "x"])),
        draw(st.sampled_from(["visible", "hidden", "very_hidden"])),
        [
            [float(c) if isinstance(c, int) and not isinstance(c, bool) else c for c in row]
            for row in rows
        ],
        hidden_rows=draw(st.frozensets(st.integers(1, 25), max_size=3)),
        errors=draw(st.dictionaries(place, st.sampled_from(["#DIV/0!", "#REF!"]), max_size=4)),
        formulas=draw(
            st.dictionaries(place, st.text("SUM(A1:B2)+-*/,&=\"' ", max_size=12), max_size=4)
        ),
        without_value=draw(st.frozensets(place, max_size=4)),
    )
