"""Cells whose value is not what it seems."""

from __future__ import annotations

from tests.hostile import books, texts, worksheet
from tests.hostile.archives import zipped
from tests.hostile.books import HEAD, MAIN, OFFICE, Raw, Styled
from tests.hostile.case import Case, Cases

LAST = len(worksheet.rows())
_BELOW = (LAST + 1, 1)


def cases() -> list[Case]:
    found = Cases("values")
    _texts(found)
    _numbers(found)
    _errors(found)
    _formulas(found)
    _references(found)
    _sheets(found)
    return found.found


def _below(*values: books.Cell) -> bytes:
    """The clean worksheet with one more row."""
    return books.book(books.sheet([*worksheet.rows(), values]))


def _texts(found: Cases) -> None:
    for name, listed in texts.BY_KIND.items():
        rows = [*worksheet.rows(), *([text] for text in listed)]
        cells = {(LAST + n, 1): text or None for n, text in enumerate(listed, 1)}
        found.accept(
            f"texts_{name}.xlsx",
            books.book(books.sheet(rows)),
            f"{len(listed)} texts that other programs would act on ({name}), kept letter by letter",
            cells=cells,
        )
    row = worksheet.first_question()
    found.reject(
        "text_million.xlsx",
        books.book(books.put((row, worksheet.NOTE), "B" * 1_000_000)),
        "a text of a million letters",
        "cell-text-too-long",
    )
    found.reject(
        "text_32768.xlsx",
        books.book(books.put((row, worksheet.NOTE), "B" * 32768)),
        "one letter more than Excel allows",
        "cell-text-too-long",
    )


def _numbers(found: Cases) -> None:
    odd = (
        "NaN",
        "INF",
        "-INF",
        "1e309",
        "9" * 5000,
        "3,75",
        "abc",
        "1_000",
        "0x10",
        "１２",
        "3.75x",
    )
    for number, text in enumerate(odd):
        found.warn(
            f"number_{number:02d}.xlsx",
            _below(Raw("", f"<v>{text}</v>")),
            f"a number that is none: {text[:20]}",
            "number-odd",
            cells={_BELOW: text[:100]},
        )
    for number, (text, value) in enumerate(
        (("1E5", 1e5), ("+3.75", 3.75), (" 3.75 ", 3.75), ("1e-400", 0.0), ("-0", 0.0), (".5", 0.5))
    ):
        found.accept(
            f"number_fine_{number}.xlsx",
            _below(Raw("", f"<v>{text}</v>")),
            f"a number oddly written: {text}",
            cells={_BELOW: value},
        )
    found.warn("number_empty.xlsx", _below(Raw("", "<v></v>")), "no number", "cell-value-empty")
    found.warn(
        "number_twice.xlsx",
        _below(Raw("", "<v>1</v><v>2</v>")),
        "two values in a cell",
        "cell-several-values",
        cells={_BELOW: 2},
    )
    for number, text in enumerate(("2", "-1", "ya")):
        found.warn(
            f"truth_{number}.xlsx",
            _below(Raw('t="b"', f"<v>{text}</v>")),
            f"neither true nor false: {text}",
            "truth-odd",
            cells={_BELOW: text},
        )
    found.accept(
        "truths.xlsx",
        _below(True, False, Raw('t="b"', "<v>true</v>")),
        "true and false",
        cells={_BELOW: True, (LAST + 1, 2): False, (LAST + 1, 3): True},
    )
    found.warn(
        "date_odd.xlsx",
        _below(Raw('t="d"', "<v>kemarin</v>")),
        "a date in words",
        "date-odd",
        cells={_BELOW: "kemarin"},
    )
    found.warn(
        "date_endless.xlsx",
        _below(Styled(1e15, books.DURATION)),
        "a duration of a trillion years",
        "styles-unreadable",
        cells={_BELOW: 1e15},
    )
    found.warn(
        "type_unknown.xlsx",
        _below(Raw('t="zzz"', "<v>1</v>")),
        "an unknown type",
        "cell-type-odd",
        cells={_BELOW: 1},
    )
    for number, style in enumerate(("99999", "-1")):
        found.warn(
            f"style_{number}.xlsx",
            _below(Raw(f's="{style}"', "<v>1</v>")),
            f"style {style}",
            "cell-style-odd",
            cells={_BELOW: 1},
        )


