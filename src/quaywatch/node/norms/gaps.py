"""Gaps of a port in the order in which closing them is worth most, and who closes them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.node import schema
from quaywatch.node.changes import Row
from quaywatch.node.drafts import Draft
from quaywatch.node.facts import Fact, event_of
from quaywatch.node.norms.speaking import Room, Speaker, UnknownAssessment
from quaywatch.node.norms.standings import PortView, Standings
from quaywatch.norms import Catalogue
from quaywatch.norms.gaps import Gap, assumptions, life, ranked
from quaywatch.norms.gaps.life import Plan, Refusal, Refused
from quaywatch.norms.register import ALLIANCE

_PLANS = msgspec.json.Decoder(Plan)
_TABLE = schema.norm_gap
Command = Callable[[Plan, Act], Event]


class Ranking(msgspec.Struct, frozen=True, kw_only=True):
    """What is not met at a port, and what is planned about it."""

    view: PortView
    catalogue: Catalogue
    gaps: tuple[Gap, ...]
    plans: Mapping[str, Plan]
    """By requirement; of gaps that were closed too."""


class Gaps:
    """Ranks gaps and carries their plans; safe to use from many threads."""

    def __init__(self, room: Room, standings: Standings) -> None:
        self._room, self._standings = room, standings

    def at(self, port: str, day: date) -> Ranking:
        """Return the gaps of a port on a day; raises UnknownAssessment."""
        view, catalogue = self._standings.port(port, day)
        with self._room.reading() as connection:
            plans = {each.requirement: each for each in _plans(connection, port)}
        found = ranked(
            catalogue,
            [each.standing for each in view.places],
            _costs(view, plans),
            assumptions(),
        )
        return Ranking(view=view, catalogue=catalogue, gaps=found, plans=plans)

    def step(
        self, port: str, requirement: str, speaker: Speaker, seen: int, command: Command
    ) -> None:
        """Carry a plan on by a command of `norms.gaps.life`.

        Who plans, puts off and says that it is closed speaks for the port or the alliance; anybody
        may look whether it is.

        Raises:
            UnknownAssessment: nothing was assessed at the port, or nothing is called so.
            Refused: the plan's state does not allow it.

        """

        def make(connection: Connection) -> list[Draft]:
            catalogue = self._room.in_force(connection)
            if catalogue.get(requirement) is None or not _is_assessed(connection, port):
                raise UnknownAssessment(f"there is no {requirement!r} at {port!r}")
            before = _plan(connection, port, requirement)
            return [Draft(event=command(before, self._room.act(speaker, seen)))]

        self._room.queue.commit(make)


def for_port(port: str, speaker: Speaker) -> None:
    """Raise Refused where somebody speaks neither for the port nor for the alliance."""
    if speaker.port not in (port, ALLIANCE):
        raise Refused(Refusal.OTHER_PORT, f"Gaps of {port} are its own to close.")


def folded(connection: Connection, facts: Sequence[Fact]) -> list[Plan]:
    """Return the plans that facts speak of, as they are after them."""
    found: dict[tuple[str, str], Plan] = {}
    for fact in facts:
        key = life.named(fact.stream)
        if key is not None:
            before = found.get(key) or _plan(connection, *key)
            found[key] = before.apply(event_of(fact))
    return list(found.values())


def row(plan: Plan) -> Row:
    """Return the row of a plan."""
    return {
        "name": life.stream(plan.port, plan.requirement),
        "port": plan.port,
        "record": msgspec.json.encode(plan, order="deterministic"),
    }


def _costs(view: PortView, plans: Mapping[str, Plan]) -> dict[str, float]:
    """Return what closing each gap costs, where anybody told: the plan before the answer."""
    told = {
        each.standing.requirement: each.claim.stated.answer.gap_eur
        for each in view.places
        if each.claim is not None
    }
    told |= {name: plan.eur for name, plan in plans.items() if plan.eur is not None}
    return {name: eur for name, eur in told.items() if eur is not None}


def _plans(connection: Connection, port: str) -> list[Plan]:
    query = select(_TABLE.c.record).where(_TABLE.c.port == port).order_by(_TABLE.c.name)
    return [_PLANS.decode(record) for record in connection.scalars(query)]


def _plan(connection: Connection, port: str, requirement: str) -> Plan:
    query = select(_TABLE.c.record).where(_TABLE.c.name == life.stream(port, requirement))
    record = connection.scalar(query)
    return Plan(port=port, requirement=requirement) if record is None else _PLANS.decode(record)


def _is_assessed(connection: Connection, port: str) -> bool:
    table = schema.port_claims.c
    return connection.scalar(select(table.port).where(table.port == port)) is not None
