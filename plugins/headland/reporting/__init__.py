"""Findings in the forms that people and tools read: one file a format.

`load_formats()` makes FORMATS complete; `FORMATS["text"].render(report, style)` gives the text.
"""

from headland.reporting.report import FORMATS, FindingsReport, ReportFormat, Style, load_formats
from headland.reporting.source_texts import Place, SourceTexts

__all__ = ["FORMATS", "FindingsReport", "Place", "ReportFormat", "SourceTexts", "Style", "load_formats"]
