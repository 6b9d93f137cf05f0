"""Small lotteries, and the whole tree of what their lots can say."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from hypothesis import strategies as st

from quaywatch.inspections import Lottery
from quaywatch.inspections.rounding import Piece
from quaywatch.inspections.windows import ONE

Outcome = tuple[tuple[int, int], ...]


class Scripted:
    """Lots that say what they are told, then always yes; they note what else they could say."""

    def __init__(self, script: tuple[bool, ...]) -> None:
        self.said: list[bool] = []
        self.likely = Fraction(1)
        self.others: list[tuple[bool, ...]] = []
        self._script = script

    def happens(self, part: int, whole: int) -> bool:
        step = len(self.said)
        yes = self._script[step] if step < len(self._script) else True
        if step >= len(self._script):
            self.others.append((*self.said, False))
        self.likely *= Fraction(part if yes else whole - part, whole)
        self.said.append(yes)
        return yes


def outcomes(lottery: Lottery) -> Iterator[tuple[dict[int, int], Fraction]]:
    """Every draw that the lottery can give, with its exact probability."""
    scripts: list[tuple[bool, ...]] = [()]
    while scripts:
        lots = Scripted(scripts.pop())
        yield lottery.decide(lots), lots.likely
        scripts.extend(lots.others)


def exactly(lottery: Lottery) -> dict[Outcome, Fraction]:
    """The exact distribution of the draw."""
    told: dict[Outcome, Fraction] = defaultdict(Fraction)
    for drawn, likely in outcomes(lottery):
        told[tuple(sorted(drawn.items()))] += likely
    return told


@st.composite
def lotteries(draw: st.DrawFn, boxes: int = 4, slots: int = 3) -> Lottery:
    """Any fractional solution: every box in any number of slots, each slot as large as it must."""
    count = draw(st.integers(1, slots))
    amounts = st.one_of(st.integers(0, 3).map(lambda n: n * ONE // 3), st.integers(0, ONE))
    pieces: list[Piece] = []
    strata = draw(st.lists(st.integers(0, 2), min_size=1, max_size=boxes))
    for box in range(len(strata)):
        left = ONE
        for slot in draw(st.permutations(range(count))):
            amount = min(left, draw(amounts))
            left -= amount
            pieces.append(Piece(box, slot, amount))
    pieces = draw(st.permutations(pieces))
    filled = [sum(p.amount for p in pieces if p.slot == slot) for slot in range(count)]
    return Lottery(
        slots=tuple(-(-amount // ONE) for amount in filled),
        strata=tuple(strata),
        pieces=tuple(pieces),
    )
