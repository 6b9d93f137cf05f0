"""Tells a node's ledger what was drawn: in filings, events and the commands of the rooms."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from bench._known_port.drawing import HERE, HUB, START, Drawn, Look, Port, Shot
from quaywatch import inspections
from quaywatch.cargo import (
    Classifier,
    ConcealmentPlace,
    Consignment,
    Conveyance,
    Equipment,
    Filing,
    FilingHeader,
    GoodsItem,
    Movement,
    MovementKind,
    Order,
    Outcome,
    OverrideReason,
    PackedStatus,
    Party,
    PartyRole,
    Route,
    Seal,
    SelectionBasis,
)
from quaywatch.formats import native
from quaywatch.inspections import Act, DetentionReason, LiftingReason, Record, SkipReason, why
from quaywatch.inspections.readers.record import InsertingEvent, Insertion, Judged
from quaywatch.inspections.why import Pick, Why
from quaywatch.ledger import Event, Ledger
from quaywatch.node import Arrival, Node
from quaywatch.node.boxes import box_id
from quaywatch.node.facts import DOSSIER_READ, SCAN, ScanTaken
from quaywatch.node.facts import Look as DossierLook
from quaywatch.scans import verdicts
from quaywatch.scans.radiograph import Particulars, Scale
from quaywatch.scans.reading import Reading, Region
from quaywatch.scans.verdicts import Analysis, Says, Verdict

_REGION = Region(first_line=1, last_line=2, first_row=1, last_row=2)


def told(port: Port, where: str | Path) -> None:
    """Write a port's month into the ledger at a place, as it would have come in."""
    with Node.open(where) as node:
        made = sorted(_arrivals(port), key=lambda one: one.at)
        node.replay(made)
    events = [event for one in port.boxes for event in _deeds(one)]
    events += [event for one in port.boxes for shot in one.shots for event in _shown(one, shot)]
    events += [event for each in port.threats for event in _threat(*each)]
    with Ledger.open(where) as ledger:
        ledger.append(sorted(events, key=lambda each: each.known_at))


def bill(one: Drawn) -> Consignment:
    """Return a box's bill as declared."""
    parties = [
        Party(
            role=PartyRole.CONSIGNOR,
            name="EXPORTADORA SIMULADA SA",
            country="EC",
            address="CALLE 1",
            city="GUAYAQUIL",
            postcode="090101",
        )
    ]
    if one.whole:
        parties.append(
            Party(
                role=PartyRole.CONSIGNEE,
                name="SIMULATED FRUIT NV",
                country="BE",
                address="KAAI 1",
                city="ANTWERPEN",
                postcode="2000",
            )
        )
    goods = GoodsItem(
        sequence=1,
        description="GENERAL CARGO" if one.vague else "FRESH BANANAS IN CARTONS",
        hs_code="080390",
        package_count=1080,
        package_type="CT",
        gross_mass_kg=21_000.0,
    )
    return Consignment(
        reference=f"SIM{one.number:05d}",
        parties=tuple(parties),
        goods_items=(goods,),
        equipment=(_equipment(one),),
        route=Route(port_of_loading=one.origin, port_of_discharge=HERE),
        conveyance=Conveyance(
            vessel_name="TEST STAR",
            voyage=f"{one.number}N",
            carrier_code="TSTL",
            departure_at=one.departs_at,
            arrival_at=one.arrives_at,
        ),
    )


def number(one: Drawn) -> str:
    """Return a box's container number."""
    return f"SIMU{one.number + 1_000_000:07d}"


def name(one: Drawn) -> str:
    """Return a box's name at a node."""
    return box_id(bill(one).id, number(one))


def _equipment(one: Drawn) -> Equipment:
    return Equipment(
        number=number(one),
        size_type="45R1" if one.reefer else "45G1",
        packed_status=PackedStatus.EMPTY if one.empty else PackedStatus.FULL,
        seals=(Seal(number=f"EC{one.number:06d}"),) if one.bill_seal else (),
        gross_mass_kg=21_000.0,
        verified_gross_mass_kg=25_600.0 if one.weighed else None,
    )


def _arrivals(port: Port) -> Iterator[Arrival]:
    for one in port.boxes:
        yield _message(f"B{one.number}", one.filed_at, (bill(one),), ())
        moves = tuple(_moves(one))
        if moves:
            at = max(moves[-1].at, one.filed_at) + timedelta(minutes=5)
            yield _message(f"M{one.number}", at, (), moves)
    for container, at in port.strays:
        moved = _move(container, MovementKind.GATE_OUT, at, HERE)
        yield _message(f"S{container}", at, (), (moved,))


def _message(
    reference: str, at: datetime, bills: tuple[Consignment, ...], moves: tuple[Movement, ...]
) -> Arrival:
    header = FilingHeader(format="native", sender="TSTL", reference=reference)
    filing = Filing(header=header, consignments=bills, movements=moves)
    return Arrival(data=native.write([filing]), at=at)


def _moves(one: Drawn) -> Iterator[Movement]:
    box = number(one)
    if one.loaded_at is not None:
        yield _move(box, MovementKind.LOADED, one.loaded_at, one.origin)
    if one.via_hub:
        yield _move(box, MovementKind.DISCHARGED, one.departs_at + timedelta(days=4), HUB)
        again = HUB if one.via_hub == "joined" else "JMKIN"
        yield _move(box, MovementKind.LOADED, one.departs_at + timedelta(days=6), again)
    if one.discharged_at is not None:
        seal = {"": (), "same": (f"ec {one.number:06d}",), "other": ("BE999999",)}[one.quay_seal]
        moved = _move(box, MovementKind.DISCHARGED, one.discharged_at, HERE)
        yield msgspec.structs.replace(moved, seals=tuple(Seal(number=each) for each in seal))
    if one.left_at is not None:
        yield _move(box, MovementKind.GATE_OUT, one.left_at, HERE)


