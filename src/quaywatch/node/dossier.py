"""Container 360: everything the node knows of one box."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import msgspec
import polars as pl
from sqlalchemy import Connection, Row, func, select

from quaywatch.cargo import Consignment, Finding, Reason, ReasonKind, to_frames
from quaywatch.inspections import Record
from quaywatch.ledger.schema import event, original
from quaywatch.node import known, looked, schema
from quaywatch.node.allied.hints import hints
from quaywatch.node.assessed import digest
from quaywatch.node.assessing import Kept, Scorer
from quaywatch.node.entries import Entry
from quaywatch.node.errors import UnknownBox
from quaywatch.node.findings import described, found_frame
from quaywatch.node.inspected import shared_keys
from quaywatch.node.instants import restored
from quaywatch.node.journey import Stop, journey
from quaywatch.node.memory import Memory
from quaywatch.node.precedents import Precedents, precedented
from quaywatch.node.retelling import told_of
from quaywatch.node.scanning.evidence import pictures, weight
from quaywatch.node.stays import within
from quaywatch.node.story import Story, story
from quaywatch.node.telling import story_frame
from quaywatch.risk import Comparing, Known, explain

_PAST_OUTCOMES = 50
_KEPT = msgspec.json.Decoder(Kept)
_NOTHING = Kept(log_odds=0.0, probability=0.0, contributions=(), findings=())
_VERSIONS = msgspec.json.Decoder(dict[str, str])


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A message that spoke of the consignment."""

    position: int
    format: str
    sender: str
    reference: str
    function: str
    received_at: datetime | None
    size_bytes: int


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier outcome of a box that shares something with this one."""

    box_id: str
    equipment_number: str
    record: Record
    at: datetime
    shared: list[str]


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody opened the dossier."""

    at: datetime
    actor: str


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """One box, beside its line on the work list."""

    consignment: Consignment
    equipment_number: str
    log_odds: float
    reasons: tuple[Reason, ...]
    unlike: dict[str, str]
    """How unlike all that was inspected it is (see `telling.UNLIKE`), if the model can tell."""
    precedents: Precedents
    """The inspections that stand behind what was learned."""
    findings: tuple[Finding, ...]
    versions: dict[str, str]
    assessed: str
    """Digest of the assessment (see `Assessed`)."""
    journey: list[Stop]
    story: Story
    documents: list[Document]
    past: list[Past]
    record: Record
    looks: list[Looked]


def dossier(
    connection: Connection,
    box_id: str,
    scorer: Scorer,
    memory: Memory,
    behind: Mapping[str, Collection[str]],
) -> Dossier:
    """Gather what the tables say of a box; `behind` is as `precedented` takes it.

    Raises:
        UnknownBox: there is none of this name.

    """
    rows = known.boxes_named(connection, {box_id})
    if not rows:
        raise UnknownBox(f"there is no box {box_id!r}")
    box = rows[0]
    state = connection.execute(
        select(schema.consignment).where(schema.consignment.c.consignment_id == box.consignment_id)
    ).one()
    entry = known.entries(connection, {box.consignment_id})[box.consignment_id]
    consignment = entry.consignment
    explained = _Explained(entry, state, scorer, memory)
    reasons, findings = explained.of(story_frame(told_of(connection, [entry]), [entry]))
    reasons, precedents = precedented(connection, box_id, entry, reasons, behind)
    record = known.record(connection, box_id)
    scanned = pictures(connection, {box.container})
    machine = weight(scanned, box.container, box.from_at, box.until_at)
    noticed = hints(connection, [entry]).get(box_id, ())
    told = looked.told(record, box.prior, box.size_type, machine, noticed)
    moved = known.journeys(connection, {box.container}).get(box.container, [])
    return Dossier(
        consignment=consignment,
        equipment_number=box.equipment_number,
        log_odds=explained.kept.log_odds + sum(reason.contribution for reason in told),
        reasons=(*told, *reasons),
        unlike=explained.unlike(),
        precedents=precedents,
        findings=findings,
        versions=_VERSIONS.decode(state.versions),
        assessed=digest(state),
        journey=journey(consignment, within(moved, box.from_at, box.until_at)),
        story=story(connection, box, consignment),
        documents=_documents(connection, box.consignment_id),
        past=_past(connection, box, consignment),
        record=record,
        looks=_looks(connection, box_id),
    )


