"""The files that a report can be taken along as: one line each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zi_analytics.language.wording import msg
from zi_analytics.report.content.model import Report
from zi_analytics.report.document import write_document
from zi_analytics.report.pdf import write_pdf
from zi_analytics.report.slides import Shape, write_slides


@dataclass(frozen=True, slots=True)
class Format:
    """``write`` makes the bytes of a report; ``ending`` is that of the file's name."""

    label: str
    ending: str
    kind: str
    write: Callable[[Report], bytes]


_POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: Mapping[str, Format] = {
    "pptx-wide": Format(
        msg("PowerPoint 16:9"),
        "pptx",
        _POWERPOINT,
        lambda report: write_slides(report, Shape.WIDE),
    ),
    "pptx-old": Format(
        msg("PowerPoint 4:3"),
        "pptx",
        _POWERPOINT,
        lambda report: write_slides(report, Shape.CLASSIC),
    ),
    "docx": Format(msg("Word"), "docx", _WORD, write_document),
    "pdf": Format(msg("PDF"), "pdf", "application/pdf", write_pdf),
}
