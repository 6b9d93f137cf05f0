"""Which lot of a day counts, when the day is drawn several times.

A box stands with the first lot that could go either way: from then on neither a further draw nor
the lack of one changes what its chance says. Until then it was certain, which says the same under
any later draw. See `docs/science.md` for why no other chance would do.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple


class Lot(NamedTuple):
    """What a day's draws come to for one box."""

    chance: float
    picked: bool

    @property
    def open(self) -> bool:
        """Whether it was no lot yet: the box was certain, and can be planned again."""
        return self.chance == 1.0


class Fallen:
    """The lots of a day, draw after draw."""

    def __init__(self) -> None:
        self.lots: dict[str, Lot] = {}
        """By box; one that was withdrawn and had no further chance is not there."""

    def take(
        self, chances: Mapping[str, float], picked: Collection[str], withdrawn: Collection[str] = ()
    ) -> dict[str, Lot]:
        """Work a further draw in; return the lots that count from now on, of its boxes.

        Args:
            chances: of every box that could be drawn.
            picked: the boxes drawn.
            withdrawn: boxes that were certain and are asked for no more.
        """
        for box in withdrawn:
            self.lots.pop(box, None)
        drawn, fallen = frozenset(picked), self.played()
        fell = {
            box: Lot(chance, box in drawn) for box, chance in chances.items() if box not in fallen
        }
        self.lots |= fell
        return fell

    def fell(self, box: str) -> bool:
        """Whether a lot of the day fell for a box, for it or against it."""
        lot = self.lots.get(box)
        return lot is not None and not lot.open

    def played(self) -> set[str]:
        """Return the boxes for which a lot fell: they get no second one in the audit."""
        return {box for box, lot in self.lots.items() if not lot.open}
