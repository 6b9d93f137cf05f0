"""Derived table of seeded tests."""

from sqlalchemy import Column, LargeBinary, Table

from quaywatch.node.typed import DERIVED, TEXT, text

seeded_test = Table(
    "seeded_test",
    DERIVED,
    Column("name", TEXT, primary_key=True),
    text("standing"),
    Column("record", LargeBinary, nullable=False),
)
"""Tests, folded from their streams."""
