"""Nodes that share, joined without a network: batches are carried from one to the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from quaywatch.alliance import Handling, Purpose, Tlp
from quaywatch.alliance.accords import Agreement, Basis, Region, StandingOrder, Topic
from quaywatch.alliance.line.packing import unpacked
from quaywatch.alliance.policy import Category
from quaywatch.cargo import (
    Concealment,
    ConcealmentPlace,
    InspectionKind,
    Outcome,
    OutcomeResult,
    OverrideReason,
)
from quaywatch.node import Description, Node, Wish
from tests.node.making import Clock
from tests.places import Files, Places

ROTTERDAM, ANTWERP, OVERSEAS = "rotterdam.example", "antwerp.example", "overseas.example"
FOUND = Outcome(
    result=OutcomeResult.FOUND,
    substance="cocaine",
    mass_kg=312.5,
    concealment=Concealment.RIP_ON,
    place=ConcealmentPlace.BEHIND_DOORS,
    seals_before=("ML-EC0012345",),
)
HANDLING = Handling(
    tlp=Tlp.AMBER,
    purposes=frozenset({Purpose.RISK_ANALYSIS, Purpose.INSPECTION}),
    legal_basis="agreement of the allied ports, art. 4",
    retain_until=date(2027, 3, 2),
)


@contextmanager
def node(path: Path, name: str, clock: Clock, places: Places | None = None) -> Iterator[Node]:
    where = (places or Files(path)).of(name)
    with Node.open(where, clock=clock) as opened:
        opened.describe(Description(name=name, node=name))
        yield opened


def agreement(other: Node, *, member: bool = True, **more: object) -> Agreement:
    said: dict[str, object] = {
        "node": other.allied.node,
        "title": f"Customs at {other.allied.node}",
        "region": Region.EUROPEAN_UNION,
        "member": member,
        "until": date(2028, 1, 1),
        "categories": frozenset(Category),
        "bases": (Basis(text="agreement of the allied ports", purposes=frozenset(Purpose)),),
        "keys": (other.allied.key(),),
    }
    return Agreement(**(said | more))  # type: ignore[arg-type]


def agree(one: Node, with_: Agreement) -> None:
    known = {life.name: life.version for life in one.allied.accords.all(Topic.PARTNER)}
    seen = known.get(with_.node, 0)
    one.allied.accords.propose(with_, actor="anna", seen=seen)
    one.allied.accords.confirm(Topic.PARTNER, with_.node, actor="bram", seen=seen + 1)


def order(one: Node, *nodes: str) -> None:
    """Let one officer share finds with these nodes at once."""
    made = StandingOrder(
        name="finds",
        title="Finds to the allied ports",
        kinds=frozenset({"seizure"}),
        audience=frozenset(nodes),
        widest=Tlp.AMBER,
        purposes=frozenset({Purpose.RISK_ANALYSIS, Purpose.INSPECTION}),
        until=date(2027, 1, 1),
    )
    one.allied.accords.propose(made, actor="anna", seen=0)
    one.allied.accords.confirm(Topic.STANDING, "finds", actor="bram", seen=1)


def find(one: Node, box: str, outcome: Outcome = FOUND) -> None:
    """Order a box opened and record what was found."""
    wish = Wish(kind=InspectionKind.OPEN, override=OverrideReason.OTHER)
    record = one.order(box, wish, actor="olga", seen=0)
    one.outcome(box, outcome, actor="olga", seen=record.version)


def carry(one: Node, other: Node) -> int:
    """Bring what stands in the log over, and let the other take it into its order of things."""
    taken = other.allied.line.peers.get(one.allied.node).taken
    bodies = one.allied.line.after(other.allied.node, taken)
    for body in bodies:
        other.allied.line.take(unpacked(body))
    other.allied.follow()
    return len(bodies)
