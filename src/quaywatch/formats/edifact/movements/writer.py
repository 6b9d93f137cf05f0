"""Writing movements as BAPLIE 2.2, COARRI, CODECO, IFTSTA and VERMAS.

A filing's format names the message type. Movements that follow each other and share what a header
says go into one message. Not carried: fractions of a second, more than two transhipments,
countries of routing, the office of first entry, and what the type has no place for, such as a
classifier other than the type's own. A loading report's place is its port of loading, a discharge
report's its port of discharge.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from quaywatch.cargo.equipment import PackedStatus
from quaywatch.cargo.filing import Filing
from quaywatch.cargo.movement import Classifier, Movement, MovementKind
from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.edifact.cuscar import compose
from quaywatch.formats.edifact.cuscar.writer import FUNCTIONS
from quaywatch.formats.edifact.movements.statuses import CODES
from quaywatch.formats.edifact.syntax import escape
from quaywatch.formats.edifact.writing import EPOCH, interchange, message


@dataclass(frozen=True, slots=True)
class Form:
    """How one message type is written."""

    kind: str
    """Message identifier (S009)."""
    documents: Mapping[MovementKind, str] = field(default_factory=dict[MovementKind, str])
    """Document name (data element 1001) for each kind of movement that it can tell."""
    document: str = ""
    """Document name whatever the kind."""
    ports: Mapping[MovementKind, str] = field(default_factory=dict[MovementKind, str])
    """Qualifier of the place that its header names."""
    place: str = ""
    """Qualifier of the place that each container's segments name."""
    dated: str = ""
    """Qualifier of the instant that its header names."""
    instant: str = ""
    """Qualifier of the instant that each container's segments name."""
    by_cell: bool = False
    """Whether a place aboard begins a container's segments."""
    by_status: bool = False
    """Whether a status does, within a consignment."""


_PORTS = {MovementKind.DISCHARGED: "11", MovementKind.LOADED: "9", MovementKind.STOWED: "5"}

_FORMS: Mapping[str, Form] = {
    "baplie": Form("BAPLIE:D:95B:UN:SMDG22", ports=_PORTS, dated="136", by_cell=True),
    "coarri": Form(
        "COARRI:D:95B:UN:SMDG16",
        {MovementKind.DISCHARGED: "44", MovementKind.LOADED: "46"},
        ports=_PORTS,
        instant="203",
    ),
    "codeco": Form(
        "CODECO:D:95B:UN:SMDG16",
        {
            MovementKind.GATE_IN: "34",
            MovementKind.GATE_OUT: "36",
            MovementKind.STRIPPED: "113",
            MovementKind.PICKED_UP: "116",
        },
        place="165",
        instant="7",
    ),
    "iftsta": Form("IFTSTA:D:00B:UN", document="23", place="175", instant="334", by_status=True),
    "vermas": Form("VERMAS:D:16A:UN:SMDG10", document="749", place="165", instant="WAT"),
}


def write(filings: Iterable[Filing], *, recipient: str = "CUSTOMS") -> bytes:
    """Return one interchange for each run of filings of one sender.

    Raises ValueError for a format or a kind of movement that cannot be written.
    """
    return b"".join(
        _interchange(number, list(same), recipient)
        for number, (_, same) in enumerate(groupby(filings, lambda f: f.header.sender), 1)
    )


def _interchange(number: int, filings: list[Filing], recipient: str) -> bytes:
    header = filings[0].header
    found = [pair for filing in filings for pair in _messages(filing)]
    return interchange(
        [message(i, kind, segments) for i, (kind, segments) in enumerate(found, 1)],
        sender=escape(header.sender),
        recipient=escape(recipient),
        made=header.received_at or EPOCH,
        reference=number,
    )


def _messages(filing: Filing) -> Iterator[tuple[str, list[str]]]:
    form = _FORMS.get(filing.header.format)
    if form is None:
        raise ValueError(f"movements are not written as {filing.header.format!r}")
    for _, same in groupby(filing.movements, lambda movement: _common(form, movement)):
        movements = list(same)
        segments = [*_header(form, filing, movements[0])]
        for position, movement in enumerate(movements, 1):
            segments += _record(form, position, movement)
        segments += [] if form.by_status else [f"CNT+16:{len(movements)}"]
        yield form.kind, segments


def _common(form: Form, movement: Movement) -> object:
    """Return what movements of one message share."""
    if form.by_status:
        return None
    place = (movement.location, movement.facility) if form.ports else None
    at = movement.at if form.dated else None
    return movement.kind, conveyance(movement), place, at


