"""The report to a minister: where a port stands, what that rests on, and what to close first."""

from quaywatch.norms.report.content import LANGUAGES, Report, report
from quaywatch.norms.report.html import html
from quaywatch.norms.report.template import template

__all__ = ["LANGUAGES", "Report", "html", "report", "template"]
