"""What does not agree in the story of a box, or is odd about its place aboard."""

import msgspec


class Contradicted(msgspec.Struct, frozen=True, kw_only=True):
    """One contradiction of the trip that a box is on, or one oddity of its stowage."""

    code: str
    earlier: str
    later: str
    figure: int
    limit: int
    evidence: tuple[tuple[int, int, bool], ...]
    """Position and place of each of the two, and whether it is a declaration."""
