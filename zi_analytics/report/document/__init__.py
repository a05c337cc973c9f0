"""A report as a Word document that an office can file: its own letterhead, its own styles."""

from zi_analytics.report.document.whole import check_template, write_document

__all__ = ["check_template", "write_document"]
