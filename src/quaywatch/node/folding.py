"""What messages do to consignments: the latest version wins, a cancellation ends it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from quaywatch.cargo import FilingFunction, FilingHeader, Movement
from quaywatch.node.boxes import boxes
from quaywatch.node.entries import Addition, Entry, completed_by, of_addition
from quaywatch.node.facts import Fact
from quaywatch.node.instants import NEVER, stored
from quaywatch.node.stays import Moved
from quaywatch.node.texts import container_key, kept
from quaywatch.node.words import Word, overtaken, word_of
from quaywatch.story.filings.filed import CONSIGNEE_PARTS

_ENCODER = msgspec.msgpack.Encoder()


@dataclass(slots=True)
class Filed:
    """Everything that the filings of a batch say, before it meets what is known."""

    latest: dict[str, Entry] = field(default_factory=dict[str, Entry])
    """Consignments with a version in this batch, each with its last one."""
    first: dict[str, Entry] = field(default_factory=dict[str, Entry])
    """Consignments with a version in this batch, each with its first one."""
    additions: dict[str, Addition | None] = field(default_factory=dict[str, Addition | None])
    """The last word of those who complete others' bills; None where they took it back."""
    known_at: dict[int, int] = field(default_factory=dict[int, int])
    """When each message became known, by its position."""
    cancelled: dict[str, bool] = field(default_factory=dict[str, bool])
    """All consignments spoken of: whether the last word was a cancellation."""
    documents: dict[tuple[str, int], dict[str, object]] = field(
        default_factory=dict[tuple[str, int], dict[str, object]]
    )
    moved: list[Moved] = field(default_factory=list[Moved])
    words: dict[str, Word] = field(default_factory=dict[str, Word])
    """Dated words that are the last ones now."""


def dated(facts: Iterable[Fact]) -> set[str]:
    """Return the consignments on which a batch holds a dated word."""
    return {
        kept(consignment.id)
        for fact in facts
        if fact.filing is not None and fact.filing.header.issued_at is not None
        for consignment in fact.filing.consignments
    }


def fold(facts: Iterable[Fact], last: Mapping[str, Word]) -> Filed:
    """Read the filings of a batch in order; `last` are the last dated words before."""
    filed = Filed()
    for fact in facts:
        if fact.filing is None:
            continue
        header = fact.filing.header
        filed.known_at[fact.position] = stored(fact.known_at)
        cancels = header.function is FilingFunction.CANCELLATION
        word = word_of(header)
        for place, consignment in enumerate(fact.filing.consignments):
            name = kept(consignment.id)
            filed.documents[name, fact.position] = _document(fact, name)
            if overtaken(word, filed.words.get(name) or last.get(name)):
                continue
            if word is not None:
                filed.words[name] = word
            if header.filing_type in CONSIGNEE_PARTS:
                filed.additions[name] = None if cancels else _addition(fact, place)
                continue
            filed.cancelled[name] = cancels
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
    spoken = dict.fromkeys((*filed.cancelled, *filed.additions))
    states = (_entry(name, filed, standing.get(name)) for name in spoken)
    return [entry for entry in states if entry is not None]


def _entry(name: str, filed: Filed, before: Entry | None) -> Entry | None:
    addition = filed.additions.get(name, before.addition if before else None)
    bill = filed.latest.get(name) or (None if before is None or before.alone else before)
    cancelled = filed.cancelled.get(name, before is not None and before.cancelled)
    if bill is not None:
        entry = completed_by(bill, addition) if addition or bill.addition else bill
    elif addition is not None:
        entry = of_addition(name, addition)
    else:
        entry, cancelled = before, True
    return entry and msgspec.structs.replace(entry, cancelled=cancelled)


def _addition(fact: Fact, place: int) -> Addition:
    assert fact.filing is not None  # noqa: S101 - called for filings alone
    return Addition(
        position=fact.position,
        place=place,
        header=fact.filing.header,
        consignment=fact.filing.consignments[place],
    )


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
