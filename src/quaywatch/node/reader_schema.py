"""Derived tables of inserted threats: what was put into whose picture, and what they said."""

from sqlalchemy import Column, LargeBinary, Table

from quaywatch.node.typed import DERIVED, TEXT, instant, text

inserted = Table(
    "inserted",
    DERIVED,
    Column("digest", TEXT, primary_key=True),
    Column("reader", TEXT, primary_key=True),
    Column("insertion", LargeBinary, nullable=False),
    instant("at"),
    sqlite_with_rowid=False,
)
"""Threats in the pictures of readers: a reader is shown at most one in each picture."""

insertion_judged = Table(
    "insertion_judged",
    DERIVED,
    Column("digest", TEXT, primary_key=True),
    Column("reader", TEXT, primary_key=True),
    Column("judged", LargeBinary, nullable=False),
    instant("at"),
    sqlite_with_rowid=False,
)
"""What they said of them."""

inserting_bound = Table(
    "inserting_bound",
    DERIVED,
    Column("period", TEXT, primary_key=True),
    text("share"),
    instant("at"),
)
"""Periods to whose lots the node is bound, and the digest of each period's secret."""
