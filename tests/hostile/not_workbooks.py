"""Files that are not what their name says, and damaged ones."""

from __future__ import annotations

import gzip
import random
import zipfile

from tests.hostile import books
from tests.hostile.archives import with_flag, with_method, with_wrong_count, zipped
from tests.hostile.books import HEAD, SHEET_1
from tests.hostile.case import Case, Cases
from tests.hostile.compound_files import compound
from tests.hostile.old_formats import open_document

_DAMAGED = ("damaged-archive", "damaged-part")


def cases() -> list[Case]:
    found = Cases("container")
    _other_kinds(found)
    _cut_and_flipped(found)
    _missing_parts(found)
    _ambiguous(found)
    return found.found


def _other_kinds(found: Cases) -> None:
    page = (
        b'<html><head><meta charset="utf-8"></head><body><table><tr><td>Unit Kerja</td></tr>'
        b"</table></body></html>"
    )
    found.reject("zero_bytes.xlsx", b"", "0 bytes", "file-empty")
    found.reject("zeros.xlsx", b"\0" * 4096, "a failed network copy", "file-blank")
    found.reject(
        "too_large.xlsx", b"PK\x03\x04" + b"x" * (10 << 20), "over 10 MiB", "file-too-large"
    )
    found.reject("page.xls", page, "a web page saved as .xls (web programs do that)", "is-html")
    found.reject("page.xlsx", page, "a web page named .xlsx", "is-html")
    found.reject("csv.xlsx", b"No;Indikator;Nilai\r\n1;Tim kerja;3,75\r\n", "CSV", "is-text")
    found.reject("csv_utf16.xlsx", "No;Nilai\r\n1;3,75\r\n".encode("utf-16"), "CSV", "is-text")
    found.reject("text.xlsx", b"Bukan berkas Excel\n", "text", "is-text")
    found.reject("pdf.xlsx", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", "PDF", "is-pdf")
    found.reject("photo.xlsx", b"\xff\xd8\xff\xe0" + b"\x10" * 99, "a photo", "is-picture")
    found.reject("letter.xlsx", b"{\\rtf1 Surat}", "RTF", "is-document")
    found.reject(
        "word.xlsx",
        zipped([("[Content_Types].xml", HEAD + "<Types/>"), ("word/document.xml", "<w/>")]),
        "a Word document with another name",
        "is-document",
    )
    found.reject(
        "slides.xlsx", zipped([("ppt/presentation.xml", "<p/>")]), "slides", "is-presentation"
    )
    found.reject(
        "writer.xlsx",
        zipped([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")]),
        "a text of LibreOffice",
        "is-document",
    )
    found.reject("numbers.xlsx", zipped([("Index/Document.iwa", "x")]), "Numbers", "is-numbers")
    found.reject("zip.xlsx", zipped([("a.txt", "hello")]), "a zip of a text", "is-plain-zip")
    found.reject(
        "zip_of_books.xlsx",
        zipped([("a.xlsx", books.book()), ("b.xlsx", books.book())]),
        "a zip of worksheets",
        "is-zip-of-files",
    )
    found.reject(
        "xml_2003.xls",
        (
            f'{HEAD}<?mso-application progid="Excel.Sheet"?><Workbook '
            'xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
        ).encode(),
        "XML Spreadsheet 2003",
        "is-xml-spreadsheet",
    )
    found.reject(
        "flat.xlsx",
        f'{HEAD}<office:document xmlns:office="urn:oasis:names:tc:opendocument:x"/>'.encode(),
        "flat OpenDocument",
        "is-flat-opendocument",
    )
    found.reject(
        "mhtml.xls",
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x--\n',
        "a web page in one file",
        "is-mhtml",
    )
    found.reject("gzip.xlsx", gzip.compress(books.book(), mtime=0), "gzip", "is-compressed")
    found.reject("bytes.xlsx", b"\x01\x02\x03\x04" * 99, "nothing known", "not-a-workbook")
    found.reject(
        "password.xlsx",
        compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"\1" * 5000}),
        "a password to open: must say so",
        "password-protected",
    )
    found.reject(
        "word_old.xls", compound({"WordDocument": b"\1" * 5000}), "an old .doc", "is-document"
    )
    found.reject("nothing.xls", compound({"Other": b"\1" * 50}), "no sheets", "not-a-workbook")
    found.warn("named_xls.xls", books.book(), "an .xlsx named .xls", "name-differs")
    found.warn("ods.xlsx", open_document(), "an .ods named .xlsx", "name-differs")


def _cut_and_flipped(found: Cases) -> None:
    base = books.book()
    for tenth in range(1, 10):
        cut = base[: len(base) * tenth // 10]
        found.reject(f"cut_{tenth}0.xlsx", cut, f"cut at {tenth}0 %", "damaged-archive")
    found.reject("cut_last.xlsx", base[:-1], "the last byte is missing", "damaged-archive")
    found.reject("one_byte.xlsx", b"P", "one byte", "is-text")
    found.reject("signature.xlsx", b"PK\x03\x04", "the signature only", "damaged-archive")
    found.reject("no_parts.xlsx", b"PK\x05\x06" + b"\0" * 18, "an empty zip", "archive-empty")
    drawn = random.Random(20250101)
    for number in range(24):
        flipped = bytearray(base)
        for _ in range(drawn.choice([1, 1, 2, 8, 32])):
            flipped[drawn.randrange(len(flipped))] ^= 1 << drawn.randrange(8)
        found.either(f"flipped_{number:02d}.xlsx", bytes(flipped), "random bits flipped")
    stored = zipped(books.parts([books.filled()]).items(), zipfile.ZIP_STORED)
    place = stored.index(b"PENGUNGKIT", stored.index(b"<sheetData"))
    found.reject(
        "changed_inside.xlsx",
        stored[:place] + b"pengungkit" + stored[place + 10 :],
        "a text changed inside a stored part, its sum not",
        "damaged-part",
    )
    packed = bytearray(base)
    place = packed.index(SHEET_1.encode())
    packed[place : place + len(SHEET_1)] = SHEET_1.replace("1", "X").encode()
    found.reject(
        "two_names.xlsx",
        bytes(packed),
        "a part is named differently in its own header",
        "damaged-archive",
    )
    found.warn(
        "count_lie.xlsx",
        with_wrong_count(base),
        "the end of the archive claims 65,535 parts",
        "archive-directory-odd",
    )


def _missing_parts(found: Cases) -> None:
    for part, code in (("[Content_Types].xml", "part-missing"), ("_rels/.rels", "part-missing")):
        short = part.strip("[]_").partition("/")[0].partition(".")[0]
        found.warn(f"without_{short}.xlsx", books.changed({part: None}), f"no {part}", code)
    found.warn(
        "without_styles.xlsx", books.changed({"xl/styles.xml": None}), "", "styles-unreadable"
    )
    for name, part, code in (
        ("list", "xl/workbook.xml", "workbook-part-missing"),
        ("relations", "xl/_rels/workbook.xml.rels", "sheet-part-missing"),
        ("sheet", SHEET_1, "sheet-part-missing"),
    ):
        found.reject(f"without_{name}.xlsx", books.changed({part: None}), f"no {part}", code)
    for name, part in (
        ("list", "xl/workbook.xml"),
        ("sheet", SHEET_1),
        ("styles", "xl/styles.xml"),
    ):
        whole = books.parts([books.filled()])[part]
        for how, content in (("half", whole[: len(whole) // 2]), ("empty", "")):
            data = books.changed({part: content})
            if name == "styles":
                found.warn(f"{how}_{name}.xlsx", data, f"{part} {how}", "styles-unreadable")
            else:
                found.reject(f"{how}_{name}.xlsx", data, f"{part} {how}", "damaged-part")


def _ambiguous(found: Cases) -> None:
    base = books.book()
    clean = list(books.parts([books.filled()]).items())
    other = books.filled("Lain")
    found.reject(
        "part_twice.xlsx",
        zipped([*clean, (SHEET_1, other)]),
        "two parts of one name: readers disagree",
        "part-twice",
    )
    found.reject(
        "part_twice_case.xlsx",
        zipped([*clean, ("xl/worksheets/Sheet1.xml", other)]),
        "two parts that differ by case only",
        "part-twice",
    )
    found.reject(
        "page_before.xlsx",
        b"<html><script>alert(1)</script>" + base,
        "a web page in front of the archive",
        "data-before-archive",
    )
    found.reject("two_books.xlsx", base + base, "two archives in a row", "two-archives")
    found.reject(
        "encrypted.xlsx", with_flag(base, 1), "parts flagged as encrypted", "archive-encrypted"
    )
    found.reject(
        "method_99.xlsx", with_method(base, 99), "unknown compression", "unknown-compression"
    )
    for number, name in enumerate(
        (
            "../../../../tmp/jahat.txt",
            "/tmp/jahat.txt",
            "C:\\Windows\\x.txt",
            "xl/\x01x",
            "a" * 60000,
        )
    ):
        found.reject(
            f"part_name_{number}.xlsx",
            zipped([*clean, (name, "x")]),
            f"a part named {name[:30]!r}",
            "part-names-unsafe",
        )
    found.reject(
        "target_outside.xlsx",
        books.book(targets=["../../../../../etc/passwd"]),
        "a sheet that points outside the package",
        "sheet-part-missing",
    )
    found.reject(
        "target_url.xlsx",
        books.book(targets=["http://127.0.0.1:9/s.xml"]),
        "a sheet at an address on the network: nothing may be fetched",
        "sheet-part-missing",
    )
    found.reject(
        "parts_5005.xlsx",
        zipped([*clean, *((f"x/{n}", "") for n in range(5000))], zipfile.ZIP_STORED),
        "5,005 parts",
        "too-many-parts",
    )
