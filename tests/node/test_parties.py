"""Who is who among those whom filings name, and what hangs together."""

from datetime import timedelta

import msgspec
import pytest

from quaywatch.cargo import (
    Consignment,
    InspectionKind,
    Outcome,
    OutcomeResult,
    OverrideReason,
    Party,
    PartyRole,
)
from quaywatch.node import Arrival, Node, UnknownParty, Wish
from tests.node.making import DAY, NUMBERS, consignment, filing

STREET, PHONE = "Kaai 12", "+32 3 555 01 99"


def bill(
    number: int, consignee: str, *, telephone: str | None = None, street: str = STREET
) -> Consignment:
    made = consignment(f"BL{number}", (NUMBERS[number],), consignee=consignee)
    parties = (
        made.parties[0],
        Party(
            role=PartyRole.CONSIGNEE,
            name=consignee,
            address=street,
            city="Antwerpen",
            country="BE",
            telephone=telephone,
        ),
    )
    return msgspec.structs.replace(made, parties=parties)


def file(node: Node, *bills: Consignment) -> list[str]:
    return [
        box
        for number, each in enumerate(bills)
        for box in node.replay(
            [
                Arrival(
                    data=filing(each, reference=each.reference),
                    at=DAY - timedelta(days=30 - number),
                )
            ]
        ).boxes
    ]


def test_one_firm_in_two_spellings_is_one_party(node: Node) -> None:
    file(node, bill(1, "Fruitimport Zeeland NV"), bill(2, "FRUIT IMPORT ZEELAND N.V."))
    found, more = node.parties.named("fruitimport zeeland")
    assert ([(p.names, p.mentions) for p in found], more) == ([(2, 2)], False)
    view = node.parties.read(found[0].party_id, "ann")
    assert {said.value for said in view.entity.names} == {
        "Fruitimport Zeeland NV",
        "FRUIT IMPORT ZEELAND N.V.",
    }
    joined = [naming for naming in view.latest if naming.joined]
    assert [naming.consignment_id for naming in joined] == ["TSTL:BL2"]
    why = node.parties.why(joined[0].mention_id, "ann")
    assert why.probability > 0.85
    assert {"address", "city"} & {evidence.kind for evidence in why.evidence}


def test_a_name_is_found_by_a_part_of_it_and_with_a_slip(node: Node) -> None:
    file(node, bill(1, "Fruitimport Zeeland NV"))
    for asked in ("zeeland", "Fruitimpotr Zeeland"):
        assert [p.name for p in node.parties.named(asked)[0]] == ["Fruitimport Zeeland NV"]
    assert node.parties.named("qqqqq") == ([], False)


def test_nobody_is_no_party(node: Node) -> None:
    file(node, bill(1, "TO ORDER OF SHIPPER"), bill(2, "UNKNOWN"))
    assert node.parties.named("order") == ([], False)
    assert node.parties.named("unknown") == ([], False)


def test_a_find_shows_at_those_who_share_a_telephone_with_it(node: Node) -> None:
    boxes = file(
        node,
        bill(1, "Alpha Fruit NV", telephone=PHONE),
        bill(2, "Zulu Schroot BV", telephone=PHONE, street="Dorpsplein 7"),
    )
    ordered = node.order(
        boxes[0], Wish(kind=InspectionKind.OPEN, override=OverrideReason.OTHER), actor="ann", seen=0
    )
    outcome = Outcome(result=OutcomeResult.FOUND, mass_kg=12.0)
    node.outcome(boxes[0], outcome, actor="ann", seen=ordered.version)
    (alpha,) = node.parties.named("alpha fruit")[0]
    (zulu,) = node.parties.named("zulu schroot")[0]
    assert (alpha.finds, zulu.finds) == (1, 0)
    view = node.parties.read(zulu.party_id, "ann")
    assert "telephone" in {tie.tie for tie in view.near}
    assert view.nearness > 0
    graph = node.parties.graph(zulu.party_id, 1, "ann")
    assert {node.id for node in graph.nodes} >= {alpha.party_id, zulu.party_id}
    assert node.parties.read(alpha.party_id, "ann").latest[0].found is True


def test_a_box_names_its_parties(node: Node) -> None:
    (box,) = file(node, bill(1, "Alpha Fruit NV"))
    (alpha,) = node.parties.named("alpha fruit")[0]
    assert ("consignee", "Alpha Fruit NV", alpha.party_id) in node.parties.of_box(box)


def test_every_look_at_a_party_is_on_the_ledger(node: Node) -> None:
    file(node, bill(1, "Alpha Fruit NV"))
    (alpha,) = node.parties.named("alpha fruit")[0]
    node.parties.read(alpha.party_id, "bob")
    (look,) = node.ledger.read(kinds=("party.read",))
    assert (look.actor, alpha.party_id.encode() in look.payload) == ("bob", True)


def test_whom_no_filing_names_is_not_known(node: Node) -> None:
    with pytest.raises(UnknownParty):
        node.parties.read("TSTL:BL9#consignee#1", "ann")
    assert node.ledger.read(kinds=("party.read",)) == []
