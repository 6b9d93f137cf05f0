"""What is made of partners' scans, to be deleted with their notices: SQLite and PostgreSQL."""

from sqlalchemy import Column, Engine, LargeBinary, MetaData, String, Table

from quaywatch.ledger.instant import Instant

METADATA = MetaData()

wanted = Table(
    "elsewhere_wanted",
    METADATA,
    Column("notice", String, primary_key=True),
    Column("actor", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("refused", String, nullable=False),
)
"""Scans that somebody asked for; `refused` is why the partner did not hand one over."""

scan = Table(
    "elsewhere_scan",
    METADATA,
    Column("digest", String, primary_key=True),
    Column("notice", String, nullable=False, index=True),
    Column("container", String, nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("taken", LargeBinary, nullable=False),
    Column("problems", LargeBinary, nullable=False),
    Column("reading", LargeBinary, nullable=False),
)
"""Scans that came: `taken` is empty where it cannot be read, for the reasons in `problems`;
`reading` until the machine has read it. `at` is when it came."""

compared = Table(
    "elsewhere_compared",
    METADATA,
    Column("digest", String, primary_key=True),
    Column("earlier", String, primary_key=True),
    Column("reading", LargeBinary, nullable=False),
)
"""What the machine saw in an own scan when it held it against an earlier one of a partner."""


def create(engine: Engine) -> None:
    """Make the tables that are not there yet."""
    METADATA.create_all(engine)
