"""The formats of the command ``report``: one line each, so that a new one is a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zi_analytics.report.content.model import Office, Report
from zi_analytics.report.document import write_document
from zi_analytics.report.pdf import write_pdf
from zi_analytics.report.slides import Shape, write_slides


@dataclass(frozen=True, slots=True)
class Options:
    """What the user wants of the look, whatever the format. A format takes what concerns it."""

    shape: Shape = Shape.WIDE
    logo: bytes | None = None
    office: Office | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """``ending`` is that of its files, with the dot; the same report gives the same bytes."""

    ending: str
    write: Callable[[Report, Options], bytes]


def _slides(report: Report, options: Options) -> bytes:
    return write_slides(report, options.shape, options.logo)


def _document(report: Report, options: Options) -> bytes:
    return write_document(report, office=options.office, logo=options.logo)


def _pdf(report: Report, options: Options) -> bytes:
    return write_pdf(report, logo=options.logo)


FORMATS = {
    "pptx": Format(".pptx", _slides),
    "docx": Format(".docx", _document),
    "pdf": Format(".pdf", _pdf),
}


def format_of(name: str, ending: str) -> Format:
    """The format asked for by ``name``, or else by the ending of the output, or else slides."""
    meant = (one for one in FORMATS.values() if one.ending == ending.casefold())
    return FORMATS[name] if name else next(meant, FORMATS["pptx"])


def is_of_another(ending: str, format_: Format) -> bool:
    """Whether an output that ends so would be taken for another format than it is."""
    return ending.casefold() in {one.ending for one in FORMATS.values()} - {format_.ending}
