"""The formats of the command ``report``: one line each, so that a new one is a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from zi_analytics.language.wording import msg
from zi_analytics.programme.stationery import Stationery
from zi_analytics.report.content.model import Report
from zi_analytics.report.document import write_document
from zi_analytics.report.material import Material, page_of, summary_of
from zi_analytics.report.pdf import write_pdf
from zi_analytics.report.slides import Shape, write_slides


@dataclass(frozen=True, slots=True)
class Options:
    """What the user wants of the look, whatever the format. A format takes what concerns it."""

    shape: Shape = Shape.WIDE
    stationery: Stationery = field(default_factory=Stationery)


@dataclass(frozen=True, slots=True)
class Told:
    """A report, what it rests on where that can be told otherwise too, and what is kept for it
    to be written on."""

    report: Report
    found: Material | None = None
    stationery: Stationery = field(default_factory=Stationery)


@dataclass(frozen=True, slots=True)
class Format:
    """``ending`` is that of its files, with the dot; the same content gives the same bytes.

    ``write`` makes one of a report, ``write_found`` of what the report rests on; one of them is
    set. ``part`` stands in the name of what is less than a whole report.
    """

    ending: str
    write: Callable[[Report, Options], bytes] | None = None
    write_found: Callable[[Material, str, Options], bytes] | None = None
    part: str = ""

    def make(self, told: Told, options: Options) -> bytes:
        """The bytes of the document; what is among the options comes before what is kept."""
        given, kept = options.stationery, told.stationery
        meant = Stationery(
            given.office or kept.office, given.logo or kept.logo, given.template or kept.template
        )
        options = replace(options, stationery=meant)
        if self.write is not None:
            return self.write(told.report, options)
        assert self.write_found is not None
        assert told.found is not None
        return self.write_found(told.found, told.report.language, options)


def _slides(report: Report, options: Options) -> bytes:
    on = options.stationery
    return write_slides(report, options.shape, on.picture, on.office)


def _document(report: Report, options: Options) -> bytes:
    on = options.stationery
    return write_document(
        report,
        office=on.office,
        logo=on.picture,
        template=on.own_document,
        template_name=on.template.name if on.template else "",
    )


def _pdf(report: Report, options: Options) -> bytes:
    return write_pdf(report, options.stationery.office, options.stationery.picture)


def _summary(found: Material, language: str, options: Options) -> bytes:
    return summary_of(found, language)


def _page(found: Material, language: str, options: Options) -> bytes:
    return page_of(found, language, options.stationery.office)


FORMATS = {
    "pptx": Format(".pptx", _slides),
    "docx": Format(".docx", _document),
    "pdf": Format(".pdf", _pdf),
    "summary": Format(".pdf", write_found=_summary, part=msg("summary")),
    "html": Format(".html", write_found=_page),
}


def format_of(name: str, ending: str) -> Format:
    """The format asked for by ``name``, or else by the ending of the output, or else slides."""
    meant = (one for one in FORMATS.values() if one.ending == ending.casefold())
    return FORMATS[name] if name else next(meant, FORMATS["pptx"])


def is_of_another(ending: str, format_: Format) -> bool:
    """Whether an output that ends so would be taken for another format than it is."""
    return ending.casefold() in {one.ending for one in FORMATS.values()} - {format_.ending}
