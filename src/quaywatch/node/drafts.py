"""What was read of a source, as events that are about to be appended."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from quaywatch.cargo import Filing, Problem
from quaywatch.formats import Part
from quaywatch.ledger import Event
from quaywatch.node.facts import FILING, QUARANTINED, SERVICE, Quarantined

BATCH_CONSIGNMENTS = 2000
"""Consignments that are assessed and appended together, at most one part more."""
_BATCH_BYTES = 8 * 1024 * 1024

_ENCODER = msgspec.json.Encoder(order="deterministic")


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One event to append, with what it says when that is at hand."""

    event: Event
    filing: Filing | None = None
    problems: tuple[Problem, ...] = ()


def drafts(parts: Iterable[Part], *, actor: str, known_at: datetime) -> Iterator[Draft]:
    """Make one event of each part, so that every byte of the source is in exactly one.

    A message is known by its sender and its bytes: sent again in another interchange it is the
    same. An envelope means nothing by itself, so it is known by all bytes up to its end.
    """
    read = hashlib.sha256()
    for part in parts:
        read.update(part.data)
        if part.filing is not None:
            yield _filing(part, part.filing, actor, known_at)
        elif part.quarantined:
            yield _quarantined(part, actor, known_at)
        elif part.data:
            key = _key(SERVICE, actor, read.digest())
            yield Draft(event=_event(SERVICE, b"{}", key, part.data, actor, known_at))


def batches(made: Iterable[Draft]) -> Iterator[list[Draft]]:
    """Cut a stream of drafts into what is appended together."""
    batch: list[Draft] = []
    consignments = size = 0
    for draft in made:
        batch.append(draft)
        consignments += weight([draft])
        size += len(draft.event.original or b"")
        if consignments >= BATCH_CONSIGNMENTS or size >= _BATCH_BYTES:
            yield batch
            batch, consignments, size = [], 0, 0
    if batch:
        yield batch


def weight(made: Sequence[Draft]) -> int:
    """Count the consignments of drafts."""
    return sum(len(d.filing.consignments) for d in made if d.filing is not None)


def draft(kind: str, payload: msgspec.Struct, *, key: str, actor: str, known_at: datetime) -> Draft:
    """Make an event of the node's own."""
    return Draft(event=_event(kind, _ENCODER.encode(payload), key, None, actor, known_at))


def unread(
    what: str, data: bytes, problems: tuple[Problem, ...], actor: str, known_at: datetime
) -> Draft:
    """Keep bytes that are not taken, with the reason; brought again they lie there once."""
    payload = _ENCODER.encode(Quarantined(sender=actor, problems=problems))
    key = f"{QUARANTINED}/{what}/{actor}/{hashlib.sha256(data).hexdigest()}"
    event = _event(QUARANTINED, payload, key, data, actor, known_at)
    return Draft(event=event, problems=problems)


def _filing(part: Part, filing: Filing, actor: str, known_at: datetime) -> Draft:
    content = part.data
    if not content:
        # Columnar files keep their bytes in service parts: the content is what was understood.
        undated = msgspec.structs.replace(filing.header, received_at=None)
        content = _ENCODER.encode(msgspec.structs.replace(filing, header=undated))
    payload = _ENCODER.encode(filing)
    key = _key(FILING, filing.header.sender, content)
    event = _event(FILING, payload, key, part.data or None, actor, known_at)
    return Draft(event=event, filing=filing, problems=part.problems)


def _quarantined(part: Part, actor: str, known_at: datetime) -> Draft:
    payload = _ENCODER.encode(Quarantined(sender=actor, problems=part.problems))
    key = _key(QUARANTINED, actor, part.data)
    event = _event(QUARANTINED, payload, key, part.data, actor, known_at)
    return Draft(event=event, problems=part.problems)


def _event(
    kind: str, payload: bytes, key: str, original: bytes | None, actor: str, known_at: datetime
) -> Event:
    return Event(
        kind=kind, payload=payload, known_at=known_at, key=key, actor=actor, original=original
    )


def _key(kind: str, sender: str, content: bytes) -> str:
    digest = hashlib.sha256(f"{kind}\0{sender}\0".encode("utf-8", "surrogatepass"))
    digest.update(content)
    return digest.hexdigest()
