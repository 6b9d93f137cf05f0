"""One node of the alliance, in a process of its own."""

import logging
import time
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from quaywatch.alliance.transport import Card
from quaywatch.api.settings import Settings
from quaywatch.cli.demonstration.alliance.cast import Authority
from quaywatch.cli.demonstration.alliance.making import make
from quaywatch.cli.demonstration.alliance.settling import settle
from quaywatch.cli.demonstration.making import DATABASE
from quaywatch.cli.demonstration.people import demo_accounts
from quaywatch.cli.serving import serve_node
from quaywatch.node import At, Node, Told, running_from


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an authority's node lives and answers."""

    authority: Authority
    home: Path
    host: str
    port: int
    line_port: int

    @property
    def page(self) -> str:
        """Address of its page."""
        return f"http://{self.host}:{self.port}/"

    @property
    def database(self) -> Path:
        """Its database."""
        return self.home / DATABASE


class Begin(msgspec.Struct, frozen=True, kw_only=True):
    """What a node is told once all of them are made."""

    others: tuple[tuple[Authority, Card], ...]
    clock: datetime
    """What the clocks of all nodes showed…"""
    since: float
    """…then, in seconds since 1970."""


def live(place: Place, scale: float, pipe: Connection) -> None:
    """Make the node if it is not there, tell its card and last instant, then serve it."""
    # Who starts first calls the others before they answer: the page says so, the terminal need not.
    logging.getLogger("quaywatch.alliance").setLevel(logging.ERROR)
    make(place.home, place.authority, scale)

    def opened(told: Told) -> Node:
        node = Node.open(place.database, told=told)
        card = node.allied.card(f"https://{place.host}:{place.line_port}")
        pipe.send((card, node.ledger.latest(1)[0].known_at))
        begin: Begin = pipe.recv()
        node.now = running_from(begin.clock + timedelta(seconds=time.time() - begin.since))
        settle(node, begin.others)
        return node

    settings = Settings(demo_accounts=demo_accounts(), cookies=f"quaywatch_{place.authority.short}")
    at = At(host=place.host, port=place.line_port)
    serve_node(opened, settings, place.host, place.port, line=at)
