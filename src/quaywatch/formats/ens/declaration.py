"""A declaration as nouns: goods items under one transport document make one consignment."""

from collections.abc import Iterator
from datetime import UTC, datetime

from quaywatch.cargo.consignment import BillLevel, Consignment, FreightPayment
from quaywatch.cargo.equipment import Seal
from quaywatch.cargo.filing import Filing, FilingFunction, FilingHeader
from quaywatch.cargo.party import Party
from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.ens.goods import containers, equipment, goods_item
from quaywatch.formats.ens.parties import OF_ITEMS, WHOLE, parties
from quaywatch.formats.ens.records import Record

_HOUSE = ("N714", "N703")
_MASTER = ("N705", "N704", "N741", "N740", "N730", "N720", "N722", "N785")
"""Document types of transport documents, the usual ones of the sea first."""
_REFERENCES = ("ComRefNumHEA", "RefNumHEA4", "DocNumHEA5")
_PLACES = ("PlaLoaGOOITE333", "PlaUnlGOOITE333")
_SEA = frozenset({"1", "01"})
_PAID = {"Z": FreightPayment.COLLECT, "A": FreightPayment.CASH}
"""Method of payment of transport charges; other letters are ways to pay ahead."""


def filing(said: Record, function: FilingFunction, received_at: datetime | None) -> Filing:
    """Return what a declaration that keeps to the schema says."""
    head = said["HEAHEA"][0]
    message = said["MesIdeMES19"].strip()
    return Filing(
        header=FilingHeader(
            format="ens",
            sender=said["MesSenMES3"].strip(),
            reference=head.get("RefNumHEA4", "").strip() or message,
            function=function,
            received_at=received_at,
            issued_at=moment(f"20{said['DatOfPreMES9'].strip()}{said['TimOfPreMES10'].strip()}"),
            mrn=head.get("DocNumHEA5", "").strip(),
        ),
        consignments=tuple(_consignments(said, head)),
    )


def moment(text: str) -> datetime | None:
    """Return the instant that twelve digits write (year to minute, taken as UTC)."""
    try:
        return datetime.strptime(text.strip(), "%Y%m%d%H%M").replace(tzinfo=UTC)
    except ValueError:
        return None


def unplaced_seals(said: Record) -> tuple[str, ...]:
    """Return the seals of a declaration that cannot be tied to one container."""
    return () if _only_container(said) else _seals(said)


def _consignments(said: Record, head: Record) -> Iterator[Consignment]:
    grouped: dict[object, list[Record]] = {}
    for item in said["GOOITEGDS"]:
        named = _bill(item)[0] or item.get("ComRefNumGIM1", "").strip()
        apart = (tuple(parties(item, OF_ITEMS)), *(item.get(place) for place in _PLACES))
        grouped.setdefault(named or apart, []).append(item)
    common = tuple(parties(said, WHOLE))
    seals = tuple(Seal(number=number) for number in _seals(said)) if _only_container(said) else ()
    own = next((head[name] for name in _REFERENCES if name in head), "").strip()
    for number, (key, items) in enumerate(grouped.items(), 1):
        numbered = f"{own}/{number}" if len(grouped) > 1 else own
        reference = key if isinstance(key, str) else numbered
        yield _consignment(said, head, items, common, seals, reference)


def _consignment(
    said: Record,
    head: Record,
    items: list[Record],
    common: tuple[Party, ...],
    seals: tuple[Seal, ...],
    reference: str,
) -> Consignment:
    item = items[0]
    _, level, master = _bill(item)
    own = dict.fromkeys(party for each in items for party in parties(each, OF_ITEMS))
    paid = item.get("MetOfPayGDI12", head.get("TraChaMetOfPayHEA1", "")).strip()
    return Consignment(
        reference=reference,
        level=level,
        master_reference=master,
        parties=(*own, *common),
        goods_items=tuple(goods_item(each) for each in items),
        equipment=tuple(equipment(items, seals)),
        route=_route(said, head, item),
        conveyance=_conveyance(said, head, item),
        freight_payment=_PAID.get(paid, FreightPayment.PREPAID) if paid else None,
    )


def _bill(item: Record) -> tuple[str, BillLevel, str | None]:
    """Return number and level of the transport document, and of the master document above it."""
    documents = {
        document["DocTypDC21"].strip(): document["DocRefDC23"].strip()
        for document in reversed(item.get("PRODOCDC2", ()))
    }
    master = next((documents[kind] for kind in _MASTER if kind in documents), None)
    house = next((documents[kind] for kind in _HOUSE if kind in documents), None)
    if house is not None:
        return house, BillLevel.HOUSE, master
    return master or "", BillLevel.MASTER, None


def _route(said: Record, head: Record, item: Record) -> Route:
    loading = item.get("PlaLoaGOOITE333", head.get("PlaLoaGOOITE334", "")).strip()
    unloading = item.get("PlaUnlGOOITE333", head.get("PlaUnlGOOITE334", "")).strip()
    return Route(
        port_of_loading=loading or None,
        port_of_discharge=unloading or None,
        countries=tuple(country["CouOfRouCodITI1"].strip() for country in said.get("ITI", ())),
        first_entry=said["CUSOFFFENT730"][0]["RefNumCUSOFFFENT731"].strip(),
    )


def _conveyance(said: Record, head: Record, item: Record) -> Conveyance:
    means = item.get("IDEMEATRAGI970", ({},))[0].get("IdeMeaTraGIMEATRA971", "")
    identity = head.get("IdeOfMeaOfTraCroHEA85", means).strip()
    by_sea = head["TraModAtBorHEA76"].strip() in _SEA
    number = identity if by_sea and len(identity) == 7 and identity.isdecimal() else None
    return Conveyance(
        vessel_name=(identity or None) if number is None else None,
        imo_number=number,
        voyage=head.get("ConRefNumHEA", "").strip() or None,
        arrival_at=moment(said["CUSOFFFENT730"][0]["ExpDatOfArrFIRENT733"]),
    )


def _seals(said: Record) -> tuple[str, ...]:
    return tuple(seal["SeaIdSEAID530"].strip() for seal in said.get("SEAID529", ()))


def _only_container(said: Record) -> bool:
    return len({number for item in said["GOOITEGDS"] for number in containers(item)}) == 1
