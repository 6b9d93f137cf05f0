"""Bills of lading, arrival notices and schedules."""

import json
from datetime import UTC, datetime
from typing import Any

from quaywatch.cargo import (
    BillLevel,
    CallKind,
    Classifier,
    Equipment,
    FreightPayment,
    GoodsItem,
    PartyRole,
    Seal,
    SealIssuer,
    Severity,
)
from tests.formats.dcsa.saying import read_told
from tests.formats.making import problems, understood

BILL: dict[str, Any] = {
    "transportDocumentReference": "EXLU000001",
    "carrierCode": "EXLU",
    "freightPaymentTermCode": "PRE",
    "transports": {
        "portOfLoading": {"UNLocationCode": "ECGYE"},
        "portOfDischarge": {"UNLocationCode": "BEANR"},
        "placeOfDelivery": {"locationName": "Exampletown"},
        "plannedDepartureDate": "2026-05-01",
        "vesselVoyages": [{"vesselName": "EXAMPLE STAR", "carrierExportVoyageNumber": "101N"}],
    },
    "documentParties": {
        "shipper": {
            "partyName": "NARDIM",
            "address": {
                "street": "Calle",
                "streetNumber": "7",
                "city": "Guayaquil",
                "countryCode": "EC",
            },
            "partyContactDetails": [{"name": "Desk", "email": "desk@nardim.example"}],
        },
        "consignee": {
            "partyName": "KALDOR IMPORT",
            "identifyingCodes": [{"codeListProvider": "ZZZ", "partyCode": "K1"}],
            "taxLegalReferences": [{"type": "EORI", "countryCode": "BE", "value": "BE0123456789"}],
        },
        "notifyParties": [{"partyName": "KALDOR DESK"}],
    },
    "advanceManifestFilings": [{"manifestTypeCode": "ENS", "selfFilerCode": "EXFI"}],
    "consignmentItems": [
        {
            "carrierBookingReference": "BK1",
            "descriptionOfGoods": ["FRESH", "BANANAS"],
            "HSCodes": ["080390"],
            "cargoItems": [
                {
                    "equipmentReference": box,
                    "cargoGrossWeight": {"value": 10000, "unit": "KGM"},
                    "outerPackaging": {"packageCode": "CT", "numberOfPackages": 500},
                }
                for box in ("TSTU0000001", "TSTU0000002")
            ],
        }
    ],
    "utilizedTransportEquipments": [
        {
            "equipment": {"equipmentReference": "TSTU0000001", "ISOEquipmentCode": "45R1"},
            "seals": [{"number": "S1", "source": "SHI"}],
            "activeReeferSettings": {"temperatureSetpoint": 56.3, "temperatureUnit": "FAH"},
        }
    ],
}


def test_a_bill_keeps_its_boxes_their_seals_and_what_each_of_them_holds() -> None:
    parts, (bill,) = understood(json.dumps(BILL).encode())
    assert (bill.id, bill.level, bill.booking) == ("EXLU:EXLU000001", BillLevel.MASTER, "BK1")
    assert bill.goods_items == (
        GoodsItem(
            sequence=1,
            description="FRESH BANANAS",
            hs_code="080390",
            package_count=1000,
            package_type="CT",
            gross_mass_kg=20000.0,
            equipment_numbers=("TSTU0000001", "TSTU0000002"),
        ),
    )
    first, second = bill.equipment
    assert first.temperature_c is not None
    assert round(first.temperature_c, 6) == 13.5
    assert first.seals == (Seal(number="S1", issuer=SealIssuer.SHIPPER),)
    assert (first.size_type, first.gross_mass_kg) == ("45R1", 10000.0)
    assert second == Equipment(number="TSTU0000002", gross_mass_kg=10000.0)
    assert bill.freight_payment is FreightPayment.PREPAID
    assert (bill.route.port_of_loading, bill.route.place_of_delivery) == ("ECGYE", "Exampletown")
    assert bill.conveyance.departure_at == datetime(2026, 5, 1, tzinfo=UTC)
    assert problems(parts) == []


def test_a_bill_names_its_parties_and_who_files_for_its_houses() -> None:
    _, (bill,) = understood(json.dumps(BILL).encode())
    consignor, consignee, notified, filer = bill.parties
    assert (consignor.address, consignor.city, consignor.country) == ("Calle 7", "Guayaquil", "EC")
    assert consignor.email == "desk@nardim.example"
    assert consignee.identifier == "BE0123456789"
    assert (notified.role, notified.name) == (PartyRole.NOTIFY_PARTY, "KALDOR DESK")
    assert (filer.role, filer.identifier) == (PartyRole.DECLARANT, "EXFI")


def test_house_bills_hang_under_their_master() -> None:
    house = {"houseBillOfLadingReference": "H1", "routingOfConsignmentCountries": ["EC", "BE"]}
    data = json.dumps({**BILL, "houseBillOfLadings": [house]}).encode()
    parts, (master, found) = understood(data)
    assert (found.level, found.master_reference) == (BillLevel.HOUSE, master.reference)
    assert found.route.countries == ("EC", "BE")
    assert found.route.port_of_discharge == "BEANR"
    assert [part.spans for part in parts if part.filing] == [((0, len(data)),) * 2]


