"""Transactions over what is kept, and the tables that are kept in pieces."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from hashlib import sha256

import msgspec
import numpy as np
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Engine, func, insert, select

from quaywatch.alliance.matching import schema
from quaywatch.alliance.matching.messages import Epoch, Segment, SegmentHeader
from quaywatch.alliance.matching.table import BadTable, Fingerprints, decoded, held, joined
from quaywatch.ledger.engine import for_writing

NOTHING = bytes(32)
"""What the first piece of a table has before it."""
CONTEXT = b"quaywatch matching table 1\n"
"""So that no signature of a table is one of anything else."""


class BadSegment(ValueError):  # noqa: N818 - the operator's word
    """A piece of a table that is refused; nothing of it was taken."""


class Fork(BadSegment):
    """The owner signed two different tables: both headers with their signatures are the proof."""

    def __init__(self, message: str, one: Segment, other: Segment) -> None:
        super().__init__(message)
        self.proof = (one, other)


class Store:
    """What one node keeps of matching, as owner and as who asks."""

    def __init__(self, engine: Engine) -> None:
        """Use a database; its tables are made where they are not there."""
        self.engine = engine
        schema.create(engine)

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """Change things together or not at all; writers wait for each other."""
        with for_writing(self.engine.connect()) as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Read."""
        with self.engine.connect() as connection:
            yield connection


def keep_epoch(connection: Connection, epoch: Epoch) -> None:
    """Write an epoch down, once."""
    if epoch_of(connection, epoch.id) is None:
        row = {
            "id": epoch.id,
            "owner": epoch.owner,
            "partner": epoch.partner,
            "said": epoch.said,
            "number": epoch.number,
            "purpose": epoch.purpose.value,
            "telling": epoch.telling.value,
        }
        connection.execute(insert(schema.epoch).values(row))


def epoch_of(connection: Connection, name: str) -> Epoch | None:
    """Return an epoch by its id."""
    query = select(schema.epoch.c.said).where(schema.epoch.c.id == name)
    said = connection.scalar(query)
    return None if said is None else msgspec.msgpack.decode(said, type=Epoch)


def segments(connection: Connection, name: str, after: int = 0) -> list[Segment]:
    """Return the pieces of an epoch's table behind a number, in order."""
    made = schema.segment.c
    query = select(schema.segment).where(made.epoch == name, made.number > after)
    return [
        Segment(said=row.said, signature=row.signature, table=row.table)
        for row in connection.execute(query.order_by(made.number))
    ]


def last_segment(connection: Connection, name: str) -> tuple[int, bytes]:
    """Return the number of the last piece, and the digest of its header: the root of the table."""
    query = select(schema.segment.c.number, schema.segment.c.said)
    query = query.where(schema.segment.c.epoch == name)
    row = connection.execute(query.order_by(schema.segment.c.number.desc()).limit(1)).first()
    return (0, NOTHING) if row is None else (row.number, sha256(row.said).digest())


def keep_segment(
    connection: Connection, epoch: str, number: int, segment: Segment, known: bytes = b""
) -> None:
    """Write a piece down."""
    row = {"epoch": epoch, "number": number, "known": known, **msgspec.structs.asdict(segment)}
    connection.execute(insert(schema.segment).values(row))


def take(connection: Connection, segment: Segment, owner: Ed25519PublicKey, node: str) -> Epoch:
    """Keep a piece of a partner's table; one that is there already changes nothing.

    Raises:
        Fork: another one was signed under its number, or follows another.
        BadSegment: it is not signed by the owner, not for this node, or one before it is missing.

    """
    header = _header(segment, owner)
    epoch = header.epoch
    if epoch.partner != node:
        raise BadSegment(f"it is for {epoch.partner}")
    there = segments(connection, epoch.id, header.number - 1)[:1]
    if there:
        if there[0].said != segment.said:
            raise Fork("the owner signed two tables", there[0], segment)
        return epoch
    _require_one_key(connection, epoch)
    number, root = last_segment(connection, epoch.id)
    if header.number != number + 1:
        raise BadSegment(f"piece {number + 1} comes before piece {header.number}")
    if header.previous != root:
        before = segments(connection, epoch.id, number - 1)[0]
        raise Fork("it follows another table", before, segment)
    keep_epoch(connection, epoch)
    keep_segment(connection, epoch.id, header.number, segment)
    return epoch


def table_of(found: Iterable[Segment]) -> Fingerprints:
    """Return the table that pieces come to, in their order."""
    table = np.zeros(0, dtype=np.uint64)
    for one in found:
        piece = decoded(one.table)
        if msgspec.msgpack.decode(one.said, type=SegmentHeader).removes:
            table = table[~held(piece, table)]
        else:
            table = joined(table, piece)
    return table


def _header(segment: Segment, owner: Ed25519PublicKey) -> SegmentHeader:
    try:
        owner.verify(segment.signature, CONTEXT + segment.said)
        header = msgspec.msgpack.decode(segment.said, type=SegmentHeader)
        decoded(segment.table)
    except InvalidSignature as error:
        raise BadSegment("its owner has not signed it") from error
    except (msgspec.DecodeError, BadTable) as error:
        raise BadSegment(str(error)) from error
    if sha256(segment.table).digest() != header.table:
        raise BadSegment("its bytes are not those that were signed")
    return header


def _require_one_key(connection: Connection, epoch: Epoch) -> None:
    """Refuse a second key for the same epoch: it would tell apart who asks when."""
    made = schema.epoch.c
    same = (
        made.owner == epoch.owner,
        made.partner == epoch.partner,
        made.purpose == epoch.purpose.value,
        made.telling == epoch.telling.value,
        made.number == epoch.number,
        made.id != epoch.id,
    )
    if connection.scalar(select(func.count()).where(*same)):
        raise BadSegment(f"epoch {epoch.number} has another key already")
