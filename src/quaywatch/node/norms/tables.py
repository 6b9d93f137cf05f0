"""The ports' standard in the derived tables: written from events, and read again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection, select

from quaywatch.ledger import Event
from quaywatch.node import schema
from quaywatch.node.among import rows_among
from quaywatch.node.changes import Changes, Row
from quaywatch.node.facts import Fact, event_of
from quaywatch.node.instants import stored
from quaywatch.norms import Catalogue
from quaywatch.norms.claims import Claims, Counts, Said, claims, counted, places
from quaywatch.norms.life import Assessment, Stage, assessment_of
from quaywatch.norms.register import STREAM as REGISTER
from quaywatch.norms.register import Noted, Register

ASSESSMENTS = msgspec.json.Decoder(Assessment)
_SAID = msgspec.json.Decoder(Said)
_CLAIMS = msgspec.json.Decoder(Claims)
_REGISTER = msgspec.json.Decoder(Register)
_CATALOGUES = msgspec.json.Decoder(Catalogue)
_CLOSING = msgspec.json.Decoder(tuple[Counts, ...])


@dataclass(slots=True)
class _Batch:
    """What a batch of facts makes of the standard."""

    assessments: dict[str, Assessment] = field(default_factory=dict[str, Assessment])
    closings: dict[str, bytes] = field(default_factory=dict[str, bytes])
    catalogues: dict[str, Catalogue] = field(default_factory=dict[str, Catalogue])
    register: Register | None = None
    ports: dict[str, int] = field(default_factory=dict[str, int])
    """The last event that bears on each port."""


def work_in(connection: Connection, facts: Sequence[Fact], changes: Changes) -> None:
    """Fold what happened in assessments and in the register, and what ports come to by it."""
    batch = _Batch()
    for fact in facts:
        name = assessment_of(fact.stream)
        if name is not None:
            _assess(connection, batch, name, fact)
        elif fact.stream == REGISTER:
            _register(connection, batch, event_of(fact))
    changes.assessments_out.extend(batch.assessments)
    changes.assessments.extend(
        _assessment_row(each, batch.closings.get(name) or closing_data(connection, name))
        for name, each in batch.assessments.items()
    )
    for port, position in batch.ports.items():
        found = claims(port, _said_of(connection, port, batch.assessments))
        changes.claims_out.append(port)
        changes.claims.append(
            {"port": port, "position": position, "claims": msgspec.json.encode(found)}
        )
    if batch.register is not None:
        record = msgspec.json.encode(batch.register, order="sorted")
        changes.register = [{"id": 1, "record": record}]
        changes.catalogues_out.extend(batch.catalogues)
        changes.catalogues.extend(
            {"version": version, "catalogue": msgspec.json.encode(each)}
            for version, each in batch.catalogues.items()
        )


def register(connection: Connection) -> Register:
    """Return the register."""
    record = connection.scalar(select(schema.norm_register.c.record))
    return Register() if record is None else _REGISTER.decode(record)


def catalogue(connection: Connection, version: str) -> Catalogue | None:
    """Return one of the versions on the ledger."""
    table = schema.norm_catalogue.c
    data = connection.scalar(select(table.catalogue).where(table.version == version))
    return None if data is None else _CATALOGUES.decode(data)


def assessment(connection: Connection, name: str) -> Assessment | None:
    """Return an assessment with its history, if there is one of this name."""
    table = schema.port_assessment.c
    record = connection.scalar(select(table.record).where(table.assessment_id == name))
    return None if record is None else ASSESSMENTS.decode(record)


def closing_data(connection: Connection, name: str) -> bytes:
    """Return what the port came to when an assessment was closed, as it lies in the table."""
    table = schema.port_assessment.c
    return connection.scalar(select(table.closing).where(table.assessment_id == name)) or b""


def closings(data: bytes) -> tuple[Counts, ...]:
    """Return what a port came to in each group; nothing while the assessment is open."""
    return _CLOSING.decode(data) if data else ()


def stamps(connection: Connection) -> dict[str, int]:
    """Return the ports there are, by name, with the event that changed each last."""
    table = schema.port_claims.c
    rows = connection.execute(select(table.port, table.position).order_by(table.port))
    return {row.port: row.position for row in rows}


def claims_of(connection: Connection, ports: Iterable[str]) -> dict[str, Claims]:
    """Return what some ports say of themselves."""
    table = schema.port_claims
    query = select(table.c.port, table.c.claims)
    rows = rows_among(connection, query, table.c.port, sorted(ports))
    return {row.port: _CLAIMS.decode(row.claims) for row in rows}


def _assess(connection: Connection, batch: _Batch, name: str, fact: Fact) -> None:
    before = batch.assessments.get(name) or assessment(connection, name) or Assessment(id=name)
    after = batch.assessments[name] = before.apply(event_of(fact))
    assert after.plan is not None  # noqa: S101 - from the first event on there is one
    port = after.plan.port
    batch.ports[port] = fact.position
    if after.stage is Stage.CLOSED and after.closed != before.closed:
        batch.closings[name] = _closing(connection, batch, after, fact)


def _closing(connection: Connection, batch: _Batch, closed: Assessment, fact: Fact) -> bytes:
    """Return what the port comes to by all its assessments, under this one's catalogue."""
    assert closed.plan is not None  # noqa: S101 - it was planned
    version = closed.plan.catalogue
    asked = batch.catalogues.get(version) or catalogue(connection, version)
    if asked is None:
        return b""
    said = claims(closed.plan.port, _said_of(connection, closed.plan.port, batch.assessments))
    found = places(asked, said, {}, {}, fact.known_at.date())
    by_group = {
        group.code: [one for one in found if one.standing.requirement.startswith(group.code)]
        for group in asked.groups
    }
    counts = [counted(asked, code, of_it) for code, of_it in by_group.items() if of_it]
    return msgspec.json.encode(counts)


def _said_of(connection: Connection, port: str, changed: Mapping[str, Assessment]) -> list[Said]:
    """Return the assessments of a port, as they are after what is being worked in."""
    table = schema.port_assessment.c
    rows = connection.execute(select(table.assessment_id, table.record).where(table.port == port))
    kept = [_SAID.decode(row.record) for row in rows if row.assessment_id not in changed]
    fresh = [
        Said(
            id=each.id,
            stage=each.stage,
            plan=each.plan,
            stated=each.stated,
            evidence=each.evidence,
            disputes=each.disputes,
        )
        for each in changed.values()
        if each.plan is not None and each.plan.port == port
    ]
    return [*kept, *fresh]


def _assessment_row(made: Assessment, closing: bytes) -> Row:
    assert made.plan is not None  # noqa: S101 - from the first event on there is one
    return {
        "assessment_id": made.id,
        "port": made.plan.port,
        "stage": made.stage.value,
        "from_on": made.plan.from_on.isoformat(),
        "closed_at": stored(made.closed.at if made.closed else None),
        "origin": made.origin,
        "version": made.version,
        "answered": len(made.stated),
        "record": msgspec.json.encode(made, order="sorted"),
        "closing": closing,
    }


def _register(connection: Connection, batch: _Batch, event: Event) -> None:
    before = batch.register or register(connection)
    batch.register = before.apply(event)
    said = msgspec.json.decode(event.payload, type=Noted)
    if said.catalogue is not None:
        batch.catalogues[said.version] = said.catalogue
