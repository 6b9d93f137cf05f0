"""Derived tables of radiographs: what came in, what was made of it, what was written on it."""

from sqlalchemy import BigInteger, Column, Float, Index, LargeBinary, Table

from quaywatch.node.typed import DERIVED, TEXT, instant, text

scan = Table(
    "scan",
    DERIVED,
    Column("container", TEXT, primary_key=True),
    Column("digest", TEXT, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("taken", LargeBinary, nullable=False),
    instant("at"),
    Index("scan_digest", "digest"),
    sqlite_with_rowid=False,
)
"""Radiographs; the bytes are the original of the event at `position`, `taken` its payload."""

analysis = Table(
    "analysis",
    DERIVED,
    Column("digest", TEXT, primary_key=True),
    Column("record", LargeBinary, nullable=False),
    text("standing"),
    text("engines"),
    Column("likelihood", Float, nullable=False),
    Index("analysis_standing", "standing"),
)
"""What machine and analysts made of each radiograph, folded from its stream. `engines` are the
versions of the last machine reading, `likelihood` is how much its gravest finding speaks for
contraband (log-likelihood ratio; the most that a machine is believed while a second look is asked,
0 where nothing does and once analysts have settled it)."""

scan_note = Table(
    "scan_note",
    DERIVED,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    text("digest"),
    text("written_by"),
    Column("note", LargeBinary, nullable=False),
    instant("at"),
    Index("scan_note_digest", "digest"),
)
"""Notes on regions, those that were corrected too; `note` is the payload of the event."""
