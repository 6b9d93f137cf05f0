"""Derived tables of the alliance: what is settled, what allies say, and how it finds boxes."""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, Table

from quaywatch.node.typed import DERIVED, TEXT, instant, text

accord = Table(
    "accord",
    DERIVED,
    Column("name", TEXT, primary_key=True),
    text("topic"),
    Column("record", LargeBinary, nullable=False),
    text("stage"),
    Column("waits", Integer, nullable=False),
    instant("changed_at"),
    Index("accord_changed", "topic", "changed_at"),
)
"""Agreements, policy, standing orders and publications, folded from the streams whose names these
are; `waits` where a proposal awaits a second person."""

ally_notice = Table(
    "ally_notice",
    DERIVED,
    Column("name", TEXT, primary_key=True),
    Column("version", Integer, nullable=False),
    text("kind"),
    text("reference"),
    text("about"),
    text("sender"),
    Column("own", Integer, nullable=False),
    text("gone"),
    instant("came_at"),
    instant("until_at"),
    Column("strength", Float, nullable=False),
    Column("ranks", Integer, nullable=False),
    Column("echo", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("notice", LargeBinary, nullable=False),
    Index("ally_notice_reference", "reference"),
    Index("ally_notice_about", "about"),
    Index("ally_notice_came", "came_at"),
)
"""Notices held, and tombstones without content. `name` is origin and id, `about` the notice that a
sighting or feedback speaks of or the container that a scan shows, `gone` why it is held no more,
`until_at` when it is history,
`strength` what it was worth when last weighed, `ranks` whether boxes are found by it now, `echo`
whether it re-issues what somebody brought, which finds them itself."""

ally_watch = Table(
    "ally_watch",
    DERIVED,
    Column("value", TEXT, primary_key=True),
    Column("kind", TEXT, primary_key=True),
    Column("name", TEXT, primary_key=True),
    Column("shared", Integer, nullable=False),
    Index("ally_watch_name", "name"),
    sqlite_with_rowid=False,
)
"""What notices look out for, a seal pattern under its head; `shared` counts the consignments on the
list that had the clue when the notice was last weighed."""

clue = Table(
    "clue",
    DERIVED,
    Column("value", TEXT, primary_key=True),
    Column("kind", TEXT, primary_key=True),
    Column("consignment_id", TEXT, primary_key=True),
    Index("clue_consignment", "consignment_id"),
    sqlite_with_rowid=False,
)
"""By what notices can find a consignment."""

ally_look = Table(
    "ally_look",
    DERIVED,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    text("name"),
    text("actor"),
    instant("at"),
    Index("ally_look_name", "name"),
)
"""Who opened a notice."""

sum_life = Table(
    "sum_life",
    DERIVED,
    Column("name", TEXT, primary_key=True),
    Column("record", LargeBinary, nullable=False),
    Column("over", Integer, nullable=False),
    instant("changed_at"),
)
"""Sums that ports learn from, folded from the streams whose names these are; `over` where nothing
more can come of one."""

sum_round = Table(
    "sum_round",
    DERIVED,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    text("name"),
    Column("step", Integer, nullable=False),
    instant("at"),
    Column("record", LargeBinary, nullable=False),
    Index("sum_round_name", "name", "step"),
)
"""Steps of sums that are over, each with the digest of what it came to."""
