"""Writing movements as BAPLIE 2.2, MOVINS, COARRI, CODECO, IFTSTA and VERMAS.

A filing's format names the message type. Movements that follow each other and share what a header
says go into one message. Not carried: fractions of a second, more than two transhipments,
countries of routing, the office of first entry, and what the type has no place for, such as a
classifier other than the type's own. A loading report's place is its port of loading, a discharge
report's its port of discharge.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    order: tuple[str, ...]
    """What is said of a container, in the order in which it is said."""
    documents: Mapping[MovementKind, str] = field(default_factory=dict[MovementKind, str])
    """Document name (data element 1001) for each kind of movement that it can tell."""
    document: str = ""
    """Document name whatever the kind."""
    handlings: Mapping[MovementKind, str] = field(default_factory=dict[MovementKind, str])
    """Handling instruction (data element 4079) that goes before the containers, by kind."""
    ports: Mapping[MovementKind, str] = field(default_factory=dict[MovementKind, str])
    """Qualifier of the place that its header names."""
    place: str = ""
    """Qualifier of the place that each container's segments name."""
    dated: str = ""
    """Qualifier of the instant that its header names."""
    instant: str = ""
    """Qualifier of the instant that each container's segments name."""

    @property
    def by_status(self) -> bool:
        """Whether each container has a consignment and a status of its own."""
        return self.order[0] == "status"


_PORTS = {MovementKind.DISCHARGED: "11", MovementKind.LOADED: "9", MovementKind.STOWED: "5"}

