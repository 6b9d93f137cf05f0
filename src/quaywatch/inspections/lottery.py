"""A lottery: chances laid out over slots, fixed before any lot is drawn.

It holds no names. Whoever has it and the seed can repeat the draw; whoever has it alone knows every
chance and nothing of the outcome.
"""

from collections.abc import Sequence

import msgspec

from quaywatch.inspections.lots import Lots
from quaywatch.inspections.rounding import Chance, Piece, draw
from quaywatch.inspections.windows import ONE


class Lottery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Boxes and slots by number, and the pieces in the order in which they are drawn.

    Raises:
        ValueError: for a piece of no box, no slot or no whole amount, a chance above certainty, or
            a slot with more chances than it holds boxes.
    """

    slots: tuple[int, ...]
    """How many boxes each slot holds."""
    strata: tuple[int, ...]
    """Stratum of each box: boxes of one stratum duel with each other first."""
    pieces: tuple[Piece, ...]

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        filled = [0] * len(self.slots)
        for box, slot, amount in self.pieces:
            if not (0 <= box < len(self.strata) and 0 <= slot < len(self.slots) and amount >= 0):
                raise ValueError(f"there is no piece of box {box} in slot {slot} of {amount}")
            filled[slot] += amount
        for slot, (held, most) in enumerate(zip(filled, self.slots, strict=True)):
            if held > most * ONE:
                raise ValueError(f"slot {slot} holds {most} and was given {held / ONE}")
        for box, chance in enumerate(self.chances()):
            if chance > ONE:
                raise ValueError(f"box {box} has a chance of {chance / ONE}")

    @property
    def boxes(self) -> int:
        """How many boxes take part."""
        return len(self.strata)

    def chances(self) -> list[int]:
        """The chance of each box, in units of 2**-32."""
        return chances_of(self.pieces, len(self.strata))

    def draw(self, seed: bytes) -> dict[int, int]:
        """The boxes drawn by this seed, each with its slot."""
        return self.decide(Lots(b"quaywatch selection", seed))

    def decide(self, lots: Chance) -> dict[int, int]:
        """The boxes drawn by these lots, each with its slot."""
        return draw(self.pieces, self.strata, lots)


def chances_of(pieces: Sequence[Piece], boxes: int) -> list[int]:
    """Sum the pieces of each box."""
    sums = [0] * boxes
    for box, _, amount in pieces:
        sums[box] += amount
    return sums
