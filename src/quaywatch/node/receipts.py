"""What became of an input."""

from collections.abc import Sequence

import msgspec

from quaywatch.cargo import Filing
from quaywatch.ledger import Receipt as Appended
from quaywatch.node.boxes import boxes
from quaywatch.node.drafts import Draft
from quaywatch.node.facts import QUARANTINED

NAMED_BOXES = 50
"""Boxes that a receipt names."""
_NAMED_PROBLEMS = 100


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """Says that an input is on disk, and what it was understood to be."""

    positions: tuple[int, ...] = ()
    """Where its events stand, those of an earlier sending included."""
    consignments: int = 0
    movements: int = 0
    quarantined: int = 0
    """Pieces that could not be read."""
    duplicates: int = 0
    """Events that stood there already."""
    problems: tuple[str, ...] = ()
    """What was wrong, up to 100 lines."""
    boxes: tuple[str, ...] = ()
    """The first `NAMED_BOXES` boxes of its consignments."""

    def __add__(self, other: "Receipt") -> "Receipt":
        """Return the receipt of two pieces of one input."""
        return Receipt(
            positions=self.positions + other.positions,
            consignments=self.consignments + other.consignments,
            movements=self.movements + other.movements,
            quarantined=self.quarantined + other.quarantined,
            duplicates=self.duplicates + other.duplicates,
            problems=(self.problems + other.problems)[:_NAMED_PROBLEMS],
            boxes=(self.boxes + other.boxes)[:NAMED_BOXES],
        )


def receipt(drafts: Sequence[Draft], appended: Sequence[Appended]) -> Receipt:
    """Return the receipt of a batch, once it has been appended."""
    filings = [draft.filing for draft in drafts if draft.filing is not None]
    problems = [f"{p.code}: {p.message}" for draft in drafts for p in draft.problems]
    return Receipt(
        positions=tuple(each.position for each in appended),
        consignments=sum(len(filing.consignments) for filing in filings),
        movements=sum(len(filing.movements) for filing in filings),
        quarantined=sum(draft.event.kind == QUARANTINED for draft in drafts),
        duplicates=sum(each.duplicate for each in appended),
        problems=tuple(problems[:_NAMED_PROBLEMS]),
        boxes=_boxes(filings),
    )


def _boxes(filings: Sequence[Filing]) -> tuple[str, ...]:
    named: dict[str, None] = {}
    for filing in filings:
        for consignment in filing.consignments:
            named.update((box.box_id, None) for box in boxes(consignment))
            if len(named) >= NAMED_BOXES:
                return tuple(named)[:NAMED_BOXES]
    return tuple(named)
