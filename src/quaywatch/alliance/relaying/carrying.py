"""What a node holds for others: sealed, until its recipient has it."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    select,
)

from quaywatch.alliance.relaying.parcels import Ack, NotCarried, Parcel

METADATA = MetaData()
MOST_BYTES = 256 * 2**20
"""Of what waits from one sender for one recipient."""
_AT_ONCE = 16 * 2**20

parcel = Table(
    "relayed_parcel",
    METADATA,
    Column("sender", String, primary_key=True),
    Column("recipient", String, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""What waits for its recipient; nobody here can open it."""

ack = Table(
    "relayed_ack",
    METADATA,
    Column("sender", String, primary_key=True),
    Column("recipient", String, primary_key=True),
    Column("said", LargeBinary, nullable=False),
)
"""How far each recipient said, and signed, that it is."""

_HERE, _ACK = parcel.c, ack.c
_ACKS = msgspec.msgpack.Decoder(Ack)


def create(engine: Engine) -> None:
    """Make the tables that are not there yet."""
    METADATA.create_all(engine)


def leave(connection: Connection, recipient: str, parcels: Sequence[Parcel]) -> None:
    """Keep parcels of one sender for a recipient; raises NotCarried where too much waits."""
    _overwriting(connection)
    for one in parcels:
        pair = (_HERE.sender == one.sender) & (_HERE.recipient == recipient)
        connection.execute(delete(parcel).where(pair, _HERE.number == one.number))
        waits = connection.scalar(select(func.sum(func.length(_HERE.sealed))).where(pair)) or 0
        if waits + len(one.sealed) > MOST_BYTES:
            raise NotCarried(f"{recipient} has not fetched {waits} bytes yet")
        connection.execute(insert(parcel).values(msgspec.structs.asdict(one)))


def acknowledged(connection: Connection, sender: str, recipient: str) -> Ack | None:
    """Return how far a recipient said that it is."""
    mine = (_ACK.sender == sender) & (_ACK.recipient == recipient)
    said = connection.scalar(select(_ACK.said).where(mine))
    return None if said is None else _ACKS.decode(said)


def fetch(connection: Connection, recipient: str, acks: Sequence[Ack]) -> list[Parcel]:
    """Let go of what is acknowledged, and return what waits, the first of it."""
    _overwriting(connection)
    for one in acks:
        mine = (_HERE.sender == one.sender) & (_HERE.recipient == recipient)
        connection.execute(delete(parcel).where(mine, _HERE.number <= one.taken))
        kept = (_ACK.sender == one.sender) & (_ACK.recipient == recipient)
        connection.execute(delete(ack).where(kept))
        row = {"sender": one.sender, "recipient": recipient, "said": msgspec.msgpack.encode(one)}
        connection.execute(insert(ack).values(row))
    query = select(parcel).where(_HERE.recipient == recipient)
    found: list[Parcel] = []
    size = 0
    for row in connection.execute(query.order_by(_HERE.sender, _HERE.number)).mappings():
        size += len(row["sealed"])
        if found and size > _AT_ONCE:
            break
        found.append(Parcel(**row))
    return found


def _overwriting(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
