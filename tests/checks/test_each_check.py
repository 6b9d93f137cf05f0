"""Every check speaks up on what it is for, keeps silent otherwise, and can be read by anyone."""

import re
from datetime import timedelta

import msgspec
import polars as pl
import pytest

from quaywatch import checks
from quaywatch.cargo import Consignment, FilingHeader, PartyRole, Seal, Subject
from quaywatch.cargo.columns import CONSIGNMENT_SCHEMA, EQUIPMENT_SCHEMA, GOODS_ITEM_SCHEMA
from tests.checks.examples import (
    BOX,
    CLEAN,
    CONSIGNOR,
    DEPARTURE,
    HEADER,
    NOTIFY,
    dry,
    frames,
    with_box,
    with_conveyance,
    with_goods,
    with_party,
    with_route,
    without_party,
)

replace = msgspec.structs.replace

THREE_BOXES = replace(
    CLEAN,
    goods_items=tuple(replace(CLEAN.goods_items[0], gross_mass_kg=64800.0) for _ in range(1)),
    equipment=tuple(replace(BOX, number=n) for n in ("CSQU3054383", "SIMU1234561", "SIMU1234577")),
)

BAD: dict[str, Consignment] = {
    "consignor-missing": without_party(PartyRole.CONSIGNOR),
    "consignee-missing": without_party(PartyRole.CONSIGNEE),
    "consignor-incomplete": with_party(PartyRole.CONSIGNOR, country=None),
    "consignee-incomplete": with_party(
        PartyRole.CONSIGNEE, identifier=None, address=None, city=None
    ),
    "party-placeholder": with_party(PartyRole.CONSIGNEE, name="Unknown."),
    "to-order-without-notify": replace(
        CLEAN,
        parties=(CONSIGNOR, replace(CLEAN.parties[1], name="TO THE ORDER OF BANCO SIMULADO")),
    ),
    "notify-is-consignor": with_party(PartyRole.NOTIFY_PARTY, name="FRUTAS SIMULADAS S.A"),
    "consignee-eori-malformed": with_party(PartyRole.CONSIGNEE, identifier="0123.456.789"),
    "description-missing": with_goods(description=" - "),
    "description-vague": with_goods(description="Freight of all kinds"),
    "hs-code-missing": with_goods(hs_code=None),
    "hs-code-invalid": with_goods(hs_code="7712"),
    "hs-code-contradicted": with_goods(hs_code="440799"),
    "gross-mass-missing": with_goods(gross_mass_kg=None),
    "package-count-implausible": with_goods(package_count=0),
    "package-mass-implausible": with_goods(package_count=20),
    "box-mass-implausible": with_goods(gross_mass_kg=4000.0),
    "container-number-malformed": with_box(number="CSQU30543"),
    "container-check-digit": with_box(number="CSQU3054384"),
    "size-type-unknown": with_box(size_type="9XX"),
    "mass-over-payload": with_box(gross_mass_kg=41000.0, verified_gross_mass_kg=None),
    "verified-mass-below-cargo": with_box(verified_gross_mass_kg=21000.0),
    "verified-mass-above-cargo": with_box(verified_gross_mass_kg=31000.0),
    "cooled-goods-in-dry-box": with_box(size_type="45G1", temperature_c=None),
    "temperature-on-dry-box": with_box(size_type="45G1"),
    "temperature-odd-for-goods": with_box(temperature_c=-18.0),
    "seal-missing": with_box(seals=()),
    "seal-placeholder": with_box(seals=(Seal(number="0000"),)),
    "seal-shared": THREE_BOXES,
    "late-filing": with_conveyance(departure_at=DEPARTURE - timedelta(hours=17)),
    "loading-is-discharge": with_route(port_of_loading="BEANR", place_of_receipt="BEANR"),
    "transhipment-repeated": with_route(transhipment_ports=("PABLB", "PABLB")),
    "receipt-far-from-loading": with_route(place_of_receipt="CNSHA"),
    "place-unknown": with_route(place_of_delivery="BE000"),
    "imo-number-invalid": with_conveyance(imo_number="9074728"),
    "conveyance-missing": with_conveyance(voyage=None),
}
"""One consignment per check that it must speak up on; container-duplicate needs two."""

