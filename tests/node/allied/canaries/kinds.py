"""A notice of every kind, with a canary in each field that could say whatever its author writes."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from hashlib import sha256

import msgspec

from quaywatch.alliance import bodies
from quaywatch.alliance.bodies import Body, Indicator, Seen, Verdict
from quaywatch.alliance.policy import Category
from tests.alliance.canaries import canary
from tests.node.making import DAY

PICTURE_FORMAT = "hdf5"
CARGO, PARTY, PERSON, CASE = Category.CARGO, Category.PARTY, Category.PERSON, Category.CASE


class Planted(msgspec.Struct, frozen=True):
    """One canary, and where it stands."""

    field: str
    category: Category
    """Sort of data that it is; CORE for what whoever gets anything gets."""
    value: str


class Plants:
    """Makes the canaries of one notice."""

    def __init__(self) -> None:
        self.all: list[Planted] = []

    def __call__(
        self,
        field: str,
        category: Category = Category.CORE,
        made: Callable[[], str] = canary.text,
    ) -> str:
        value = made()
        self.all.append(Planted(field, category, value))
        return value


def seizure(plant: Plants) -> Body:
    return bodies.Seizure(
        found_at=DAY - timedelta(hours=2),
        at="NLRTM",
        substance=plant("substance"),
        terminal=plant("terminal", CARGO),
        containers=(plant("containers", CARGO, canary.container),),
        seals=(plant("seals", CARGO),),
        consignment=plant("consignment", CARGO),
        consignor=plant("consignor", PARTY),
        consignee=plant("consignee", PARTY),
        notify_party=plant("notify_party", PARTY),
        telephones=(plant("telephones", PERSON, canary.telephone),),
        carrier=plant("carrier", CARGO),
        vessel_imo=plant("vessel_imo", CARGO),
        voyage=plant("voyage", CARGO),
        route=("ECGYE", "QQCNY"),
        heading=plant("heading"),
        note=plant("note", CASE),
    )


def modus(plant: Plants) -> Body:
    return bodies.ModusOperandi(
        title=plant("title"),
        description=plant("description"),
        headings=(plant("headings"),),
        signs=(plant("signs"),),
    )


def risk(plant: Plants) -> Body:
    return bodies.RiskInformation(
        title=plant("title"),
        risk=plant("risk"),
        measures=plant("measures"),
        from_on=date(2026, 3, 1),
        until_on=date(2026, 4, 1),
        headings=(plant("headings"),),
    )


def sighting(plant: Plants) -> Body:
    at = DAY - timedelta(days=1)
    return bodies.Sighting(of=ELSEWHERE, first_at=at, last_at=DAY, note=plant("note", CASE))


def feedback(plant: Plants) -> Body:
    return bodies.Feedback(of=ELSEWHERE, verdict=Verdict.FALSE, note=plant("note", CASE))


def image(picture: bytes) -> Callable[[Plants], Body]:
    """Return what makes the notice of a scan."""

    def made(plant: Plants) -> Body:
        return bodies.ScanImage(
            container=plant("container", CARGO, canary.container),
            taken_at=DAY,
            at="NLRTM",
            format=plant("format"),
            size=len(picture),
            digest=sha256(picture).hexdigest(),
        )

    return made


def indicator(what: Seen, category: Category, value: Callable[[], str]) -> Callable[[Plants], Body]:
    def made(plant: Plants) -> Body:
        said = plant("value", category, value)
        return Indicator(what=what, value=said, note=plant("note", CASE))

    return made


ELSEWHERE = "indicator/5f1bc6e1-6d7b-5a6e-8d1e-0123456789ab"
INDICATORS: Mapping[Seen, tuple[Category, Callable[[], str]]] = {
    Seen.CONTAINER: (CARGO, canary.container),
    Seen.SEAL: (CARGO, canary.text),
    Seen.SEAL_PATTERN: (CARGO, lambda: f"{canary.text()}*"),
    Seen.PARTY: (PARTY, canary.text),
    Seen.IDENTIFIER: (PARTY, canary.text),
    Seen.TELEPHONE: (PERSON, canary.telephone),
    Seen.EMAIL: (PERSON, lambda: f"{canary.text()}@firm.example"),
    Seen.ADDRESS: (PARTY, canary.text),
    Seen.VESSEL: (CARGO, canary.text),
    Seen.HEADING: (Category.CORE, canary.text),
    Seen.PROFILE: (CASE, lambda: f"goods.text contains '{canary.text()}'"),
}
"""What is looked out for, and what sort of data that is; a route holds ports alone."""
KINDS: Mapping[str, Callable[[Plants], Body]] = {
    "seizure": seizure,
    "modus": modus,
    "risk": risk,
    "sighting": sighting,
    "feedback": feedback,
    **{f"indicator-{what}": indicator(what, *told) for what, told in INDICATORS.items()},
}
"""Kinds that are published as they are; requests, answers and scans have ways of their own."""
