"""Reports as files to take along: a small button for each kind, made only when it is pressed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st

from pages.shared import loading
from pages.shared.words import language, speaking, t
from zi_analytics.language.wording import msg
from zi_analytics.programme.office import Office, kept_office
from zi_analytics.report.content.model import Report
from zi_analytics.report.document import write_document
from zi_analytics.report.pdf import write_pdf
from zi_analytics.report.slides import Shape, write_slides
from zi_analytics.settings import StorePlace, store_place

SLIDES, WORD, PDF = "pptx-wide", "docx", "pdf"


@dataclass(frozen=True, slots=True)
class Look:
    """Whose document it is: the office of the letterhead and of the signature, and its own .docx
    as a template with the name of that file."""

    office: Office | None = None
    template: bytes | None = None
    template_name: str = ""


@dataclass(frozen=True, slots=True)
class FileKind:
    """``ending`` is that of the file's name; ``write`` makes the bytes of a report."""

    label: str
    ending: str
    kind: str
    write: Callable[[Report, Look], bytes]


def _slides(shape: Shape, report: Report, look: Look) -> bytes:
    return write_slides(report, shape, office=look.office)


def _word(report: Report, look: Look) -> bytes:
    return write_document(
        report, office=look.office, template=look.template, template_name=look.template_name
    )


def _pdf(report: Report, look: Look) -> bytes:
    return write_pdf(report, look.office)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_POWERPOINT = f"{_OFFICE}presentationml.presentation"

KINDS: Mapping[str, FileKind] = {
    SLIDES: FileKind(msg("PowerPoint 16:9"), "pptx", _POWERPOINT, partial(_slides, Shape.WIDE)),
    "pptx-old": FileKind(
        msg("PowerPoint 4:3"), "pptx", _POWERPOINT, partial(_slides, Shape.CLASSIC)
    ),
    WORD: FileKind(msg("Word"), "docx", f"{_OFFICE}wordprocessingml.document", _word),
    PDF: FileKind(msg("PDF"), "pdf", "application/pdf", _pdf),
}


def office_of(unit: str) -> Office | None:
    """The office that is kept for a unit, or for all ("")."""
    return _office_of(store_place(), loading.store().revision, unit)


@st.cache_resource(max_entries=32, show_spinner=False)
def _office_of(place: StorePlace, revision: int, unit: str) -> Office | None:
    kept = kept_office(loading.store(), unit)
    return None if kept is None else kept.value


def offer_report(
    make: Callable[[], Report], stem: str, codes: Iterable[str], look: Look, key: str
) -> None:
    """A button for each of ``codes``, in the row that is open; ``make`` is called when one is
    pressed, in the language of the visit that offers it."""
    for code in codes:
        one = KINDS[code]
        offer_file(
            t(one.label),
            partial(_made, one, make, look),
            f"{stem}-{moment()}.{one.ending}",
            one.kind,
            f"{key}-{code}",
        )


def _made(one: FileKind, make: Callable[[], Report], look: Look) -> bytes:
    return one.write(make(), look)


def offer_file(label: str, make: Callable[[], bytes], name: str, kind: str, key: str) -> None:
    """One button whose file is made when it is pressed, in the language of this visit."""
    st.download_button(
        label, partial(_speaking, language(), make), name, kind, key=key, on_click="ignore"
    )


def _speaking(spoken: str, make: Callable[[], bytes]) -> bytes:
    with speaking(spoken):
        return make()


def moment() -> str:
    """Stands in a file's name for its content, which nobody knows before it is made."""
    return datetime.now().strftime("%Y%m%d-%H%M%S-%f")