def _errors(found: Cases) -> None:
    for text in (
        *("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"),
        *("#SPILL!", "#CALC!", "#GETTING_DATA", "#BLOCKED!", "#FOO!", ""),
    ):
        name = "".join(letter for letter in text if letter.isalnum()) or "none"
        found.warn(
            f"error_{name}.xlsx",
            _below(Raw('t="e"', f"<v>{text}</v>"), 7),
            f"an error cell {text}: never 0, the others are read",
            "cells-with-errors",
            cells={_BELOW: None, (LAST + 1, 2): 7},
        )
    found.warn(
        "error_formula.xlsx",
        _below(Raw('t="e"', "<f>Z1/0</f><v>#DIV/0!</v>")),
        "an error that a formula gives",
        "cells-with-errors",
    )


def _formulas(found: Cases) -> None:
    for name, inside in (
        ("none", "<f>H6*1</f>"),
        ("empty", "<f>H6*1</f><v></v>"),
        ("whole", "<f>H6*1</f><v/>"),
    ):
        found.warn(
            f"no_result_{name}.xlsx",
            _below(Raw("", inside)),
            "a formula without a stored result (never opened in Excel): never 0",
            "formulas-without-value",
            cells={_BELOW: None},
        )
    reaching = (
        "[1]Sheet1!A1",
        "'\\\\127.0.0.1\\s\\[x.xlsx]S'!A1",
        "cmd|'/c calc'!A0",
        'WEBSERVICE("http://127.0.0.1:9/")',
    )
    for number, formula in enumerate(reaching):
        found.warn(
            f"reaches_out_{number}.xlsx",
            _below(Raw("", f"<f>{formula}</f><v>3</v>")),
            f"never followed: {formula}",
            "formula-reaches-out",
            cells={_BELOW: 3},
        )
    for name, tag in (("dangling", '<f t="shared" si="77"/>'), ("bogus", '<f t="bogus">1</f>')):
        found.warn(
            f"formula_{name}.xlsx",
            _below(Raw("", f"{tag}<v>1</v>")),
            f"a formula of an unknown kind ({name})",
            "formula-odd",
            cells={_BELOW: 1},
        )
    found.accept(
        "formulas_shared.xlsx",
        _below(
            Raw("", '<f t="shared" ref="A1:B1" si="0">H6</f><v>1</v>'),
            Raw("", '<f t="shared" si="0"/><v>1.5</v>'),
            Raw("", '<f t="array" ref="C1">SUM(H6:H7)</f><v>2.5</v>'),
        ),
        "shared and array formulas",
        cells={_BELOW: 1, (LAST + 1, 2): 1.5, (LAST + 1, 3): 2.5},
    )
    for name, formula in (
        ("long", "+".join("1" * 60_000)),
        ("deep", "(" * 30_000 + "1" + ")" * 30_000),
    ):
        found.warn(
            f"formula_{name}.xlsx",
            _below(Raw("", f"<f>{formula}</f><v>1</v>")),
            f"a formula of {len(formula)} letters",
            "formula-too-long",
        )


