"""Derived tables of the ports' standard: versions, assessments, what ports say of themselves."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table

from quaywatch.node.typed import DERIVED, TEXT, instant, text

norm_register = Table(
    "norm_register",
    DERIVED,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("record", LargeBinary, nullable=False),
)
"""One row, once there is anything: which versions there are and who owns what, folded."""

norm_catalogue = Table(
    "norm_catalogue",
    DERIVED,
    Column("version", TEXT, primary_key=True),
    Column("catalogue", LargeBinary, nullable=False),
)
"""The versions that were ever kept or proposed."""

port_assessment = Table(
    "port_assessment",
    DERIVED,
    Column("assessment_id", TEXT, primary_key=True),
    text("port"),
    text("stage"),
    text("from_on"),
    instant("closed_at"),
    text("origin"),
    Column("version", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("closing", LargeBinary, nullable=False),
    Index("port_assessment_port", "port", "from_on"),
)
"""Assessments, folded from their streams. `closing` is what the port came to in each group when
this one was closed; empty while it is open."""

port_claims = Table(
    "port_claims",
    DERIVED,
    Column("port", TEXT, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("claims", LargeBinary, nullable=False),
)
"""What counts of a port's assessments together, and the event that changed it last."""

norm_gap = Table(
    "norm_gap",
    DERIVED,
    Column("name", TEXT, primary_key=True),
    text("port"),
    Column("record", LargeBinary, nullable=False),
    Index("norm_gap_port", "port"),
)
"""Plans to close gaps, folded from their streams, of which `name` is one."""
