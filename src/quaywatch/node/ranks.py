"""Where each box stands by risk, kept in memory so that no page has to sort the whole list."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping

_FEW = 64
_SHIFTED = 1000
"""Moving one box within a list of so many costs about what sorting one more box does."""


class Ranks:
    """Probabilities of a set of boxes in strict order: equal ones stand by their names."""

    def __init__(self, boxes: Iterable[tuple[float, str]]) -> None:
        self._ordered = sorted(boxes)
        self._probability = {box: probability for probability, box in self._ordered}

    def __len__(self) -> int:
        return len(self._ordered)

    def rank(self, probability: float, box_id: str) -> int:
        """Return the rank of a box, 1 for the highest risk."""
        return len(self._ordered) - bisect_left(self._ordered, (probability, box_id))

    def update(self, changed: Mapping[str, float | None]) -> None:
        """Take over new probabilities; None takes a box out."""
        if len(changed) > max(_FEW, len(self) // _SHIFTED):
            self._probability.update({b: p for b, p in changed.items() if p is not None})
            for box in (b for b, p in changed.items() if p is None):
                self._probability.pop(box, None)
            self._ordered = sorted((p, b) for b, p in self._probability.items())
            return
        for box, probability in changed.items():
            self._replace(box, probability)

    def _replace(self, box: str, probability: float | None) -> None:
        before = self._probability.pop(box, None)
        if before is not None:
            del self._ordered[bisect_left(self._ordered, (before, box))]
        if probability is not None:
            self._probability[box] = probability
            insort(self._ordered, (probability, box))
