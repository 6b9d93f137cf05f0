"""Where a box stands aboard, for the dossier: its place and the boxes of the same bay."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from quaywatch.cargo.identifiers.stowage_cell import LOWEST_ON_DECK
from quaywatch.node.placing import standing
from quaywatch.node.stays import Moved
from quaywatch.node.stowing import aboard, beside


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """A box of the same bay."""

    row: int
    tier: int
    reefer: bool
    empty: bool


class Berth(msgspec.Struct, frozen=True, kw_only=True):
    """The last place of a box on a trip."""

    cell: str
    """Bay, row and tier as written."""
    bay: int
    row: int
    tier: int
    on_deck: bool
    reach: str
    """Name of its `stowage.Reach`, in small letters."""
    planned: str
    """Where the plan before sailing had it; empty where none is known, or where it sailed so."""
    sailed: bool
    """Whether the ship sailed so; else it is planned so."""
    aboard: int
    """Boxes that the plan names."""
    others: int
    """Of these, others of its kind and mass…"""
    as_reachable: int
    """…and how many of them are at least as easy to reach."""
    position: int
    """Of the message that tells so."""
    neighbours: tuple[Neighbour, ...]


def berth(connection: Connection, moves: Sequence[Moved]) -> Berth | None:
    """Return where a box stands by what was said on one trip; None where no plan names it."""
    from quaywatch.stowage import Reach
    from quaywatch.stowage.plan import FULL, REEFER

    places = [
        place
        for plans in aboard(connection, {moved.container for moved in moves}).values()
        for _, place in standing(moves, plans)
    ]
    if not places:
        return None
    first, last = places[0], places[-1]
    return Berth(
        cell=last.cell,
        bay=last.bay,
        row=last.row,
        tier=last.tier,
        on_deck=last.tier >= LOWEST_ON_DECK,
        reach=Reach(last.reach).name.lower(),
        planned="" if first.cell == last.cell else first.cell,
        sailed=not last.planned,
        aboard=last.aboard,
        others=last.others,
        as_reachable=last.as_reachable,
        position=last.position,
        neighbours=tuple(
            Neighbour(
                row=box.row,
                tier=box.tier,
                reefer=bool(box.kind & REEFER),
                empty=not box.kind & FULL,
            )
            for box in beside(connection, last)
            if box.container != last.container
        ),
    )
