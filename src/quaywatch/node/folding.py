"""What messages do to consignments: the latest version wins, a cancellation ends it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import reduce

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


class Undoes(Enum):
    """Statements that bring nothing new."""

    BILL = "bill"
    """A bill is cancelled; one that was never filed stays so."""
    ADDITION = "addition"
    """Who completed another's bill takes it back."""


Statement = Entry | Addition | Undoes
"""A version of a bill, what others add to it, or an end of either."""


@dataclass(slots=True)
class Filed:
    """Everything that the filings of a batch say, before it meets what is known."""

    spoken: dict[str, list[Statement]] = field(default_factory=dict[str, list[Statement]])
    """What is said of each consignment, in order."""
    first: dict[str, Entry] = field(default_factory=dict[str, Entry])
    """Consignments with a version in this batch, each with its first one."""
    known_at: dict[int, int] = field(default_factory=dict[int, int])
    """When each message became known, by its position."""
    heard: dict[str, int] = field(default_factory=dict[str, int])
    """The message with the last statement on each consignment."""
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
        word = word_of(header)
        for place, consignment in enumerate(fact.filing.consignments):
            name = kept(consignment.id)
            filed.documents[name, fact.position] = _document(fact, name)
            if overtaken(word, filed.words.get(name) or last.get(name)):
                continue
            if word is not None:
                filed.words[name] = word
            statement = _statement(fact, place, name)
            filed.spoken.setdefault(name, []).append(statement)
            filed.heard[name] = fact.position
            if isinstance(statement, Entry):
                filed.first.setdefault(name, statement)
        filed.moved.extend(
            _moved(fact.position, place, header, movement)
            for place, movement in enumerate(fact.filing.movements)
        )
    return filed


def resting(filed: Filed) -> set[str]:
    """Return the consignments whose new state rests on the one before, whatever that is."""
    return {name for name, said in filed.spoken.items() if not isinstance(said[0], Entry)}


def entries(filed: Filed, standing: Mapping[str, Entry]) -> list[Entry]:
    """Return the new state of every consignment spoken of, given what stood before.

    Statements are taken one after the other, as if each had come alone.
    """
    states = (reduce(_after, said, standing.get(name)) for name, said in filed.spoken.items())
    return [state for state in states if state is not None]


def _after(state: Entry | None, said: Statement) -> Entry | None:
    """Return the state of a consignment after one more statement."""
    match said:
        case Entry():
            addition = None if state is None else state.addition
            return said if addition is None else completed_by(said, addition)
        case Addition():
            if state is None or state.alone:
                cancelled = state is not None and state.cancelled
                return msgspec.structs.replace(
                    of_addition(kept(said.consignment.id), said), cancelled=cancelled
                )
            return completed_by(state, said)
        case Undoes.ADDITION if state is not None and not state.alone:
            return completed_by(state, None)
        case Undoes():
            # Nothing but the addition was known, or the bill itself ends.
            return state and msgspec.structs.replace(state, cancelled=True)


def _statement(fact: Fact, place: int, name: str) -> Statement:
    assert fact.filing is not None  # noqa: S101 - called for filings alone
    header, consignment = fact.filing.header, fact.filing.consignments[place]
    cancels = header.function is FilingFunction.CANCELLATION
    if header.filing_type in CONSIGNEE_PARTS:
        return (
            Undoes.ADDITION
            if cancels
            else Addition(
                position=fact.position, place=place, header=header, consignment=consignment
            )
        )
    return (
        Undoes.BILL
        if cancels
        else Entry(
            consignment_id=name,
            position=fact.position,
            place=place,
            header=header,
            consignment=consignment,
            boxes=boxes(consignment),
        )
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
