"""Measures of what carriers and filers tell before and while boxes come."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quaywatch.norms.measures.facts import Box, Facts, Leg
from quaywatch.norms.measures.measure import Case, CaseKind, Measure


def filed_before_loading(known: Facts) -> Iterator[Case]:
    """Of consignments first filed in the period, those complete a day before loading."""
    for one in known.declared:
        if known.period.holds(one.filed_at):
            ahead = (
                None
                if one.loading_at is None
                else one.complete and one.loading_at - one.filed_at >= known.terms.advance
            )
            # What is incomplete is not in time whenever its box was loaded.
            yield Case(one.consignment_id, ahead if one.complete else False)


def vague_descriptions(known: Facts) -> Iterator[Case]:
    """Of consignments first filed in the period, those of vague description."""
    for one in known.declared:
        if known.period.holds(one.filed_at):
            yield Case(one.consignment_id, one.vague)


def filed_without_fault(known: Facts) -> Iterator[Case]:
    """Of consignments first filed in the period, those that no check of filers spoke up on."""
    for one in known.declared:
        if known.period.holds(one.filed_at):
            yield Case(one.consignment_id, one.faults == 0)


def events_told(known: Facts) -> Iterator[Case]:
    """Of boxes that came in the period, those whose loading and discharge were both told."""
    for box in _came(known):
        yield Case(box.box_id, box.loaded_at is not None and box.discharged_at is not None)


def way_known(known: Facts) -> Iterator[Case]:
    """Of boxes that came in the period, those whose events join from loading to discharge."""
    for box in _came(known):
        yield Case(box.box_id, _joined(box.legs, box))


def verified_mass(known: Facts) -> Iterator[Case]:
    """Of loaded boxes that came in the period, those whose gross mass was verified."""
    for box in _came(known):
        if not box.empty:
            yield Case(box.box_id, box.weighed)


def seal_told_before_arrival(known: Facts) -> Iterator[Case]:
    """Of loaded boxes that came in the period, those with a seal's number known before."""
    for box in _came(known):
        if not box.empty:
            came, told = box.arrived_at, box.seal_known_at
            yield Case(box.box_id, told is not None and came is not None and told <= came)


def seal_agrees(known: Facts) -> Iterator[Case]:
    """Of boxes that came in the period and of which two sources told seals, those that agree."""
    for box in _came(known):
        yield Case(box.box_id, _agreed(box))


def gate_agrees(known: Facts) -> Iterator[Case]:
    """Of containers that left by the gate in the period, those that are known to have come."""
    for one in known.gates:
        if known.period.holds(one.at):
            yield Case(one.container, one.came_at is not None)


def _came(known: Facts) -> Iterator[Box]:
    return (box for box in known.boxes if known.period.holds(box.arrived_at))


def _agreed(box: Box) -> bool | None:
    """Say whether each source knows a seal that stood there; None where none can be compared."""
    standing: frozenset[str] = frozenset()
    compared = False
    for word in box.seals:
        told = frozenset(map(_number, word.told)) - {""}
        if told and standing:
            compared = True
            if not told & standing:
                return False
        put = frozenset(map(_number, word.put)) - {""}
        standing = put or standing | told
    return True if compared else None


def _number(written: str) -> str:
    return "".join(each for each in written.upper() if each.isalnum())


def _joined(legs: Sequence[Leg], box: Box) -> bool:
    """Say whether each ship took the box where the one before had left it, from end to end."""
    if not legs or not box.origin or not box.discharge:
        return False
    told = all(leg.loaded and leg.discharged for leg in legs)
    ends = legs[0].loaded == box.origin and legs[-1].discharged == box.discharge
    pairs = pairwise(legs)
    return told and ends and all(before.discharged == after.loaded for before, after in pairs)


MEASURES = (
    Measure(name="filed_before_loading", cases=filed_before_loading, kind=CaseKind.CONSIGNMENT),
    Measure(
        name="vague_descriptions",
        cases=vague_descriptions,
        kind=CaseKind.CONSIGNMENT,
        more_is_worse=True,
    ),
    Measure(name="filed_without_fault", cases=filed_without_fault, kind=CaseKind.CONSIGNMENT),
    Measure(name="events_told", cases=events_told, kind=CaseKind.BOX),
    Measure(name="way_known", cases=way_known, kind=CaseKind.BOX),
    Measure(name="verified_mass", cases=verified_mass, kind=CaseKind.BOX),
    Measure(name="seal_told_before_arrival", cases=seal_told_before_arrival, kind=CaseKind.BOX),
    Measure(name="gate_agrees", cases=gate_agrees, kind=CaseKind.CONTAINER),
    Measure(name="seal_agrees", cases=seal_agrees, kind=CaseKind.BOX),
)
