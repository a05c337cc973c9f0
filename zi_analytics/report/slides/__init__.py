"""A report as PowerPoint: native charts and tables that can be edited, nothing that acts."""

from zi_analytics.report.slides.template import Shape
from zi_analytics.report.slides.writing import write_slides

__all__ = ["Shape", "write_slides"]
