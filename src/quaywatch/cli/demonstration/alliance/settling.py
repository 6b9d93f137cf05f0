"""What two people settle at each node: an agreement with every other one, and a standing order."""

from collections.abc import Collection
from datetime import date

from quaywatch.alliance import Purpose, Tlp
from quaywatch.alliance.accords import Agreement, Life, Matter, StandingOrder, topic_of
from quaywatch.alliance.transport import Card
from quaywatch.cli.demonstration.alliance import scanned
from quaywatch.cli.demonstration.alliance.cast import Authority
from quaywatch.node import Node

_UNTIL = date(2028, 12, 31)
_LIAISON, _SUPERVISOR = "liaison", "supervisor"


def settle(node: Node, others: Collection[tuple[Authority, Card]]) -> None:
    """Put agreements in force as the cards say, and let finds go out at once to everybody.

    What holds already is left alone, so that a second start changes nothing.
    """
    for authority, card in others:
        _in_force(node, _agreement(authority, card))
    _in_force(node, _order(frozenset(authority.node for authority, _ in others)))
    if node.description.port == scanned.LOADED:
        scanned.share(node, _LIAISON, _SUPERVISOR)


def _in_force(node: Node, matter: Matter) -> None:
    accords = node.allied.accords
    topic, name = topic_of(matter)
    known: dict[str, Life] = {life.name: life for life in accords.all(topic)}
    before = known.get(name)
    if before is not None and before.in_force == matter:
        return
    seen = 0 if before is None else before.version
    accords.propose(matter, actor=_LIAISON, seen=seen)
    accords.confirm(topic, name, actor=_SUPERVISOR, seen=seen + 1)


def _agreement(authority: Authority, card: Card) -> Agreement:
    return Agreement(
        node=authority.node,
        title=authority.title,
        region=authority.region,
        member=authority.member,
        until=_UNTIL,
        categories=authority.categories,
        bases=(authority.basis,),
        address=card.address,
        contact=f"duty desk at {authority.name} (simulated)",
        keys=(card.key,),
        certificate=card.certificate,
    )


def _order(nodes: frozenset[str]) -> StandingOrder:
    return StandingOrder(
        name="finds",
        title="Finds to all allies at once (simulated)",
        kinds=frozenset({"seizure"}),
        audience=nodes,
        widest=Tlp.AMBER,
        purposes=frozenset({Purpose.RISK_ANALYSIS, Purpose.INSPECTION}),
        until=_UNTIL,
    )
