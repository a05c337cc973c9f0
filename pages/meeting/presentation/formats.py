"""What a subject can be taken along as beside its report: one line each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zi_analytics.language.wording import msg
from zi_analytics.programme.office import Office
from zi_analytics.report.content.city_brief import city_brief
from zi_analytics.report.content.gathering import PeriodMaterial, UnitMaterial
from zi_analytics.report.content.unit_brief import unit_brief
from zi_analytics.report.html import write_city_page, write_unit_page
from zi_analytics.report.pdf import write_summary

Material = UnitMaterial | PeriodMaterial
"""What a report rests on: one assessment, or all of a period."""


@dataclass(frozen=True, slots=True)
class Format:
    """``ending`` is that of the file's name; ``part`` stands in it for what is less than a report.

    ``write`` makes the bytes of what a report rests on, in a language.
    """

    label: str
    ending: str
    kind: str
    write: Callable[[Material, str, Office | None], bytes]
    part: str = ""


def _summary(found: Material, language: str, office: Office | None) -> bytes:
    if isinstance(found, UnitMaterial):
        return write_summary(unit_brief(found, language))
    return write_summary(city_brief(found, language))


def _page(found: Material, language: str, office: Office | None) -> bytes:
    if isinstance(found, UnitMaterial):
        return write_unit_page(found, language, office)
    return write_city_page(found, language, office)


FORMATS: Mapping[str, Format] = {
    "summary": Format(
        msg("One-page summary (PDF)"), "pdf", "application/pdf", _summary, msg("summary")
    ),
    "html": Format(msg("One page to send (HTML)"), "html", "text/html", _page),
}
