"""A network of parties as bytes, and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from quaywatch.cargo.sources import digest_of
from quaywatch.links.packing import PackedResolver
from quaywatch.links.ties import Tie, Value

if TYPE_CHECKING:
    from quaywatch.links.network import Network

V = TypeVar("V")

ByParty = list[tuple[str, list[tuple[str, V]]]]


class _Packed(msgspec.Struct, frozen=True):
    version: str
    resolver: PackedResolver
    consignments: list[tuple[str, tuple[str, ...]]]
    held: list[tuple[str, list[tuple[Tie, str, datetime]]]]
    deals: ByParty[datetime]
    finds: ByParty[datetime]
    chapters: ByParty[int]
    movers: list[str]
    first_seen: list[tuple[str, datetime]]
    last: datetime | None


def version(network: "Network") -> str:
    """Name all that decides what a network says: same version and events, same bytes."""
    made_of = digest_of("quaywatch.links", "quaywatch.cargo")
    return f"{made_of}/{network.resolver.weights.version}"


def pack(network: "Network") -> bytes:
    """Return a network as bytes; what has no order of its own is sorted."""
    return msgspec.msgpack.encode(
        _Packed(
            version=version(network),
            resolver=network.resolver.pack(),
            consignments=sorted(network.consignments.items()),
            held=[
                (party, [(tie, text, at) for (tie, text), at in sorted(held.items())])
                for party, held in sorted(network.held.items())
            ],
            deals=_rows(network.deals),
            finds=_rows(network.finds),
            chapters=_rows(network.chapters),
            movers=sorted(network.movers),
            first_seen=sorted(network.first_seen.items()),
            last=network.last,
        )
    )


def unpack(data: bytes, network: "Network") -> None:
    """Fill a network that nothing was told yet with what was packed.

    Raises ValueError for bytes that are no snapshot, or one that another version made.
    """
    try:
        kept = msgspec.msgpack.decode(data, type=_Packed)
    except msgspec.MsgspecError as error:
        raise ValueError("this is no snapshot of parties") from error
    if kept.version != version(network):
        raise ValueError(f"snapshot of {kept.version}, but this is {version(network)}")
    network.resolver.unpack(kept.resolver)
    network.consignments.update(kept.consignments)
    for party, held in kept.held:
        values: dict[Value, datetime] = {(tie, text): at for tie, text, at in held}
        network.held[party] = values
        for value, at in values.items():
            network.holders.setdefault(value, {})[party] = at
    network.deals.update({party: dict(row) for party, row in kept.deals})
    network.finds.update({party: dict(row) for party, row in kept.finds})
    network.chapters.update({party: dict(row) for party, row in kept.chapters})
    network.movers.update(dict.fromkeys(kept.movers, True))
    network.first_seen.update(kept.first_seen)
    network.last = kept.last


def _rows(by_party: Mapping[str, Mapping[str, V]]) -> ByParty[V]:
    return [(party, sorted(row.items())) for party, row in sorted(by_party.items()) if row]
