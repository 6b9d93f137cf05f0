"""Goods against declaration as one of the engines that read every picture."""

from collections.abc import Iterable

from quaywatch.cargo import Consignment
from quaywatch.scans.goods.judging import judged
from quaywatch.scans.goods.load import load
from quaywatch.scans.goods.model import shipped
from quaywatch.scans.machine.engine import Question, Seen
from quaywatch.scans.reading import Reason


def look(question: Question) -> Seen:
    """Weigh the load and hold it against all that is declared to be in the container."""
    found = load(question.standard)
    items = [item for each in question.declared for item in each.goods_items]
    codes = tuple(item.hs_code for item in items if item.hs_code)
    told = judged(found, codes, _mass(question.declared), shipped())
    silent = (Reason(code="goods_undeclared"),) if question.declared and not codes else ()
    return Seen(
        findings=told.findings,
        unread=told.unread + silent,
        mass_kg=round(found.mass.kg, 1),
        mass_sd_kg=round(found.mass.sd_kg, 1),
        fill=round(min(max(found.fill, 0.0), 1.0), 3),
    )


def _mass(declared: Iterable[Consignment]) -> float | None:
    """Return the kilograms declared to be in the container; None where a bill does not say.

    What is said of the container goes before the sum of its goods.
    """
    total = 0.0
    for one in declared:
        of_box = next((each.gross_mass_kg for each in one.equipment), None)
        masses = [of_box] if of_box is not None else [i.gross_mass_kg for i in one.goods_items]
        known = [mass for mass in masses if mass is not None]
        if len(known) < len(masses):
            return None
        total += sum(known)
    return total or None
