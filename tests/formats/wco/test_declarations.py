"""Declarations of the WCO Data Model become consignments; answers of customs are known."""

import os
import random
from pathlib import Path

import pytest

from quaywatch.cargo import BillLevel, FilingFunction, FreightPayment, PartyRole, Seal, Severity
from quaywatch.formats import Format, detect, read
from tests.formats.making import codes, problems, understood

DATA = Path(os.environ.get("QUAYWATCH_DATA", Path(__file__).parents[4] / "shared" / "data"))
SAMPLES = sorted((DATA / "formats").glob("WCO_DEC/*.xml"))

DECLARATION = """<?xml version="1.0" encoding="UTF-8"?>
<md:MetaData xmlns:md="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"
             xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">
  <md:WCOTypeName>DEC</md:WCOTypeName>
  <Declaration>
    <FunctionCode>9</FunctionCode>
    <FunctionalReferenceID>LRN1</FunctionalReferenceID>
    <TypeCode>IMA</TypeCode>
    <GoodsItemQuantity>2</GoodsItemQuantity>
    <BorderTransportMeans>
      <ID>9074729</ID><IdentificationTypeCode>10</IdentificationTypeCode>
    </BorderTransportMeans>
    <Consignment>
      <Carrier><ID>EXLU</ID></Carrier>
      <Freight><PaymentMethodCode>Z</PaymentMethodCode></Freight>
      <Itinerary><RoutingCountryCode>EC</RoutingCountryCode></Itinerary>
      <Itinerary><RoutingCountryCode>BE</RoutingCountryCode></Itinerary>
    </Consignment>
    <Declarant><ID>BE0123456789</ID></Declarant>
    <Exporter>
      <Name>NARDIM EXPORTADORA</Name>
      <Address>
        <CityName>GUAYAQUIL</CityName><CountryCode>EC</CountryCode><Line>KM 5</Line>
      </Address>
    </Exporter>
    <GoodsShipment>
      <Consignment>
        <ArrivalTransportMeans>
          <ID>EXAMPLE STAR</ID><IdentificationTypeCode>11</IdentificationTypeCode>
        </ArrivalTransportMeans>
        <TransportEquipment>
          <ID>TSTU0000017</ID><Seal><ID>S1</ID></Seal><Seal><ID>S2</ID></Seal>
        </TransportEquipment>
        <UnloadingLocation><ID>BEANR</ID></UnloadingLocation>
      </Consignment>
      <GovernmentAgencyGoodsItem>
        <SequenceNumeric>1</SequenceNumeric>
        <Commodity>
          <Description>FRESH
            BANANAS</Description>
          <Classification>
            <ID>08039010</ID><IdentificationTypeCode>TSP</IdentificationTypeCode>
          </Classification>
          <GoodsMeasure><GrossMassMeasure unitCode="KGM">20412.5</GrossMassMeasure></GoodsMeasure>
          <TransportEquipment><ID>TSTU0000017</ID></TransportEquipment>
        </Commodity>
        <Packaging>
          <MarksNumbersID>N/M</MarksNumbersID><QuantityQuantity>1080</QuantityQuantity>
          <TypeCode>CT</TypeCode>
        </Packaging>
        <PreviousDocument>
          <CategoryCode>X</CategoryCode><ID>EXLU000001</ID><TypeCode>705</TypeCode>
        </PreviousDocument>
      </GovernmentAgencyGoodsItem>
      <GovernmentAgencyGoodsItem/>
      <Importer><ID>BE0987654321</ID></Importer>
    </GoodsShipment>
  </Declaration>
</md:MetaData>
"""


def test_a_declaration_keeps_its_bill_boxes_and_goods() -> None:
    data = DECLARATION.encode()
    assert detect(data) is Format.WCO
    parts, (bill,) = understood(data)
    assert problems(parts) == []
    assert (bill.reference, bill.level) == ("EXLU000001", BillLevel.MASTER)
    (box,) = bill.equipment
    assert (box.number, box.seals) == ("TSTU0000017", (Seal(number="S1"), Seal(number="S2")))
    first, _ = bill.goods_items
    assert (first.description, first.hs_code) == ("FRESH BANANAS", "08039010")
    assert (first.package_count, first.package_type, first.marks) == (1080, "CT", "N/M")
    assert (first.gross_mass_kg, first.equipment_numbers) == (20412.5, ("TSTU0000017",))
    assert (bill.conveyance.imo_number, bill.conveyance.vessel_name) == ("9074729", "EXAMPLE STAR")
    assert bill.conveyance.carrier_code == "EXLU"
    assert bill.route.countries == ("EC", "BE")
    assert bill.route.port_of_discharge == "BEANR"
    assert bill.freight_payment is FreightPayment.COLLECT


