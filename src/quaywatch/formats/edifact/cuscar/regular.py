"""The short way through a consignment of regular form.

Consignments of one manifest repeat each other: the same routes, the same parties. A stretch of
segments that was understood once is not read again. Whatever is out of the ordinary gives None,
and the consignment is read segment by segment.
"""

from functools import lru_cache

from quaywatch.cargo.party import Party
from quaywatch.formats.edifact.cuscar.draft import Draft, Recalled
from quaywatch.formats.edifact.cuscar.handlers import HANDLERS, KEPT_AS_BYTES
from quaywatch.formats.edifact.cuscar.references import identity
from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.standard import unbroken
from quaywatch.formats.edifact.syntax import DEFAULT

_LONG = 600
"""Longer stretches are not remembered, so that memory stays flat on any input."""


def regular(group: Group) -> Draft | None:
    """Read a CNI group in one go, or return None when it needs a closer look."""
    raw = _one_line(group)
    head, _, goods = raw.partition("'GID+")
    if not raw or "'RFF+" in goods:
        return None
    declared, draft = group.manner.declared, Draft()
    first, *parties = head.split("'NAD+")
    numbers, _, places = first.partition("'LOC+")
    if not _read(draft, numbers, declared) or (places and not _recall(draft, places, declared)):
        return None
    for party in parties:
        found = _parties(party, declared) if len(party) < _LONG else None
        if found is None:
            return None
        draft.parties += found
    for line in goods.split("'GID+") if goods else ():
        if not _read(draft, "GID+" + line, declared):
            return None
    return draft if _is_sound(draft) else None


def _one_line(group: Group) -> str:
    """Return a group's original without line ends and last terminator; empty if it is unusual."""
    raw = group.raw
    if "\n" in raw or "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("'\n", "'")
        if "\n" in raw or "\r" in raw:
            return ""
    usual = raw.endswith("'") and group.manner.chars == DEFAULT and not group.modified
    return raw[:-1] if usual else ""


def _is_sound(draft: Draft) -> bool:
    known = identity(draft.references, draft.number)[0]
    return bool(known) and not draft.flaws and bool(draft.goods or draft.item.empty)


def _read(draft: Draft, stretch: str, declared: str | None) -> bool:
    """Read raw segments; False when one of them is not expected."""
    if "?" in stretch or not stretch.isascii():
        # Empty when the stretch was cut at what may be data.
        stretch = unbroken(stretch + "'", declared) or "?"
    for segment in stretch.split("'"):
        handler = HANDLERS.get(segment[:3])
        if handler is not None:
            handler(draft, segment)
        elif segment and segment[:3] not in KEPT_AS_BYTES:
            return False
    return True


def _recall(draft: Draft, places: str, declared: str | None) -> bool:
    known = _known(places, declared) if len(places) < _LONG else None
    if known is None:
        return False
    said = known.draft
    if said.parties or (said.instants and draft.instants):
        return False
    draft.recalled = known
    draft.places = said.places
    draft.transhipments = said.transhipments
    draft.instants = said.instants or draft.instants
    draft.carriage = draft.carriage or said.carriage
    draft.payment = draft.payment or said.payment
    return True


@lru_cache(maxsize=16384)
def _parties(party: str, declared: str | None) -> tuple[Party, ...] | None:
    """Return the parties of a stretch that begins with a NAD, None when it says more."""
    draft = _effect_of("NAD+" + party, declared)
    return (
        draft.parties if draft is not None and vars(draft).keys() <= {"item", "parties"} else None
    )


@lru_cache(maxsize=4096)
def _known(places: str, declared: str | None) -> Recalled | None:
    draft = _effect_of("LOC+" + places, declared)
    return None if draft is None else Recalled(draft)


def _effect_of(stretch: str, declared: str | None) -> Draft | None:
    """Return a draft of what a stretch says, None when it says more than may be remembered."""
    draft = Draft()
    understood = _read(draft, stretch, declared)
    more = draft.flaws or draft.references or draft.boxes or draft.number or draft.goods
    return draft if understood and not more and draft.item.empty else None