_BOX_FIRST = ("equipment", "references", "instant", "place", "route", "cell", "masses")
_FORMS: Mapping[str, Form] = {
    "baplie": Form(
        "BAPLIE:D:95B:UN:SMDG22",
        ("cell", "masses", "temperature", "route", "references", "equipment", "seals", "carrier"),
        ports=_PORTS,
        dated="136",
    ),
    "movins": Form(
        "MOVINS:D:95B:UN:SMDG20",
        ("cell", "references", "masses", "route", "carrier", "temperature", "equipment"),
        handlings={MovementKind.LOADED: "LOA", MovementKind.STOWED: "RES"},
        ports=dict.fromkeys((MovementKind.LOADED, MovementKind.STOWED), "5"),
        dated="133",
    ),
    "coarri": Form(
        "COARRI:D:95B:UN:SMDG16",
        (*_BOX_FIRST, "temperature", "seals", "carrier"),
        {MovementKind.DISCHARGED: "44", MovementKind.LOADED: "46"},
        ports=_PORTS,
        instant="203",
    ),
    "codeco": Form(
        "CODECO:D:95B:UN:SMDG16",
        (*_BOX_FIRST, "temperature", "seals", "carrier"),
        {
            MovementKind.GATE_IN: "34",
            MovementKind.GATE_OUT: "36",
            MovementKind.STRIPPED: "113",
            MovementKind.PICKED_UP: "116",
        },
        place="165",
        instant="7",
    ),
    "iftsta": Form(
        "IFTSTA:D:00B:UN",
        (
            *("status", "references", "instant", "carrier", "place", "ship", "route", "cell"),
            *("equipment", "masses", "temperature", "seals"),
        ),
        document="23",
        place="175",
        instant="334",
    ),
    "vermas": Form(
        "VERMAS:D:16A:UN:SMDG10",
        (
            *("equipment", "references", "place", "route", "cell", "seals", "masses"),
            *("instant", "ship", "method", "carrier", "temperature"),
        ),
        document="749",
        place="165",
        instant="WAT",
    ),
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
        segments += [f"CNT+16:{len(movements)}"] if form.documents else []
        yield form.kind, segments


def _common(form: Form, movement: Movement) -> object:
    """Return what movements of one message share."""
    if form.by_status:
        return None
    place = (movement.location, movement.facility) if form.ports else None
    at = movement.at if form.dated else None
    ship = None if "ship" in form.order else conveyance(movement)
    return movement.kind, ship, place, at


def conveyance(movement: Movement) -> Conveyance:
    """Return the voyage that a movement belongs to, without its carrier."""
    return Conveyance(
        vessel_name=movement.vessel_name,
        imo_number=movement.imo_number,
        voyage=movement.voyage,
    )


def _header(form: Form, filing: Filing, first: Movement) -> Iterator[str]:
    document = form.documents.get(first.kind, form.document)
    handling = form.handlings.get(first.kind, "")
    if (form.documents and not document) or (form.handlings and not handling):
        raise ValueError(f"{filing.header.format} has no document for {first.kind.value!r}")
    header = filing.header
    yield f"BGM+{document}+{escape(header.reference)}+{FUNCTIONS[header.function]}"
    if form.dated:
        yield from compose.instant("137", first.at)
    if "ship" not in form.order:
        yield from compose.conveyance(conveyance(first))
    if form.ports:
        yield from _place(form.ports[first.kind], first)
    if form.dated:
        yield from compose.instant(form.dated, first.at)
    if form.documents and header.sender:
        yield f"NAD+MS+{escape(header.sender)}"
    if handling:
        yield f"HAN+{handling}"


def _record(form: Form, position: int, movement: Movement) -> Iterator[str]:
    if form.by_status:
        yield f"CNI+{position}"
    for name in form.order:
        yield from _SAID[name](form, movement)


def _cell(form: Form, movement: Movement) -> Iterator[str]:
    if movement.stowage is not None or form.order[0] == "cell":
        yield f"LOC+147+{escape(movement.stowage or '')}::5"


def _status(_: Form, movement: Movement) -> Iterator[str]:
    code = CODES.get(movement.kind)
    if code is None:
        raise ValueError(f"no status code for {movement.kind.value!r}")
    yield f"STS+1+{code}"


def _instant(form: Form, movement: Movement) -> Iterator[str]:
    expected = form.by_status and movement.classifier is Classifier.ESTIMATED
    return compose.instant("132" if expected else form.instant, movement.at)


def _masses(_: Form, movement: Movement) -> Iterator[str]:
    masses = (("G", movement.gross_mass_kg), ("VGM", movement.verified_gross_mass_kg))
    for kind, mass in masses:
        if mass is not None:
            yield f"MEA+AAE+{kind}+KGM:{compose.decimal(mass)}"


def _temperature(_: Form, movement: Movement) -> Iterator[str]:
    if movement.temperature_c is not None:
        yield f"TMP+2+{compose.decimal(movement.temperature_c)}:CEL"


def _seals(_: Form, movement: Movement) -> Iterator[str]:
    for seal in movement.seals:
        yield f"SEL+{escape(seal.number)}{compose.ISSUERS[seal.issuer]}"


def _carrier(_: Form, movement: Movement) -> Iterator[str]:
    if movement.carrier_code:
        yield f"NAD+CF+{escape(movement.carrier_code)}:172:20"


def _references(form: Form, movement: Movement) -> Iterator[str]:
    bill, booking = movement.transport_document, movement.booking
    if bill or booking:
        yield from (f"RFF+BM:{escape(bill)}",) if bill else ()
        yield from (f"RFF+BN:{escape(booking)}",) if booking else ()
    elif form.order[0] == "cell":
        # A bayplan must refer to something.
        yield "RFF+BM:1"


def _equipment(_: Form, movement: Movement) -> Iterator[str]:
    status = {None: None, True: PackedStatus.FULL, False: PackedStatus.EMPTY}[movement.packed]
    size = f"{escape(movement.size_type)}:102:5" if movement.size_type else ""
    number = escape(movement.equipment_number)
    yield compose.trimmed(f"EQD+CN+{number}+{size}+++{compose.STATUS[status]}")


def _place(qualifier: str, movement: Movement) -> Iterator[str]:
    if movement.location is not None:
        facility = f"+{escape(movement.facility)}:TER:ZZZ" if movement.facility else ""
        yield f"LOC+{qualifier}+{escape(movement.location)}:139:6{facility}"


def _route(_: Form, movement: Movement) -> Iterator[str]:
    """Yield the places; a container transhipped before has the port of that as its loading."""
    route = movement.route or Route()
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


_SAID: Mapping[str, Callable[[Form, Movement], Iterator[str]]] = {
    "carrier": _carrier,
    "cell": _cell,
    "equipment": _equipment,
    "instant": _instant,
    "masses": _masses,
    # How the mass was found is not known; what follows must hang under something.
    "method": lambda _, movement: iter(("DOC+SM1:VGM:306",) if movement.carrier_code else ()),
    "place": lambda form, movement: _place(form.place, movement),
    "references": _references,
    "route": _route,
    "seals": _seals,
    "ship": lambda _, movement: compose.conveyance(conveyance(movement)),
    "status": _status,
    "temperature": _temperature,
}
