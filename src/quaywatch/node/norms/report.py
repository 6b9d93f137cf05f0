"""The minister's report as PDF/UA, typeset as letters are."""

from quaywatch.norms.report import Report, template
from quaywatch.scorecards.letter import typeset


def pdf(report: Report) -> bytes:
    """Return a report as PDF: the same one makes the same bytes."""
    return typeset(template(), "report", report)
