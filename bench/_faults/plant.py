"""One way or more to spoil a clean case for each check; the check must then speak up."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random

from bench._faults import texts
from bench._faults.clean import Case, replace
from quaywatch.cargo import PartyRole, Seal
from quaywatch.checks.meaning import model

Fault = Callable[[Case, Random, str], Case]

SENDER, RECEIVER, NOTIFIED = PartyRole.CONSIGNOR, PartyRole.CONSIGNEE, PartyRole.NOTIFY_PARTY
_BLANK = ("", " ", None)
_DAY = timedelta(days=1)


def _unrelated(case: Case, random: Random) -> str:
    own = str(case.consignment.goods_items[0].hs_code)[:2]
    return random.choice([chapter for chapter in model.classes()[1:] if chapter != own])


def _contradicted(case: Case, random: Random, language: str) -> Case:
    """Describe goods that everybody knows under a code of others."""
    known = {
        "en": ("FRESH BANANAS", "green coffee"),
        "fr": ("bananes", "café vert"),
        "nl": ("verse bananen", "groene koffie"),
        "es": ("BANANO FRESCO", "café verde"),
        "pt": ("bananas frescas", "café verde"),
        "de": ("Bananen", "Arabica Robusta"),
    }
    return case.goods(description=random.choice(known[language]), hs_code="7210")


def _digit(case: Case, random: Random) -> Case:
    number = case.consignment.equipment[0].number
    return case.box(number=number[:-1] + str((int(number[-1]) + random.randrange(1, 10)) % 10))


def _late(case: Case, random: Random, _: str) -> Case:
    departure = case.consignment.conveyance.departure_at
    assert departure is not None
    return case.with_header(received_at=departure - timedelta(hours=random.randrange(1, 23)))


def _after_arrival(case: Case, random: Random, _: str) -> Case:
    arrival = case.consignment.conveyance.arrival_at
    assert arrival is not None
    return case.with_header(received_at=arrival + timedelta(hours=random.randrange(1, 200)))


def _arrives(days: float) -> Fault:
    def fault(case: Case, _random: Random, _language: str) -> Case:
        departure = case.consignment.conveyance.departure_at
        assert departure is not None
        return case.voyage(arrival_at=departure + days * _DAY)

    return fault


def _three_boxes(case: Case, _random: Random, _: str) -> Case:
    box = case.consignment.equipment[0]
    numbers = ("SIMU1234561", "SIMU1234577", "CSQU3054383")
    return case.change(equipment=tuple(replace(box, number=number) for number in numbers))


def _to_order(case: Case, random: Random, language: str, holder: str) -> Case:
    name = random.choice(texts.TO_ORDER[language]).format(holder)
    return case.party(RECEIVER, name=name)


def _factor(low: float, high: float) -> Fault:
    def fault(case: Case, random: Random, _: str) -> Case:
        verified = case.consignment.equipment[0].verified_gross_mass_kg or 0
        return case.box(verified_gross_mass_kg=verified * random.uniform(low, high))

    return fault


def _temperature(case: Case, random: Random, _: str) -> Case:
    fruit = case.goods(hs_code="080390", description="bananas").box(size_type="45R1")
    return fruit.box(temperature_c=random.choice([-18.0, 25.0, 2.0]))


FAULTS: Mapping[str, Fault] = {
    "transport-document-missing": lambda c, r, _: c.change(reference=r.choice(["", "  "])),
    "consignor-missing": lambda c, r, _: c.without(SENDER),
    "consignee-missing": lambda c, r, _: c.party(RECEIVER, name="", identifier=None),
    "declarant-missing": lambda c, r, _: c.without(PartyRole.DECLARANT),
    "seller-missing": lambda c, r, _: c.without(PartyRole.SELLER),
    "buyer-missing": lambda c, r, _: c.party(PartyRole.BUYER, name=" "),
    "carrier-missing": lambda c, r, _: c.without(PartyRole.CARRIER).voyage(carrier_code=None),
    "freight-payment-missing": lambda c, r, _: c.change(freight_payment=None),
    "departure-missing": lambda c, r, _: c.voyage(departure_at=None),
    "arrival-missing": lambda c, r, _: c.voyage(arrival_at=None),
    "place-of-delivery-missing": lambda c, r, _: c.route(place_of_delivery=r.choice(_BLANK)),
    "place-of-acceptance-missing": lambda c, r, _: c.route(place_of_receipt=r.choice(_BLANK)),
    "place-of-loading-missing": lambda c, r, _: c.route(port_of_loading=r.choice(_BLANK)),
    "place-of-unloading-missing": lambda c, r, _: c.route(port_of_discharge=r.choice(_BLANK)),
    "routing-missing": lambda c, r, _: c.route(countries=()),
    "first-entry-missing": lambda c, r, _: c.route(first_entry=r.choice(_BLANK)),
    "gross-mass-missing": lambda c, r, _: c.goods(gross_mass_kg=r.choice([None, 0.0])),
    "description-missing": lambda c, r, _: c.goods(description=r.choice(["", "-", "...", "12345"])),
    "package-type-missing": lambda c, r, _: c.goods(package_type=r.choice(_BLANK)),
    "package-count-missing": lambda c, r, _: c.goods(package_count=None, package_type="CT"),
    "hs-code-missing": lambda c, r, _: c.goods(hs_code=r.choice(_BLANK)),
    "conveyance-missing": lambda c, r, _: c.voyage(voyage=r.choice(_BLANK)),
    "size-type-missing": lambda c, r, _: c.box(size_type=r.choice(_BLANK)),
    "packed-status-missing": lambda c, r, _: c.box(packed_status=None),
    "seal-missing": lambda c, r, _: c.box(seals=(), size_type="45G1"),
    "consignor-incomplete": lambda c, r, _: c.party(SENDER, country=None, identifier=None),
    "consignee-incomplete": lambda c, r, _: c.party(
        RECEIVER, address=None, city=" ", identifier=None
    ),
    "party-placeholder": lambda c, r, lang: c.party(
        r.choice([SENDER, RECEIVER]), name=r.choice(texts.NOBODY[lang])
    ),
    "address-placeholder": lambda c, r, lang: c.party(
        RECEIVER, address=r.choice(texts.NOBODY[lang])
    ),
    "party-name-implausible": lambda c, r, _: c.party(RECEIVER, name=r.choice(texts.MASHED)),
    "party-city-elsewhere": lambda c, r, _: c.party(
        RECEIVER, city=r.choice(["Shanghai", "CALLAO", "Guayaquil", "Rosario de Lerma", "Lagos"])
    ),
    "party-postcode-malformed": lambda c, r, _: c.party(
        RECEIVER, postcode=r.choice(["1", "20A", "999999999", "ABC"])
    ),
    "party-country-unknown": lambda c, r, _: c.party(SENDER, country=r.choice(["XX", "ZZ", "EUR"])),
    "contact-shared": lambda c, r, _: c.party(SENDER, telephone="+999 4 5550 199").party(
        RECEIVER, telephone=r.choice(["009994-5550199", "+999 (4) 5550199", "999 45550199"])
    ),
    "to-order-of-forwarder": lambda c, r, lang: _to_order(
        c, r, lang, r.choice(texts.FORWARDER[lang])
    ),
    "to-order-without-notify": lambda c, r, lang: _to_order(c, r, lang, "Banco Simulado").without(
        NOTIFIED
    ),
    "free-mail-address": lambda c, r, _: c.party(
        RECEIVER, name="Simulatie Import NV", email=r.choice(["sim.nv@GMAIL.com", "sim@hotmail.be"])
    ),
    "consignor-is-consignee": lambda c, r, _: c.party(SENDER, name="Simulatie Import NV").party(
        RECEIVER, name=r.choice(["SIMULATIE IMPORT NV", "Simulatie Import NV."])
    ),
    "notify-is-consignor": lambda c, r, _: c.party(SENDER, name="Simulada Export S.A.").party(
        NOTIFIED, name=r.choice(["SIMULADA EXPORT S.A", "Simulada Export S.A."])
    ),
    "consignee-eori-malformed": lambda c, r, _: c.party(
        RECEIVER, country="BE", identifier=r.choice(["0123.456.789", "123456789", "QQ12345"])
    ),
    "filer-eori-malformed": lambda c, r, _: c.party(
        PartyRole.DECLARANT, identifier=r.choice(["0123.456", "BE-0123-456", "987654321012345678"])
    ),
    "description-vague": lambda c, r, lang: c.goods(description=r.choice(texts.VAGUE[lang])),
    "hs-chapter-implausible": lambda c, r, _: c.goods(hs_code=_unrelated(c, r)),
    "hs-code-contradicted": _contradicted,
    "hs-code-invalid": lambda c, r, _: c.goods(hs_code=r.choice(["7712", "0000", "ABCD", "08039"])),
    "package-count-implausible": lambda c, r, _: c.goods(package_count=r.choice([0, -4, 10**9])),
    "package-count-contradicted": lambda c, r, lang: c.goods(
        description=texts.COUNTED[lang].format(
            77, c.consignment.goods_items[0].description.lstrip("0123456789 ")
        ),
        package_count=r.choice([78, 770, 7]),
    ),
    "package-mass-implausible": lambda c, r, _: c.goods(package_count=2, package_type="CT"),
    "package-type-malformed": lambda c, r, _: c.goods(
        package_type=r.choice(["CARTON", "C.", "BAGS", "???"])
    ),
    "box-mass-implausible": lambda c, r, _: c.goods(
        hs_code="080390", gross_mass_kg=r.choice([900.0, 31000.0])
    ),
    "undg-invalid": lambda c, r, _: c.goods(undg=r.choice(["9999", "UN12", "ABC", "0000", "7000"])),
    "undg-contradicted": lambda c, r, _: c.goods(
        description=r.choice(["ETHANOL UN1170", "un-no 1170 ethanol"]), undg="1263"
    ),
    "dangerous-goods-unnumbered": lambda c, r, lang: c.goods(
        description=r.choice(texts.DANGER[lang]), undg=None
    ),
    "container-check-digit": lambda c, r, _: _digit(c, r),
    "container-number-malformed": lambda c, r, _: c.box(
        number=r.choice(["SIM123", "SIMU12345", "1234567", "SIMX1234567", ""])
    ),
    "size-type-unknown": lambda c, r, _: c.box(size_type=r.choice(["9XX", "ZZZZ", "40", "HIGH"])),
    "tank-for-solid-goods": lambda c, r, _: c.goods(hs_code="9403").box(
        size_type=r.choice(["22T1", "20TN", "22K2"])
    ),
    "mass-over-payload": lambda c, r, _: c.box(gross_mass_kg=41000.0),
    "masses-contradicted": lambda c, r, _: c.box(
        gross_mass_kg=(c.consignment.goods_items[0].gross_mass_kg or 0) * r.choice([0.5, 0.8, 1.25])
    ),
    "verified-mass-below-cargo": _factor(0.4, 0.75),
    "verified-mass-above-cargo": _factor(1.5, 1.9),
    "cooled-goods-in-dry-box": lambda c, r, _: c.goods(hs_code="080390", description="bananas").box(
        size_type=r.choice(["45G1", "42G1", "22U1"]), temperature_c=None
    ),
    "temperature-on-dry-box": lambda c, r, _: c.box(
        size_type="45G1", temperature_c=r.uniform(-20, 15)
    ),
    "temperature-odd-for-goods": _temperature,
    "seal-placeholder": lambda c, r, _: c.box(
        seals=(Seal(number=r.choice(["0000", "NO SEAL", "n/a", "XXXX", "Unknown", "123456"])),)
    ),
    "seal-malformed": lambda c, r, _: c.box(
        seals=(Seal(number=r.choice(["7", "B2", "SIM4711/SIM4712/SIM4713/SIM4714"])),)
    ),
    "seal-shared": _three_boxes,
    "late-filing": _late,
    "filed-after-arrival": _after_arrival,
    "arrival-before-departure": _arrives(-2),
    "voyage-too-fast": _arrives(0.1),
    "dates-far-from-filing": _arrives(400),
    "loading-is-discharge": lambda c, r, _: c.route(
        port_of_loading=c.consignment.route.port_of_discharge
    ),
    "transhipment-repeated": lambda c, r, _: c.route(
        transhipment_ports=("PAMIT", "ESALG", "PAMIT")
    ),
    "receipt-far-from-loading": lambda c, r, _: c.route(
        place_of_receipt="AUSYD"
        if str(c.consignment.route.port_of_loading)[:2] != "AU"
        else "ECGYE"
    ),
    "place-unknown": lambda c, r, _: c.route(
        place_of_delivery=r.choice(["BE000", "ZZZZZ", "Antwerp"])
    ),
    "imo-number-invalid": lambda c, r, _: c.voyage(
        imo_number=r.choice(["9074728", "12345", "IMO X"])
    ),
    "routing-starts-elsewhere": lambda c, r, _: c.route(countries=("AU", "BE")),
    "routing-ends-elsewhere": lambda c, r, _: c.route(
        countries=(*c.consignment.route.countries[:1], "AU")
    ),
    "routing-entry-elsewhere": lambda c, r, _: c.route(
        first_entry=r.choice(["NL000511", "fr000210"])
    ),
    "routing-country-unknown": lambda c, r, _: c.route(
        countries=(*c.consignment.route.countries[:1], "QQ", *c.consignment.route.countries[1:])
    ),
}
"""By code; `container-duplicate` compares consignments and is planted by the bench itself."""
