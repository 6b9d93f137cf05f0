"""Simulated consignments in which everything is said, and said rightly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

import msgspec

from bench._meaning import corpus
from quaywatch.cargo import (
    Consignment,
    Equipment,
    FilingHeader,
    FreightPayment,
    GoodsItem,
    PackedStatus,
    Party,
    PartyRole,
    Seal,
)
from quaywatch.cargo.identifiers import size_type, unlocode
from quaywatch.world import Config, simulate, to_filings
from quaywatch.world.reference import table

LANGUAGES = corpus.LANGUAGES
_WORLD = Config(seed=29, months=1, scale=0.02)
_PACKAGES = {"en": "CTNS", "fr": "colis", "nl": "colli", "es": "bultos", "pt": "volumes", "de": ""}

replace = msgspec.structs.replace


@dataclass(frozen=True, slots=True)
class Case:
    """One consignment, and the header that it comes under."""

    header: FilingHeader
    consignment: Consignment

    def with_header(self, **changes: object) -> "Case":
        return Case(replace(self.header, **changes), self.consignment)

    def change(self, **changes: object) -> "Case":
        return Case(self.header, replace(self.consignment, **changes))

    def goods(self, **changes: object) -> "Case":
        return self.change(goods_items=(replace(self.consignment.goods_items[0], **changes),))

    def box(self, **changes: object) -> "Case":
        return self.change(equipment=(replace(self.consignment.equipment[0], **changes),))

    def route(self, **changes: object) -> "Case":
        return self.change(route=replace(self.consignment.route, **changes))

    def voyage(self, **changes: object) -> "Case":
        return self.change(conveyance=replace(self.consignment.conveyance, **changes))

    def party(self, role: PartyRole, **changes: object) -> "Case":
        return self.change(
            parties=tuple(
                replace(party, **changes) if party.role is role else party
                for party in self.consignment.parties
            )
        )

    def without(self, *roles: PartyRole) -> "Case":
        parties = self.consignment.parties
        return self.change(parties=tuple(p for p in parties if p.role not in roles))


def cases(language: str, count: int) -> list[Case]:
    """Return `count` clean cases whose goods are described in `language`, always the same."""
    random = Random(f"clean {language}")
    made = (
        _case(header, consignment, goods, random)
        for (header, consignment), goods in zip(
            _simulated(), _goods(language, random), strict=False
        )
    )
    return [case for case, _ in zip(made, range(count), strict=False)]


def _simulated() -> Iterator[tuple[FilingHeader, Consignment]]:
    for filing in to_filings(simulate(_WORLD).month(0).frames):
        yield from ((filing.header, consignment) for consignment in filing.consignments)


def _goods(language: str, random: Random) -> Iterator[dict[str, str]]:
    """Yield goods of the simulated world, described in a language that it may not speak itself."""
    rows = list(table("goods").iter_rows(named=True))
    held = corpus.written()
    while True:
        row = dict(random.choice(rows))
        if language == "de":
            written = random.choice(held)
            same = [r for r in rows if r["hs_code"][:2] == written["chapter"]]
            if not same:
                continue
            row = dict(random.choice(same), hs_code=written["chapter"], de=written["de"])
        yield row | {"text": row[language], "packages_word": _PACKAGES[language]}


def _described(row: dict[str, str], random: Random) -> str:
    counted = f"{row['packages']} {row['packages_word']} {row['text']}"
    text = random.choice([counted, row["text"], row["text"], f"{row['text']} MARK SIM"])
    return text.upper() if random.random() < 0.5 else text


def _case(
    header: FilingHeader, consignment: Consignment, row: dict[str, str], random: Random
) -> Case:
    mass = float(row["mass_kg"])
    masses = size_type.parse(row["equipment"]).masses
    tare = masses.tare if masses else 3900.0
    goods = GoodsItem(
        sequence=1,
        description=_described(row, random),
        hs_code=row["hs_code"],
        package_count=int(row["packages"]),
        package_type=row["package"],
        gross_mass_kg=mass,
    )
    box = Equipment(
        number=consignment.equipment[0].number,
        size_type=row["equipment"],
        packed_status=PackedStatus.FULL,
        seals=(Seal(number=f"SIM{random.randrange(10**6, 10**7)}"),),
        gross_mass_kg=mass,
        verified_gross_mass_kg=mass + tare,
        temperature_c=float(row["temperature_c"]) if row["temperature_c"] else None,
    )
    loading, discharge = consignment.route.port_of_loading, consignment.route.port_of_discharge
    route = replace(
        consignment.route,
        place_of_receipt=loading,
        transhipment_ports=(),
        place_of_delivery=discharge,
        countries=(str(loading)[:2], str(discharge)[:2]),
        first_entry=f"{str(discharge)[:2]}000001",
    )
    departure = consignment.conveyance.departure_at
    assert departure is not None
    entered = replace(
        header,
        filing_type="F10",
        received_at=departure - timedelta(hours=random.randrange(30, 90)),
    )
    return Case(
        entered,
        replace(
            consignment,
            level="master",
            master_reference=None,
            parties=tuple(_parties(consignment, str(loading))),
            goods_items=(goods,),
            equipment=(box,),
            route=route,
            freight_payment=FreightPayment.PREPAID,
        ),
    )


def _parties(consignment: Consignment, loading: str) -> Iterator[Party]:
    """Yield complete parties: those simulated, with what is missing filled in."""
    sender = consignment.party(PartyRole.CONSIGNOR)
    yield Party(
        role=PartyRole.CONSIGNOR,
        name=sender.name if sender and sender.name else "Simulada Exportadora S.A.",
        address="Bodega 12",
        city=unlocode.name(loading),
        country=loading[:2],
    )
    receiver = consignment.party(PartyRole.CONSIGNEE)
    known = receiver is not None and receiver.city is not None
    yield Party(
        role=PartyRole.CONSIGNEE,
        name=receiver.name if receiver and known else "Simulatie Import NV",
        identifier="BE0123456789",
        address="Kaai 4",
        city=receiver.city if receiver and known else "Antwerpen",
        postcode=receiver.postcode if receiver and known else "2030",
        country=receiver.country if receiver and known else "BE",
    )
    yield Party(role=PartyRole.NOTIFY_PARTY, name="Simulatie Expeditie BV", country="BE")
    yield Party(role=PartyRole.BUYER, name="Simulatie Import NV")
    yield Party(role=PartyRole.SELLER, name="Simulada Exportadora S.A.")
    yield Party(role=PartyRole.CARRIER, name="Simulated Line", identifier="BE0987654321")
    yield Party(role=PartyRole.DECLARANT, name="Simulated Agency", identifier="BE0987654322")
