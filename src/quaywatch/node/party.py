"""What is known of one party, gathered from the network and the tables."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, select

from quaywatch.cargo import OutcomeResult
from quaywatch.links.ties import consignment_of
from quaywatch.node import schema
from quaywatch.node.among import rows_among

if TYPE_CHECKING:
    from quaywatch.links import Entity, Mention, Near, Network, Sign

_LATEST = 20
_RESULTS = select(
    schema.box.c.consignment_id, schema.box.c.box_id, schema.inspection.c.result
).outerjoin(schema.inspection, schema.inspection.c.box_id == schema.box.c.box_id)


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """One consignment naming a party."""

    mention_id: str
    consignment_id: str
    box_id: str | None
    role: str
    name: str
    at: datetime
    found: bool | None
    """Whether something was found in it; None where nobody looked."""
    joined: bool
    """Whether the mention joined an earlier one."""


class PartyView(msgspec.Struct, frozen=True, kw_only=True):
    """All that the node knows of one party."""

    entity: "Entity"
    finds: int
    """Consignments of its own in which something was found."""
    nearness: float
    near: "tuple[Near, ...]"
    signs: "tuple[Sign, ...]"
    """Of its latest consignment."""
    latest: tuple[Naming, ...]
    labels: dict[str, str]
    """Names of the other parties that are spoken of, by id."""


def party_view(
    connection: Connection,
    network: "Network",
    signs: "dict[str, tuple[Sign, ...]]",
    party: str,
) -> PartyView:
    """Gather what is known of a party; KeyError for one not known."""
    resolver = network.resolver
    root = resolver.party(party)
    mentions = sorted(resolver.mentions(root), key=lambda m: (m.at, m.id))
    latest = mentions[::-1][:_LATEST]
    near, nearness = _near(network, root, latest[0])
    told = _of(resolver.party, signs.get(consignment_of(latest[0].id), ()), root)
    spoken = {p for tie in near for p in tie.parties} | {p for s in told for p in s.parties}
    spoken |= {tie.value for tie in near if tie.tie == "deals"}
    return PartyView(
        entity=resolver.entity(root),
        finds=len(network.finds.get(root, {})),
        nearness=nearness,
        near=near,
        signs=told,
        latest=namings(connection, network, latest),
        labels={p: resolver.entity(p).name for p in sorted(spoken)},
    )


def namings(
    connection: Connection, network: "Network", mentions: Sequence["Mention"]
) -> tuple[Naming, ...]:
    """Return mentions with the boxes and results of their consignments."""
    results = _results(connection, {consignment_of(m.id) for m in mentions})
    return tuple(
        Naming(
            mention_id=mention.id,
            consignment_id=consignment_of(mention.id),
            box_id=box,
            role=mention.party.role.value,
            name=mention.party.name,
            at=mention.at,
            found=found,
            joined=network.resolver.why(mention.id) is not None,
        )
        for mention in mentions
        for box, found in [results.get(consignment_of(mention.id), (None, None))]
    )


def _near(network: "Network", party: str, mention: "Mention") -> "tuple[tuple[Near, ...], float]":
    from quaywatch.links.standing import standing

    consignment = consignment_of(mention.id)
    mentions = network.named_in(consignment)
    parties = [network.resolver.party(m.id) for m in mentions]
    stands = standing(network, consignment, mentions, parties)
    mine = next(s for s in stands if s.party == party)
    return mine.near, mine.nearness


def _of(root: object, signs: "Iterable[Sign]", party: str) -> "tuple[Sign, ...]":
    """Return those signs that speak of a party, which may have merged with others since."""
    assert callable(root)  # noqa: S101 - `Resolver.party`
    now = [msgspec.structs.replace(s, parties=tuple(map(root, s.parties))) for s in signs]
    return tuple(sign for sign in now if party in sign.parties)


def _results(
    connection: Connection, consignments: Collection[str]
) -> dict[str, tuple[str, bool | None]]:
    """Return, by consignment, its first box and whether something was found in any."""
    found: dict[str, tuple[str, bool | None]] = {}
    rows = rows_among(connection, _RESULTS, schema.box.c.consignment_id, consignments)
    for row in sorted(rows, key=lambda row: (row.consignment_id, row.box_id)):
        box, before = found.get(row.consignment_id, (row.box_id, None))
        result = None if not row.result else row.result == OutcomeResult.FOUND
        either = result if before is None else before or bool(result)
        found[row.consignment_id] = box, either
    return found
