"""What stowage plans say of containers: each in its place, held against the others aboard.

A plan is all that was said of one voyage of one ship, planned or as it sailed, whatever messages
and parts it came in; of a container the last word counts. Whenever more of a plan becomes known
all of it is judged anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from quaywatch.cargo import Classifier, Movement, MovementKind
from quaywatch.cargo.identifiers import stowage_cell
from quaywatch.node import schema
from quaywatch.node.among import AnyRow, rows_among
from quaywatch.node.changes import Row
from quaywatch.node.stays import Moved
from quaywatch.node.texts import kept

_MOVEMENTS = msgspec.msgpack.Decoder(Movement)
_STOWED = select(schema.stowed)
_ABOARD = frozenset({MovementKind.STOWED, MovementKind.LOADED})


class Stowed(msgspec.Struct, frozen=True, gc=False):
    """One container in one plan, with what the plan makes of its place (see `stowage.JUDGED`)."""

    plan: str
    container: str
    position: int
    place: int
    planned: int
    """1 in a plan made before, 0 in that of what sailed."""
    cell: str
    bay: int
    row: int
    tier: int
    kind: int
    mass_class: int
    port: str
    aboard: int = 0
    """Boxes that the plan names."""
    reach: int = 0
    others: int = 0
    as_reachable: int = 0
    reachable: float = 1.0
    high: float = 1.0
    apart: float = 1.0

    @property
    def voyage(self) -> str:
        """Ship and voyage, the same for what was planned and what sailed."""
        return self.plan.partition("|")[2]

    @property
    def rare(self) -> int:
        """One in how many of the like stands so high or so low, and in such company."""
        return round(1 / max(self.high * self.apart, 1e-6))


Aboard = Mapping[str, Mapping[str, Stowed]]
"""By container, then by plan."""


@dataclass(frozen=True, slots=True)
class Restowed:
    """The plans that a batch touches, before and after it."""

    was: Aboard
    now: Aboard
    plans: tuple[str, ...]
    rows: list[Row]
    """What the table holds of these plans from here on."""

    @property
    def told_anew(self) -> set[str]:
        """Containers of whose place something else is to be told than before."""
        every = self.was.keys() | self.now.keys()
        return {c for c in every if _telling(self.was.get(c)) != _telling(self.now.get(c))}


def restow(connection: Connection, moved: Iterable[Moved]) -> Restowed:
    """Read plans out of movements and judge each plan that they touch."""
    said = [stowed for m in moved if (stowed := _stowed(m)) is not None]
    plans = tuple(sorted({stowed.plan for stowed in said}))
    before = _read(rows_among(connection, _STOWED, schema.stowed.c.plan, plans))
    words: dict[str, dict[str, Stowed]] = {plan: {} for plan in plans}
    for word in sorted([*before, *said], key=lambda w: (w.position, w.place)):
        words[word.plan][word.container] = word
    after = [each for plan in plans for each in judged(_in_order(words[plan]))]
    return Restowed(
        _by_container(before),
        _by_container(after),
        plans,
        [msgspec.structs.asdict(s) for s in after],
    )


def aboard(connection: Connection, containers: Iterable[str]) -> dict[str, dict[str, Stowed]]:
    """Return what the tables hold of some containers."""
    return _by_container(
        _read(rows_among(connection, _STOWED, schema.stowed.c.container, set(containers)))
    )


def beside(connection: Connection, stowed: Stowed) -> list[Stowed]:
    """Return all boxes of the same bay of a plan, by tier and row."""
    table = schema.stowed.c
    query = _STOWED.where(table.plan == stowed.plan, table.bay == stowed.bay)
    return _read(connection.execute(query.order_by(table.tier, table.row, table.container)).all())


def plan_of(moved: Moved) -> str:
    """Return the name of the plan that a movement belongs to; nothing where it belongs to none."""
    stowed = _stowed(moved)
    return "" if stowed is None else stowed.plan


def _stowed(moved: Moved) -> Stowed | None:
    planned = moved.classifier != Classifier.ACTUAL
    if moved.kind not in _ABOARD or (moved.kind == MovementKind.LOADED and not planned):
        return None
    said = _MOVEMENTS.decode(moved.said)
    cell = stowage_cell.parse(said.stowage or "")
    ship = kept(said.imo_number or said.vessel_name).upper()
    if cell.place is None or not ship:
        return None
    from quaywatch.stowage.plan import kind_of, mass_class_of

    # Without a voyage number the plan is that of one day at one port.
    voyage = kept(said.voyage).upper() or f"{moved.location} {moved.at // 86_400_000_000}"
    return Stowed(
        plan="|".join(("planned" if planned else "sailed", ship, voyage)),
        container=moved.container,
        position=moved.position,
        place=moved.place,
        planned=int(planned),
        cell=kept(cell.written),
        bay=cell.place.bay,
        row=cell.place.row,
        tier=cell.place.tier,
        kind=kind_of(said),
        mass_class=mass_class_of(said),
        port=kept(said.route.port_of_discharge if said.route else None),
    )


def judged(words: Sequence[Stowed]) -> list[Stowed]:
    """Return the boxes of one plan with what it makes of each place."""
    from quaywatch.stowage import judge, laid_out

    verdicts = judge(
        laid_out([(w.bay, w.row, w.tier, w.kind, w.mass_class, w.port) for w in words])
    )
    names: tuple[str, ...] = verdicts.dtype.names
    return [
        msgspec.structs.replace(word, aboard=len(words), **dict(zip(names, verdict, strict=True)))
        for word, verdict in zip(words, verdicts.tolist(), strict=True)
    ]


def _in_order(words: Mapping[str, Stowed]) -> list[Stowed]:
    return [words[container] for container in sorted(words)]


def _read(rows: Iterable[AnyRow]) -> list[Stowed]:
    return [Stowed(*row) for row in rows]


def _by_container(words: Iterable[Stowed]) -> dict[str, dict[str, Stowed]]:
    found: dict[str, dict[str, Stowed]] = defaultdict(dict)
    for word in words:
        found[word.container][word.plan] = word
    return found


def _telling(plans: Mapping[str, Stowed] | None) -> object:
    """Return what can show in what is told of a container."""
    from quaywatch.stowage import oddities

    return plans and sorted(
        (
            name,
            s.cell,
            s.position,
            s.place,
            s.reach,
            odd,
            (s.others, s.as_reachable, s.rare) if odd else (),
        )
        for name, s in plans.items()
        for odd in [oddities(s)]
    )
