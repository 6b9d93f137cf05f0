"""Documentary checks: one question a file, put to whole batches as column expressions."""

from quaywatch.checks.catalogue import ALL
from quaywatch.checks.check import LANGUAGES, Check
from quaywatch.checks.context import Context
from quaywatch.checks.describe import describe, source, text
from quaywatch.checks.run import run
from quaywatch.checks.version import version
from quaywatch.checks.views.voyages import meeting, voyage_containers

__all__ = [
    "ALL",
    "LANGUAGES",
    "Check",
    "Context",
    "describe",
    "meeting",
    "run",
    "source",
    "text",
    "version",
    "voyage_containers",
]
