"""What tells of one unit or of all of them without being a report: a page to send, a summary."""

from __future__ import annotations

from zi_analytics.programme.office import Office
from zi_analytics.report.content.city_brief import city_brief
from zi_analytics.report.content.gathering import PeriodMaterial, UnitMaterial
from zi_analytics.report.content.unit_brief import unit_brief
from zi_analytics.report.html import write_city_page, write_unit_page
from zi_analytics.report.pdf import write_summary

Material = UnitMaterial | PeriodMaterial
"""What a report rests on: one assessment, or all of a period."""


def summary_of(found: Material, language: str) -> bytes:
    """The one page for a chat group, as PDF."""
    if isinstance(found, UnitMaterial):
        return write_summary(unit_brief(found, language))
    return write_summary(city_brief(found, language))


def page_of(found: Material, language: str, office: Office | None) -> bytes:
    """The page in one file, as HTML, signed by the office where there is one."""
    if isinstance(found, UnitMaterial):
        return write_unit_page(found, language, office)
    return write_city_page(found, language, office)
