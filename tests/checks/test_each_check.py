"""Every check speaks up on what it is for, keeps silent otherwise, and can be read by anyone."""

import re
from datetime import timedelta

import msgspec
import polars as pl
import pytest

from quaywatch import checks
from quaywatch.cargo import Consignment, FilingHeader, PartyRole, Seal, Subject
from quaywatch.cargo.columns import CONSIGNMENT_SCHEMA, EQUIPMENT_SCHEMA, GOODS_ITEM_SCHEMA
from quaywatch.checks.completeness.elements import elements
from quaywatch.story import Contradiction
from quaywatch.stowage import Oddity
from tests.checks.examples import (
    BOX,
    CLEAN,
    CONSIGNOR,
    DEPARTURE,
    ENTRY,
    HEADER,
    NOTIFY,
    TYPED_HEADER,
    dry,
    entry_conveyance,
    entry_route,
    entry_without,
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
    "transport-document-missing": replace(CLEAN, reference=" "),
    "place-of-loading-missing": with_route(port_of_loading=None),
    "place-of-unloading-missing": with_route(port_of_discharge=""),
    "package-type-missing": with_goods(package_type=None),
    "package-count-missing": with_goods(package_count=None),
    "size-type-missing": with_box(size_type=None),
    "arrival-before-departure": with_conveyance(arrival_at=DEPARTURE - timedelta(hours=1)),
    "voyage-too-fast": with_conveyance(arrival_at=DEPARTURE + timedelta(days=3)),
    "dates-far-from-filing": with_conveyance(arrival_at=DEPARTURE + timedelta(days=365)),
    "filed-after-arrival": with_conveyance(
        departure_at=DEPARTURE - timedelta(days=20), arrival_at=DEPARTURE - timedelta(days=3)
    ),
    "consignor-is-consignee": with_party(PartyRole.CONSIGNEE, name="FRUTAS SIMULADAS S.A."),
    "party-name-implausible": with_party(PartyRole.CONSIGNEE, name="Sdfkjh Xcvbqr"),
    "party-city-elsewhere": with_party(PartyRole.CONSIGNEE, city="Guayaquil"),
    "party-postcode-malformed": with_party(PartyRole.CONSIGNEE, postcode="20300"),
    "party-country-unknown": with_party(PartyRole.CONSIGNOR, country="QQ"),
    "contact-shared": replace(
        CLEAN,
        parties=(
            replace(CONSIGNOR, telephone="+999 4 555 0199"),
            replace(CLEAN.parties[1], telephone="00999-45550199"),
        ),
    ),
    "to-order-of-forwarder": with_party(
        PartyRole.CONSIGNEE, name="To the order of Simforward Logistics NV"
    ),
    "free-mail-address": with_party(PartyRole.CONSIGNEE, email="simfruit@gmail.com"),
    "address-placeholder": with_party(PartyRole.CONSIGNEE, address="N/A"),
    "undg-invalid": with_goods(undg="9999"),
    "undg-contradicted": with_goods(description="ETHANOL SOLUTION UN 1170", undg="1263"),
    "dangerous-goods-unnumbered": with_goods(description="PAINT, IMO CLASS 3, UN1263"),
    "package-type-malformed": with_goods(package_type="CARTON"),
    "package-count-contradicted": with_goods(description="1180 CTNS FRESH BANANAS"),
    "tank-for-solid-goods": with_box(size_type="22T1"),
    "seal-malformed": with_box(seals=(Seal(number="7B"),)),
    "hs-chapter-implausible": with_goods(hs_code="840999"),
    "masses-contradicted": with_box(gross_mass_kg=12000.0),
}
"""One consignment per check that it must speak up on; container-duplicate needs two."""

TYPED: dict[str, Consignment] = {
    "declarant-missing": entry_without(PartyRole.DECLARANT),
    "seller-missing": entry_without(PartyRole.SELLER),
    "buyer-missing": entry_without(PartyRole.BUYER),
    "carrier-missing": replace(
        entry_without(PartyRole.CARRIER),
        conveyance=replace(ENTRY.conveyance, carrier_code=None),
    ),
    "freight-payment-missing": replace(ENTRY, freight_payment=None),
    "departure-missing": entry_conveyance(departure_at=None),
    "arrival-missing": entry_conveyance(arrival_at=None),
    "place-of-delivery-missing": entry_route(place_of_delivery=None),
    "place-of-acceptance-missing": entry_route(place_of_receipt=None),
    "routing-missing": entry_route(countries=()),
    "first-entry-missing": entry_route(first_entry=None),
    "packed-status-missing": replace(ENTRY, equipment=(replace(BOX, packed_status=None),)),
    "filer-eori-malformed": replace(
        entry_without(PartyRole.DECLARANT),
        parties=(
            *entry_without(PartyRole.DECLARANT).parties,
            replace(ENTRY.parties[-1], identifier="0123.456.789"),
        ),
    ),
    "routing-starts-elsewhere": entry_route(countries=("CO", "FR", "BE")),
    "routing-ends-elsewhere": entry_route(countries=("EC", "FR", "NL")),
    "routing-entry-elsewhere": entry_route(first_entry="NL000511"),
    "routing-country-unknown": entry_route(countries=("EC", "ZZ", "FR", "BE")),
}
"""One entry summary declaration per check that only their types of filing need answer."""

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
        goods_items=(
            replace(
                CLEAN.goods_items[0],
                description="2160 CTNS FRESH BANANAS",
                gross_mass_kg=43200.0,
                package_count=2160,
            ),
        ),
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
    "a city under its name in another language": with_party(PartyRole.CONSIGNEE, city="ANVERS"),
    "a postcode with the sign of its country": with_party(PartyRole.CONSIGNEE, postcode="B-2030"),
    "a mailbox of the company's own": with_party(
        PartyRole.CONSIGNEE, email="desk@simfruit.example"
    ),
    "dangerous goods with their number": with_goods(
        description="1080 CTNS LITHIUM BATTERIES UN3480, CLASS 9", hs_code="850760", undg="UN 3480"
    ),
    "bulk without a number of packages": with_goods(package_type="VR", package_count=None),
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


