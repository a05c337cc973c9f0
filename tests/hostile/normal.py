"""Normal worksheets in odd clothes: other writers, other encodings, things around the data."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time, timedelta

from tests.hostile import books, worksheet
from tests.hostile.archives import streamed, zip64, zipped
from tests.hostile.books import HEAD, MAIN, OFFICE, SHEET_1, Raw, Styled
from tests.hostile.case import Case, Cases
from zi_analytics.workbook.cells import address

_BLANK_ROWS = range(1000, 9000)
LAST = len(worksheet.rows())


def cases() -> list[Case]:
    found = Cases("normal")
    _containers(found)
    _markup(found)
    _surroundings(found)
    _hidden(found)
    _bloat(found)
    _values(found)
    return found.found


def _containers(found: Cases) -> None:
    clean = books.parts([books.filled()])
    found.accept("plain.xlsx", books.book(), "baseline")
    found.accept("stored.xlsx", zipped(clean.items(), zipfile.ZIP_STORED), "not compressed")
    found.accept("streamed.xlsx", streamed(clean.items()), "sizes after the data, zeros in headers")
    found.accept("zip64.xlsx", zip64(clean.items()), "fields for very large entries")
    found.accept("comment.xlsx", zipped(clean.items(), comment=b"x" * 65535), "64 KiB of comment")
    found.accept(
        "directories.xlsx",
        zipped([("xl/", ""), ("xl/worksheets/", ""), *clean.items()]),
        "entries for folders",
    )
    found.warn(
        "zeros_after.xlsx",
        books.book() + b"\0" * 512,
        "512 zero bytes after the archive (mail gateways, old FTP)",
        "data-after-archive",
    )
    found.warn(
        "backslashes.xlsx",
        zipped([(n.replace("/", "\\") if n.startswith("xl") else n, d) for n, d in clean.items()]),
        "part names with backslash",
        "part-names-odd",
    )
    found.warn(
        "upper_case.xlsx",
        zipped([(n.upper() if n.startswith("xl/work") else n, d) for n, d in clean.items()]),
        "part names that differ in case from what points to them",
        "part-names-odd",
    )
    found.accept(
        "absolute_target.xlsx",
        books.book(targets=["/xl/worksheets/sheet1.xml"]),
        "absolute target of a relation",
    )
    found.warn(
        "dotdot_target.xlsx",
        books.book(targets=["../xl/./worksheets/sheet1.xml"]),
        "target with ../ that stays inside",
        "part-names-odd",
    )
    found.accept(
        "template.xltx", books.book(main="template.main+xml"), "content type of a template"
    )


def _markup(found: Cases) -> None:
    plain = books.filled()
    strict = books.parts([books.filled(main=books.STRICT)])
    for name, part in strict.items():
        assert isinstance(part, str)
        strict[name] = part.replace(MAIN, books.STRICT).replace(OFFICE, books.STRICT_OFFICE)
    found.accept("iso_strict.xlsx", zipped(strict.items()), "namespaces of ISO 29500 Strict")

    def prefixed(xml: str) -> str:
        named = re.sub(r"<(/?)(?!\?|!)([a-zA-Z])", r"<\1x:\2", xml)
        return named.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')

    found.accept(
        "prefixed.xlsx",
        books.changed(
            {
                SHEET_1: prefixed(plain),
                "xl/workbook.xml": prefixed(books.workbook([worksheet.SHEET])),
                "xl/styles.xml": prefixed(books.STYLES),
            }
        ),
        "a prefix on every element (some .NET libraries)",
    )
    found.accept(
        "utf16.xlsx",
        books.book(plain.replace("UTF-8", "UTF-16").encode("utf-16")),
        "a sheet in UTF-16 with its mark",
    )
    found.accept("utf8_mark.xlsx", books.book(b"\xef\xbb\xbf" + plain.encode()), "UTF-8 with mark")
    full = [[value if value is not None else "" for value in row] for row in worksheet.rows()]
    implied = re.sub(r'<(c|row) r="[A-Z]*[0-9]+"', r"<\1", books.sheet(full))
    found.accept("no_addresses.xlsx", books.book(implied), "places implied (streaming writers)")
    spaced = (
        plain.replace("<row", "\n  <row").replace("<c ", "\n    <c ").replace("</row", "\n</row")
    )
    found.accept("indented.xlsx", books.book(spaced), "white space between all elements")
    found.accept(
        "single_quotes.xlsx", books.book(plain.replace('"', "'")), "attributes in single quotes"
    )
    found.accept(
        "alternate_content.xlsx",
        books.book(
            books.filled(
                before="<mc:AlternateContent "
                'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
                '<mc:Choice Requires="x14"><foo/></mc:Choice><mc:Fallback/></mc:AlternateContent>'
            )
        ),
        "a block for other versions",
    )
    place = (LAST + 1, 1)
    commented = f'<row r="{LAST + 1}"><c r="A{LAST + 1}" t="inlineStr"><is><t><!-- c -->Dinas '
    commented += "<![CDATA[A & B]]><?x y?> C</t></is></c>"
    commented += f'<c r="B{LAST + 1}"><v>3.<!-- x -->75</v></c></row>'
    found.accept(
        "comment_cdata.xlsx",
        books.book(books.added(commented)),
        "comment, CDATA and instruction inside a text and a number",
        cells={place: "Dinas A & B C", (LAST + 1, 2): 3.75},
    )
    found.warn(
        "latin1.xlsx",
        books.book(plain.replace("UTF-8", "ISO-8859-1").encode("latin-1", "xmlcharrefreplace")),
        "ISO-8859-1 declared",
        "encoding-unusual",
    )


def _surroundings(found: Cases) -> None:
    found.accept(
        "sheet_protected.xlsx",
        books.book(books.filled(after='<sheetProtection sheet="1" password="CC1A"/>')),
        "protected against editing only",
    )
    macro = books.parts([books.filled()], main="vnd.ms-excel.sheet.macroEnabled.main+xml")
    macro["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    found.warn(
        "macro.xlsm", zipped(macro.items()), "a broken macro project, never opened", "has-macros"
    )
    linked = books.parts([books.filled()])
    linked["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{MAIN}"/>'
    found.warn(
        "linked.xlsx", zipped(linked.items()), "a link to another workbook", "has-external-links"
    )
    for name, part in _ODD_STYLES.items():
        found.accept(
            f"styles_{name}.xlsx",
            books.book(styles=part),
            f"odd styles ({name}), which values do not need",
        )
    for name, tail in _TAILS.items():
        found.accept(
            f"tail_{name}.xlsx",
            books.book(books.filled(after=tail)),
            f"an odd element after the data ({name})",
        )
    for name, tail in _WORKBOOK_TAILS.items():
        found.accept(
            f"workbook_{name}.xlsx",
            books.book(after=tail),
            f"an odd element in the list of sheets ({name})",
        )
    found.accept(
        "active_tab.xlsx",
        books.book(before='<bookViews><workbookView activeTab="99"/></bookViews>'),
        "the active sheet is past the end",
    )
    properties = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dcterms:created>kemarin</dcterms:created></cp:coreProperties>"
    )
    found.accept(
        "properties.xlsx",
        books.changed({"docProps/core.xml": properties}),
        "a date of creation that is no date",
    )


_ODD_STYLES = {
    "fill": books.STYLES.replace('patternType="gray125"', 'patternType="bogus"'),
    "empty_fill": books.STYLES.replace(
        '<fill><patternFill patternType="gray125"/></fill>', "<fill/>"
    ),
    "colour": books.STYLES.replace("<font/>", '<font><color rgb="zz"/></font>'),
    "underline": books.STYLES.replace("<font/>", '<font><u val="bogus"/><sz val="abc"/></font>'),
    "no_fonts": books.STYLES.replace('<fonts count="1"><font/></fonts>', ""),
    "missing_font": books.STYLES.replace(
        '<cellXfs count="13"><xf/>', '<cellXfs count="13"><xf fontId="99" numFmtId="999"/>'
    ),
    "number_format": books.STYLES.replace("0.00&quot; poin&quot;", "[[[;;;;&quot;"),
    "alignment": books.STYLES.replace(
        '<cellXfs count="13"><xf/>',
        '<cellXfs count="13"><xf><alignment horizontal="bogus" textRotation="999"/></xf>',
    ),
}
_TAILS = {
    "autofilter": '<autoFilter ref="bogus"/>',
    "validation": '<dataValidations count="1"><dataValidation type="bogus" sqref="??">'
    "<formula1>1</formula1></dataValidation></dataValidations>",
    "conditional": '<conditionalFormatting sqref="A1"><cfRule type="bogus" priority="x"/>'
    "</conditionalFormatting>",
    "hyperlink": '<hyperlinks><hyperlink ref="bogus" r:id="rIdNone"/></hyperlinks>',
    "page": '<pageMargins left="x"/><pageSetup paperSize="abc" orientation="bogus"/>',
    "drawing": '<drawing r:id="rIdNone"/>',
    "legacy": '<legacyDrawing r:id="rIdNone"/>',
    "tables": '<tableParts count="1"><tablePart r:id="rIdNone"/></tableParts>',
    "many_conditions": "".join(
        f'<conditionalFormatting sqref="A{i}"><cfRule type="expression" priority="{i}">'
        "<formula>1</formula></cfRule></conditionalFormatting>"
        for i in range(1, 5001)
    ),
}
_WORKBOOK_TAILS = {
    "print_titles": '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">#REF!'
    '</definedName><definedName name="_xlnm.Print_Area" localSheetId="5">X!A1</definedName>'
    "</definedNames>",
    "empty_name": '<definedNames><definedName name="">x</definedName></definedNames>',
    "calculation": '<calcPr calcId="abc" fullCalcOnLoad="maybe"/>',
    "external": '<externalReferences><externalReference r:id="rIdNone"/></externalReferences>',
    "pivot": '<pivotCaches><pivotCache cacheId="1" r:id="rIdNone"/></pivotCaches>',
    "many_names": "<definedNames>"
    + "".join(f'<definedName name="n{i}">X!$A${i + 1}</definedName>' for i in range(20_000))
    + "</definedNames>",
}


def _hidden(found: Cases) -> None:
    found.warn(
        "hidden_sheets.xlsx",
        zipped(
            books.parts(
                [books.filled(), books.filled("Lama"), books.filled("Sangat Lama")],
                [worksheet.SHEET, "Lama", "Sangat Lama"],
                states={"Lama": "hidden", "Sangat Lama": "veryHidden"},
            ).items()
        ),
        "a hidden and a very hidden sheet must not be taken silently",
        "hidden-sheet",
    )
    row = worksheet.first_question()
    hidden = books.filled(before='<cols><col min="12" max="12" hidden="1" width="0"/></cols>')
    found.warn(
        "hidden_row.xlsx",
        books.book(hidden.replace(f'<row r="{row}">', f'<row r="{row}" hidden="1">')),
        "a hidden row and a hidden column, still read",
        "hidden-rows",
    )
    answers = f"K{row}:K{row + 2}"
    found.warn(
        "under_merge.xlsx",
        books.book(
            books.put((row + 1, worksheet.ANSWER), "B").replace(
                "</worksheet>",
                f'<mergeCells count="1"><mergeCell ref="{answers}"/></mergeCells></worksheet>',
            )
        ),
        "answers under a merged range: Excel hides them, readers do not",
        "values-under-merge",
        cells={(row + 1, worksheet.ANSWER): "B"},
    )


def _bloat(found: Cases) -> None:
    blank = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{address(row, column)}" s="1"/>' for column in range(1, 31))
        + "</row>"
        for row in _BLANK_ROWS
    )
    found.accept("blank_240000.xlsx", books.book(books.added(blank)), "240,000 formatted blanks")
    found.accept(
        "blank_last_row.xlsx",
        books.book(books.added('<row r="1048576"><c r="A1048576" s="1"/></row>')),
        "one formatted blank in the last row",
    )
    found.accept(
        "blank_last_column.xlsx",
        books.book(books.filled().replace("</row>", '<c r="XFD1" s="1"/></row>', 1)),
        "one formatted blank in the last column",
    )
    many = books.STYLES.replace(
        "</cellXfs>", '<xf numFmtId="4" applyNumberFormat="1"/>' * 60_000 + "</cellXfs>"
    )
    found.accept("styles_60000.xlsx", books.book(styles=many), "60,000 cell formats")
    for name, dimension in (
        ("full", "A1:XFD1048576"),
        ("row_0", "A0:G12"),
        ("reversed", "G12:A1"),
        ("garbage", "ZZZZZZZ99999999999:1"),
        ("too_small", "A1:B2"),
    ):
        found.accept(
            f"dimension_{name}.xlsx",
            books.book(books.filled(dimension=dimension)),
            f"a stated dimension that is wrong ({dimension}); it is not used",
        )
    long = [*worksheet.rows(), *([n, "Baris", "lain", 1, "Ya", 0.5] for n in range(5000))]
    found.accept("rows_5000.xlsx", books.book(books.sheet(long)), "large but honest", same=False)


def _values(found: Cases) -> None:
    rows = worksheet.rows()
    texts: list[str] = sorted({value for row in rows for value in row if isinstance(value, str)})
    index = {text: number for number, text in enumerate(texts)}
    shared = [
        [Raw('t="s"', f"<v>{index[v]}</v>") if isinstance(v, str) else v for v in row]
        for row in rows
    ]
    found.accept(
        "shared_texts.xlsx",
        books.book(books.sheet(shared), texts=books.strings(texts)),
        "texts in a part of their own",
    )

    def below(name: str, note: str, *values: tuple[books.Cell, object], **how: str) -> None:
        extra = [[value for value, _ in values]]
        cells = {(LAST + 1, place): want for place, (_, want) in enumerate(values, 1)}
        found.accept(name, books.book(books.sheet([*rows, *extra]), **how), note, cells=cells)

    rich = (
        f'{HEAD}<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><r><t xml:space="preserve">Dinas '
        '</t></r><r><rPr><b/></rPr><t>Contoh</t></r><rPh sb="0" eb="1"><t>XX</t></rPh></si></sst>'
    )
    below(
        "rich_text.xlsx",
        "runs of text; the phonetic hint is no part of it",
        (Raw('t="s"', "<v>0</v>"), "Dinas Contoh"),
        texts=rich,
    )
    below(
        "escaped_text.xlsx",
        "_xHHHH_ stands for a character",
        ("_x0041_", "A"),
        ("_x005F_x000D_", "_x000D_"),
    )
    below(
        "dates_1904.xlsx",
        "dates counted from 1904",
        (Styled(44197, books.ISO), date(2025, 1, 2)),
        before='<workbookPr date1904="1"/>',
    )
    below(
        "dates.xlsx",
        "dates, times and durations",
        (Styled(45658, books.ISO), date(2025, 1, 1)),
        (Styled(45658, books.INDONESIAN), date(2025, 1, 1)),
        (Styled(45658.75, books.ISO), datetime(2025, 1, 1, 18)),
        (Styled(1.5, books.DURATION), timedelta(hours=36)),
        (Styled(0.75, books.ISO), time(18)),
        (Styled(45751, books.DAY), date(2025, 4, 4)),
    )
    below(
        "formats_with_letters.xlsx",
        "number formats whose quoted words hold d, m, y, h or s",
        *(
            (Styled(value, style), value)
            for value, style in (
                (3.75, books.POIN),
                (12, books.HARI),
                (1500000, books.RUPIAH),
                (0.85, books.PERCENT),
                (12, books.SPELT),
                (3.75, books.RED),
                (3.75, books.UNDERLINE),
                (4, books.DOKUMEN),
            )
        ),
    )
    below(
        "formula_text.xlsx",
        "a formula with a text as its result, and one with an empty text",
        (Raw('t="str"', '<f>IF(1,"Ya","Tidak")</f><v>Ya</v>'), "Ya"),
        (Raw('t="str"', '<f>IF(1,"","x")</f><v></v>'), None),
    )
    below("text_32767.xlsx", "the longest text that Excel allows", ("A" * 32767, "A" * 32767))
    below("typed_blank.xlsx", "a blank cell with a type", (Raw('t="n"', ""), None))
    moved = [[], [], [], *[[None, None, *row] for row in rows]]
    found.accept(
        "table_at_C4.xlsx",
        books.book(books.sheet(moved)),
        "the table starts at C4: places must not shift",
        same=False,
        cells={(4, 3): rows[0][0], (4, 4): rows[0][1]},
    )
    found.accept(
        "spans.xlsx",
        books.book(books.filled().replace('<row r="2">', '<row r="2" spans="9:1" ht="x">')),
        "hints about a row that make no sense",
    )
