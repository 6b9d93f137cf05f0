"""Where ports stand: the matrix, one port, one requirement everywhere, and how it came about.

What a port comes to on a day is worked out once and kept until one of its assessments changes, the
day or the catalogue does: a matrix of a hundred ports is then a matter of counting.
"""

from collections.abc import Mapping
from datetime import date
from threading import Lock
from typing import Protocol

import msgspec
from sqlalchemy import Connection, select

from quaywatch.node import schema
from quaywatch.node.instants import NEVER, restored
from quaywatch.node.norms import tables
from quaywatch.node.norms.speaking import Room, UnknownAssessment
from quaywatch.norms import Catalogue, Level
from quaywatch.norms.claims import (
    Changed,
    Claims,
    Counts,
    Place,
    counted,
    level_met,
    places,
)
from quaywatch.norms.evidence import Figure
from quaywatch.norms.life import Entry
from quaywatch.norms.register import Owner
from quaywatch.norms.requirement import Requirement
from quaywatch.norms.versions import Change, changes


class Measuring(Protocol):
    """What the node took of ports from its own ledger."""

    def stamps(self, connection: Connection) -> Mapping[str, int]:
        """Return, by port, a number that changes whenever something was measured of it."""
        ...

    def of(self, connection: Connection, port: str, day: date) -> Mapping[str, Figure]:
        """Return a port's figures on a day, by measure."""
        ...


class PortView(msgspec.Struct, frozen=True, kw_only=True):
    """What one port comes to on a day."""

    port: str
    level: Level
    level_met: Level | None
    """The highest one of which everything is met."""
    groups: tuple[Counts, ...]
    """In the order of the catalogue."""
    total: Counts
    places: tuple[Place, ...]


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """All ports on a day, by the version in force."""

    day: date
    catalogue: Catalogue
    ports: tuple[PortView, ...]


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """What a port came to when an assessment was closed."""

    port: str
    assessment: str
    on: date
    counts: tuple[Counts, ...]
    """By group."""


