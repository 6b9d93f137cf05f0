"""What segments of a message about containers may say."""

import msgspec

from quaywatch.cargo.problem import Severity
from quaywatch.formats.edifact.movements.profile import Slot

Said = tuple[int, object]
"""Slot, and what fills it."""

# Plain integers: members of an enumeration cost time where every segment comes by.
OPENING, FLAW, DAMAGE, SEAL = map(int, (Slot.OPENING, Slot.FLAW, Slot.DAMAGE, Slot.SEAL))
FURTHER, CONTROL, EQUIPMENT = map(int, (Slot.FURTHER, Slot.CONTROL, Slot.EQUIPMENT))
STOWAGE, GROSS_MASS, VERIFIED_MASS = map(int, (Slot.STOWAGE, Slot.GROSS, Slot.VERIFIED))
TEMPERATURE, CARRIAGE = map(int, (Slot.TEMPERATURE, Slot.CARRIAGE))
EVENT, HANDLING, CONSIGNMENT = map(int, (Slot.EVENT, Slot.HANDLING, Slot.CONSIGNMENT))

NOTHING: Said = (int(Slot.NOTHING), None)

SEPARATORS = frozenset({"+", ":", ""})
"""What may follow a tag."""

SHORT = 64
"""What is longer is not worth remembering."""


class Make(msgspec.Struct, frozen=True):
    """What EQD says of a container beside its number."""

    size_type: str | None = None
    packed: bool | None = None
    handling: str = ""


Box = tuple[str, Make]
"""A container as EQD gives it: its number, and what else is said."""


class Place(str):
    """A place as its code, and within it a terminal or berth.

    A string, because routes are looked up by such codes for every container, and strings remember
    their hash.
    """

    __slots__ = ("code", "facility")

    code: str
    facility: str | None


def place(code: str, facility: str) -> Place:
    """Return a place and, when it is named, the facility within it."""
    found = Place(code)
    found.code = code
    found.facility = facility or None
    return found


class Flaw(msgspec.Struct, frozen=True):
    """Something wrong in a segment; the rest of its record is sound."""

    code: str
    message: str
    field: str | None = None
    severity: Severity = Severity.WARNING
    once: bool = False
    """Whether telling it of the first of equal segments is enough."""
