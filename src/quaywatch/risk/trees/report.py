"""What a training run found out about its data and its model."""

import msgspec

from quaywatch.risk.trees.lookup import Lookup
from quaywatch.risk.trees.measures import Measures


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """What a column holds."""

    name: str
    kind: str
    absent: int
    distinct: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Facts of one run; nothing else goes into the model card and the data sheet."""

    rows: int
    found: int
    groups: int
    learned_rows: int
    """Rows after copies were taken together."""
    earliest: str
    latest: str
    effective_rows: float
    """Kish's effective number of rows under the weights."""
    clipped: int
    """Weights that were clipped."""
    prevalence: float
    """Share of finds, each row weighted by one over its chance."""
    validation: Measures | None
    """Of calibrated scores of later rows by models of earlier ones, each curve fitted before."""
    lookup: Lookup
    curve: str
    library: str
    columns: tuple[Column, ...]
    warnings: tuple[str, ...]
