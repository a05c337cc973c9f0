"""Deliberate faults, each as seen in real worksheets and each knowing its own cell.

A fault changes a worksheet of the 2021 layout after it was made, sets the answers it needs to
show, and records itself. What it does to the sheet's own total follows from the formulas.
"""

from __future__ import annotations

from collections.abc import Callable

from scripts.worksheets import formulas
from scripts.worksheets.grid import REFERENCE, Formula
from scripts.worksheets.worksheet import Worksheet

Fault = Callable[[Worksheet], None]
FAULTS: dict[str, Fault] = {}

SAME_LINK = "https://bukti.contoh.example/folder-bersama"
LOCAL_PATH = r"C:\Users\operator\Documents\bukti\sk-tim.pdf"


def _fault(make: Fault) -> Fault:
    FAULTS[make.__name__] = make
    return make


@_fault
def type_overwritten(sheet: Worksheet) -> None:
    """The answer-type cell holds something else, so the question drops out of its mean."""
    code = "A.I.1.iii.b"
    sheet.answer({"A.I.1.iii.a": "A", code: "D"})
    sheet.main.put(*sheet.place(code, "kind"), "lihat lampiran")
    sheet.plant(
        "type_overwritten", sheet.cell(code, "kind"), sheet.cell(code, "points"), question=code
    )


@_fault
def number_typed(sheet: Worksheet) -> None:
    """A formula was replaced by a number."""
    sheet.answer({"A.I.4.i.a": "C"})
    sheet.main.put(*sheet.place("A.I.4.i", "points"), 2.5, "points")
    sheet.plant("number_typed", sheet.cell("A.I.4.i", "points"))


@_fault
def number_typed_beside_answer(sheet: Worksheet) -> None:
    """The points of one question were typed over."""
    code = "A.I.5.iv.b"
    sheet.answer({code: "C"})
    sheet.main.put(*sheet.place(code, "points"), 1, "points")
    sheet.plant("number_typed_beside_answer", sheet.cell(code, "points"), question=code)


@_fault
def short_range(sheet: Worksheet) -> None:
    """The range of a mean ends one row too early."""
    node = "A.I.6.ii"
    sheet.answer({f"{node}.a": "A", f"{node}.f": "E"})
    places = [sheet.place(f"{node}.{letter}", "points") for letter in "abcde"]
    formula = formulas.mean(sheet.main, places, sheet.place(node, "weight"))
    sheet.main.put(*sheet.place(node, "points"), formula, "points")
    sheet.plant(
        "short_range", sheet.cell(node, "points"), sheet.cell(f"{node}.f", "points"),
        sheet.cell(f"{node}.f"), question=f"{node}.f",
    )  # fmt: skip


@_fault
def lhkpn_twice(sheet: Worksheet) -> None:
    """The circulated sheet averages LHKPN twice and never counts the non-LHKPN block."""
    first, second = "A.II.5.iii.1", "A.II.5.iii.2"
    sheet.answer({f"{first}.-.{n}": value for n, value in zip("1234", (1, 2, 1, 4), strict=True)})
    sheet.answer({f"{second}.-.{n}": value for n, value in zip("1234", (1, 3, 4, 2), strict=True)})
    places = [sheet.place(f"{first}.-", "points")]
    formula = formulas.mean(sheet.main, places, sheet.place(second, "weight"))
    sheet.main.put(*sheet.place(second, "points"), formula, "points")
    sheet.plant(
        "lhkpn_twice", sheet.cell(second, "points"), sheet.cell(f"{second}.-", "points"),
        question=f"{second}.-",
    )  # fmt: skip


@_fault
def lost_reference(sheet: Worksheet) -> None:
    """A formula lost what it referred to; ``#REF!`` runs up to the total."""
    node = "A.I.2.ii"
    weight = sheet.cell(node, "weight")
    broken = Formula(f"=AVERAGE(#REF!)*{weight}", lambda: REFERENCE)
    sheet.main.put(*sheet.place(node, "points"), broken, "points")
    sheet.plant("lost_reference", sheet.cell(node, "points"))


@_fault
def lost_reference_hidden(sheet: Worksheet) -> None:
    """``#REF!`` beside an answer, which the mean above quietly turns into 0."""
    code = "A.I.1.ii.c"
    sheet.answer({code: "A"})
    broken = Formula("=#REF!", lambda: REFERENCE)
    sheet.main.put(*sheet.place(code, "points"), broken, "points")
    sheet.plant("lost_reference_hidden", sheet.cell(code, "points"), question=code)


@_fault
def zero_denominator(sheet: Worksheet) -> None:
    """Nothing to divide by: ``#DIV/0!`` in the ratio and in all totals above it."""
    code = "A.II.4.i.-"
    sheet.answer({f"{code}.1": 0, f"{code}.2": 0})
    points = sheet.place(code, "points")
    sheet.main.put(*points, formulas.passed_on(sheet.main, sheet.place(code)), "points")
    node = sheet.place("A.II.4.i", "points")
    weight = sheet.place("A.II.4.i", "weight")
    sheet.main.put(*node, formulas.mean(sheet.main, [points], weight, guarded=False), "points")
    sheet.plant(
        "zero_denominator", sheet.cell(code), sheet.cell(code, "points"),
        sheet.cell(f"{code}.1"), question=code,
    )  # fmt: skip


@_fault
def not_filled(sheet: Worksheet) -> None:
    """The words "Blm Diisi" stand where an answer belongs."""
    code = "A.I.3.iii.c"
    sheet.answer({code: None})
    sheet.main.put(*sheet.place(code), "Blm Diisi", "answer")
    sheet.plant("not_filled", sheet.cell(code), question=code)


