"""ASYCUDA manifests become consignments, bill by bill."""

import random
from datetime import UTC, datetime

import pytest

from quaywatch.cargo import (
    BillLevel,
    Equipment,
    FreightPayment,
    PackedStatus,
    PartyRole,
    Seal,
    SealIssuer,
)
from quaywatch.formats import Format, detect, read
from tests.formats.making import codes, consignments, problems, understood

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Awmds>
  <General_segment>
    <General_segment_id>
      <Customs_office_code>EXPRT</Customs_office_code>
      <Voyage_number>101N</Voyage_number>
      <Date_of_departure>2026-05-01</Date_of_departure>
      <Date_of_arrival>2026-05-20</Date_of_arrival>
      <Time_of_arrival>06:00</Time_of_arrival>
    </General_segment_id>
    <Totals_segment><Total_number_of_bols>{bills}</Total_number_of_bols></Totals_segment>
    <Transport_information>
      <Carrier><Carrier_code>EXLU</Carrier_code><Carrier_name>EXAMPLE LINE</Carrier_name></Carrier>
      <Identity_of_transporter>EXAMPLE STAR</Identity_of_transporter>
      <Registration_number_of_transport_code>9074729</Registration_number_of_transport_code>
    </Transport_information>
    <Load_unload_place>
      <Place_of_departure_code>COCTG</Place_of_departure_code>
      <Place_of_destination_code>BEANR</Place_of_destination_code>
    </Load_unload_place>
  </General_segment>
"""
BILL = """  <Bol_segment>
    <Bol_id>
      <Bol_reference>EXLU{number:06d}</Bol_reference>
      <Line_number>{number}</Line_number>
      <Bol_nature>23</Bol_nature>
      <Bol_type_code>{kind}</Bol_type_code>
      <Master_bol_ref_number>EXLUMASTER</Master_bol_ref_number>
    </Bol_id>
    <Load_unload_place>
      <Place_of_loading_code>ECGYE</Place_of_loading_code>
      <Place_of_unloading_code>BEANR</Place_of_unloading_code>
    </Load_unload_place>
    <Traders_segment>
      <Exporter><Exporter_name>NARDIM</Exporter_name>
        <Exporter_address>KM 5
          GUAYAQUIL</Exporter_address></Exporter>
      <Notify/>
      <Consignee><Consignee_code>K1</Consignee_code>
        <Consignee_name>KALDOR IMPORT</Consignee_name></Consignee>
    </Traders_segment>
    <ctn_segment>
      <Ctn_reference>TSTU{number:07d}</Ctn_reference>
      <Number_of_packages>1080</Number_of_packages>
      <Type_of_container>45R1</Type_of_container>
      <Empty_Full>5</Empty_Full>
      <Marks1>S1</Marks1><Marks2>S2</Marks2>
      <Sealing_Party>SH</Sealing_Party>
      <Goods_weight>20412.5</Goods_weight>
    </ctn_segment>
    <Goods_segment>
      <Number_of_packages>1080</Number_of_packages>
      <Package_type_code>CT</Package_type_code>
      <Gross_mass>20412.50</Gross_mass>
      <Shipping_marks>N/M</Shipping_marks>
      <Goods_description>FRESH BANANAS</Goods_description>
      <Commodity_Segment><Commodity_code>080390</Commodity_code></Commodity_Segment>
    </Goods_segment>
    <Value_segment><Freight_segment><PC_indicator>PP</PC_indicator></Freight_segment></Value_segment>
  </Bol_segment>
