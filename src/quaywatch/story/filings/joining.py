"""A master bill and its house bills, filed by different parties, as one consignment.

The carrier files the master bill, each forwarder its house bills, a consignee, buyer or seller
what only they know; the filing types say which part each is (UCC-DA, Annex B). A filing without
type, such as a manifest's, stands for all it says. Nothing is complete before every part is there.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from quaywatch.cargo import BillLevel, Consignment, Route
from quaywatch.story.filings.completing import completed
from quaywatch.story.filings.filed import Filed

_AWAITS_HOUSES = frozenset({"F12"})
_AWAITS_CONSIGNEE = frozenset({"F13", "F14"})


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one party filed of a bill."""

    position: int
    sender: str
    format: str
    filing_type: str
    mrn: str
    function: str
    known_at: datetime | None
    in_force: bool
    gives: tuple[str, ...]
    """Parts of the declaration that it holds: parties' roles, goods_items, equipment, route …"""


class JoinedBill(msgspec.Struct, frozen=True, kw_only=True):
    """One bill with all that was filed of it."""

    consignment: Consignment
    """As completed by all filings in force."""
    parts: tuple[Part, ...]
    cancelled: bool


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """What is awaited before the whole is complete."""

    what: str
    """`master`, `houses`, `house-of-container` or `consignee`."""
    of: str
    """The bill or the container for which it is awaited."""


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """The bills of one consignment, whoever filed them."""

    reference: str
    """Of the master bill."""
    master: JoinedBill | None
    houses: tuple[JoinedBill, ...]
    missing: tuple[Missing, ...]

    @property
    def complete(self) -> bool:
        """Whether all that has to be filed is filed."""
        return not self.missing


def master_of(consignment: Consignment) -> str:
    """Return the number of the master bill that a bill is, or hangs under; empty for none."""
    house = consignment.level is BillLevel.HOUSE
    written = consignment.master_reference or "" if house else consignment.reference
    return "".join(written.split()).upper()


def join(reference: str, filed: Iterable[Filed]) -> Joined:
    """Join all that was filed of the bills of one master bill `reference`."""
    by_bill: dict[str, list[Filed]] = defaultdict(list)
    for each in sorted(filed, key=lambda f: f.position):
        by_bill[each.consignment.id].append(each)
    bills = [_bill(words) for words in by_bill.values()]
    masters = [b for b in bills if b.consignment.level is BillLevel.MASTER]
    houses = tuple(b for b in bills if b.consignment.level is BillLevel.HOUSE)
    master = masters[0] if masters else None
    missing = _missing(reference, master, houses)
    return Joined(reference=reference, master=master, houses=houses, missing=tuple(missing))


def _bill(words: Sequence[Filed]) -> JoinedBill:
    """Join what was said of one bill, in order of the ledger."""
    last = {each.adds: each for each in words}
    standing = [each for each in last.values() if not each.cancels]
    whole = sorted(standing, key=lambda each: each.adds) or [words[-1]]
    return JoinedBill(
        consignment=completed(whole[0].consignment, (each.consignment for each in whole[1:])),
        parts=tuple(_part(each, in_force=each in standing) for each in words),
        cancelled=not standing,
    )


def _part(each: Filed, *, in_force: bool) -> Part:
    header = each.header
    return Part(
        position=each.position,
        sender=header.sender,
        format=header.format,
        filing_type=header.filing_type,
        mrn=header.mrn,
        function=header.function.value,
        known_at=header.received_at or each.known_at,
        in_force=in_force,
        gives=_gives(each.consignment),
    )


def _gives(consignment: Consignment) -> tuple[str, ...]:
    roles = dict.fromkeys(party.role.value for party in consignment.parties)
    said = {
        "goods_items": bool(consignment.goods_items),
        "equipment": bool(consignment.equipment),
        "route": consignment.route != Route(),
        "conveyance": consignment.conveyance.vessel_name or consignment.conveyance.imo_number,
    }
    return (*roles, *(name for name, there in said.items() if there))


def _types(bill: JoinedBill) -> set[str]:
    return {part.filing_type for part in bill.parts if part.in_force}


def _missing(
    reference: str, master: JoinedBill | None, houses: Sequence[JoinedBill]
) -> Iterable[Missing]:
    live = [house for house in houses if not house.cancelled]
    if (master is None or master.cancelled) and live:
        yield Missing(what="master", of=reference)
    elif master is not None and not master.cancelled:
        yield from _awaited_by(master, live)
    for bill in ([master] if master else []) + live:
        types = _types(bill)
        if types & _AWAITS_CONSIGNEE and not types & {"F16", "F17"}:
            yield Missing(what="consignee", of=bill.consignment.reference)


def _awaited_by(master: JoinedBill, houses: Sequence[JoinedBill]) -> Iterable[Missing]:
    """Return what a master bill awaits: houses, and one for each of its containers."""
    if not _types(master) & _AWAITS_HOUSES:
        return
    if not houses:
        yield Missing(what="houses", of=master.consignment.reference)
        return
    held = {_number(box.number) for house in houses for box in house.consignment.equipment}
    for box in master.consignment.equipment:
        if held and _number(box.number) not in held:
            yield Missing(what="house-of-container", of=box.number)


def _number(written: str) -> str:
    return written.replace(" ", "").replace("-", "").upper()
