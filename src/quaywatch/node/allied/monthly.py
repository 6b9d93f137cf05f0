"""Months as ports tell them of themselves: put forward here, and laid out with the gaps."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Protocol

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance import Handling, Purpose, Source, Tlp, known_by
from quaywatch.alliance.accords import Life, Publication, Topic
from quaywatch.alliance.bodies import Body, MonthFigures
from quaywatch.alliance.handling import Accuracy, Reliability
from quaywatch.node.allied import months, settled
from quaywatch.node.allied.facts import name_of
from quaywatch.node.requesting.room import Reading

SHOWN = 12
"""Months that are over, the last first."""
_SOURCE = Source(reliability=Reliability.ALWAYS, accuracy=Accuracy.CERTAIN)
_USES = frozenset({Purpose.RISK_ANALYSIS, Purpose.STATISTICS})


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says who tells a month."""

    port: str
    """UN/LOCODE."""
    month: str
    """As 2026-03."""
    nil: bool
    """Whether they say that nothing was found."""
    legal_basis: str
    retain_until: date
    correction: str = ""
    """What was wrong in what was told before."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One month of one port."""

    month: str
    name: str = ""
    """Of the notice; empty for a gap: nothing was told, which is not that nothing was found."""
    figures: MonthFigures | None = None
    at: datetime | None = None
    waits: bool = False
    """Whether it awaits a second person."""


class Port(msgspec.Struct, frozen=True, kw_only=True):
    """The months of one port, the last first."""

    node: str
    at: str
    """UN/LOCODE; empty where an ally never told any."""
    own: bool
    months: tuple[Told, ...]


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A month of the own port that may be told, with what its records come to."""

    month: str
    inspections: int
    finds: int
    again: bool
    """Whether it was told before, so that what was wrong has to be said."""


class Returns(msgspec.Struct, frozen=True, kw_only=True):
    """Months of the own port and of allies."""

    port: str
    """The own one; empty where the node has none."""
    ports: tuple[Port, ...]
    due: tuple[Due, ...]
    """Of the own port, the last first."""


class Months:
    """Months of the node; safe to use from many threads."""

    def __init__(
        self,
        reads: Reading,
        publish: "Publish",
        clock: Callable[[], datetime],
        node: Callable[[], str],
        port: Callable[[], str],
    ) -> None:
        """`publish` puts a notice forward under a reference of the authority's own."""
        self._reads, self._publish, self._now = reads, publish, clock
        self._node, self._port = node, port

    def tell(self, said: Telling, *, actor: str) -> tuple[MonthFigures, Life]:
        """Put forward how many inspections and finds a month had; another person lets it go out.

        Raises:
            ValueError: it is no month or not over, what is said of it is not what was found, or a
                further version says nothing of what was wrong.
            NoAlliance: the node has no name among others.

        """
        with self._reads() as connection:
            figures = months.counted(connection, said.port, said.month, self._now(), nil=said.nil)
        handling = Handling(
            tlp=Tlp.AMBER,
            purposes=_USES,
            legal_basis=said.legal_basis,
            retain_until=said.retain_until,
        )
        life = self._publish(
            _reference(said.port, said.month),
            figures,
            handling,
            _SOURCE,
            correction=said.correction,
            actor=actor,
        )
        return figures, life

    def returns(self) -> Returns:
        """Return what was told, here and by allies, with the gaps; raises NoAlliance."""
        node, port, now = self._node(), self._port(), self._now()
        last = _last(now, SHOWN)
        with self._reads() as connection:
            own = Port(node=node, at=port, own=True, months=_own(connection, node, port, last))
            every = [own, *_others(connection, last)] if port else _others(connection, last)
            due = (
                Due(month=month, inspections=done, finds=finds, again=bool(told.name))
                for month, told in zip(last, own.months, strict=True)
                for done, finds in [months.recorded(connection, month)]
                if port
            )
            return Returns(port=port, ports=tuple(every), due=tuple(due))


class Publish(Protocol):
    """Puts a notice forward."""

    def __call__(
        self, reference: str, body: Body, handling: Handling, source: Source, /, *,
        correction: str, actor: str,
    ) -> Life:  # fmt: skip
        """Return the life of what was put forward."""
        ...


def _own(connection: Connection, node: str, port: str, last: list[str]) -> tuple[Told, ...]:
    found: list[Told] = []
    for month in last:
        life = settled.life(connection, Topic.NOTICE, known_by(node, _reference(port, month)))
        made = None if life is None or life.ended else life.in_force or life.proposed
        if life is None or not isinstance(made, Publication):
            found.append(Told(month=month))
            continue
        body = made.notice.body
        found.append(
            Told(
                month=month,
                name=name_of(node, life.name),
                figures=body if isinstance(body, MonthFigures) else None,
                at=made.notice.made_at,
                waits=life.proposed is not None,
            )
        )
    return tuple(found)


def _others(connection: Connection, last: list[str]) -> list[Port]:
    told: dict[tuple[str, str], dict[str, Told]] = {}
    for notice, said, at in months.told(connection, own=False):
        one = Told(month=said.month, name=name_of(notice.origin, notice.id), figures=said, at=at)
        told.setdefault((notice.origin, said.at), {})[said.month] = one
    heard = {node for node, _ in told}
    members = (one.node for one in settled.agreements(connection).values() if one.member)
    told |= {(node, ""): {} for node in members if node not in heard}
    return [
        Port(
            node=node,
            at=at,
            own=False,
            months=tuple(found.get(month, Told(month=month)) for month in last),
        )
        for (node, at), found in sorted(told.items())
    ]


def _last(now: datetime, count: int) -> list[str]:
    """Return the last months that are over, the last first."""
    day = now.astimezone(UTC)
    first = day.year * 12 + day.month - 1
    return [
        f"{year}-{number + 1:02}"
        for year, number in (divmod(first - n, 12) for n in range(1, count + 1))
    ]


def _reference(port: str, month: str) -> str:
    return f"month/{port}/{month}"
