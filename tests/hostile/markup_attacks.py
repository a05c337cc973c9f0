"""XML made to expand, to fetch, to nest without end, or to hide from a search."""

from __future__ import annotations

from tests.hostile import books, worksheet
from tests.hostile.books import HEAD, MAIN, SHEET_1, STYLES, Raw
from tests.hostile.case import Case, Cases

_DEEP = 200_000
_TEXT = [[Raw('t="s"', "<v>0</v>"), 1]]


def cases() -> list[Case]:
    found = Cases("markup")
    _document_types(found)
    _nesting(found)
    _encodings(found)
    return found.found


def _laughs(root: str) -> str:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {root} [<!ENTITY a0 "lol">{entities}]>'


def _document_types(found: Cases) -> None:
    def texts(name: str, note: str, text: str, doctype: str, encoding: str = "UTF-8") -> None:
        part = books.strings([text], raw=True, doctype=doctype).replace("UTF-8", encoding)
        content = part.encode(encoding)
        found.reject(name, books.book(books.sheet(_TEXT), texts=content), note, "document-type")

    texts("laughs_texts.xlsx", "a billion laughs", "&a9;", _laughs("sst"))
    large = f'<!DOCTYPE sst [<!ENTITY a "{"A" * 200_000}">]>'
    texts("quadratic.xlsx", "one large entity 3,000 times", "&a;" * 3000, large)
    for name, address in (
        ("passwd", "file:///etc/passwd"),
        ("http", "http://127.0.0.1:9/x"),
        ("zero", "file:///dev/zero"),
        ("environ", "file:///proc/self/environ"),
    ):
        entity = f'<!DOCTYPE sst [<!ENTITY x SYSTEM "{address}">]>'
        texts(f"entity_{name}.xlsx", f"an entity from {address}", "&x;", entity)
    texts("dtd.xlsx", "a DTD elsewhere", "x", '<!DOCTYPE sst SYSTEM "http://127.0.0.1:9/e.dtd">')
    parameter = '<!DOCTYPE sst [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>'
    texts("parameter.xlsx", "a parameter entity", "x", parameter)
    secret = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    texts("entity_utf16.xlsx", "hidden from a search by UTF-16", "&x;", secret, "UTF-16")

    def declared(name: str, part: str, doctype: str) -> None:
        whole = books.parts([books.filled()])[part]
        assert isinstance(whole, str)
        data = books.changed({part: whole.replace(HEAD, HEAD + doctype)})
        found.reject(name, data, f"a document type in {part}", "document-type")

    declared("laughs_sheet.xlsx", SHEET_1, _laughs("worksheet"))
    declared("doctype_empty.xlsx", SHEET_1, "<!DOCTYPE worksheet>")
    declared("doctype_list.xlsx", "xl/workbook.xml", secret.replace("sst", "workbook"))
    declared("doctype_types.xlsx", "[Content_Types].xml", secret.replace("sst", "Types"))
    properties = f'<?xml version="1.0"?>{secret.replace("sst", "x")}<x>&x;</x>'
    found.reject(
        "doctype_properties.xlsx",
        books.changed({"docProps/core.xml": properties}),
        "in a part that nobody here reads, but the next program may",
        "document-type",
    )


def _nesting(found: Cases) -> None:
    deep = "nested-too-deep"
    for depth in (1000, 50_000, 1_000_000):
        part = books.filled(after="<a>" * depth + "</a>" * depth)
        found.reject(f"nested_{depth}.xlsx", books.book(part), f"{depth} deep", deep)
    hidden = '<a x="/&gt;">'.replace("&gt;", ">") * 1000 + "</a>" * 1000
    found.reject(
        "nested_disguised.xlsx",
        books.book(books.filled(after=hidden)),
        "1,000 deep, with attributes that look like ends",
        deep,
    )
    runs = "<r>" * _DEEP + "<t>x</t>" + "</r>" * _DEEP
    texts = f'{HEAD}<sst xmlns="{MAIN}"><si>{runs}</si></sst>'
    found.reject("nested_text.xlsx", books.book(books.sheet(_TEXT), texts=texts), "in a text", deep)
    nested = "<x>" * _DEEP + "</x>" * _DEEP
    found.reject(
        "nested_styles.xlsx",
        books.book(styles=STYLES.replace("<fonts", nested + "<fonts")),
        "in the styles",
        deep,
    )
    found.reject(
        "nested_list.xlsx",
        books.book(before=nested),
        "in the list of sheets",
        deep,
    )
    many = " ".join(f'a{number}="1"' for number in range(80_000))
    found.warn(
        "attributes_80000.xlsx",
        books.book(books.filled(before=f"<sheetPr {many}/>")),
        "80,000 attributes on one element",
        "markup-odd",
    )
    long = "A" * (20 << 20)
    found.reject(
        "attribute_20MB.xlsx",
        books.book(books.filled(before=f'<sheetPr codeName="{long}"/>')),
        "one attribute of 20 MB",
        "markup-too-large",
    )


def _encodings(found: Cases) -> None:
    clean = books.filled()
    utf7 = clean.replace("UTF-8", "UTF-7").replace("<row", "+ADw-row")
    found.reject("utf7.xlsx", books.book(utf7), "UTF-7 hides markup", "odd-encoding")
    utf32 = clean.replace("UTF-8", "UTF-32").encode("utf-32")
    found.reject("utf32.xlsx", books.book(utf32), "UTF-32", "odd-encoding")
    ebcdic = clean.replace("UTF-8", "IBM037")
    found.reject("ebcdic.xlsx", books.book(ebcdic), "EBCDIC declared", "odd-encoding")
    row = worksheet.first_question()
    marked = books.put((row, worksheet.NOTE), "TANDA").encode()
    found.reject(
        "bad_utf8.xlsx",
        books.book(marked.replace(b"TANDA", b"TAN\xff\xfe\xc0")),
        "bytes that are no UTF-8",
        "damaged-part",
    )
    for number, text in enumerate((b"&#0;", b"&#xD800;", b"&tidakada;", b"<b>", b"a & b")):
        found.reject(
            f"bad_text_{number}.xlsx",
            books.book(marked.replace(b"TANDA", text)),
            f"{text!r} in a text",
            "damaged-part",
            "reader-failed",
        )