@_fault
def left_out_of_mean(sheet: Worksheet) -> None:
    """An unanswered question that AVERAGE leaves out, so the sheet looks better than the rule."""
    node = "A.I.3.iv"
    sheet.answer({f"{node}.a": "A", f"{node}.c": None})
    sheet.plant(
        "left_out_of_mean", sheet.cell(f"{node}.c"), sheet.cell(f"{node}.c", "points"),
        sheet.cell(node, "points"), question=f"{node}.c",
    )  # fmt: skip


@_fault
def not_an_option(sheet: Worksheet) -> None:
    """A letter that the question does not offer."""
    code = "A.I.5.i.a"
    sheet.answer({code: None})
    sheet.main.put(*sheet.place(code), "E", "answer")
    sheet.plant("not_an_option", sheet.cell(code), question=code)


@_fault
def typed_ratio(sheet: Worksheet) -> None:
    """A ratio typed into its own row with no counts below it."""
    code = "A.II.5.ii.-"
    sheet.answer({**{f"{code}.{n}": None for n in "123"}, code: 0.85})
    sheet.plant("typed_ratio", sheet.cell(code), question=code)


@_fault
def typed_ratio_against_counts(sheet: Worksheet) -> None:
    """A ratio typed over its formula although the counts say something else."""
    code = "A.II.6.i.b"
    sheet.answer({f"{code}.1": 8, f"{code}.2": 4})
    sheet.main.put(*sheet.place(code), 1, "percent")
    sheet.plant(
        "typed_ratio_against_counts", sheet.cell(code), sheet.cell(code, "points"), question=code
    )


@_fault
def counts_disagree(sheet: Worksheet) -> None:
    """Closed complaints and those in process are not the complaints due."""
    code = "A.II.5.ii.-"
    sheet.answer({f"{code}.1": 10, f"{code}.2": 3, f"{code}.3": 5})
    cells = [sheet.cell(f"{code}.{n}") for n in "123"]
    sheet.plant("counts_disagree", sheet.cell(code), *cells, question=code)


@_fault
def parts_disagree(sheet: Worksheet) -> None:
    """The number due was typed and is not the sum of its parts."""
    code = "A.II.5.iii.1.-"
    sheet.answer({f"{code}.{n}": value for n, value in zip("1234", (1, 2, 1, 3), strict=True)})
    sheet.main.put(*sheet.place(f"{code}.due"), 6, "answer")
    cells = [sheet.cell(f"{code}.{n}") for n in ("due", "1", "2", "3")]
    sheet.plant("parts_disagree", *cells, question=code)


@_fault
def other_scale(sheet: Worksheet) -> None:
    """A satisfaction figure of 25 to 100 where an index of 1 to 4 belongs."""
    sheet.answer({"B.II.a": None})
    sheet.main.put(*sheet.place("B.II.a"), 87.65, "answer")
    sheet.plant("other_scale", sheet.cell("B.II.a"), question="B.II.a")


@_fault
def other_scale_text(sheet: Worksheet) -> None:
    """A satisfaction figure as text with a decimal comma."""
    sheet.answer({"B.II.a": None})
    sheet.main.put(*sheet.place("B.II.a"), "87,65", "answer")
    sheet.plant("other_scale_text", sheet.cell("B.II.a"), question="B.II.a")


@_fault
def comma_text(sheet: Worksheet) -> None:
    """An index typed as text: the rule can read it, the sheet's own formula cannot."""
    sheet.answer({"B.I.a": 3.75})
    sheet.main.put(*sheet.place("B.I.a"), "3,75", "answer")
    sheet.plant("comma_text", sheet.cell("B.I.a"), sheet.cell("B.I.a", "points"), question="B.I.a")


@_fault
def same_link(sheet: Worksheet) -> None:
    """One link under many questions."""
    codes = [line.code for line in sheet.tree.questions if line.code.startswith("A.I.6")]
    for code in codes:
        sheet.main.put(*sheet.place(code, "evidence"), SAME_LINK)
    cells = [sheet.cell(code, "evidence") for code in codes]
    sheet.plant("same_link", *cells)


@_fault
def local_path(sheet: Worksheet) -> None:
    """A path of somebody's own computer as evidence."""
    code = "A.I.1.i.a"
    sheet.answer({code: "Ya"})
    sheet.main.put(*sheet.place(code, "evidence"), LOCAL_PATH)
    sheet.plant("local_path", sheet.cell(code, "evidence"), question=code)


@_fault
def placeholder(sheet: Worksheet) -> None:
    """A placeholder as evidence."""
    code = "A.I.2.i.b"
    sheet.answer({code: "A"})
    sheet.main.put(*sheet.place(code, "evidence"), "xxx")
    sheet.plant("placeholder", sheet.cell(code, "evidence"), question=code)


@_fault
def hidden_row(sheet: Worksheet) -> None:
    """A hidden row inside the table."""
    code = "A.I.5.ii.d"
    sheet.answer({code: "A"})
    row = sheet.rows[code]
    sheet.main.hidden_rows.add(row)
    cells = [f"{letter}{row}" for letter in "ABCDEFGHIJKLMNOP"]
    sheet.plant("hidden_row", *cells, question=code)


@_fault
def added_question(sheet: Worksheet) -> None:
    """A question that the instrument does not have, in a blank row of the table."""
    row = sheet.rows["A.I.5.iv"] - 1
    for column, text in {
        6: "e.",
        7: "Pertanyaan tambahan dari instansi",
        10: "A/B/C",
        11: "A",
    }.items():
        sheet.main.put(row, column, text)
    sheet.plant("added_question", *(f"{letter}{row}" for letter in "ABCDEFGHIJKLM"))
