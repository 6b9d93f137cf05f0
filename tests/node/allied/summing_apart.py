"""One port of a sum in a process of its own: it answers at its desk and asks the others."""

import sys
import time
from contextlib import closing, suppress
from pathlib import Path

from quaywatch.alliance.transport import (
    Client,
    LineServer,
    Refusal,
    Unreachable,
    certificate_at,
)
from quaywatch.node import Node
from tests.node.allied.summing import Shelf
from tests.node.making import Clock


def main(database: str, folder: str, number: int, port: int) -> None:
    """Open a node, listen where its allies know it, and say when it does."""
    with Node.open(database, clock=Clock()) as node:
        allied = node.allied
        allied.sources = lambda: Shelf(number)
        certificate, key = certificate_at(allied.node, Path(folder) / allied.node)[:2]
        server = LineServer(allied.line, certificate, key, port=port, desks=allied.desks)
        server.start()
        sys.stdout.write("listens\n")
        sys.stdout.flush()
        while True:
            for peer in allied.line.peers.all():
                client = Client(peer, certificate, key)
                with closing(client), suppress(Refusal, Unreachable):
                    allied.sums.errand(client)
            time.sleep(0.01)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
