"""Derived tables of what inspections teach: of boxes, of their like, and of looks themselves."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Table

from quaywatch.node.typed import DERIVED, TEXT, instant, text

lesson = Table(
    "lesson",
    DERIVED,
    Column("box_id", TEXT, primary_key=True),
    text("consignment_id"),
    Column("position", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    Column("addition_position", BigInteger, nullable=False),
    Column("addition_place", Integer, nullable=False),
    instant("at"),
    Column("past", LargeBinary, nullable=False),
    Column("assessment", LargeBinary, nullable=False),
)
"""What was known of a box when it was last chosen for inspection: which version of its consignment
was in force, what the past said of it at that instant, and what was thought of it."""

verdict = Table(
    "verdict",
    DERIVED,
    Column("position", BigInteger, primary_key=True),
    Column("found", Integer, nullable=False),
    Column("keys", LargeBinary, nullable=False),
)
"""Under which keys of `history` (eight bytes each, little-endian) the outcome at a position of the
ledger counts."""

precedent = Table(
    "precedent",
    DERIVED,
    Column("key", BigInteger, primary_key=True),
    Column("kind", Integer, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)
"""By which keys of `history` and their kinds a verdict can be found again."""

trial = Table(
    "trial",
    DERIVED,
    Column("box_id", TEXT, primary_key=True),
    text("kind"),
    *(Column(name, Integer, nullable=False) for name in ("alarmed", "judged", "clean")),
    text("concealment"),
)
"""Looks that an opening judges whatever they say: see `inspections.trials.Trial`."""

explored = Table(
    "explored",
    DERIVED,
    Column("box_id", TEXT, primary_key=True),
    text("stratum"),
)
"""Boxes that a day's draw picked last though the ranking had left them out, with their stratum."""
