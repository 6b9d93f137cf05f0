"""A filing as the message of one type."""

from collections.abc import Sequence
from datetime import datetime

from quaywatch.cargo.consignment import BillLevel, Consignment
from quaywatch.cargo.filing import Filing
from quaywatch.cargo.party import PartyRole
from quaywatch.formats.ics2.composing import moment
from quaywatch.formats.ics2.element import Element, group, leaf
from quaywatch.formats.ics2.fitting import fitted
from quaywatch.formats.ics2.message import Message, write
from quaywatch.formats.ics2.names import FILINGS
from quaywatch.formats.ics2.trader.summary.consignments import house, master, party
from quaywatch.formats.ics2.trader.summary.particulars import Particulars

_STRAIGHT = frozenset({"F10", "F13", "F17"})
"""Types whose bill has no house bills: its goods stand at house level without a document."""
_IMO, _NAME = "10", "11"


def entry_summary(
    filing: Filing,
    *,
    kind: str,
    lrn: str,
    at: datetime,
    particulars: Particulars,
    mrn: str | None = None,
    referral: str | None = None,
) -> bytes:
    """Compose an entry summary declaration of type `kind` (`F10` to `F17`), or with `mrn` amend it.

    `referral` is the reference of the request that an amendment answers.
    The consignments of `filing` belong to one master bill. What the type has no place for is left
    out. Raises InvalidMessageError when something that the type requires is missing, ValueError
    when there is no such type or nothing to declare.
    """
    if kind not in FILINGS or not filing.consignments:
        message = f"nothing to declare as {kind!r}"
        raise ValueError(message)
    name = f"IE3{'F' if mrn is None else 'A'}{kind[1:]}"
    first = filing.consignments[0]
    said = group(
        name,
        leaf("LRN", lrn),
        leaf("referralRequestReference", referral),
        leaf("MRN", mrn),
        moment("documentIssueDate", at),
        leaf("SpecificCircumstanceIndicator", kind),
        leaf("reEntryIndicator", "0"),
        group("splitConsignment", leaf("splitConsignmentIndicator", "0")),
        _addressed(particulars),
        party(first, PartyRole.REPRESENTATIVE, "representative", particulars),
        _means(first, particulars),
        _goods(filing.consignments, kind, particulars),
        party(first, PartyRole.DECLARANT, "declarant", particulars),
        None
        if first.route.first_entry is None
        else group("customsOfficeOfFirstEntry", leaf("referenceNumber", first.route.first_entry)),
    )
    return write(Message(fitted(name, said)))


def _addressed(particulars: Particulars) -> Element | None:
    state = particulars.member_state
    return None if state is None else group("addressedMemberState", leaf("country", state))


def _goods(consignments: Sequence[Consignment], kind: str, particulars: Particulars) -> Element:
    top = next((c for c in consignments if c.level is BillLevel.MASTER), consignments[0])
    if kind in _STRAIGHT:
        return master(top, [house(top, particulars)], particulars)
    below = [c for c in consignments if c.level is BillLevel.HOUSE]
    return master(top, [house(one, particulars) for one in below], particulars)


def _means(consignment: Consignment, particulars: Particulars) -> Element:
    vessel, route = consignment.conveyance, consignment.route
    ends = [place[:2] for place in (route.port_of_loading, route.port_of_discharge) if place]
    return group(
        "activeBorderTransportMeans",
        leaf("identificationNumber", vessel.imo_number or vessel.vessel_name),
        leaf("typeOfIdentification", _IMO if vessel.imo_number else _NAME),
        leaf("typeOfMeansOfTransport", particulars.vessel_type),
        leaf("nationality", particulars.vessel_flag),
        leaf("ModeOfTransport", particulars.mode),
        moment("estimatedDateAndTimeOfDeparture", vessel.departure_at),
        moment("estimatedDateAndTimeOfArrival", vessel.arrival_at),
        leaf("conveyanceReferenceNumber", vessel.voyage),
        *(
            group(
                "countriesOfRoutingOfMeansOfTransport",
                leaf("sequenceNumber", place),
                leaf("country", country),
            )
            for place, country in enumerate(route.countries or ends, start=1)
        ),
    )
