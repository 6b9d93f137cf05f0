"""The report to a minister: where a port stands, what that rests on, and what to close first."""

from quaywatch.norms.report.content import LANGUAGES, report

__all__ = ["LANGUAGES", "report"]
