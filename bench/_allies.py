"""Nodes that listen on real sockets, each a process of its own, told what to do over a pipe."""

import time
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench._held import box_of, copied, filings
from quaywatch.alliance import Handling, Purpose, Tlp
from quaywatch.alliance.accords import Agreement, Basis, Region, StandingOrder, Topic
from quaywatch.alliance.policy import Category
from quaywatch.alliance.transport import Courier, LineServer, new_certificate
from quaywatch.cargo import InspectionKind, Outcome, OutcomeResult, OverrideReason, ReasonKind
from quaywatch.node import Description, Node, Query, Wish

_PATIENCE_S = 120.0
_TERMS = frozenset({Purpose.RISK_ANALYSIS, Purpose.INSPECTION})


def live(name: str, prefix: str, holding: Path | int, folder: Path, pipe: Connection) -> None:
    """Be one node until told to end, with so many consignments, or those of a node to be copied."""
    file = folder / f"{name}.sqlite"
    if isinstance(holding, Path):
        copied(holding, file)
    with Node.open(file) as node:
        node.describe(Description(name=name, node=name, simulated=True))
        if isinstance(holding, int):
            for message in filings(prefix, holding, datetime.now(UTC).date()):
                node.intake(message)
        certificate, key = new_certificate(name, folder / name)
        line = node.allied.line
        server = LineServer(line, certificate, key)
        server.start()
        pipe.send((name, node.allied.key(), certificate.read_text(), server.port))
        others: list[Any] = pipe.recv()
        for other in others:
            _agree(node, *other)
        _order(node, [other[0] for other in others])
        server.trust_peers()
        courier = Courier(line, certificate, key, wait_s=5)
        courier.start()
        node.allied.start()
        pipe.send("ready")
        _obey(node, prefix, pipe)
        courier.stop()
        server.stop()


def _obey(node: Node, prefix: str, pipe: Connection) -> None:
    while True:
        told, number = pipe.recv()
        if told == "find":
            pipe.send(_find(node, prefix, number))
        elif told == "await":
            pipe.send(_await(node, prefix, number))
        else:
            return


def _find(node: Node, prefix: str, number: int) -> float:
    """Open a box, enter what was found and share it; return when entering began."""
    box = box_of(prefix, number)
    wish = Wish(kind=InspectionKind.OPEN, override=OverrideReason.OTHER)
    record = node.order(box, wish, actor="olga", seen=0)
    began = time.time()
    found = Outcome(result=OutcomeResult.FOUND, substance="cocaine", mass_kg=100.0)
    node.outcome(box, found, actor="olga", seen=record.version)
    audience = frozenset(life.name for life in node.allied.accords.all(Topic.PARTNER))
    handling = Handling(
        tlp=Tlp.AMBER,
        purposes=_TERMS,
        legal_basis="a simulated agreement",
        retain_until=datetime.now(UTC).date() + timedelta(days=365),
        audience=audience,
    )
    node.allied.publish_find(box, handling, actor="olga")
    return began


def _await(node: Node, prefix: str, number: int) -> float:
    """Return when the box stood on the first page of the work list for what the ally found."""
    box, began = box_of(prefix, number), time.time()
    while time.time() - began < _PATIENCE_S:
        page = node.worklist(Query(limit=100))
        for line in page.lines:
            if line.box_id == box and line.strongest[0].kind is ReasonKind.NOTICE:
                return time.time()
        time.sleep(0.02)
    raise TimeoutError(f"box {box} was not raised")


def _agree(node: Node, name: str, key: str, certificate: str, port: int) -> None:
    made = Agreement(
        node=name,
        title=f"Customs at {name} (simulated)",
        region=Region.EUROPEAN_UNION,
        member=True,
        until=datetime.now(UTC).date() + timedelta(days=365),
        categories=frozenset(Category),
        bases=(Basis(text="a simulated agreement", purposes=frozenset(Purpose)),),
        address=f"https://127.0.0.1:{port}",
        keys=(key,),
        certificate=certificate,
    )
    node.allied.accords.propose(made, actor="anna", seen=0)
    node.allied.accords.confirm(Topic.PARTNER, name, actor="bram", seen=1)


def _order(node: Node, nodes: list[str]) -> None:
    order = StandingOrder(
        name="finds",
        title="Finds to all allies",
        kinds=frozenset({"seizure"}),
        audience=frozenset(nodes),
        widest=Tlp.AMBER,
        purposes=_TERMS,
        until=datetime.now(UTC).date() + timedelta(days=365),
    )
    node.allied.accords.propose(order, actor="anna", seen=0)
    node.allied.accords.confirm(Topic.STANDING, "finds", actor="bram", seen=1)
