"""What is ordered so that a question gets its answer: the planner's numbers, by stratum."""

import msgspec

from quaywatch.strategy.audits.planner import Assumed, Needs, Question, Way, Wished, plan, times
from quaywatch.strategy.audits.precision import Stratum, stratified


class Ordered(msgspec.Struct, frozen=True, kw_only=True):
    """What one port and one time take of it: the other times and ports order their own."""

    needs: Needs
    looks: int
    """Boxes by lot, of which…"""
    openings: int
    """…these are opened."""
    risky: int
    """Of the looks, those in the stratum with the risk; 0 where none is told apart."""
    tests: int
    images: int


def ordered(assumed: Assumed, wished: Wished, question: Question, way: Way) -> Ordered:
    """Return what one port orders now for one of the planner's answers.

    Raises:
        ValueError: the question has no such answer, or no number is enough.

    """
    every = plan(assumed, wished)
    needs = next((one for one in every if (one.question, one.way) == (question, way)), None)
    if needs is None or not needs.possible:
        raise ValueError(f"no number of {way} tells {question}")
    parts = times(needs)
    openings = -(-needs.openings // parts)
    return Ordered(
        needs=needs,
        looks=openings + -(-needs.scans // parts),
        openings=openings,
        risky=_risky(assumed, wished) if way is Way.STRATIFIED else 0,
        tests=-(-needs.tests // parts),
        images=-(-needs.images // parts),
    )


def _risky(assumed: Assumed, wished: Wished) -> int:
    found = assumed.prevalence * assumed.opening
    boxes, loads = assumed.risky_boxes, assumed.risky_loads
    strata = (
        Stratum(boxes, found * loads / boxes),
        Stratum(1 - boxes, found * (1 - loads) / (1 - boxes)),
    )
    return stratified(strata, wished.error).looks[0]