def test_an_instruction_without_bill_number_goes_by_its_booking() -> None:
    said = {k: v for k, v in BILL.items() if k != "transportDocumentReference"}
    parts, (bill,) = understood(json.dumps(said).encode())
    assert bill.reference == "BK1"
    (problem,) = problems(parts)
    assert problem.severity is Severity.INFO


def test_issuance_and_arrival_notice_carry_a_bill() -> None:
    notice = {
        **{k: v for k, v in BILL.items() if k not in {"transports", "documentParties"}},
        "documentParties": [{"partyFunction": "OS", "partyName": "NARDIM"}],
        "transport": {
            "portOfDischarge": {"UNLocationCode": "BEANR"},
            "portOfDischargeArrivalDate": {"value": "2026-05-20", "classifier": "EST"},
        },
    }
    for text in ({"document": BILL}, {"arrivalNotices": [notice]}):
        parts, (bill,) = understood(json.dumps(text, indent=1).encode())
        assert bill.reference == "EXLU000001"
        assert bill.parties[0].name == "NARDIM"
        assert bill.route.port_of_discharge == "BEANR"
        assert problems(parts) == []


def test_a_wrong_value_of_a_bill_is_located() -> None:
    said = json.loads(json.dumps(BILL))
    said["consignmentItems"][0]["cargoItems"][1]["cargoGrossWeight"]["value"] = "heavy"
    data = json.dumps(said, indent=3).encode()
    parts, found = understood(data)
    assert found == []
    (problem,) = problems(parts)
    assert problem.message.startswith(
        '/consignmentItems/0/cargoItems/1/cargoGrossWeight/value: "heavy"'
    )
    assert problem.offset == data.index(b'"heavy"')


def schedule(status: str | None = None, **changes: Any) -> dict[str, Any]:
    stamps = [
        {
            "eventTypeCode": "ARRI",
            "eventClassifierCode": "PLN",
            "eventDateTime": "2026-05-20T06:00:00Z",
        },
        {
            "eventTypeCode": "DEPA",
            "eventClassifierCode": "ACT",
            "eventDateTime": "2026-05-21T06:00:00Z",
        },
    ]
    call = {
        "location": {"UNLocationCode": "BEANR", "facilitySMDGCode": "EXQ"},
        "carrierImportVoyageNumber": "101N",
        "carrierExportVoyageNumber": "101S",
        "timestamps": stamps,
        **({"statusCode": status} if status else {}),
    }
    return {
        "carrierServiceCode": "EX1",
        "universalServiceReference": "SR12345A",
        "vesselSchedules": [
            {
                "vesselOperatorSMDGLinerCode": "EXL",
                "vesselIMONumber": "9074729",
                "transportCalls": [call],
            }
        ],
        **changes,
    }


def test_a_schedule_is_a_list_of_calls() -> None:
    parts, _, calls = read_told(json.dumps([schedule()]).encode())
    assert [(c.kind, c.classifier, c.voyage) for c in calls] == [
        (CallKind.ARRIVAL, Classifier.PLANNED, "101N"),
        (CallKind.DEPARTURE, Classifier.ACTUAL, "101S"),
    ]
    assert {(c.location, c.facility, c.carrier_code) for c in calls} == {("BEANR", "EXQ", "EXL")}
    assert problems(parts) == []


def test_a_port_that_is_omitted_is_not_planned() -> None:
    _, _, calls = read_told(json.dumps([schedule("OMIT")]).encode())
    assert [c.classifier for c in calls] == [Classifier.ACTUAL]


def test_wrong_values_of_a_schedule_are_named() -> None:
    parts, _, calls = read_told(
        json.dumps([schedule("LATE", universalServiceReference="X")]).encode()
    )
    assert len(calls) == 2
    assert [p.message.partition(":")[0] for p in problems(parts)] == [
        "/0/universalServiceReference",
        "/0/vesselSchedules/0/transportCalls/0/statusCode",
    ]


def test_a_schedule_without_vessels_is_set_aside_alone() -> None:
    wrong = schedule()
    wrong["vessels"] = wrong.pop("vesselSchedules")
    parts, _, calls = read_told(json.dumps([wrong, schedule()]).encode())
    assert len(calls) == 2
    assert [p.message for p in problems(parts)] == [
        "/0: object missing required field vesselSchedules"
    ]


def test_a_booking_and_an_error_are_known_and_kept() -> None:
    for text in (
        {"requestedEquipments": []},
        {"httpMethod": "GET", "requestUri": "/", "errors": []},
    ):
        parts, found = understood(json.dumps({**text, "documentParties": {}}).encode())
        assert found == []
        assert not any(part.quarantined for part in parts)
        assert [p.severity for p in problems(parts)] == [Severity.INFO]
