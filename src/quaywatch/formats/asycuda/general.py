"""What holds for all bills of a manifest or of a degroupage."""

import re
from datetime import UTC, datetime

import msgspec

from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.xml import Element, every, text

_IMO = re.compile("(?:IMO)? ?([0-9]{7})").fullmatch


class General(msgspec.Struct, frozen=True, kw_only=True):
    """The heading of a manifest."""

    office: str = ""
    """Customs office code."""
    reference: str = ""
    """Voyage number and day of departure, by which ASYCUDA names a manifest."""
    route: Route = Route()
    conveyance: Conveyance = Conveyance()
    master: str = ""
    """Master bill that all bills hang under (degroupage)."""
    bills: int | None = None
    """How many bills are announced."""


def general(said: Element) -> General:
    """Read a General_segment or a Master_bol."""
    own = every(said, "General_segment_id")
    head = own[0] if own else said
    voyage, departure = text(head, "Voyage_number"), text(head, "Date_of_departure")
    transport, places = "Transport_information/", "Load_unload_place/"
    registered = _IMO(text(said, f"{transport}Registration_number_of_transport_code"))
    announced = text(said, "Totals_segment/Total_number_of_bols")
    return General(
        office=text(head, "Customs_office_code"),
        reference=" ".join(filter(None, (voyage, departure))),
        route=Route(
            port_of_loading=text(said, f"{places}Place_of_departure_code") or None,
            port_of_discharge=text(said, f"{places}Place_of_destination_code") or None,
        ),
        conveyance=Conveyance(
            vessel_name=text(said, f"{transport}Identity_of_transporter") or None,
            imo_number=registered[1] if registered else None,
            voyage=voyage or None,
            carrier_code=text(said, f"{transport}Carrier/Carrier_code") or None,
            departure_at=_instant(departure),
            arrival_at=_instant(text(head, "Date_of_arrival"), text(head, "Time_of_arrival")),
        ),
        master=text(said, "Reference_number"),
        bills=int(announced) if announced.isdecimal() and len(announced) < 9 else None,
    )


def _instant(day: str, clock: str = "") -> datetime | None:
    """Return a day with its time, taken as UTC since none is named; None when it is no date."""
    try:
        moment = datetime.fromisoformat(f"{day[:10]} {clock}".strip())
    except ValueError:
        return None if not clock else _instant(day)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
