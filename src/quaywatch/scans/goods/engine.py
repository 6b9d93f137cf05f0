"""Goods against declaration as one of the engines that read every picture."""

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
    masses = [item.gross_mass_kg for item in items]
    known = [mass for mass in masses if mass is not None]
    total = sum(known) if masses and len(known) == len(masses) else None
    told = judged(found, codes, total, shipped())
    silent = (Reason(code="goods_undeclared"),) if question.declared and not codes else ()
    return Seen(
        findings=told.findings,
        unread=told.unread + silent,
        mass_kg=round(found.mass.kg, 1),
        mass_sd_kg=round(found.mass.sd_kg, 1),
        fill=round(min(max(found.fill, 0.0), 1.0), 3),
    )
