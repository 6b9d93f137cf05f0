"""A box: one container of one consignment, the thing that an officer holds and inspects."""

import hashlib
import math


def box_id(consignment_id: str, equipment_number: str) -> str:
    """Return the stable name of a box: 16 hexadecimal digits."""
    text = f"{consignment_id}/{equipment_number}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def box_probability(probability: float, boxes: int) -> float:
    """Return the risk of one of `boxes` equal containers of a consignment of risk `probability`.

    If each carries the same risk independently, the consignment is clean when all of them are:
    1 - p = (1 - q)^n.
    """
    if boxes <= 1:
        return probability
    return -math.expm1(math.log1p(-probability) / boxes) if probability < 1.0 else 1.0
