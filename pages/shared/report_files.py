"""Reports as files to take along: a small button for each kind, made only when it is pressed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st

from pages.shared import loading
from pages.shared.kept import kept
from pages.shared.words import language, speaking, t
from zi_analytics.language.wording import msg
from zi_analytics.programme.stationery import Stationery, kept_stationery
from zi_analytics.report.content.model import Report
from zi_analytics.report.document import write_document
from zi_analytics.report.pdf import write_pdf
from zi_analytics.report.slides import Shape, write_slides
from zi_analytics.settings import StorePlace, store_place

SLIDES, WORD, PDF = "pptx-wide", "docx", "pdf"


@dataclass(frozen=True, slots=True)
class FileKind:
    """``ending`` is that of the file's name; ``write`` makes the bytes of a report."""

    label: str
    ending: str
    kind: str
    write: Callable[[Report, Stationery], bytes]


def _slides(shape: Shape, report: Report, stationery: Stationery) -> bytes:
    return write_slides(report, shape, stationery.picture, stationery.office)


def _word(report: Report, stationery: Stationery) -> bytes:
    return write_document(
        report,
        office=stationery.office,
        logo=stationery.picture,
        template=stationery.own_document,
        template_name=stationery.template.name if stationery.template else "",
    )


def _pdf(report: Report, stationery: Stationery) -> bytes:
    return write_pdf(report, stationery.office, stationery.picture)


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


def stationery_of(unit: str) -> Stationery:
    """What the documents of a unit, or of all (""), are written on."""
    return _stationery_of(store_place(), loading.revision(), unit)


@kept(8)
def _stationery_of(place: StorePlace, revision: int, unit: str) -> Stationery:
    return kept_stationery(loading.store(), unit)


def offer_report(
    make: Callable[[], Report], stem: str, codes: Iterable[str], stationery: Stationery, key: str
) -> None:
    """A button for each of ``codes``, in the row that is open; ``make`` is called when one is
    pressed, in the language of the visit that offers it."""
    for code in codes:
        one = KINDS[code]
        offer_file(
            t(one.label),
            partial(_made, one, make, stationery),
            f"{stem}-{moment()}.{one.ending}",
            one.kind,
            f"{key}-{code}",
        )


def _made(one: FileKind, make: Callable[[], Report], stationery: Stationery) -> bytes:
    return one.write(make(), stationery)


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
