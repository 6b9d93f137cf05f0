"""A box: one container of one consignment, the thing that an officer holds and inspects."""

import hashlib
import math

import msgspec

from quaywatch.cargo import Consignment, Equipment
from quaywatch.node.texts import container_key, kept


def box_id(consignment_id: str, equipment_number: str) -> str:
    """Return the stable name of a box: 16 hexadecimal digits."""
    text = f"{consignment_id}/{equipment_number}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """One container of a consignment, under its names."""

    box_id: str
    number: str
    """As written."""
    container: str
    """Under which its movements are found."""
    equipment: Equipment


def boxes(consignment: Consignment) -> tuple[Box, ...]:
    """Return the boxes of a consignment, each number once."""
    name, named = kept(consignment.id), dict[str, Equipment]()
    for equipment in consignment.equipment:
        named.setdefault(kept(equipment.number), equipment)
    return tuple(
        Box(
            box_id=box_id(name, number),
            number=number,
            container=container_key(number),
            equipment=equipment,
        )
        for number, equipment in named.items()
    )


def box_probability(probability: float, boxes: int) -> float:
    """Return the risk of one of `boxes` equal containers of a consignment of risk `probability`.

    If each carries the same risk independently, the consignment is clean when all of them are:
    1 - p = (1 - q)^n.
    """
    if boxes <= 1:
        return probability
    return -math.expm1(math.log1p(-probability) / boxes) if probability < 1.0 else 1.0
