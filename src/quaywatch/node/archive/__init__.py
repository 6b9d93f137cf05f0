"""The exported ledger (see `ledger.exporting`) as tables of filings and outcomes."""

from quaywatch.node.archive.filings import FILED_SCHEMA, filed
from quaywatch.node.archive.spark import assessments_of, filings_of, outcomes_of
from quaywatch.node.archive.standings import STANDINGS_SCHEMA, standings_of

__all__ = [
    "FILED_SCHEMA",
    "STANDINGS_SCHEMA",
    "assessments_of",
    "filed",
    "filings_of",
    "outcomes_of",
    "standings_of",
]