def conveyance(movement: Movement) -> Conveyance:
    """Return the voyage that a movement belongs to, without its carrier."""
    return Conveyance(
        vessel_name=movement.vessel_name,
        imo_number=movement.imo_number,
        voyage=movement.voyage,
    )


def _header(form: Form, filing: Filing, first: Movement) -> Iterator[str]:
    document = form.documents.get(first.kind, form.document)
    if form.documents and not document:
        raise ValueError(f"{filing.header.format} has no document for {first.kind.value!r}")
    header = filing.header
    yield f"BGM+{document}+{escape(header.reference)}+{FUNCTIONS[header.function]}"
    if not form.by_status:
        yield from compose.conveyance(conveyance(first))
    if form.ports:
        yield from _place(form.ports.get(first.kind, "165"), first)
    if form.dated:
        yield from compose.instant(form.dated, first.at)


def _record(form: Form, position: int, movement: Movement) -> Iterator[str]:
    if form.by_status:
        yield from _status(position, movement)
    elif form.by_cell:
        yield f"LOC+147+{escape(movement.stowage or '')}::5"
    else:
        yield _equipment(movement)
    yield from compose.instant(_qualifier(form, movement), movement.at) if form.instant else ()
    yield from _place(form.place, movement) if form.place else ()
    yield from _route(movement.route or Route())
    if movement.stowage is not None and not form.by_cell:
        yield f"LOC+147+{escape(movement.stowage)}::5"
    if form.by_status:
        yield from compose.conveyance(conveyance(movement))
    yield from _content(form, movement)


def _qualifier(form: Form, movement: Movement) -> str:
    expected = form.by_status and movement.classifier is Classifier.ESTIMATED
    return "132" if expected else form.instant


def _status(position: int, movement: Movement) -> Iterator[str]:
    code = CODES.get(movement.kind)
    if code is None:
        raise ValueError(f"no status code for {movement.kind.value!r}")
    yield f"CNI+{position}"
    yield from _references(movement)
    yield f"STS+1+{code}"


def _content(form: Form, movement: Movement) -> Iterator[str]:
    """Yield what is said of the container, its number at the place that the type wants."""
    masses = (("G", movement.gross_mass_kg), ("VGM", movement.verified_gross_mass_kg))
    for kind, mass in masses:
        if mass is not None:
            yield f"MEA+AAE+{kind}+KGM:{compose.decimal(mass)}"
    if movement.temperature_c is not None:
        yield f"TMP+2+{compose.decimal(movement.temperature_c)}:CEL"
    if not form.by_status:
        yield from _references(movement)
    if form.by_cell or form.by_status:
        yield _equipment(movement)
    for seal in movement.seals:
        yield f"SEL+{escape(seal.number)}{compose.ISSUERS[seal.issuer]}"
    if movement.carrier_code:
        yield f"NAD+CF+{escape(movement.carrier_code)}:172:20"


def _references(movement: Movement) -> Iterator[str]:
    if movement.transport_document:
        yield f"RFF+BM:{escape(movement.transport_document)}"
    if movement.booking:
        yield f"RFF+BN:{escape(movement.booking)}"


def _equipment(movement: Movement) -> str:
    status = {None: None, True: PackedStatus.FULL, False: PackedStatus.EMPTY}[movement.packed]
    size = f"{escape(movement.size_type)}:102:5" if movement.size_type else ""
    number = escape(movement.equipment_number)
    return compose.trimmed(f"EQD+CN+{number}+{size}+++{compose.STATUS[status]}")


def _place(qualifier: str, movement: Movement) -> Iterator[str]:
    if movement.location is not None:
        facility = f"+{escape(movement.facility)}:TER:ZZZ" if movement.facility else ""
        yield f"LOC+{qualifier}+{escape(movement.location)}:139:6{facility}"


def _route(route: Route) -> Iterator[str]:
    """Yield the places; a container transhipped before has the port of that as its loading."""
    loading, *via = (route.port_of_loading, *route.transhipment_ports[:2])
    if len(via) == 2 and loading is not None:
        yield f"LOC+76+{escape(loading)}:139:6"
        loading, *via = via
    named = (
        ("88", route.place_of_receipt),
        ("9", loading),
        ("13", via[0] if via else None),
        ("11", route.port_of_discharge),
        ("83", route.place_of_delivery),
    )
    for qualifier, code in named:
        if code is not None:
            yield f"LOC+{qualifier}+{escape(code)}:139:6"
