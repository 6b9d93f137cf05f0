"""Nodes that listen on real sockets, each a process of its own, told what to do over a pipe."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from quaywatch.alliance import Handling, Purpose, Tlp
from quaywatch.alliance.accords import Agreement, Basis, Region, StandingOrder, Topic
from quaywatch.alliance.policy import Category
from quaywatch.alliance.transport import Courier, LineServer, new_certificate
from quaywatch.cargo import (
    Consignment,
    Conveyance,
    Equipment,
    Filing,
    FilingFunction,
    FilingHeader,
    GoodsItem,
    InspectionKind,
    Outcome,
    OutcomeResult,
    OverrideReason,
    Party,
    PartyRole,
    ReasonKind,
    Route,
)
from quaywatch.cargo.equipment import Seal
from quaywatch.formats import native
from quaywatch.node import Description, Node, Query, Wish
from quaywatch.node.boxes import box_id

_TOGETHER = 2000
_PATIENCE_S = 120.0
_TERMS = frozenset({Purpose.RISK_ANALYSIS, Purpose.INSPECTION})


def consignment(prefix: str, number: int) -> Consignment:
    """Return one bill of lading; those of one number name the same consignee at every node."""
    firm = f"IMPORT {number:07d} FRUIT"
    return Consignment(
        reference=f"{prefix}{number:07d}",
        parties=(
            Party(role=PartyRole.CONSIGNOR, name=f"{prefix} EXPORT {number % 50_000} SA"),
            Party(
                role=PartyRole.CONSIGNEE, name=firm, telephone=f"+31 2{number:08d}", country="NL"
            ),
        ),
        goods_items=(GoodsItem(sequence=1, description="FRESH BANANAS", hs_code="080390"),),
        equipment=(
            Equipment(
                number=f"{prefix}U{number:07d}",
                size_type="45R1",
                seals=(Seal(number=f"{prefix}{number:07d}"),),
            ),
        ),
        route=Route(port_of_loading="ECGYE", port_of_discharge="NLRTM"),
        conveyance=Conveyance(
            vessel_name=f"SHIP {number % 500}",
            voyage=f"{number % 500}N",
            carrier_code="TSTL",
            arrival_at=datetime.now(UTC) + timedelta(days=5),
        ),
    )


def filings(prefix: str, count: int) -> Iterator[bytes]:
    """Yield messages that together declare `count` consignments."""
    for start in range(0, count, _TOGETHER):
        some = range(start, min(start + _TOGETHER, count))
        header = FilingHeader(
            format="native",
            sender="TSTL",
            reference=f"M{start}",
            function=FilingFunction.ORIGINAL,
        )
        made = tuple(consignment(prefix, number) for number in some)
        yield native.write([Filing(header=header, consignments=made)])


def live(name: str, prefix: str, holding: int, folder: Path, pipe: Connection) -> None:
    """Be one node until told to end."""
    with Node.open(folder / f"{name}.sqlite") as node:
        node.describe(Description(name=name, node=name, simulated=True))
        for message in filings(prefix, holding):
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
    box = _box(prefix, number)
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
    box, began = _box(prefix, number), time.time()
    while time.time() - began < _PATIENCE_S:
        page = node.worklist(Query(limit=100))
        for line in page.lines:
            if line.box_id == box and line.strongest[0].kind is ReasonKind.NOTICE:
                return time.time()
        time.sleep(0.02)
    raise TimeoutError(f"box {box} was not raised")


def _box(prefix: str, number: int) -> str:
    made = consignment(prefix, number)
    return box_id(made.id, made.equipment[0].number)


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
