"""Consignments that share a container on a voyage: what is said of one bears on the others."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from quaywatch.cargo import to_frames
from quaywatch.checks import Context, voyage_containers
from quaywatch.node import known
from quaywatch.node.entries import Entry
from quaywatch.node.telling import Told, story_frame
from quaywatch.node.texts import kept

Shared = tuple[str, str]
"""Voyage and container."""


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around a set of changed consignments."""

    affected: list[Entry]
    """Others that share a container on a voyage with one of them, before or after the change."""
    others: list[Entry]
    """Those that share one with the affected."""


def look_around(
    connection: Connection, changed: Sequence[Entry], before: Iterable[Row[*tuple[Any, ...]]]
) -> Around:
    """Find what shares a container with the consignments `changed`, whose boxes were `before`."""
    names = {entry.consignment_id for entry in changed}
    shared = {(row.voyage, row.container) for row in before} | _shared(changed)
    affected = _sharing(connection, shared, names)
    names |= {entry.consignment_id for entry in affected}
    return Around(affected, _sharing(connection, _shared(affected) - shared, names))


def context_of(others: Iterable[Entry], told: Told, assessed: Iterable[Entry]) -> Context:
    """Return what the checks should know beside the consignments that are `assessed`.

    That is what `others` declare, and what the stories of the boxes contradict themselves in.
    """
    story = story_frame(told, assessed)
    live = [(e.header, e.consignment) for e in others if not e.cancelled]
    if not live:
        return Context(story=story)
    return Context(voyage_containers=voyage_containers(to_frames(live)), story=story)


def _sharing(
    connection: Connection, shared: Collection[Shared], apart_from: Collection[str]
) -> list[Entry]:
    found = known.boxes_with(connection, {container for _, container in shared})
    names = {
        row.consignment_id
        for row in found
        if (row.voyage, row.container) in shared and row.consignment_id not in apart_from
    }
    return list(known.entries(connection, names).values())


def _shared(entries: Iterable[Entry]) -> set[Shared]:
    return {
        (voyage, box.container)
        for entry in entries
        if (voyage := kept(entry.consignment.conveyance.voyage))
        for box in entry.boxes
    }
