"""What one value of a DCSA text is, and what it says."""

import msgspec

from quaywatch.cargo.problem import Severity
from quaywatch.formats.dcsa.bill import bills
from quaywatch.formats.dcsa.bill_schema import BillSaid
from quaywatch.formats.dcsa.event import NO_FORM, gather
from quaywatch.formats.dcsa.event_schema import Event
from quaywatch.formats.dcsa.fault import Fault
from quaywatch.formats.dcsa.harvest import Harvest
from quaywatch.formats.dcsa.locate import path_of
from quaywatch.formats.dcsa.schedule import Schedule, calls


class MalformedError(Exception):
    """The value is no JSON."""


class _Issuance(msgspec.Struct):
    document: BillSaid


_event = msgspec.json.Decoder(Event)
_schedule = msgspec.json.Decoder(Schedule)
_bill = msgspec.json.Decoder(BillSaid)
_issuance = msgspec.json.Decoder(_Issuance)
_members = msgspec.json.Decoder(dict[str, msgspec.Raw])

_EVENT = {"eventType", "eventClassification", "metadata"}
_SCHEDULE = {"vesselSchedules", "carrierServiceCode", "universalServiceReference"}
_BOOKING = {"requestedEquipments", "carrierBookingRequestReference"}
_BILL = {
    "consignmentItems",
    "transportDocumentReference",
    "transportDocumentTypeCode",
    "utilizedTransportEquipments",
}
_ERROR = {"errors", "httpMethod"}


def understand(data: bytes, into: Harvest) -> list[Fault]:
    """Add what a value says and return what is wrong with it; nothing is added when fatal.

    Raises MalformedError when it is no JSON.
    """
    wrong: list[Fault] = []
    try:
        faults = gather(_event.decode(data), into)
    except msgspec.ValidationError as error:
        wrong = [_fault(error)]
        faults = [NO_FORM]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedError(str(error)) from error
    if not faults or faults[0] is not NO_FORM:
        return faults
    try:
        return _other(data, into, wrong)
    except msgspec.ValidationError as error:
        return [_fault(error)]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedError(str(error)) from error


def _other(data: bytes, into: Harvest, wrong: list[Fault]) -> list[Fault]:
    """Read what is no event."""
    names = _members.decode(data).keys()
    if names & _EVENT:
        return wrong or [NO_FORM]
    if names & _SCHEDULE:
        found, faults = calls(_schedule.decode(data))
        into.calls += found
        return faults
    if names & _BOOKING:
        return [Fault((), "is a booking, which names no bill of lading yet", Severity.INFO)]
    if names & _BILL:
        return _take_bill(_bill.decode(data), into)
    if "document" in names:
        faults = _take_bill(_issuance.decode(data).document, into)
        return [fault._replace(path=("document", *fault.path)) for fault in faults]
    if names >= _ERROR:
        return [Fault((), "is an answer about an error", Severity.INFO)]
    shown = ", ".join(sorted(names)[:5])
    return [NO_FORM._replace(message=f"{NO_FORM.message}; it has {shown or 'nothing'}")]


def _take_bill(said: BillSaid, into: Harvest) -> list[Fault]:
    found, faults = bills(said)
    into.consignments += found
    if said.carrier_code:
        into.senders.add(said.carrier_code)
    return faults


def _fault(error: msgspec.ValidationError) -> Fault:
    said = str(error)
    message = said.partition(" - at `")[0].replace("`", "")
    return Fault(path_of(said), f"{message[:1].lower()}{message[1:]}", Severity.ERROR)
