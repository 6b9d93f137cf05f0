"""What a running sum needs to go on, and the models kept: one schema for both engines.

None of it is on the ledger. What is needed to go on is deleted when a sum is over.
"""

from sqlalchemy import Column, Engine, Integer, LargeBinary, MetaData, String, Table

METADATA = MetaData()

work = Table(
    "sum_work",
    METADATA,
    Column("name", String, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("rows", LargeBinary, nullable=False),
    Column("kept", LargeBinary, nullable=False),
)
"""One running sum: what the secret of its masks is made of beside the node's key, the own rows,
sealed, and where it stands. Empty `kept` before anything was given."""

total = Table(
    "sum_total",
    METADATA,
    Column("name", String, primary_key=True),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("numbers", LargeBinary, nullable=False),
)
"""Sums over all ports of the steps that are over."""

result = Table(
    "sum_result",
    METADATA,
    Column("name", String, primary_key=True),
    Column("model", LargeBinary, nullable=False),
)
"""What was learned, as JSON whose digest is on the ledger; until its time is over."""


def create(engine: Engine) -> None:
    """Make the tables that are not there yet."""
    METADATA.create_all(engine)