class AtPort(msgspec.Struct, frozen=True, kw_only=True):
    """One step that bore on a requirement, in one of a port's assessments."""

    assessment: str
    entry: Entry


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment in short."""

    assessment: str
    port: str
    stage: str
    from_on: date
    closed_on: date | None
    origin: str
    version: int
    answered: int


class RequirementView(msgspec.Struct, frozen=True, kw_only=True):
    """One requirement with where each port stands."""

    requirement: Requirement
    catalogue: str
    owners: tuple[Owner, ...]
    revision: int
    """Of the register, for whoever names another owner."""
    at: dict[str, Place]
    """By port; those of which it is not asked are left out."""


class Standings:
    """Reads what ports come to; safe to use from many threads."""

    def __init__(self, room: Room, measured: Measuring) -> None:
        self._room, self._measured = room, measured
        self._lock = Lock()
        self._kept: dict[str, tuple[tuple[int, date, str, int], PortView]] = {}

    def matrix(self, day: date) -> Matrix:
        """Return all ports on a day."""
        with self._room.reading() as connection:
            catalogue = self._room.in_force(connection)
            views = self._views(connection, catalogue, tables.stamps(connection), day)
        return Matrix(day=day, catalogue=catalogue, ports=tuple(views))

    def port(self, port: str, day: date) -> tuple[PortView, Catalogue]:
        """Return one port with the version in force; raises UnknownAssessment."""
        with self._room.reading() as connection:
            stamps = tables.stamps(connection)
            if port not in stamps:
                raise UnknownAssessment(f"nothing was assessed at {port!r}")
            catalogue = self._room.in_force(connection)
            return self._views(connection, catalogue, {port: stamps[port]}, day)[0], catalogue

    def requirement(self, name: str, day: date) -> RequirementView:
        """Return a requirement of the version in force; raises UnknownAssessment."""
        with self._room.reading() as connection:
            register = tables.register(connection)
            catalogue = self._room.in_force(connection, register)
            found = catalogue.get(name)
            if found is None:
                raise UnknownAssessment(f"nothing is called {name!r}")
            views = self._views(connection, catalogue, tables.stamps(connection), day)
        at = {view.port: one for view in views for one in view.places if _is(one, name)}
        return RequirementView(
            requirement=found,
            catalogue=catalogue.version,
            owners=register.owners.get(name, ()),
            revision=register.revision,
            at=at,
        )

    def steps(self, port: str, requirement: str) -> list[AtPort]:
        """Return all that was ever said of a requirement at a port, the newest first."""
        table = schema.port_assessment.c
        query = select(table.record).where(table.port == port)
        with self._room.reading() as connection:
            records = [tables.ASSESSMENTS.decode(each) for each in connection.scalars(query)]
        found = [
            AtPort(assessment=record.id, entry=entry)
            for record in records
            for entry in record.history
            if requirement in entry.about
        ]
        return sorted(found, key=_when, reverse=True)

    def trend(self, port: str | None = None) -> list[Point]:
        """Return what ports came to whenever an assessment was closed, the oldest first."""
        table = schema.port_assessment.c
        query = select(table.port, table.assessment_id, table.closed_at, table.closing)
        query = query.where(table.closed_at != NEVER)
        query = query if port is None else query.where(table.port == port)
        with self._room.reading() as connection:
            rows = connection.execute(query.order_by(table.closed_at, table.assessment_id)).all()
        return [
            Point(
                port=row.port,
                assessment=row.assessment_id,
                on=closed.date(),
                counts=tables.closings(row.closing),
            )
            for row in rows
            if (closed := restored(row.closed_at)) is not None and row.closing
        ]

    def assessments(self, port: str | None = None) -> list[Outline]:
        """Return the assessments there are, the newest first."""
        table = schema.port_assessment.c
        query = select(
            table.assessment_id,
            table.port,
            table.stage,
            table.from_on,
            table.closed_at,
            table.origin,
            table.version,
            table.answered,
        ).order_by(table.from_on.desc(), table.assessment_id)
        query = query if port is None else query.where(table.port == port)
        with self._room.reading() as connection:
            rows = connection.execute(query).all()
        return [
            Outline(
                assessment=row.assessment_id,
                port=row.port,
                stage=row.stage,
                from_on=date.fromisoformat(row.from_on),
                closed_on=closed.date() if (closed := restored(row.closed_at)) else None,
                origin=row.origin,
                version=row.version,
                answered=row.answered,
            )
            for row in rows
        ]

    def _views(
        self, connection: Connection, catalogue: Catalogue, stamps: Mapping[str, int], day: date
    ) -> list[PortView]:
        taken = self._measured.stamps(connection)
        keys = {
            port: (stamp, day, catalogue.version, taken.get(port, 0))
            for port, stamp in stamps.items()
        }
        # Who asks while it is being worked out waits for that, instead of doing the same.
        with self._lock:
            kept = {port: self._kept[port] for port in keys if port in self._kept}
            fresh = {port: view for port, (key, view) in kept.items() if key == keys[port]}
            missing = keys.keys() - fresh.keys()
            for port, said in tables.claims_of(connection, missing).items():
                fresh[port] = self._view(connection, catalogue, said, day)
            self._kept.update({port: (keys[port], fresh[port]) for port in missing})
        return [fresh[port] for port in keys]

    def _view(
        self, connection: Connection, catalogue: Catalogue, said: Claims, day: date
    ) -> PortView:
        changed = self._changed(connection, catalogue, said)
        measured = self._measured.of(connection, said.port, day)
        found = places(catalogue, said, changed, measured, day)
        by_group: dict[str, list[Place]] = {group.code: [] for group in catalogue.groups}
        for one in found:
            by_group[one.standing.requirement.partition("-")[0]].append(one)
        return PortView(
            port=said.port,
            level=said.level,
            level_met=level_met(catalogue, found),
            groups=tuple(
                counted(catalogue, code, of_it) for code, of_it in by_group.items() if of_it
            ),
            total=counted(catalogue, "", found),
            places=found,
        )

    def _changed(self, connection: Connection, catalogue: Catalogue, said: Claims) -> Changed:
        """Return what the version in force asks otherwise than those by which it was answered."""
        versions = {claim.catalogue for claim in said.by.values()} - {catalogue.version}
        return {
            version: frozenset(
                one.id
                for one in changes(self._room.catalogue(connection, version), catalogue)
                if one.change is Change.CHANGED
            )
            for version in sorted(versions)
        }


def _is(one: Place, name: str) -> bool:
    return one.standing.requirement == name


def _when(one: AtPort) -> tuple[object, ...]:
    return one.entry.at, one.assessment, one.entry.version
