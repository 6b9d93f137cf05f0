"""What one event or declaration says in a contradiction, in the codes of the trade."""

from datetime import UTC, datetime

from quaywatch.cargo import Classifier, Movement, MovementKind
from quaywatch.story.encoding import Declared
from quaywatch.story.findings import Contradiction

CODES: dict[MovementKind, str] = {
    MovementKind.GATE_IN: "GTIN",
    MovementKind.GATE_OUT: "GTOT",
    MovementKind.LOADED: "LOAD",
    MovementKind.DISCHARGED: "DISC",
    MovementKind.STUFFED: "STUF",
    MovementKind.STRIPPED: "STRP",
    MovementKind.PICKED_UP: "PICK",
    MovementKind.DROPPED_OFF: "DROP",
    MovementKind.INSPECTED: "INSP",
    MovementKind.RESEALED: "RSEA",
    MovementKind.REMOVED: "RMVD",
    MovementKind.STOWED: "BAPLIE",
    MovementKind.WEIGHED: "VGM",
    MovementKind.ARRIVED: "ARRI",
    MovementKind.DEPARTED: "DEPA",
    MovementKind.HELD: "CUSS",
    MovementKind.RELEASED: "CUSR",
}
"""Event codes of DCSA Track & Trace; the message's own name where DCSA has none."""

_CERTAINTY = {Classifier.PLANNED: "PLN ", Classifier.ESTIMATED: "EST ", Classifier.ACTUAL: ""}

_SEALS = (Contradiction.SEAL_CHANGED, Contradiction.SEAL_UNDECLARED, Contradiction.EMPTY_SEALED)
_MASSES = (
    Contradiction.MASS_DRIFT,
    Contradiction.MASS_ABOVE_DECLARED,
    Contradiction.EMPTY_WITH_CARGO,
)
_PLANS = (
    Contradiction.DISCHARGED_ELSEWHERE,
    Contradiction.PLAN_BROKEN,
    Contradiction.TRANSHIPMENT_UNDECLARED,
)


def said(contradiction: Contradiction, by: Movement | Declared, bill: str = "") -> str:
    """Return what `by` says in a contradiction and where it says so; `bill` names a declaration.

    `EC4471023 (GTIN ECGYE 2026-02-27 10:00 UTC)`.
    """
    where = f"B/L {bill}" if isinstance(by, Declared) else event(by)
    value = _value(contradiction, by)
    return f"{value} ({where})" if value else where


def event(movement: Movement) -> str:
    """Return what happened, where and when: `GTIN ECGYE 2026-02-27 10:00 UTC`."""
    certainty = _CERTAINTY[Classifier(movement.classifier)]
    at = (movement.at if movement.at.tzinfo else movement.at.replace(tzinfo=UTC)).astimezone(UTC)
    words = (CODES[MovementKind(movement.kind)], movement.location, _written(at))
    return certainty + " ".join(word for word in words if word)


def _written(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _value(contradiction: Contradiction, by: Movement | Declared) -> str:
    if contradiction in _SEALS:
        return ", ".join(seal.number for seal in by.seals)
    if contradiction in _MASSES:
        return _mass(by)
    if contradiction in _PLANS:
        return _way(by)
    if contradiction is Contradiction.SIZE_TYPE_DIFFERS:
        return by.size_type or ""
    if contradiction is Contradiction.VESSEL_DIFFERS:
        return " ".join(name for name in (by.vessel_name, by.imo_number) if name)
    return ""


def _mass(by: Movement | Declared) -> str:
    stated = by.goods_mass_kg if isinstance(by, Declared) else by.gross_mass_kg
    mass = stated if by.verified_gross_mass_kg is None else by.verified_gross_mass_kg
    if isinstance(by, Declared) and stated is not None:
        mass = stated
    return "" if mass is None else f"{mass:.12g} kg"


def _way(by: Movement | Declared) -> str:
    """Return where the declaration or plan would have the box go; an event stands for itself."""
    route = by.route
    if route is None:
        return ""
    ports = (route.port_of_loading, *route.transhipment_ports, route.port_of_discharge)
    return " > ".join(port for port in ports if port)