@pytest.mark.parametrize("code", TYPED)
def test_a_check_speaks_up_on_what_an_entry_declaration_lacks(code: str) -> None:
    assert code in codes(TYPED[code], header=TYPED_HEADER)
    cancelled = replace(TYPED_HEADER, function="cancellation")
    if code.endswith("-missing"):
        assert code not in codes(TYPED[code])
        assert code not in codes(TYPED[code], header=cancelled)


@pytest.mark.parametrize("filing_type", ["F10", "f11", "F12", "F13", "F14", "F15"])
def test_a_complete_entry_declaration_raises_nothing(filing_type: str) -> None:
    assert codes(ENTRY, header=replace(TYPED_HEADER, filing_type=filing_type)) == set()


def test_a_filing_of_the_consignee_alone_need_say_no_more() -> None:
    alone = Consignment(
        reference="SIMU0001H1", parties=(CLEAN.parties[1], ENTRY.parties[-1]), level="house"
    )
    assert codes(alone, header=replace(TYPED_HEADER, filing_type="F16")) == set()


def test_what_enters_no_goods_need_not_tell_what_an_entry_does() -> None:
    bare = replace(CLEAN, route=replace(CLEAN.route, port_of_loading=None), equipment=())
    assert "place-of-loading-missing" in codes(bare)
    assert "place-of-loading-missing" not in codes(bare, header=replace(HEADER, format="dcsa"))
    entry = replace(TYPED_HEADER, format="dcsa")
    assert "place-of-loading-missing" in codes(bare, header=entry)


def test_every_check_has_an_example() -> None:
    told = {what.code for what in (*Contradiction, *Oddity)}  # in tests/story and tests/stowage
    examples = set(BAD) | set(TYPED) | told | {"container-duplicate"}
    assert examples == {check.code for check in checks.ALL}


def test_every_data_element_names_a_check_that_there_is() -> None:
    assert {element.check for element in elements()} <= {check.code for check in checks.ALL}


def test_a_consignor_that_notifies_itself_of_its_own_goods_hides_nobody() -> None:
    itself = replace(
        CLEAN,
        parties=(
            CONSIGNOR,
            replace(CLEAN.parties[1], name=CONSIGNOR.name),
            replace(NOTIFY, name=CONSIGNOR.name),
        ),
    )
    assert codes(itself) == {"consignor-is-consignee"}


LIMITS = {
    "a container from overseas": ({}, "-24 h"),
    "a container from England": ({"port_of_loading": "GBFXT"}, "-2 h"),
    "a container from Vladivostok": ({"port_of_loading": "RUVVO"}, "-24 h"),
    "a container from Saint Petersburg": ({"port_of_loading": "RULED"}, "-2 h"),
}


@pytest.mark.parametrize("trade", LIMITS)
def test_a_late_filing_names_the_limit_it_went_by(trade: str) -> None:
    changes, limit = LIMITS[trade]
    late = replace(
        with_route(place_of_receipt=None, transhipment_ports=(), **changes),
        conveyance=replace(
            CLEAN.conveyance,
            departure_at=DEPARTURE - timedelta(hours=60),
            arrival_at=DEPARTURE - timedelta(hours=39),
        ),
    )
    batch = frames(late)
    found = checks.run(batch).filter(pl.col("code") == "late-filing")
    ((_, finding),) = checks.describe(batch, found)
    assert finding.values["limit"] == limit
    assert limit in checks.text(finding, "nl")


def test_bulk_is_in_time_four_hours_before_it_arrives() -> None:
    bulk = replace(
        CLEAN,
        equipment=(),
        conveyance=replace(
            CLEAN.conveyance,
            departure_at=DEPARTURE - timedelta(days=15),
            arrival_at=DEPARTURE - timedelta(hours=35),
        ),
    )
    assert "late-filing" not in codes(bulk)
    later = replace(HEADER, received_at=DEPARTURE - timedelta(hours=38))
    assert "late-filing" in codes(bulk, header=later)


def test_a_short_voyage_to_the_outermost_regions_has_two_hours() -> None:
    near = replace(
        with_route(
            port_of_loading="BBBGI",
            port_of_discharge="MQFDF",
            place_of_receipt=None,
            transhipment_ports=(),
            place_of_delivery=None,
        ),
        conveyance=replace(
            CLEAN.conveyance,
            departure_at=DEPARTURE - timedelta(hours=45),
            arrival_at=DEPARTURE - timedelta(hours=37),
        ),
    )
    assert "late-filing" not in codes(near)


@pytest.mark.parametrize("check", checks.ALL, ids=lambda check: check.code)
def test_a_check_can_be_read_in_every_language(check: checks.Check) -> None:
    assert set(check.text) == set(checks.LANGUAGES)
    for text in check.text.values():
        assert set(re.findall(r"\{([^}]*)\}", text)) <= {*check.fields, *check.derived}
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


@pytest.mark.parametrize("code", [*BAD, *TYPED])
def test_a_finding_reads_as_a_sentence_with_its_values(code: str) -> None:
    batch = frames((BAD | TYPED)[code], header=HEADER if code in BAD else TYPED_HEADER)
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