INNOCENT: dict[str, Consignment] = {
    "a bill to order with a notify party": with_party(
        PartyRole.CONSIGNEE, name="TO ORDER", identifier=None, address=None, city=None, country=None
    ),
    "a consignee known by its number alone": with_party(
        PartyRole.CONSIGNEE, address=None, city=None, country="BE"
    ),
    "a notify party that is the consignee": with_party(
        PartyRole.NOTIFY_PARTY, name=CLEAN.parties[1].name
    ),
    "a consignor that notifies itself of its own goods": replace(
        CLEAN,
        parties=(
            CONSIGNOR,
            replace(CLEAN.parties[1], name=CONSIGNOR.name),
            replace(NOTIFY, name=CONSIGNOR.name),
        ),
    ),
    "a code without a dot or with one": with_goods(hs_code="0803.90.10"),
    "a code of two digits": with_goods(hs_code="08"),
    "coffee in Spanish": dry("CAFÉ VERDE EN GRANO", "090111", 19200.0, package_count=320),
    "a machine for coffee": dry("COFFEE GRINDER", "850940", 6000.0),
    "printed shirts with bananas on them": dry("SHIRTS WITH BANANA PRINT", "610510", 6000.0),
    "cardboard for bananas": dry("EMPTY BANANA CARTONS", "481910", 12000.0),
    "canned pineapple in a dry box": dry("CANNED PINEAPPLE SLICES", "200820", 19000.0),
    "dried bananas in a dry box": dry("DRIED BANANAS", "080390", 14000.0),
    "palm hearts, which are no hearts": dry("PALMITOS EN CONSERVA", "200891", 17000.0),
    "two containers whose goods are declared together": replace(
        CLEAN,
        goods_items=(replace(CLEAN.goods_items[0], gross_mass_kg=43200.0, package_count=2160),),
        equipment=(BOX, replace(BOX, number="SIMU1234561", seals=(Seal(number="EC99817"),))),
    ),
    "an empty container without a seal": with_box(packed_status="empty", seals=()),
    "no place of receipt": with_route(place_of_receipt=None),
    "goods of Paraguay loaded in Uruguay": replace(
        dry("SOYBEAN MEAL", "230400", 24000.0, package_count=500),
        route=replace(CLEAN.route, place_of_receipt="PYASU", port_of_loading="UYMVD"),
    ),
    "an inland place of delivery": with_route(place_of_delivery="DEDUI"),
    "short sea filed in time": replace(
        CLEAN,
        route=replace(
            CLEAN.route,
            place_of_receipt="GBFXT",
            port_of_loading="GBFXT",
            transhipment_ports=(),
        ),
        conveyance=replace(
            CLEAN.conveyance,
            departure_at=DEPARTURE - timedelta(hours=41),
            arrival_at=DEPARTURE - timedelta(hours=30),
        ),
    ),
    "a ship named without its number": with_conveyance(imo_number=None),
}


def codes(*consignments: Consignment, header: FilingHeader = HEADER) -> set[str]:
    return set(checks.run(frames(*consignments, header=header))["code"])


def test_a_clean_consignment_raises_nothing() -> None:
    assert codes(CLEAN) == set()


@pytest.mark.parametrize("code", BAD)
def test_a_check_speaks_up_on_what_it_is_for(code: str) -> None:
    assert code in codes(BAD[code])


@pytest.mark.parametrize("what", INNOCENT)
def test_innocent_trade_raises_nothing(what: str) -> None:
    assert codes(INNOCENT[what]) == set()


def test_every_check_has_an_example() -> None:
    assert set(BAD) | {"container-duplicate"} == {check.code for check in checks.ALL}


@pytest.mark.parametrize("check", checks.ALL, ids=lambda check: check.code)
def test_a_check_can_be_read_in_every_language(check: checks.Check) -> None:
    assert set(check.text) == set(checks.LANGUAGES)
    for text in check.text.values():
        assert set(re.findall(r"\{([^}]*)\}", text)) <= set(check.fields)
    assert len(set(check.text.values())) == len(check.text)


@pytest.mark.parametrize("check", checks.ALL, ids=lambda check: check.code)
def test_a_check_names_its_source_and_declared_fields(check: checks.Check) -> None:
    schemas = {
        Subject.CONSIGNMENT: CONSIGNMENT_SCHEMA,
        Subject.GOODS_ITEM: GOODS_ITEM_SCHEMA,
        Subject.EQUIPMENT: EQUIPMENT_SCHEMA,
    }
    assert check.source
    assert check.fields
    for field in check.fields:
        noun, column = field.split(".")
        assert column in schemas[Subject(noun)]


def test_codes_are_unique() -> None:
    assert len({check.code for check in checks.ALL}) == len(checks.ALL)


@pytest.mark.parametrize("code", BAD)
def test_a_finding_reads_as_a_sentence_with_its_values(code: str) -> None:
    batch = frames(BAD[code])
    found = checks.run(batch).filter(pl.col("code") == code)
    for _, finding in checks.describe(batch, found):
        for language in checks.LANGUAGES:
            sentence = checks.text(finding, language)
            assert "{" not in sentence
            assert sentence.endswith(".")


def test_the_same_box_under_two_carriers_bills_is_a_duplicate() -> None:
    other = replace(CLEAN, reference="SIMU0002")
    assert codes(CLEAN, other) == {"container-duplicate"}


def test_house_bills_under_one_master_share_their_box_rightly() -> None:
    houses = [
        replace(CLEAN, reference=name, level="house", master_reference="SIMU0001")
        for name in ("H1", "H2")
    ]
    assert codes(CLEAN, *houses) == set()


def test_the_same_box_on_two_voyages_is_no_duplicate() -> None:
    later = replace(with_conveyance(voyage="013N"), reference="SIMU0002")
    assert codes(CLEAN, later) == set()


def test_a_bill_sent_twice_is_no_duplicate() -> None:
    assert codes(CLEAN, CLEAN) == set()


def test_an_amendment_is_never_late() -> None:
    late = BAD["late-filing"]
    assert codes(late, header=replace(HEADER, function="amendment")) == set()
