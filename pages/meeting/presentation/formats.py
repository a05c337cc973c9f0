"""The files that a report can be taken along as: one line each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zi_analytics.language.wording import msg
from zi_analytics.report.content.city_brief import city_brief
from zi_analytics.report.content.gathering import PeriodMaterial, UnitMaterial
from zi_analytics.report.content.model import Report
from zi_analytics.report.content.unit_brief import unit_brief
from zi_analytics.report.document import write_document
from zi_analytics.report.html import write_city_page, write_unit_page
from zi_analytics.report.pdf import write_pdf, write_summary
from zi_analytics.report.slides import Shape, write_slides

Material = UnitMaterial | PeriodMaterial
"""What a report rests on: one assessment, or all of a period."""


@dataclass(frozen=True, slots=True)
class Format:
    """``ending`` is that of the file's name; ``part`` stands in it for what is less than a report.

    ``write`` makes the bytes of a report as it was arranged, ``write_found`` of what it rests on,
    in a language; one of them is set.
    """

    label: str
    ending: str
    kind: str
    write: Callable[[Report], bytes] | None = None
    write_found: Callable[[Material, str], bytes] | None = None
    part: str = ""


def _summary(found: Material, language: str) -> bytes:
    if isinstance(found, UnitMaterial):
        return write_summary(unit_brief(found, language))
    return write_summary(city_brief(found, language))


def _page(found: Material, language: str) -> bytes:
    if isinstance(found, UnitMaterial):
        return write_unit_page(found, language)
    return write_city_page(found, language)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_POWERPOINT = f"{_OFFICE}presentationml.presentation"
_WORD = f"{_OFFICE}wordprocessingml.document"
_PDF = "application/pdf"

FORMATS: Mapping[str, Format] = {
    "pptx-wide": Format(
        msg("PowerPoint 16:9"), "pptx", _POWERPOINT, lambda report: write_slides(report, Shape.WIDE)
    ),
    "pptx-old": Format(
        msg("PowerPoint 4:3"),
        "pptx",
        _POWERPOINT,
        lambda report: write_slides(report, Shape.CLASSIC),
    ),
    "docx": Format(msg("Word"), "docx", _WORD, write_document),
    "pdf": Format(msg("PDF"), "pdf", _PDF, write_pdf),
    "summary": Format(
        msg("One-page summary (PDF)"), "pdf", _PDF, write_found=_summary, part=msg("summary")
    ),
    "html": Format(msg("One page to send (HTML)"), "html", "text/html", write_found=_page),
}
