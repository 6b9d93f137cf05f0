"""Derived tables of the strategy."""

from sqlalchemy import Column, LargeBinary, Table

from quaywatch.node.typed import DERIVED, TEXT

scenario = Table(
    "scenario",
    DERIVED,
    Column("name", TEXT, primary_key=True),
    Column("record", LargeBinary, nullable=False),
)
"""Scenarios that were saved, folded from their streams."""
