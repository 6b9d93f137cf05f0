"""Containers: EQD with its seals, masses and temperature."""

from typing import NamedTuple

from quaywatch.cargo.equipment import Equipment, PackedStatus, Seal, SealIssuer
from quaywatch.formats.edifact.cuscar.measures import VERIFIED, mass
from quaywatch.formats.edifact.elements import element, number
from quaywatch.formats.edifact.syntax import text

STATUS = {
    "4": PackedStatus.EMPTY,
    "5": PackedStatus.FULL,
    "7": PackedStatus.FULL,
    "8": PackedStatus.FULL,
}
ISSUERS = {
    "CA": SealIssuer.CARRIER,
    "SH": SealIssuer.SHIPPER,
    "CU": SealIssuer.CUSTOMS,
    "TO": SealIssuer.TERMINAL,
    "TR": SealIssuer.TERMINAL,
}
OWN_TAGS = frozenset({"EQD", "SEL", "MEA", "TMP", "RNG", "DIM", "TSR", "HAN", "EQA", "COD", ""})
"""Segments that, after an EQD, certainly speak of the container."""


class Flaw(NamedTuple):
    """Something wrong in one segment: its position in the group, and what is wrong."""

    at: int
    code: str
    message: str
    field: str | None = None


def key(written: str) -> str:
    """Return the form of a container number under which it is looked up."""
    return written.replace(" ", "")


def equipment(texts: list[str], flaws: list[Flaw]) -> Equipment:
    """Return the container that a group of segments, EQD first, describes."""
    values: dict[str, float] = {}
    seals: list[Seal] = []
    for index, segment in enumerate(texts):
        tag = segment[:3]
        if tag == "SEL" and (found := seal(segment)):
            seals.append(found)
        elif tag == "MEA":
            _measure(index, segment, values, flaws)
        elif tag == "TMP":
            _temperature(index, segment, values, flaws)
    head = [*texts[0].split("+"), "", "", "", "", "", ""]
    return Equipment(
        number=text(head[2].partition(":")[0]),
        size_type=size_type(head[3]),
        packed_status=STATUS.get(head[6].partition(":")[0].strip()),
        seals=tuple(seals),
        gross_mass_kg=values.get("G"),
        verified_gross_mass_kg=values.get(VERIFIED),
        temperature_c=values.get("TMP"),
    )


def size_type(composite: str) -> str | None:
    """Return the size-type code of a C224 composite, or its name without one."""
    parts = composite.split(":", 4)
    return text(parts[0]) or (text(parts[3]) if len(parts) > 3 else "") or None


def seal(segment: str) -> Seal | None:
    """Return the seal of a SEL segment, None when it names none."""
    elements = segment.split("+", 3)
    written, _, beside = elements[1].partition(":") if len(elements) > 1 else ("", "", "")
    issuer = elements[2] if len(elements) > 2 else beside
    if not (written := text(written)):
        return None
    return Seal(number=written, issuer=ISSUERS.get(issuer.strip(), SealIssuer.UNKNOWN))


def _measure(index: int, segment: str, values: dict[str, float], flaws: list[Flaw]) -> None:
    kind, kilograms, written = mass(segment)
    if kind and kilograms is None:
        flaws.append(Flaw(index, "mass.not-a-number", f"{written!r} is no mass", "equipment"))
    elif kind and kilograms is not None:
        values.setdefault(kind, kilograms)


def _temperature(index: int, segment: str, values: dict[str, float], flaws: list[Flaw]) -> None:
    written, unit = element(segment, 2), element(segment, 2, 1)
    found = number(written)
    if found is None:
        flaws.append(Flaw(index, "temperature.not-a-number", f"{written!r} is no temperature"))
        return
    values.setdefault("TMP", (found - 32) / 1.8 if unit in {"FAH", "FA"} else found)