def _references(found: Cases) -> None:
    for number, bad in enumerate(("-1", "999999", "abc", "1.5", "4294967296")):
        found.reject(
            f"text_index_{number}.xlsx",
            books.book(
                books.sheet([*worksheet.rows(), [Raw('t="s"', f"<v>{bad}</v>")]]),
                texts=books.strings(["satu"]),
            ),
            f"text number {bad} of one",
            "string-missing",
        )
    found.reject(
        "texts_missing.xlsx",
        _below(Raw('t="s"', "<v>0</v>")),
        "a text, and no part with texts",
        "string-missing",
    )
    row = LAST + 1
    one = "<v>1</v></c>"
    for number, (xml, note, code, cells) in enumerate(
        (
            (f'<row r="0"><c r="A0">{one}</row>', "row 0", "cell-place-odd", {}),
            (f'<row r="-1"><c r="A-1">{one}</row>', "row -1", "cell-place-odd", {}),
            (f'<row r="{row}"><c r="1A">{one}</row>', "1A", "cell-place-odd", {(row, 1): 1}),
            (f'<row r="{row}"><c r="">{one}</row>', "no address", "cell-place-odd", {(row, 1): 1}),
            (f'<row r="{row}"><c r="a{row}">{one}</row>', "a1", "cell-place-odd", {(row, 1): 1}),
            (
                f'<row r="{row}"><c r="$A${row}">{one}</row>',
                "$A$1",
                "cell-place-odd",
                {(row, 1): 1},
            ),
            (f'<row r="x"><c r="Ax">{one}</row>', "row x", "cell-place-odd", {(row, 1): 1}),
            (f'<row r="1.5"><c r="A{row}">{one}</row>', "row 1.5", "cell-place-odd", {}),
            (
                f'<row r="{row + 5}"><c r="A{row}">{one}</row>',
                "row and cell disagree",
                "cell-place-odd",
                {(row, 1): 1},
            ),
            (
                f'<row r="{row + 2}"><c r="A{row + 2}">{one}</row><row r="{row}"><c r="A{row}">'
                "<v>2</v></c></row>",
                "rows go backwards",
                "cell-order-odd",
                {(row, 1): 2, (row + 2, 1): 1},
            ),
            (
                f'<row r="{row}"><c r="C{row}"><v>3</v></c><c r="A{row}">{one}</row>',
                "cells out of order",
                "cell-order-odd",
                {(row, 1): 1, (row, 3): 3},
            ),
            (
                f'<row r="{row}"><c r="A{row}">{one}<c r="A{row}"><v>2</v></c></row>',
                "one cell twice",
                "cell-twice",
                {(row, 1): 2},
            ),
            (f'<c r="A{row}">{one}', "a cell outside a row", "cell-misplaced", {(row, 1): 1}),
            (f'<row r="{row}"><v>1</v></row>', "a value outside a cell", "cell-misplaced", {}),
        )
    ):
        found.warn(
            f"place_{number:02d}.xlsx", books.book(books.added(xml)), note, code, cells=cells
        )
    for number, place in enumerate(("A99999999999", "ZZZZ300", "AAAAAAAAAAAAAA300")):
        digits = place.lstrip("AZ")
        found.warn(
            f"place_far_{number}.xlsx",
            books.book(books.added(f'<row r="{digits}"><c r="{place}">{one}</row>')),
            f"an address that no sheet has: {place}",
            "cell-place-odd",
        )


def _sheets(found: Cases) -> None:
    def sheets(*names: str) -> bytes:
        first, *others = names
        filled = [
            books.filled(),
            *(books.filled(f"Unit {number}") for number in range(len(others))),
        ]
        return zipped(books.parts(filled, [first, *others]).items())

    for number, name in enumerate(("", "x" * 32, "LKE\u200b", "\u202eLKE", "a\u2028b")):
        found.warn(
            f"sheet_name_{number}.xlsx",
            sheets(worksheet.SHEET, name),
            f"a sheet named {name[:12]!r}",
            "sheet-name-odd",
        )
    markup = ("<script>alert(1)</script>", "=cmd", "../../etc/passwd", "'kutip'", "📊 Nilai", "Ж")
    found.accept(
        "sheet_names.xlsx",
        sheets(worksheet.SHEET, *markup),
        "sheet names that other programs would act on",
    )
    for number, (one, other) in enumerate((("LKE", "LKE"), ("LKE", "lke"))):
        found.reject(
            f"sheet_twice_{number}.xlsx",
            sheets(one, other),
            "two sheets of one name: which one counts?",
            "sheet-names-twice",
        )
    found.warn(
        "sheet_copy.xlsx",
        sheets(worksheet.SHEET, f"{worksheet.SHEET} (2)"),
        "a copied sheet with other answers",
        "sheet-copied",
    )
    found.reject("no_sheets.xlsx", zipped(books.parts([], []).items()), "no sheets", "no-sheet")
    found.reject("no_cells.xlsx", books.book(books.sheet([])), "no cells", "no-cells")
    chart = books.parts([f'{HEAD}<chartsheet xmlns="{MAIN}"/>'])
    relations = chart["xl/_rels/workbook.xml.rels"]
    assert isinstance(relations, str)
    chart["xl/_rels/workbook.xml.rels"] = relations.replace(
        f"{OFFICE}/worksheet", f"{OFFICE}/chartsheet"
    )
    found.reject("chart_only.xlsx", zipped(chart.items()), "only a chart", "no-sheet")
