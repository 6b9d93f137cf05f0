"""What messages do to consignments: the latest version wins, a cancellation ends it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from quaywatch.cargo import FilingFunction, FilingHeader, Movement
from quaywatch.node.boxes import boxes
from quaywatch.node.entries import Entry
from quaywatch.node.facts import Fact
from quaywatch.node.instants import NEVER, stored
from quaywatch.node.stays import Moved
from quaywatch.node.texts import container_key, kept

_ENCODER = msgspec.msgpack.Encoder()


@dataclass(slots=True)
class Filed:
    """Everything that the filings of a batch say, before it meets what is known."""

    latest: dict[str, Entry] = field(default_factory=dict[str, Entry])
    """Consignments with a version in this batch, each with its last one."""
    first: dict[str, Entry] = field(default_factory=dict[str, Entry])
    """Consignments with a version in this batch, each with its first one."""
    known_at: dict[int, int] = field(default_factory=dict[int, int])
    """When each message became known, by its position."""
    cancelled: dict[str, bool] = field(default_factory=dict[str, bool])
    """All consignments spoken of: whether the last word was a cancellation."""
    documents: dict[tuple[str, int], dict[str, object]] = field(
        default_factory=dict[tuple[str, int], dict[str, object]]
    )
    moved: list[Moved] = field(default_factory=list[Moved])


def fold(facts: Iterable[Fact]) -> Filed:
    """Read the filings of a batch in order."""
    filed = Filed()
    for fact in facts:
        if fact.filing is None:
            continue
        header = fact.filing.header
        filed.known_at[fact.position] = stored(fact.known_at)
        cancels = header.function is FilingFunction.CANCELLATION
        for place, consignment in enumerate(fact.filing.consignments):
            name = kept(consignment.id)
            filed.cancelled[name] = cancels
            filed.documents[name, fact.position] = _document(fact, name)
            if not cancels:
                entry = Entry(
                    consignment_id=name,
                    position=fact.position,
                    place=place,
                    header=header,
                    consignment=consignment,
                    boxes=boxes(consignment),
                )
                filed.latest[name] = entry
                filed.first.setdefault(name, entry)
        filed.moved.extend(
            _moved(fact.position, place, header, movement)
            for place, movement in enumerate(fact.filing.movements)
        )
    return filed


def entries(filed: Filed, standing: Mapping[str, Entry]) -> list[Entry]:
    """Return the new state of every consignment spoken of, given what stood before.

    A cancellation of what was never filed changes nothing.
    """
    changed: list[Entry] = []
    for name, cancelled in filed.cancelled.items():
        entry = filed.latest.get(name) or standing.get(name)
        if entry is not None:
            changed.append(msgspec.structs.replace(entry, cancelled=cancelled))
    return changed


def _document(fact: Fact, consignment_id: str) -> dict[str, object]:
    assert fact.filing is not None  # noqa: S101 - called for filings alone
    header = fact.filing.header
    received = stored(header.received_at)
    return {
        "consignment_id": consignment_id,
        "position": fact.position,
        "format": kept(header.format),
        "sender": kept(header.sender),
        "reference": kept(header.reference),
        "function": header.function.value,
        "received_at": stored(fact.known_at) if received == NEVER else received,
    }


def _moved(position: int, place: int, header: FilingHeader, movement: Movement) -> Moved:
    return Moved(
        container=container_key(movement.equipment_number),
        position=position,
        place=place,
        at=stored(movement.at),
        kind=movement.kind.value,
        classifier=movement.classifier.value,
        location=kept(movement.location),
        facility=kept(movement.facility),
        format=kept(header.format),
        sender=kept(header.sender),
        said=_ENCODER.encode(movement),
    )
