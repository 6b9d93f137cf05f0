"""Where derived tables are declared, and the columns that both engines must sort alike."""

from sqlalchemy import BigInteger, Column, MetaData, String

DERIVED = MetaData()

TEXT = String().with_variant(String(collation="C"), "postgresql")
"""PostgreSQL would otherwise sort by the language of its installation."""


def text(name: str) -> Column[str]:
    """A column of text; a missing one is empty."""
    return Column(name, TEXT, nullable=False)


def instant(name: str) -> Column[int]:
    """A column of an instant; a missing one is `instants.NEVER`."""
    return Column(name, BigInteger, nullable=False)
