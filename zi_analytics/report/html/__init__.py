"""A report as one page that needs nothing else: no network, no folder beside it, no program."""

from zi_analytics.report.html.city import write_city_page
from zi_analytics.report.html.unit import write_unit_page

__all__ = ["write_city_page", "write_unit_page"]
