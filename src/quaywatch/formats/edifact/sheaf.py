"""Groups that follow each other in a plain stretch, decoded all at once.

Cutting and decoding each of them costs about as much as reading it. Here they stay in one text:
readers of expressions go from one to the next by position, and a group is made only of what asks
for more care.
"""

from collections.abc import Iterator
from itertools import pairwise

from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.standard import decoded, plain


class Sheaf:
    """Whole groups between the first and the last of a stretch, which may go on beyond it."""

    __slots__ = ("_cuts", "_stretch", "tags", "text")

    def __init__(self, stretch: Group, cuts: list[int]) -> None:
        """Take the groups that begin at `cuts` in a plain stretch; the last is not in the sheaf."""
        raw = stretch.raw
        self._stretch = stretch
        self._cuts = cuts
        self.tags = [raw[cut : cut + 3] for cut in cuts]
        """Tags of the groups, and of the one that follows the sheaf."""
        inner, declared = raw[cuts[0] : cuts[-1]], stretch.manner.declared
        self.text = plain(inner, declared) if "?'" in inner else decoded(inner, declared)
        """The groups decoded, released characters as they are unless terminators are among them."""

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield where in `text` each group begins and ends."""
        first, text = self._cuts[0], self.text
        if len(text) == self._cuts[-1] - first:
            yield from pairwise([cut - first for cut in self._cuts])
            return
        # Terminators that are data stand in another form, so the next that is found is the next.
        start = 0
        for tag in self.tags[1:-1]:
            end = text.find(f"'{tag}+", start) + 1
            yield start, end
            start = end
        yield start, len(text)

    def ends(self) -> list[int]:
        """Return the position in the input just after each group."""
        return [self._stretch.start + cut for cut in self._cuts[1:]]

    def group(self, index: int) -> Group:
        """Return one group."""
        return self._stretch.piece(self._cuts[index], self._cuts[index + 1], plain=True)
