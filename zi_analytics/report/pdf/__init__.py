"""A report as PDF: vector charts, embedded letters, nothing that acts."""

from zi_analytics.report.pdf.writing import write_pdf

__all__ = ["write_pdf"]
