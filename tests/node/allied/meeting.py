"""Two nodes whose desks and errands meet over real sockets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from quaywatch.alliance import Purpose, Source
from quaywatch.alliance.accords import Terms, Topic
from quaywatch.alliance.bodies import Indicator, Seen
from quaywatch.alliance.handling import Accuracy, Reliability
from quaywatch.alliance.transport import Client, LineServer, certificate_at
from quaywatch.node import Node
from tests.node.allied.allies import HANDLING, agree, agreement

SURE = Source(reliability=Reliability.ALWAYS, accuracy=Accuracy.CERTAIN)


@dataclass
class Ends:
    """What a node shows at the other end, and where it listens."""

    node: Node
    certificate: Path
    key: Path
    server: LineServer | None = None

    @property
    def address(self) -> str:
        assert self.server is not None
        return f"https://127.0.0.1:{self.server.port}"

    def client(self, other: Node) -> Client:
        peer = self.node.allied.line.peers.get(other.allied.node)
        return Client(peer, self.certificate, self.key)

    def go(self, other: Node) -> None:
        """Go on every errand to another node once."""
        client = self.client(other)
        try:
            for errand in self.node.allied.errands:
                errand(client)
        finally:
            client.close()


@contextmanager
def meeting(path: Path, *nodes: Node) -> Iterator[list[Ends]]:
    """All of them listen and have agreements with each other."""
    ends = [
        Ends(one, *certificate_at(one.allied.node, path / one.allied.node)[:2]) for one in nodes
    ]
    for one in ends:
        allied = one.node.allied
        one.server = LineServer(allied.line, one.certificate, one.key, desks=allied.desks)
        one.server.start()
    for one in ends:
        for other in ends:
            if other is not one:
                shown = {"address": other.address, "certificate": other.certificate.read_text()}
                agree(one.node, agreement(other.node, **shown))
    for one in ends:
        assert one.server is not None
        one.server.trust_peers()
    try:
        yield ends
    finally:
        for one in ends:
            if one.server is not None:
                one.server.stop()


def settle(node: Node, terms: Terms) -> None:
    """Put terms of matching in force, by two people."""
    known = {life.name: life.version for life in node.allied.accords.all(Topic.MATCHING)}
    seen = known.get(terms.node, 0)
    node.allied.accords.propose(terms, actor="anna", seen=seen)
    node.allied.accords.confirm(Topic.MATCHING, terms.node, actor="bram", seen=seen + 1)


def terms(other: Node, **more: object) -> Terms:
    said: dict[str, object] = {"node": other.allied.node, "until": date(2027, 1, 1)}
    return Terms(**(said | more))  # type: ignore[arg-type]


def hold(node: Node, what: Seen, value: str, **handling: object) -> str:
    """Hold a thing for matching alone, by two people; return the notice's reference."""
    import msgspec

    handled = msgspec.structs.replace(HANDLING, **handling)
    body = Indicator(what=what, value=value)
    allied = node.allied
    life = allied.publish(f"held/{value}", body, handled, SURE, actor="olga", match_only=True)
    allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    return f"indicator/{life.name}"


RISK = frozenset({Purpose.RISK_ANALYSIS})
