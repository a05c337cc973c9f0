"""The office's own document as a template: what is its own stays, what acts is refused, and what
leads outside is left out."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.report.made import acting, parts
from tests.report.test_document import HOSTILE, OFFICE
from tests.report.test_slides import report_of
from tests.report.words import W, body, odd_fields, paragraphs, style_of
from zi_analytics.findings import Refused
from zi_analytics.report.document import write_document
from zi_analytics.report.document.whole import fill_template

OUTSIDE = "https://jahat.example/a"
ATTACHED = RELATIONSHIP_TYPE.HYPERLINK.replace("hyperlink", "attachedTemplate")


def made(change: Callable[[docx.document.Document], None] = lambda document: None) -> bytes:
    """A document as an office has it: a head, a foot, styles of its own, a place for the text."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "DINAS CONTOH"
    section.footer.paragraphs[0].text = "Jalan Contoh 1"
    document.styles["Heading 1"].font.name = "Georgia"
    document.add_paragraph("Pengantar")
    document.add_paragraph("{{ISI}}")
    document.add_paragraph("Tembusan")
    change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def filled(template: bytes, name: str = "kop.docx", texts: tuple[str, ...] = ("Satu",)) -> bytes:
    """As the child does it, without a child."""
    return fill_template(report_of(texts), OFFICE, template, name)


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed, or added."""
    found = dict(parts(data))
    found[part] = change(found.get(part, b""))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in found.items():
            package.writestr(name, content)
    return out.getvalue()


def test_head_foot_styles_and_text_around_stay_and_the_report_comes_between():
    data = write_document(report_of(["Satu"]), template=made(), template_name="kop.docx")
    said = paragraphs(data)
    assert said[0] == "Pengantar"
    assert said[-1] == "Tembusan"
    assert "{{ISI}}" not in said
    assert said.index("Satu") > 0
    found = parts(data)
    heads = [name for name in found if re.match(r"word/(header|footer)\d*\.xml", name)]
    assert {text for name in heads for text in paragraphs(data, part=name)} == {
        "DINAS CONTOH",
        "Jalan Contoh 1",
    }
    assert b"Georgia" in found["word/styles.xml"]
    # Headings of its own are not numbered by us, and missing styles are there.
    assert style_of(next(body(data).iter(f"{W}p"))) == ""
    names = re.findall(rb'<w:name w:val="([^"]*)"', found["word/styles.xml"])
    assert {b"Key Figure", b"Table Number", b"Report Table", b"toc 1"} <= set(names)
    assert len(names) == len(set(names))


def test_without_a_marker_the_report_comes_at_the_end_and_a_program_of_others_opens_it():
    def without(document: docx.document.Document) -> None:
        document.paragraphs[1]._p.getparent().remove(document.paragraphs[1]._p)

    data = filled(made(without))
    assert paragraphs(data)[:2] == ["Pengantar", "Tembusan"]
    again = docx.Document(BytesIO(data))
    assert len(again.sections) == 1
    assert len(again.inline_shapes) == 1


def test_a_document_of_ours_can_be_the_template_and_nothing_is_in_it_twice():
    first = write_document(report_of(["Satu"]), office=OFFICE)
    data = filled(first)
    names = zipfile.ZipFile(BytesIO(data)).namelist()
    assert len(names) == len(set(names))
    assert len([name for name in names if name.startswith("word/charts/zi_chart")]) == 2
    assert filled(first) == data


def test_texts_stay_as_typed_in_a_template_too():
    data = filled(made(), texts=HOSTILE)
    assert acting(data) == odd_fields(data) == []
    typed = {" ".join(text.split()) for text in HOSTILE}
    assert typed <= set(paragraphs(data, "SourceNote"))


def _link(document: docx.document.Document) -> None:
    """A link in the head, the template the document was made from, and a linked picture."""
    for part, element in (
        (document.sections[0].header.part, document.sections[0].header._element),
        (document.part, document.element.body[0].getparent()),
    ):
        id_ = part.relate_to(OUTSIDE, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element.insert(
            0,
            parse_xml(
                f'<w:p {nsdecls("w", "r")}><w:hyperlink r:id="{id_}"><w:r><w:t>tautan</w:t></w:r>'
                "</w:hyperlink></w:p>"
            ),
        )
    settings = document.settings.element
    id_ = document.part._settings_part.relate_to(OUTSIDE, ATTACHED, is_external=True)
    settings.insert(0, parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{id_}"/>'))
    id_ = document.part.relate_to(OUTSIDE, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    document.element.body.insert(
        1,
        parse_xml(
            f"<w:p {nsdecls('w', 'r', 'wp', 'a', 'pic')}><w:r><w:drawing><wp:inline><a:graphic>"
            f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:link="{id_}"/></pic:blipFill>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        ),
    )


def _field(code: str) -> Callable[[docx.document.Document], None]:
    """A field, its code divided over two runs."""

    def add(document: docx.document.Document) -> None:
        half = len(code) // 2
        inner = "".join(
            f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (code[:half], code[half:])
        )
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        document.element.body.insert(
            0,
            parse_xml(
                f"<w:p {nsdecls('w')}>{mark.format('begin')}{inner}{mark.format('separate')}"
                f"<w:r><w:t>hasil</w:t></w:r>{mark.format('end')}</w:p>"
            ),
        )

    return add


def test_what_leads_outside_is_left_out_and_its_text_stays():
    data = filled(made(_link))
    assert acting(data) == []
    assert not [name for name, part in parts(data).items() if b"jahat.example" in part]
    assert "tautan" in paragraphs(data)
    xml = parts(data)
    assert b"attachedTemplate" not in xml["word/settings.xml"]
    assert b"r:link" not in xml["word/document.xml"]
    # Nothing is named that is not there.
    for name, part in xml.items():
        if name.endswith(".xml") and name.startswith("word/"):
            used = set(re.findall(rb'r:(?:id|embed|link)="([^"]*)"', part))
            folder, _, file = name.rpartition("/")
            rels = xml.get(f"{folder}/_rels/{file}.rels", b"")
            assert used <= set(re.findall(rb'Id="([^"]*)"', rels)), name


def test_a_field_that_is_a_link_becomes_its_text_and_one_that_counts_stays():
    data = filled(made(_field(f'HYPERLINK "{OUTSIDE}"')))
    assert "hasil" in paragraphs(data)
    assert b"jahat.example" not in parts(data)["word/document.xml"]
    counting = parts(filled(made(_field("PAGE"))))["word/document.xml"]
    assert b"<w:instrText>PA</w:instrText>" in counting


@pytest.mark.parametrize(
    "code", ["DDEAUTO c:\\cmd.exe", 'INCLUDEPICTURE "http://a"', "MACROBUTTON x", "INCLUDETEXT a"]
)
def test_a_field_that_fetches_or_runs_something_is_refused(code):
    with pytest.raises(Refused, match="template-acts"):
        filled(made(_field(code)))


def _macro_type(content: bytes) -> bytes:
    return content.replace(
        b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
    )


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (b"", "template-not-word"),
        (b"%PDF-1.7", "template-not-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "template-not-word"),
        (
            changed(made(), "word/document.xml", lambda xml: xml[: len(xml) // 2]),
            "template-damaged",
        ),
        (made()[:2000], "template-damaged"),
        (b"PK\x03\x04" + b"x" * (11 << 20), "template-damaged"),
        (
            changed(
                made(),
                "word/settings.xml",
                lambda xml: b'<!DOCTYPE w [<!ENTITY a "b">]>' + xml.partition(b"?>")[2],
            ),
            "template-damaged",
        ),
        (changed(made(), "word/vbaProject.bin", lambda _: b"x"), "template-acts"),
        (changed(made(), "[Content_Types].xml", _macro_type), "template-acts"),
        (
            changed(
                made(),
                "word/_rels/document.xml.rels",
                lambda xml: xml.replace(
                    b"</Relationships>",
                    b'<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/'
                    b'2006/relationships/aFChunk" Target="settings.xml"/></Relationships>',
                ),
            ),
            "template-acts",
        ),
        (changed(made(), "word/document.xml", lambda _: b"<a/>"), "template-damaged"),
    ],
)
def test_what_is_no_safe_template_is_refused_with_its_name(template, code):
    with pytest.raises(Refused, match=code) as caught:
        filled(template, "kop surat.docx")
    assert dict(caught.value.finding.details)["name"] == "kop surat.docx"


def test_a_workbook_is_no_template_and_the_child_says_so():
    workbook = changed(
        made(),
        "[Content_Types].xml",
        lambda xml: xml.replace(b"wordprocessingml", b"spreadsheetml"),
    )
    with pytest.raises(Refused, match="template-not-word"):
        write_document(report_of(["Satu"]), template=workbook)
