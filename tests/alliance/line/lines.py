"""Lines between invented nodes, each on a database of its own."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, insert

from quaywatch.alliance import Notice
from quaywatch.alliance.bodies import Withdrawal
from quaywatch.alliance.exchange import Batch
from quaywatch.alliance.handling import Purpose
from quaywatch.alliance.line import Line, Offer, Taken
from quaywatch.alliance.line.packing import unpacked
from quaywatch.alliance.policy import Category, Decision, Shared
from quaywatch.ledger.engine import open_engine
from quaywatch.ledger.line import line_head
from quaywatch.ledger.schema import METADATA
from tests.alliance.making import ANTWERP, HANDLING, NOW, ROTTERDAM

HAMBURG = "hamburg.customs.example"
NODES = (ANTWERP, ROTTERDAM, HAMBURG)
KEYS = {
    node: Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    for number, node in enumerate(NODES, 1)
}
OTHER = Ed25519PrivateKey.from_private_bytes(bytes([9]) * 32)
ONWARD = msgspec.structs.replace(HANDLING, onward=True, retain_until=date(2027, 3, 2))


def raw(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def line_on(engine: Engine, node: str, keys: Mapping[str, Ed25519PrivateKey] | None = None) -> Line:
    """A line that knows the other nodes."""
    known = KEYS if keys is None else keys
    line = Line(engine, node, known[node], lambda: NOW)
    for other, key in known.items():
        if other != node:
            line.peers.add(other, raw(key))
    return line


def lines(new_url: Callable[[], str], *nodes: str) -> tuple[Line, ...]:
    return tuple(line_on(made(open_engine(new_url(), create=True)), node) for node in nodes)


def made(engine: Engine) -> Engine:
    """Make the tables at once; that the revisions make the same is tested with the ledger."""
    METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(line_head).values(id=1, arrivals=0, egress=0, quarantined=0))
    return engine


def allowed(notice: Notice, *recipients: str) -> Offer:
    """What a policy that allows everything says."""
    yes = Decision(
        category=Category.CORE, purpose=Purpose.INSPECTION, allowed=True, rules=("agreement",)
    )
    shared = [
        Shared(node=node, notice=notice, decisions=(yes,), policy="00" * 32) for node in recipients
    ]
    return Offer(notice=notice, shared=shared)


def denied(notice: Notice, *recipients: str) -> Offer:
    no = Decision(category=Category.CORE, purpose=Purpose.INSPECTION, allowed=False, rules=("red",))
    shared = [
        Shared(node=node, notice=None, decisions=(no,), policy="00" * 32) for node in recipients
    ]
    return Offer(notice=notice, shared=shared)


def publish(line: Line, *notices: Notice, to: Sequence[str] = (ANTWERP,)) -> None:
    with line.transaction() as connection:
        line.publish(connection, [allowed(one, *to) for one in notices])


def withdraw(line: Line, notice: Notice) -> list[str]:
    with line.transaction() as connection:
        told = line.withdraw(connection, withdrawn(notice))
    line.scrub()
    return told


def withdrawn(one: Notice) -> Notice:
    body = Withdrawal(of=one.kind, reason="another container")
    return msgspec.structs.replace(one, version=one.version + 1, body=body)


def batches(sender: Line, recipient: Line, after: int | None = None) -> list[Batch]:
    """What a recipient that was away asks for."""
    number = recipient.peers.get(sender.node).taken if after is None else after
    return [unpacked(body) for body in sender.after(recipient.node, number)]


def catch_up(sender: Line, recipient: Line) -> list[Taken]:
    return [recipient.take(batch) for batch in batches(sender, recipient)]


def alive(line: Line) -> dict[tuple[str, str], Notice]:
    """What is held, told by what arrived."""
    found: dict[tuple[str, str], Notice] = {}
    for one in line.arrivals(limit=10_000):
        key = one.origin, one.id
        if one.notice is None:
            found.pop(key, None)
        else:
            found[key] = one.notice
    for (origin, name), notice in found.items():
        held = line.held(origin, name)
        assert held is not None
        assert held.notice == notice
    return found