def test_the_exporter_sends_and_the_importer_receives_when_nobody_else_is_named() -> None:
    parts, (bill,) = understood(DECLARATION.encode())
    assert [(party.role, party.name or party.identifier) for party in bill.parties] == [
        (PartyRole.CONSIGNOR, "NARDIM EXPORTADORA"),
        (PartyRole.CONSIGNEE, "BE0987654321"),
        (PartyRole.CARRIER, "EXLU"),
        (PartyRole.DECLARANT, "BE0123456789"),
    ]
    (header,) = [part.filing.header for part in parts if part.filing]
    assert (header.format, header.sender, header.reference) == ("wco-dec", "BE0123456789", "LRN1")
    assert header.function is FilingFunction.ORIGINAL


def test_a_house_bill_is_told_by_its_document_type() -> None:
    text = DECLARATION.replace("<TypeCode>705<", "<TypeCode>N714<")
    _, (bill,) = understood(text.encode())
    assert bill.level is BillLevel.HOUSE


def test_a_declaration_without_bill_goes_by_its_own_reference() -> None:
    _, (bill,) = understood(DECLARATION.replace("<TypeCode>705<", "<TypeCode>355<").encode())
    assert bill.reference == "LRN1"


def test_a_wrong_number_of_items_is_said() -> None:
    text = DECLARATION.replace("<GoodsItemQuantity>2<", "<GoodsItemQuantity>3<")
    parts, _ = understood(text.encode())
    (problem,) = problems(parts)
    assert (problem.code, problem.severity) == ("wco.count", Severity.WARNING)
    assert problem.offset == text.index("<GoodsItemQuantity>")


def test_an_amendment_is_kept_and_changes_nothing() -> None:
    change = "<Amendment><ChangeReasonCode>32</ChangeReasonCode></Amendment><Declarant>"
    parts, found = understood(DECLARATION.replace("<Declarant>", change, 1).encode())
    assert found == []
    assert codes(parts) == {"wco.amendment"}
    assert not any(part.quarantined for part in parts)


@pytest.mark.parametrize(
    "answer",
    [
        (
            "<MetaData><WCOTypeName>RES</WCOTypeName><Response><FunctionCode>09</FunctionCode>"
            "<Declaration><ID>26BE1</ID></Declaration></Response></MetaData>"
        ),
        (
            '<i:inventoryLinkingMovementRequest xmlns:i="http://example/">'
            "<i:messageCode>EAA</i:messageCode></i:inventoryLinkingMovementRequest>"
        ),
    ],
)
def test_an_answer_of_customs_is_known(answer: str) -> None:
    assert detect(answer.encode()) is Format.WCO
    parts, found = understood(answer.encode())
    assert found == []
    (problem,) = problems(parts)
    assert (problem.code, problem.severity) == ("wco.answer", Severity.INFO)
    assert not any(part.quarantined for part in parts)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("</Exporter>", "", "xml.malformed"),
        ("<md:MetaData", "<!DOCTYPE x><md:MetaData", "xml.dtd"),
        ("<FunctionalReferenceID>LRN1</FunctionalReferenceID>", "", "wco.reference"),
        ("</md:MetaData>", "<Declaration/></md:MetaData>", "wco.declaration"),
    ],
)
def test_what_cannot_be_understood_is_set_aside_with_its_reason(
    before: str, after: str, code: str
) -> None:
    broken = DECLARATION.replace(before, after, 1)
    parts, found = understood((broken + DECLARATION).encode())
    assert len(found) == 1
    (aside,) = [part for part in parts if part.quarantined]
    assert [problem.code for problem in aside.problems] == [code]


def test_damage_loses_no_byte() -> None:
    dice = random.Random(3)
    for _ in range(600):
        data = bytearray(DECLARATION.encode())
        for _ in range(dice.randrange(1, 4)):
            at = dice.randrange(len(data))
            if dice.random() < 0.5:
                del data[at : at + dice.randrange(40)]
            else:
                data[at:at] = dice.choice([b"<", b">", b"&x;", b"\xff", b"<MetaData>", b"\0"])
        understood(bytes(data))
        parts = list(read(bytes(data), format="wco"))
        assert b"".join(part.data for part in parts) == data


@pytest.mark.skipif(not SAMPLES, reason=f"no WCO samples under {DATA}")
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda file: file.stem)
def test_every_sample_is_known(sample: Path) -> None:
    data = sample.read_bytes()
    assert detect(data) is Format.WCO
    parts, found = understood(data)
    assert not any(part.quarantined for part in parts)
    assert found or codes(parts) & {"wco.answer", "wco.amendment"}
