"""Who filed what of one consignment, whether it is complete, and what each amendment changed."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import (
    BillLevel,
    Consignment,
    Conveyance,
    Equipment,
    FilingFunction,
    FilingHeader,
    GoodsItem,
    Party,
    PartyRole,
    Seal,
)
from quaywatch.story.filings import Filed, amendments, changes, join
from quaywatch.story.filings.joining import master_of

AT = datetime(2026, 3, 1, tzinfo=UTC)
BOXES = ("SIMU1000001", "SIMU1000022")


def filed(
    position: int,
    filing_type: str,
    sender: str,
    consignment: Consignment,
    function: FilingFunction = FilingFunction.ORIGINAL,
) -> Filed:
    header = FilingHeader(
        format="ics2", sender=sender, filing_type=filing_type, function=function, received_at=AT
    )
    return Filed(position=position, known_at=AT, header=header, consignment=consignment)


def master(boxes: tuple[str, ...] = BOXES, **said: Any) -> Consignment:
    return Consignment(
        reference="SIMM1",
        equipment=tuple(Equipment(number=number) for number in boxes),
        conveyance=Conveyance(carrier_code="SIMU"),
        **said,
    )


def house(reference: str, *boxes: str, **said: Any) -> Consignment:
    return Consignment(
        reference=reference,
        level=BillLevel.HOUSE,
        master_reference="SIM M1",
        equipment=tuple(Equipment(number=number) for number in boxes),
        **said,
    )


CONSIGNEE = Party(role=PartyRole.CONSIGNEE, name="Simfruit BV")
SELLER = Party(role=PartyRole.SELLER, name="Simexport SA")
GOODS = GoodsItem(sequence=1, description="BANANAS")

CARRIER = filed(1, "F12", "SIMLINE", master())
FORWARDER = filed(2, "F14", "SIMFWD", house("H1", *BOXES, goods_items=(GOODS,)))
BUYER = filed(3, "F16", "SIMFRUIT", house("H1", parties=(CONSIGNEE,)))


def awaited(*words: Filed) -> list[tuple[str, str]]:
    return [(m.what, m.of) for m in join("SIMM1", words).missing]


def test_master_and_houses_of_different_filers_make_one_complete_consignment() -> None:
    whole = join("SIMM1", (BUYER, FORWARDER, CARRIER))
    assert whole.complete
    (bill,) = whole.houses
    assert [(part.sender, part.filing_type) for part in bill.parts] == [
        ("SIMFWD", "F14"),
        ("SIMFRUIT", "F16"),
    ]
    assert bill.consignment.party(PartyRole.CONSIGNEE) == CONSIGNEE
    assert bill.consignment.goods_items == (GOODS,)
    assert bill.parts[1].gives == ("consignee",)


def test_what_is_not_filed_yet_is_awaited_by_name() -> None:
    assert awaited(CARRIER) == [("houses", "SIMM1")]
    assert awaited(FORWARDER) == [("master", "SIMM1"), ("consignee", "H1")]
    assert awaited(CARRIER, FORWARDER) == [("consignee", "H1")]
    one_box = filed(2, "F15", "SIMFWD", house("H1", BOXES[0]))
    assert awaited(CARRIER, one_box) == [("house-of-container", BOXES[1])]


def test_a_complete_dataset_awaits_nobody() -> None:
    assert awaited(filed(1, "F10", "SIMLINE", master())) == []
    whole = (filed(1, "F11", "SIMLINE", master()), filed(1, "F11", "SIMLINE", house("H1")))
    assert awaited(*whole) == []


def test_a_manifest_without_filing_types_is_taken_as_it_stands() -> None:
    assert awaited(filed(1, "", "SIMLINE", master())) == []


def test_a_cancelled_house_bill_is_awaited_again() -> None:
    ended = filed(4, "F14", "SIMFWD", house("H1"), FilingFunction.CANCELLATION)
    added = filed(5, "F16", "SIMFRUIT", house("H1"), FilingFunction.CANCELLATION)
    whole = join("SIMM1", (CARRIER, FORWARDER, BUYER, ended, added))
    assert whole.houses[0].cancelled
    assert [m.what for m in whole.missing] == ["houses"]


def test_an_addition_never_replaces_what_another_filed() -> None:
    late = filed(9, "F16", "SIMFRUIT", house("H1", goods_items=(GOODS,), parties=(SELLER,)))
    (bill,) = join("SIMM1", (FORWARDER, late)).houses
    assert bill.consignment.equipment == FORWARDER.consignment.equipment
    assert bill.consignment.party(PartyRole.SELLER) == SELLER


@given(st.permutations([CARRIER, FORWARDER, BUYER]))
def test_the_order_in_which_filings_are_given_does_not_matter(words: list[Filed]) -> None:
    assert join("SIMM1", words) == join("SIMM1", (CARRIER, FORWARDER, BUYER))


def test_an_amendment_tells_field_by_field_what_it_changed() -> None:
    sealed = Equipment(number=BOXES[0], seals=(Seal(number="EC1"),), gross_mass_kg=21000.0)
    first = Consignment(reference="SIMM1", equipment=(sealed,), goods_items=(GOODS,))
    goods = GoodsItem(sequence=1, description="BANANAS", hs_code="080390")
    later = Consignment(
        reference="SIMM1",
        equipment=(Equipment(number=BOXES[0], seals=(Seal(number="EC2"),)),),
        goods_items=(goods,),
    )
    found = {change.field: (change.before, change.after) for change in changes(first, later)}
    assert found == {
        f"equipment[{BOXES[0]}].gross_mass_kg": ("21000", ""),
        f"equipment[{BOXES[0]}].seals": ("EC1", "EC2"),
        "goods_items[1].hs_code": ("", "080390"),
    }


def test_every_version_is_kept_with_who_sent_it() -> None:
    amended = filed(7, "F12", "SIMLINE", master(BOXES[:1]), FilingFunction.AMENDMENT)
    ended = filed(8, "F12", "SIMLINE", master(), FilingFunction.CANCELLATION)
    history = amendments((ended, amended, CARRIER, BUYER, FORWARDER))
    assert [(a.position, a.function) for a in history] == [(7, "amendment"), (8, "cancellation")]
    assert history[1].changes == ()


def test_a_house_bill_names_its_master_however_it_is_written() -> None:
    assert master_of(house("H1")) == master_of(master()) == "SIMM1"
