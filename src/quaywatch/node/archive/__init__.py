"""The exported ledger (see `ledger.exporting`) as tables of filings and outcomes."""

from quaywatch.node.archive.filings import FILED_SCHEMA, filed
from quaywatch.node.archive.spark import assessments_of, filings_of, outcomes_of

__all__ = ["FILED_SCHEMA", "assessments_of", "filed", "filings_of", "outcomes_of"]
