"""From the segments of one CNI group to the consignments it holds."""

from typing import NamedTuple

from quaywatch.formats.edifact.cuscar.draft import Draft
from quaywatch.formats.edifact.cuscar.equipment import Flaw
from quaywatch.formats.edifact.cuscar.handlers import HANDLERS, reference, unhandled
from quaywatch.formats.edifact.cuscar.references import BILLS, MASTERS, identity
from quaywatch.formats.edifact.elements import element


class Bill(NamedTuple):
    """One consignment within a group: its segments are `first` to `last` (exclusive)."""

    draft: Draft
    first: int
    last: int


def bills(texts: list[str]) -> list[Bill]:
    """Read the segments of a CNI group one after the other, noting what is wrong.

    The group holds several bills when its bill number changes after parties or goods.
    """
    draft, first = Draft(), 0
    found: list[Bill] = []
    for index, segment in enumerate(texts):
        draft.at = index
        handler = HANDLERS.get(segment[:3])
        if handler is None:
            unhandled(draft, segment)
        elif handler is reference and _begins_another(draft, segment):
            found.append(Bill(draft, first, index))
            draft, first = _another(draft, index), index
            handler(draft, segment)
        else:
            handler(draft, segment)
    found.append(Bill(draft, first, len(texts)))
    for bill in found:
        _conclude(bill)
    return found


def _begins_another(draft: Draft, segment: str) -> bool:
    if not (draft.goods or draft.parties or draft.places):
        return False
    qualifier, written = element(segment, 1), element(segment, 1, 1)
    return qualifier in BILLS and draft.references.get(qualifier, written) != written


def _another(draft: Draft, index: int) -> Draft:
    following = Draft()
    following.at = index
    following.references = {q: r for q, r in draft.references.items() if q in MASTERS}
    return following


def _conclude(bill: Bill) -> None:
    draft = bill.draft
    if not draft.goods and not draft.item.empty:
        draft.goods.append(draft.item)
    if draft.damage is None and not identity(draft.references, draft.number)[0]:
        message = "a consignment without bill of lading number or any other reference"
        draft.damage = Flaw(bill.first, "consignment.reference-missing", message)
