"""Nodes that really listen, with certificates of their own."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from quaywatch.alliance.line import Line
from quaywatch.alliance.transport import Client, Desks, LineServer, new_certificate
from quaywatch.ledger.engine import open_engine
from tests.alliance.line.lines import line_on, made


@dataclass
class Post:
    """One node with its line, its server and its certificate."""

    line: Line
    certificate: Path
    key: Path
    server: LineServer | None = None
    desks: Desks | None = None

    @property
    def node(self) -> str:
        return self.line.node

    def client(self, other: "Post", **more: float) -> Client:
        """Call another node."""
        return Client(self.line.peers.get(other.node), self.certificate, self.key, **more)


def posts_of(folder: Path, nodes: Sequence[str]) -> list[Post]:
    """As many nodes as there are names, which know each other."""
    keys = {
        node: Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        for number, node in enumerate(nodes, 1)
    }
    made = [post(folder, node, keys) for node in nodes]
    introduce(made)
    return made


def post(
    folder: Path,
    node: str,
    keys: Mapping[str, Ed25519PrivateKey] | None = None,
    where: str | Path | None = None,
) -> Post:
    engine = made(open_engine(where or folder / f"{node}.sqlite", create=True))
    certificate, key = new_certificate(node, folder / node)
    return Post(line_on(engine, node, keys), certificate, key)


def introduce(posts: list[Post]) -> None:
    """Everybody hands everybody else a certificate."""
    for one in posts:
        for other in posts:
            if other is not one:
                one.line.peers.change(other.node, certificate=other.certificate.read_text())


@contextmanager
def listening(posts: list[Post]) -> Generator[None]:
    """All of them answer, and know each other's addresses."""
    for one in posts:
        one.server = LineServer(one.line, one.certificate, one.key, desks=one.desks)
        one.server.start()
    for one in posts:
        for other in posts:
            if other is not one and other.server is not None:
                address = f"https://127.0.0.1:{other.server.port}"
                one.line.peers.change(other.node, address=address)
    try:
        yield
    finally:
        for one in posts:
            if one.server is not None:
                one.server.stop()
