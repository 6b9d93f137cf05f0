"""What is odd about where a box stands, or stood before, on one trip."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from quaywatch.cargo import Movement
from quaywatch.node.contradicted import Contradicted
from quaywatch.node.stays import Moved
from quaywatch.node.stowing import Stowed, plan_of
from quaywatch.story import wording

_MOVEMENTS = msgspec.msgpack.Decoder(Movement)

Standing = tuple[Moved, Stowed]
"""The event that told of a place, and the place."""


def standing(moves: Iterable[Moved], plans: Mapping[str, Stowed]) -> list[Standing]:
    """Return the places of the last voyage of a trip: as planned, as it sailed, what is known.

    Of each plan the last word counts.
    """
    voyages: dict[str, dict[int, Standing]] = {}
    for moved in moves:
        stowed = plans.get(plan_of(moved))
        if stowed is not None:
            voyages.setdefault(stowed.voyage, {})[stowed.planned] = moved, stowed
    if not voyages:
        return []
    last = next(reversed(voyages.values()))
    return [last[planned] for planned in (1, 0) if planned in last]


def unusual(moves: Iterable[Moved], plans: Mapping[str, Stowed]) -> list[Contradicted]:
    """Return what is odd about the last place of a trip, and about how the box came there."""
    places = standing(moves, plans)
    return [*_in_its_place(places[-1]), *_moved(places)] if places else []


def _in_its_place(last: Standing) -> Iterator[Contradicted]:
    from quaywatch.stowage import Oddity, oddities

    _, stowed = last
    for oddity in oddities(stowed):
        near = oddity is Oddity.STOWED_WITHIN_REACH
        yield Contradicted(
            code=oddity.code,
            earlier=_written(last),
            later=_written(last),
            figure=stowed.as_reachable if near else stowed.rare,
            limit=stowed.others,
            evidence=(_evidence(last),),
        )


def _moved(places: Sequence[Standing]) -> Iterator[Contradicted]:
    from quaywatch.stowage import Oddity, moved_within_reach

    before, after = places[0], places[-1]
    if moved_within_reach(before[1].reach, after[1].reach):
        yield Contradicted(
            code=Oddity.RESTOWED_WITHIN_REACH.code,
            earlier=_written(before),
            later=_written(after),
            figure=after[1].as_reachable,
            limit=after[1].others,
            evidence=(_evidence(before), _evidence(after)),
        )


def _written(place: Standing) -> str:
    moved, stowed = place
    return f"{stowed.cell} ({wording.event(_MOVEMENTS.decode(moved.said))})"


def _evidence(place: Standing) -> tuple[int, int, bool]:
    return place[1].position, place[1].place, False
