"""A report as PDF: vector charts, embedded letters, nothing that acts; and one page for a chat."""

from zi_analytics.report.pdf.summary import write_summary
from zi_analytics.report.pdf.writing import write_pdf

__all__ = ["write_pdf", "write_summary"]
