"""From the segments of one CNI group to the consignments it holds."""

from collections.abc import Mapping
from itertools import pairwise

from quaywatch.formats.edifact.cuscar.draft import Draft
from quaywatch.formats.edifact.cuscar.handlers import HANDLERS, unhandled
from quaywatch.formats.edifact.cuscar.references import MASTERS
from quaywatch.formats.edifact.cuscar.usual import usual
from quaywatch.formats.edifact.group import Group

_NONE: Mapping[str, str] = {}


def bills(group: Group) -> list[Draft]:
    """Read a CNI group; it holds several bills when its bill number changes after substance."""
    body = group.body
    found = usual(body) if body is not None else None
    if found is not None:
        return [found]
    texts = group.texts
    draft = read(texts)
    return _apart(texts, draft) if draft.others else [draft]


def read(texts: list[str], references: Mapping[str, str] = _NONE) -> Draft:
    """Read segments one by one, whatever their order."""
    draft = Draft()
    draft.references.update(references)
    handler = HANDLERS.get
    for segment in texts:
        handler(segment[:3], unhandled)(draft, segment)
    if not draft.conclude() and draft.damage is None:
        message = "a consignment without bill of lading number or any other reference"
        draft.damage = (texts[0], "consignment.reference-missing", message, None)
    return draft


def _apart(texts: list[str], whole: Draft) -> list[Draft]:
    """Read each bill of a group that holds several; all hang under the group's master bill."""
    where = positions(texts)
    starts = [0, *(where[id(segment)] for segment in whole.others), len(texts)]
    masters = {q: r for q, r in whole.references.items() if q in MASTERS}
    found: list[Draft] = []
    for first, last in pairwise(starts):
        draft = read(texts[first:last], masters)
        draft.last = last
        found.append(draft)
    return found


def positions(texts: list[str]) -> dict[int, int]:
    """Return where each segment stands, by identity: another may read the same."""
    return {id(text): i for i, text in reversed(list(enumerate(texts)))}
