"""Masses that drift: verified, at the gate, aboard, and as declared."""

from quaywatch.cargo.compiled import compiled
from quaywatch.story.contradictions.common import NOTHING, Answer, seen
from quaywatch.story.events import Kind, Level, Rows

_DECLARED = int(Kind.DECLARED)
_MASTER = int(Level.MASTER)
_LEAST_KG = 500
_PERCENT = 5
"""Within 5 % or 500 kg two masses of one box agree: what flag and port states tolerate of a
verified gross mass (SOLAS VI/2, MSC.1/Circ.1475)."""
_PACKING_PERCENT = 15
"""Pallets, dunnage and heavier containers stay below this on top of goods and usual tare."""
_PACKING_KG = 2500


@compiled
def _tolerance(mass: int) -> int:
    return max(_LEAST_KG, mass * _PERCENT // 100)


@compiled
def _goods(events: Rows, start: int, end: int) -> tuple[int, int]:
    """Return the declared mass of the goods and the row that says so; house bills add up."""
    master, houses, row = 0, 0, -1
    for i in range(start, end):
        e = events[i]
        if e.kind != _DECLARED or e.mass == 0:
            continue
        row = i
        if e.level == _MASTER:
            master = max(master, e.mass)
        else:
            houses += e.mass
    return max(master, houses), row


@compiled
def _total(events: Rows, i: int, goods: int) -> int:
    """Return the mass of box and goods that row `i` states, 0 for none.

    A stated mass that is that of the declared goods is taken to leave the box out.
    """
    e = events[i]
    if e.verified > 0:
        return e.verified
    if e.kind == _DECLARED or not seen(events, i) or e.packed == 0:
        return 0
    if goods > 0 and abs(e.mass - goods) <= _tolerance(goods):
        return 0
    return e.mass


@compiled
def drift(events: Rows, start: int, end: int) -> Answer:
    """The lightest and the heaviest mass of one box differ by more than scales do."""
    goods, _ = _goods(events, start, end)
    least, most = -1, -1
    for i in range(start, end):
        mass = _total(events, i, goods)
        if mass == 0:
            continue
        if least < 0 or mass < _total(events, least, goods):
            least = i
        if most < 0 or mass > _total(events, most, goods):
            most = i
    if least < 0:
        return NOTHING
    heavy = _total(events, most, goods)
    difference, limit = heavy - _total(events, least, goods), _tolerance(heavy)
    if difference <= limit:
        return NOTHING
    return least, most, difference, limit


@compiled
def above_declared(events: Rows, start: int, end: int) -> Answer:
    """An event's verified mass is far above the declared goods and the box itself."""
    goods, declaration = _goods(events, start, end)
    if declaration < 0 or events[declaration].tare == 0:
        return NOTHING
    limit = max(_PACKING_KG, goods * _PACKING_PERCENT // 100)
    for i in range(start, end):
        e = events[i]
        if not seen(events, i) or e.verified == 0:
            continue
        excess = e.verified - goods - events[declaration].tare
        if excess > limit:
            return declaration, i, excess, limit
    return NOTHING