class _Explained:
    """Gives the kept contributions and findings back with the values they rest on."""

    def __init__(
        self, entry: Entry, state: Row[*tuple[Any, ...]], scorer: Scorer, memory: Memory
    ) -> None:
        self._entry, self._past = entry, bytes(state.past)
        self._scorer, self._memory = scorer, memory
        self._known: Known | None = None
        self.kept = _KEPT.decode(state.assessment) if state.assessment else _NOTHING

    def of(self, told: pl.DataFrame) -> tuple[tuple[Reason, ...], tuple[Finding, ...]]:
        """Return reasons and findings; `told` is of the boxes' stories."""
        if self.kept is _NOTHING:
            return (), ()
        frames = to_frames([(self._entry.header, self._entry.consignment)])
        findings, book = described(frames, self.kept.findings, told), self._scorer.rulebook
        found = found_frame(self.kept.findings)
        self._known = Known(frames, found, book.match(frames, found), self._recalled())
        (about,) = explain.about(self._known, book, self._scorer.model)
        return explain.reasons(about, self.kept.contributions, findings, book), findings

    def unlike(self) -> dict[str, str]:
        """Return how unlike all that was inspected it is; nothing where none can tell."""
        model = self._scorer.bare
        if self._known is None or not isinstance(model, Comparing):
            return {}
        return model.unlike(self._known)[0]

    def _recalled(self) -> pl.DataFrame | None:
        """Return what the past said, where a reason rests on it."""
        learned = any(kind == ReasonKind.LEARNED for kind, _, _ in self.kept.contributions)
        return self._memory.frame([self._past]) if learned else None


def _documents(connection: Connection, consignment_id: str) -> list[Document]:
    table = schema.document.c
    size = (
        select(func.sum(func.length(original.c.data)))
        .join(event, event.c.original_digest == original.c.digest)
        .where(event.c.position == table.position)
        .scalar_subquery()
    )
    query = select(schema.document, size.label("size"))
    query = query.where(table.consignment_id == consignment_id).order_by(table.position)
    return [
        Document(
            position=row.position,
            format=row.format,
            sender=row.sender,
            reference=row.reference,
            function=row.function,
            received_at=restored(row.received_at),
            size_bytes=row.size or 0,
        )
        for row in connection.execute(query)
    ]


def _past(
    connection: Connection, box: Row[*tuple[Any, ...]], consignment: Consignment
) -> list[Past]:
    keys = shared_keys(consignment, box.equipment_number)
    table = schema.party.c
    query = select(schema.party).where(table.key.in_([key for _, key in keys]))
    shared: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(query):
        if (row.role, row.key) in keys and row.box_id != box.box_id:
            shared[row.box_id].add(row.role)
    inspection = schema.inspection.c
    latest = (
        select(schema.box.c.box_id, schema.box.c.equipment_number, inspection.done_at)
        .join(schema.inspection, inspection.box_id == schema.box.c.box_id)
        .where(inspection.box_id.in_(sorted(shared)))
        .order_by(inspection.done_at.desc(), inspection.box_id)
        .limit(_PAST_OUTCOMES)
    )
    rows = connection.execute(latest).all()
    records = known.records(connection, {row.box_id for row in rows})
    return [
        Past(
            box_id=row.box_id,
            equipment_number=row.equipment_number,
            record=records[row.box_id],
            at=at,
            shared=sorted(shared[row.box_id]),
        )
        for row in rows
        if (at := restored(row.done_at)) is not None
    ]


def _looks(connection: Connection, box_id: str) -> list[Looked]:
    table = schema.look.c
    query = select(table.at, table.actor).where(table.box_id == box_id).order_by(table.position)
    return [
        Looked(at=at, actor=actor)
        for stored_at, actor in connection.execute(query)
        if (at := restored(stored_at)) is not None
    ]
