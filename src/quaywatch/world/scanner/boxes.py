"""Outside and inside measures of the containers that are simulated, by size-type (ISO 6346).

Outside: ISO 668. Inside and tare: usual figures of dry vans and integral reefers.
"""

from quaywatch.world.scanner.scene import Box

_WIDTH = 2.438
_LOW, _HIGH = 2.591, 2.896
_SHORT, _LONG = 6.058, 12.192


def _dry(size_type: str, length: float, height: float, tare_kg: float) -> Box:
    # Inside: 5.898 or 12.032 m long, 2.352 m wide; the floor lies 0.178 m up.
    hold = (0.085, length - 0.075, 0.043, _WIDTH - 0.043, 0.178, height - 0.03)
    return Box(size_type, length, _WIDTH, height, hold, tare_kg)


def _reefer(size_type: str, length: float, height: float, tare_kg: float) -> Box:
    hold = (0.49, length - 0.12, 0.074, _WIDTH - 0.074, 0.235, height - 0.11)
    return Box(size_type, length, _WIDTH, height, hold, tare_kg, reefer=True)


BOXES: dict[str, Box] = {
    box.size_type: box
    for box in (
        _dry("22G1", _SHORT, _LOW, 2250.0),
        _dry("42G1", _LONG, _LOW, 3750.0),
        _dry("45G1", _LONG, _HIGH, 3900.0),
        _reefer("22R1", _SHORT, _LOW, 3000.0),
        _reefer("45R1", _LONG, _HIGH, 4600.0),
    )
}


def box(size_type: str) -> Box:
    """Return the measures of a size-type; raise `ValueError` when it is not simulated."""
    try:
        return BOXES[size_type]
    except KeyError:
        raise ValueError(f"no container of type {size_type!r} is simulated") from None