"""
END = "</Awmds>\n"


def manifest(count: int, *, announced: int | None = None, kind: str = "MSB") -> str:
    bills = "".join(BILL.format(number=number, kind=kind) for number in range(1, count + 1))
    return HEAD.format(bills=count if announced is None else announced) + bills + END


def test_a_bill_keeps_its_boxes_goods_and_parties() -> None:
    data = manifest(1).encode()
    assert detect(data) is Format.ASYCUDA
    parts, (bill,) = understood(data)
    assert problems(parts) == []
    assert (bill.id, bill.level) == ("EXLU:EXLU000001", BillLevel.MASTER)
    assert bill.equipment == (
        Equipment(
            number="TSTU0000001",
            size_type="45R1",
            packed_status=PackedStatus.FULL,
            seals=tuple(Seal(number=n, issuer=SealIssuer.SHIPPER) for n in ("S1", "S2")),
            gross_mass_kg=20412.5,
        ),
    )
    (goods,) = bill.goods_items
    assert (goods.description, goods.hs_code, goods.marks) == ("FRESH BANANAS", "080390", "N/M")
    assert (goods.package_count, goods.package_type) == (1080, "CT")
    assert (goods.gross_mass_kg, goods.equipment_numbers) == (20412.5, ("TSTU0000001",))
    assert [(p.role, p.name, p.identifier, p.address) for p in bill.parties] == [
        (PartyRole.CONSIGNOR, "NARDIM", None, "KM 5 GUAYAQUIL"),
        (PartyRole.CONSIGNEE, "KALDOR IMPORT", "K1", None),
    ]
    assert (bill.route.port_of_loading, bill.route.port_of_discharge) == ("ECGYE", "BEANR")
    assert bill.freight_payment is FreightPayment.PREPAID


def test_the_heading_holds_for_every_bill() -> None:
    parts, found = understood(manifest(3).encode())
    assert {bill.conveyance.vessel_name for bill in found} == {"EXAMPLE STAR"}
    assert found[0].conveyance.imo_number == "9074729"
    assert found[0].conveyance.arrival_at == datetime(2026, 5, 20, 6, tzinfo=UTC)
    (header,) = [part.filing.header for part in parts if part.filing]
    assert (header.format, header.sender, header.reference) == (
        "asycuda",
        "EXLU",
        "101N 2026-05-01",
    )


def test_a_house_bill_hangs_under_its_master() -> None:
    _, (bill,) = understood(manifest(1, kind="HSB").encode())
    assert (bill.level, bill.master_reference) == (BillLevel.HOUSE, "EXLUMASTER")


def test_a_degroupage_names_the_master_once() -> None:
    master = "<Master_bol><Reference_number>M1</Reference_number></Master_bol>"
    text = f"<Awbolds>{master}{BILL.format(number=4, kind='')}</Awbolds>"
    text = text.replace("<Master_bol_ref_number>EXLUMASTER</Master_bol_ref_number>", "")
    assert detect(text.encode()) is Format.ASYCUDA
    _, (bill,) = understood(text.encode())
    assert (bill.level, bill.master_reference) == (BillLevel.HOUSE, "M1")


def test_a_bill_that_is_broken_or_nameless_is_set_aside_alone() -> None:
    text = manifest(4)
    text = text.replace("<Bol_reference>EXLU000002</Bol_reference>", "<Bol_reference/>")
    text = text.replace("<Line_number>3</Line_number>", "<Line_number>3</Line>")
    parts, found = understood(text.encode())
    assert [bill.reference for bill in found] == ["EXLU000001", "EXLU000004"]
    assert [part.problems[0].code for part in parts if part.quarantined] == [
        "bill.number-missing",
        "xml.malformed",
    ]


def test_a_wrong_number_of_bills_is_said() -> None:
    parts, _ = understood(manifest(2, announced=3).encode())
    assert [p.message for p in problems(parts)] == ["the manifest announces 3 bills, 2 came"]


def test_letters_of_a_declared_eight_bit_set_are_no_defect() -> None:
    text = manifest(1).replace("UTF-8", "ISO-8859-1").replace("NARDIM", "NARDÍM")
    parts, (bill,) = understood(text.encode("latin-1"))
    assert bill.parties[0].name == "NARDÍM"
    assert problems(parts) == []


def test_a_manifest_in_two_byte_letters_is_read_whole() -> None:
    text = manifest(2).replace("UTF-8", "UTF-16")
    _parts, found = understood(text.encode("utf-16"))
    assert [bill.reference for bill in found] == ["EXLU000001", "EXLU000002"]


def test_a_long_manifest_comes_in_bounded_parts() -> None:
    parts, found = understood(manifest(3000).encode())
    assert len(found) == 3000
    assert max(len(part.data) for part in parts) < 2 << 20
    assert problems(parts) == []


@pytest.mark.parametrize("prolog", ["<!DOCTYPE Awmds [<!ENTITY x 'y'>]>"])
def test_entities_are_not_taken(prolog: str) -> None:
    text = manifest(1).replace("<Awmds>", f"{prolog}<Awmds>").replace("NARDIM", "&x;")
    parts, found = understood(text.encode())
    assert found == []
    assert "xml.malformed" in codes(parts)


def test_damage_loses_no_byte() -> None:
    dice = random.Random(5)
    for _ in range(500):
        data = bytearray(manifest(2).encode())
        for _ in range(dice.randrange(1, 4)):
            at = dice.randrange(len(data))
            if dice.random() < 0.5:
                del data[at : at + dice.randrange(60)]
            else:
                data[at:at] = dice.choice([b"<", b"&x;", b"\xff", b"<Bol_segment>", b"</Awmds>"])
        understood(bytes(data))
        parts = list(read(bytes(data), format="asycuda"))
        assert b"".join(part.data for part in parts) == data
        assert len(consignments(parts)) <= 3
