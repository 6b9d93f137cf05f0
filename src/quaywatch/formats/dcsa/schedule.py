"""What an operational vessel schedule of DCSA says, as calls of vessels."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from quaywatch.cargo.transport_call import TransportCall
from quaywatch.formats.dcsa.event import CLASSIFIERS, TRANSPORT
from quaywatch.formats.dcsa.event_schema import Code, Instant, Location
from quaywatch.formats.dcsa.fault import Fault
from quaywatch.formats.dcsa.place import facility, locode_fault

_STATUS = frozenset({"OMIT", "BLNK", "ADHO", "PHOT", "PHIN", "SLID", "ROTC", "CUTR"})
_NOT_MADE = frozenset({"OMIT", "BLNK"})
_SERVICE = re.compile(r"SR\d{5}[A-Z]").fullmatch


class _Named(msgspec.Struct, rename="camel", frozen=True):
    """Fields are named in camel case, as DCSA names them."""


class _Timestamp(_Named, frozen=True):
    event_type_code: Literal["ARRI", "DEPA"]
    event_classifier_code: Code
    event_date_time: Instant


class _CallSaid(_Named, frozen=True):
    location: Location
    carrier_import_voyage_number: str | None = None
    carrier_export_voyage_number: str | None = None
    status_code: str | None = None
    timestamps: tuple[_Timestamp, ...] = ()


class _VesselSchedule(_Named, frozen=True):
    transport_calls: tuple[_CallSaid, ...]
    operator: str | None = msgspec.field(name="vesselOperatorSMDGLinerCode", default=None)
    imo_number: str | None = msgspec.field(name="vesselIMONumber", default=None)
    vessel_name: str | None = None


class Schedule(_Named, frozen=True):
    """The schedules of the vessels of one service."""

    vessel_schedules: tuple[_VesselSchedule, ...]
    universal_service_reference: str | None = None


def calls(said: Schedule) -> tuple[list[TransportCall], list[Fault]]:
    """Return the calls of a schedule, and what is wrong with it.

    A planned or estimated call that is omitted (OMIT) or belongs to a blank sailing (BLNK) will
    not be made and is left out.
    """
    found: list[TransportCall] = []
    faults = list(_service_faults(said))
    for v, vessel in enumerate(said.vessel_schedules):
        for c, call in enumerate(vessel.transport_calls):
            faults += _call_faults(call, ("vesselSchedules", v, "transportCalls", c))
            found += _calls(vessel, call)
    return found, faults


def _calls(vessel: _VesselSchedule, call: _CallSaid) -> Iterator[TransportCall]:
    place = call.location
    for stamp in call.timestamps:
        classifier = stamp.event_classifier_code
        if call.status_code in _NOT_MADE and classifier != "ACT":
            continue
        home, out = call.carrier_import_voyage_number, call.carrier_export_voyage_number
        yield TransportCall(
            kind=TRANSPORT[stamp.event_type_code][0],
            classifier=CLASSIFIERS[classifier],
            at=stamp.event_date_time,
            location=place.locode or place.location_name or "",
            facility=facility(place),
            vessel_name=vessel.vessel_name,
            imo_number=vessel.imo_number,
            voyage=(out or home) if stamp.event_type_code == "DEPA" else (home or out),
            carrier_code=vessel.operator,
        )


def _service_faults(said: Schedule) -> Iterator[Fault]:
    reference = said.universal_service_reference
    if reference and not _SERVICE(reference):
        yield Fault(("universalServiceReference",), "is not SR, five digits and a letter")


def _call_faults(call: _CallSaid, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if call.status_code and call.status_code not in _STATUS:
        yield Fault((*path, "statusCode"), f"is none of {', '.join(sorted(_STATUS))}")
    if call.location.locode and (wrong := locode_fault(call.location.locode)):
        yield Fault((*path, "location", "UNLocationCode"), wrong)