def _move(container: str, kind: MovementKind, at: datetime, place: str) -> Movement:
    return Movement(
        equipment_number=container, kind=kind, classifier=Classifier.ACTUAL, at=at, location=place
    )


class _Stream:
    """A box's record while its events are made."""

    def __init__(self, one: Drawn) -> None:
        self.record = Record(box_id=name(one))
        self.events: list[Event] = []

    def do(self, command: Callable[[Record, Act], Event], actor: str, at: datetime) -> None:
        made = command(self.record, Act(actor=actor, at=at, seen=self.record.version))
        self.record = self.record.apply(made)
        self.events.append(made)


def _deeds(one: Drawn) -> list[Event]:
    stream = _Stream(one)
    if one.look is not None:
        _examine(stream, one, one.look)
    if one.kept_at is not None:
        stream.do(
            lambda record, act: inspections.detain(record, DetentionReason.INFORMATION, act),
            "ann",
            one.kept_at,
        )
    if one.let_go_at is not None:
        stream.do(
            lambda record, act: inspections.propose_letting_go(
                record, LiftingReason.EXPLAINED, act
            ),
            "bob",
            one.let_go_at - timedelta(minutes=30),
        )
        stream.do(inspections.let_go, "cem", one.let_go_at)
    visits = [
        _event(DOSSIER_READ, DossierLook(box_id=name(one)), at, who) for who, at, _ in one.visits
    ]
    return stream.events + visits


def _examine(stream: _Stream, one: Drawn, look: Look) -> None:
    officer = look.basis is SelectionBasis.OFFICER
    reason = OverrideReason.INFORMATION if look.reasoned else OverrideReason.UNRECORDED
    order = Order(
        consignment_id=bill(one).id,
        equipment_number=number(one),
        kind=look.kind,
        basis=look.basis,
        selection_probability=0.1,
        terminal="",
        slot_at=look.slot_at,
        override=reason if officer else None,
    )
    if not officer:
        picked = _why(look) if look.reasoned else None
        stream.do(
            lambda record, act: inspections.propose(record, order, act, picked),
            "planner",
            look.ordered_at - timedelta(hours=1),
        )
    stream.do(lambda record, act: inspections.order(record, order, act), look.by, look.ordered_at)
    if look.cancelled:
        stream.do(
            lambda record, act: inspections.cancel(record, SkipReason.MISTAKE, act, knowing=True),
            look.by,
            look.ordered_at + timedelta(minutes=30),
        )
    elif look.recorded_at is not None:
        outcome = Outcome(
            result=look.result,
            mass_kg=look.mass_kg if look.result == "found" else None,
            photos=("0" * 64,) if look.photographed else (),
        )
        stream.do(
            lambda record, act: inspections.record_outcome(record, outcome, act),
            look.by,
            look.recorded_at,
        )


def _why(look: Look) -> Why:
    hour = look.slot_at
    steps = why.Look(
        steps=(look.kind,),
        at=hour,
        finds=0.1,
        cost_eur=50,
        delay_hours=1,
        spent=0.01,
        room=0,
        gain=0.09,
    )
    return Why(
        pick=Pick.AUDIT,
        probability=0.1,
        rank=1,
        of=10,
        look=steps,
        alarm=why.Alarm(chance=0.1, alarmed=0.5, silent=0.01),
        window=why.Window(since=hour, until=hour),
    )


def _shown(one: Drawn, shot: Shot) -> Iterator[Event]:
    taken = ScanTaken(
        container=number(one),
        digest=shot.digest,
        format="tiff",
        size=1,
        scale=Scale.COUNTS,
        lines=1,
        rows=1,
        particulars=Particulars(taken_at=shot.taken_at),
        origin="upstream" if shot.foreign else "",
    )
    yield _event(SCAN, taken, shot.taken_at, "scanner")
    made = Analysis(digest=shot.digest)
    if shot.machine:
        act = Act(actor="machine", at=shot.taken_at, seen=0)
        yield (event := verdicts.read(made, Reading(engines={"net": "1"}, findings=()), "", act))
        made = made.apply(event)
    for who, at, alarmed in shot.words:
        says = Says.SECOND_LOOK if alarmed else Says.CLEAR
        act = Act(actor=who, at=at, seen=made.version)
        yield (event := verdicts.give(made, Verdict(says=says, seconds=20), act))
        made = made.apply(event)


def _threat(digest: str, reader: str, at: datetime, found: bool) -> Iterator[Event]:
    put = Insertion(
        digest=digest,
        reader=reader,
        period=f"{START:%Y-%m}",
        goods="II",
        place=ConcealmentPlace.AMONG_GOODS,
        kg=20,
        region=_REGION,
        detectability=3.0,
    )
    yield _event(InsertingEvent.INSERTED, put, at - timedelta(minutes=5), reader)
    verdict = Verdict(says=Says.OPEN if found else Says.CLEAR, seconds=20)
    said = Judged(digest=digest, reader=reader, verdict=verdict, found=found)
    yield _event(InsertingEvent.JUDGED, said, at, reader)


def _event(kind: str, payload: msgspec.Struct, at: datetime, actor: str) -> Event:
    data = msgspec.json.encode(payload)
    return Event(
        kind=kind, payload=data, known_at=at, key=f"{kind}/{actor}/{at}/{data!r}", actor=actor
    )
