"""What happened, as the memory of the past takes it: filings and outcomes, each at its instant."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, islice
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from quaywatch.cargo import Consignment, FilingHeader, OutcomeResult, to_frames
from quaywatch.inspections import BoxEvent
from quaywatch.inspections.record import Fact as BoxFact
from quaywatch.ledger import Event
from quaywatch.node.facts import Fact
from quaywatch.node.instants import stored
from quaywatch.story.filings.filed import CONSIGNEE_PARTS

if TYPE_CHECKING:
    from quaywatch.history.events import Events

CHOSEN = frozenset({BoxEvent.SELECTED, BoxEvent.ORDERED})
"""Kinds of event that may choose a box for inspection."""

JUDGED = frozenset({BoxEvent.OUTCOME, BoxEvent.CORRECTED})
"""Kinds of event that say what an inspection found."""

Said = tuple[FilingHeader, Consignment]
_BOX_FACTS = msgspec.json.Decoder(BoxFact)


def found(fact: Fact | Event) -> bool:
    """Say whether an event is the find of an inspection."""
    if fact.kind not in JUDGED:
        return False
    outcome = _BOX_FACTS.decode(fact.payload).outcome
    return outcome is not None and outcome.result is OutcomeResult.FOUND


def chooses(fact: Fact) -> bool:
    """Say whether a fact chooses a box; what follows an alarm was chosen with the first look."""
    if fact.kind not in CHOSEN:
        return False
    order = _BOX_FACTS.decode(fact.payload).order
    return order is None or order.follows is None


def chronological(facts: Sequence[Fact], clock: int) -> dict[int, int]:
    """Return when each fact counts as known, by its position: never before one that it follows.

    `clock` is when the last fact before counts.
    """
    instants = accumulate((stored(fact.known_at) for fact in facts), max, initial=clock)
    return dict(zip((fact.position for fact in facts), islice(instants, 1, None), strict=True))


def whole_bills(facts: Iterable[Fact], known_at: Mapping[int, int]) -> list[tuple[Said, int]]:
    """Return what was filed of whole bills; additions to another's bill are no filing more."""
    return [
        ((fact.filing.header, consignment), known_at[fact.position])
        for fact in facts
        if fact.filing is not None and fact.filing.header.filing_type not in CONSIGNEE_PARTS
        for consignment in fact.filing.consignments
    ]


def filings(facts: Iterable[Fact], known_at: Mapping[int, int]) -> "Events | None":
    """Return what was filed of whole bills, as events."""
    said = whole_bills(facts, known_at)
    return events_of(said) if said else None


def looks(said: Sequence[tuple[Said, int]]) -> "Events":
    """Return consignments, each with an instant, as events that are read and not taken in."""
    from quaywatch.history.events import looking

    return looking(events_of(said))


def events_of(said: Sequence[tuple[Said, int]]) -> "Events":
    """Return an event for each consignment filed at an instant."""
    from quaywatch.history.encoding import filed

    frames = to_frames(consignment for consignment, _ in said)
    return filed(frames, np.array([instant for _, instant in said], dtype=np.int64))


def outcomes(
    verdicts: Sequence[tuple[int, bool, bytes]], known_at: Mapping[int, int]
) -> "Events | None":
    """Return outcomes (position, whether anything was found, keys) as events."""
    if not verdicts:
        return None
    from quaywatch.history.encoding import found_out

    keys = np.array([np.frombuffer(keys, dtype="<i8") for _, _, keys in verdicts], dtype=np.int64).T
    found = np.array([found for _, found, _ in verdicts], dtype=np.bool_)
    return found_out(keys, found, np.array([known_at[position] for position, _, _ in verdicts]))


def among(parts: Sequence["Events | None"]) -> "Events | None":
    """Return the events of all parts that there are."""
    there = [part for part in parts if part is not None]
    if not there:
        return None
    from quaywatch.history.events import together

    return together(there)


def alone(consignment: Consignment, number: str) -> Consignment:
    """Return a consignment as if the container `number` were its only one."""
    boxes = tuple(e for e in consignment.equipment if e.number == number)
    return msgspec.structs.replace(consignment, equipment=boxes)
