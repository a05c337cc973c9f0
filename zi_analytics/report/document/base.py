"""The empty document that a report is written into: the library's own, bare of what it carries."""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from zi_analytics.programme.office import Office
from zi_analytics.report.content.model import Report
from zi_analytics.report.document.page import arrange_page
from zi_analytics.report.document.styles import begin_anew
from zi_analytics.report.slides.fitting import as_typed
from zi_analytics.report.slides.template import own_theme

_UNUSED = ("thumbnail", "customXml", "stylesWithEffects", "webSettings")
"""What the library's own template carries along."""
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"><Application>ZI Analytics'
    b"</Application></Properties>"
)
_SETTINGS = (
    '<w:settings {namespaces}><w:defaultTabStop w:val="567"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="{spoken}"/><w:clrSchemeMapping w:bg1="light1" '
    'w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" '
    'w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
    'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
    '<w:decimalSymbol w:val="{mark}"/><w:listSeparator w:val=";"/></w:settings>'
)
_SPOKEN = {"id": ("id-ID", ","), "en": ("en-GB", ".")}
"""Language and decimal mark."""


def base_document(language: str) -> Document:
    """A4, in the language, without a paragraph."""
    document = docx.Document()
    package: Any = document.part.package
    for relations in (package.rels, document.part.rels):
        for id_, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                relations.pop(id_)
    package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)._blob = _APPLICATION
    theme: Any = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = own_theme(theme.blob)
    spoken, mark = _SPOKEN[language]
    _replace(
        document.settings.element,
        _SETTINGS.format(namespaces=nsdecls("w"), spoken=spoken, mark=mark),
    )
    numbering: Any = document.part.numbering_part.element
    for one in list(numbering):
        numbering.remove(one)
    begin_anew(document, spoken)
    arrange_page(document)
    return document


def write_facts(document: Document, report: Report, office: Office | None) -> None:
    """What a file says of itself: no moment but that of the newest data."""
    facts = document.core_properties
    named = as_typed(office.name) if office is not None else ""
    author = named[:255] or "ZI Analytics"
    facts.title = as_typed(f"{report.heading} · {report.subject}")[:255]
    facts.subject = as_typed(report.context)[:255]
    facts.author = facts.last_modified_by = author
    facts.created = facts.modified = report.written.replace(tzinfo=None)
    facts.comments = facts.keywords = facts.category = ""
    facts.language = _SPOKEN[report.language][0]
    facts.revision = 1


def _replace(old: Any, markup: str) -> None:
    """Let an element hold what ``markup`` holds."""
    for one in list(old):
        old.remove(one)
    old.extend(list(parse_xml(markup)))
