"""What is said of a container, by whomever and in whatever order, is held together."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from quaywatch.cargo import (
    BillLevel,
    CallKind,
    Classifier,
    Consignment,
    Conveyance,
    Filing,
    FilingFunction,
    FilingHeader,
    FreightPayment,
    MovementKind,
    Party,
    PartyRole,
    Seal,
    TransportCall,
)
from quaywatch.formats import native
from quaywatch.node import Filters, Node, Query
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.node.tables import contents

BOX = NUMBERS[0]


def sealed(kind: MovementKind, days: float, place: str, seal: str) -> Any:
    moved = movement(BOX, kind, DAY + timedelta(days=days), location=place)
    return msgspec.structs.replace(moved, seals=(Seal(number=seal),))


LOADED = sealed(MovementKind.LOADED, -17, "ECGYE", "EC100")
LANDED = sealed(MovementKind.DISCHARGED, 0.5, "BEANR", "EC999")


def found(node: Node) -> set[str]:
    (line,) = node.worklist(Query()).lines
    return {finding.code for finding in node.dossier(line.box_id, "ann").dossier.findings}


def test_a_seal_that_changes_under_way_is_a_finding_with_its_evidence(node: Node) -> None:
    node.intake(filing(consignment("BL1", (BOX,))))
    node.intake(filing(movements=(LOADED,), reference="M2"))
    assert "seal-changed" not in found(node)
    receipt = node.intake(filing(movements=(LANDED,), reference="M3"))
    (line,) = node.worklist(Query(filters=Filters(finding="seal-changed"))).lines
    dossier = node.dossier(line.box_id, "ann").dossier
    (finding,) = [f for f in dossier.findings if f.code == "seal-changed"]
    assert finding.events[-1] == receipt.positions[0]
    assert "EC100 (LOAD ECGYE" in finding.values["earlier"]
    (reason,) = [r for r in dossier.reasons if r.code == "seal-changed"]
    assert reason.contribution > 0
    assert reason.events == finding.events


def test_events_that_come_before_the_declaration_count_all_the_same(node: Node) -> None:
    node.intake(filing(movements=(LANDED, LOADED), reference="M2"))
    node.intake(filing(consignment("BL1", (BOX,))))
    assert "seal-changed" in found(node)


def test_a_late_word_of_an_opening_explains_the_seal(node: Node) -> None:
    node.intake(filing(consignment("BL1", (BOX,)), movements=(LOADED, LANDED)))
    assert "seal-changed" in found(node)
    opened = movement(BOX, MovementKind.INSPECTED, DAY - timedelta(days=9), location="PABLB")
    node.intake(filing(movements=(opened,), reference="M4"))
    assert "seal-changed" not in found(node)


def test_the_dossier_tells_the_trip_with_its_sources_and_contradictions(node: Node) -> None:
    node.intake(filing(consignment("BL1", (BOX,)), movements=(LOADED, LANDED)))
    (line,) = node.worklist(Query()).lines
    told = node.dossier(line.box_id, "ann").dossier.story
    (trip,) = told.trips
    assert trip.mine
    assert [event.kind for event in trip.events] == ["declared", "loaded", "discharged"]
    assert trip.events[1].sender == "TSTL"
    assert all("seal-changed" in event.contradictions for event in trip.events[1:])
    assert told.joined.complete


def test_the_dossier_joins_the_bills_of_several_filers_and_their_amendments(node: Node) -> None:
    master = consignment("BL1", (BOX,))
    house = msgspec.structs.replace(
        consignment("H1", (BOX,), consignee="KOPER BV"),
        level=BillLevel.HOUSE,
        master_reference="BL1",
    )
    stranger = consignment("BL1", (NUMBERS[9],))
    other = msgspec.structs.replace(
        stranger, conveyance=msgspec.structs.replace(stranger.conveyance, carrier_code="ELSE")
    )
    node.intake(filing(master))
    node.intake(filing(other, reference="M5"))
    node.intake(filing(house, reference="M6"))
    amended = msgspec.structs.replace(house, freight_payment=FreightPayment.CASH)
    node.intake(filing(amended, reference="M7", function=FilingFunction.AMENDMENT))
    (line,) = [ln for ln in node.worklist(Query()).lines if ln.reference == "H1"]
    told = node.dossier(line.box_id, "ann").dossier.story
    assert told.joined.master is not None
    assert told.joined.master.consignment == master
    assert [bill.consignment.reference for bill in told.joined.houses] == ["H1"]
    (amendment,) = told.amendments
    assert [change.field for change in amendment.changes] == ["freight_payment"]


def partial(filing_type: str, said: Consignment, function: str = "original") -> bytes:
    header = FilingHeader(
        format="native",
        sender=f"SENDER {filing_type}",
        filing_type=filing_type,
        function=FilingFunction(function),
    )
    return native.write([Filing(header=header, consignments=(said,))])


HOUSE = msgspec.structs.replace(
    consignment("H1", (BOX,), consignee=""), level=BillLevel.HOUSE, master_reference="BL1"
)
BUYER = Consignment(
    reference="H1",
    level=BillLevel.HOUSE,
    parties=(Party(role=PartyRole.BUYER, name="KOPER BV"),),
    conveyance=Conveyance(carrier_code="TSTL"),
)


def parties(node: Node) -> set[PartyRole]:
    (line,) = node.worklist(Query()).lines
    found = node.dossier(line.box_id, "ann").dossier.consignment
    assert found.goods_items == HOUSE.goods_items
    return {party.role for party in found.parties}


@pytest.mark.parametrize("buyer_first", [True, False])
def test_partial_filings_complete_each_other_in_any_order(
    small_node: Node, *, buyer_first: bool
) -> None:
    filings = [partial("F14", HOUSE), partial("F16", BUYER)]
    for message in reversed(filings) if buyer_first else filings:
        small_node.intake(message)
    assert PartyRole.BUYER in parties(small_node)
    amended = msgspec.structs.replace(HOUSE, freight_payment=FreightPayment.CASH)
    small_node.intake(partial("F14", amended, "amendment"))
    assert PartyRole.BUYER in parties(small_node)
    before = contents(small_node)
    small_node.rebuild()
    assert contents(small_node) == before
    small_node.intake(partial("F16", BUYER, "cancellation"))
    assert PartyRole.BUYER not in parties(small_node)


def test_the_calls_of_its_ship_stand_at_their_turn_in_the_trip(small_node: Node) -> None:
    landed = msgspec.structs.replace(LANDED, vessel_name="TEST STAR")
    small_node.intake(filing(consignment("BL1", (BOX,)), movements=(LOADED, landed)))
    calls = tuple(
        TransportCall(
            kind=CallKind.ARRIVAL,
            classifier=Classifier.ACTUAL,
            at=DAY + timedelta(hours=hours),
            location=place,
            vessel_name=ship,
            imo_number="9074729",
        )
        for hours, place, ship in ((6, "BEANR", "Test-Star"), (6, "NLRTM", "TEST STAR"))
    )
    header = FilingHeader(format="native", sender="PORT")
    small_node.intake(native.write([Filing(header=header, calls=calls)]))
    (line,) = small_node.worklist(Query()).lines
    (trip,) = small_node.dossier(line.box_id, "ann").dossier.story.trips
    kinds = [event.kind for event in trip.events]
    assert kinds == ["declared", "loaded", "arrived", "discharged"]
    assert trip.events[2].sender == "PORT"
