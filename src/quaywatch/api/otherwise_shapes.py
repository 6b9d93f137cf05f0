"""What would change a box's selection, on the wire; for officers alone."""

from quaywatch.api.shape import Shape


class OtherwiseShape(Shape):
    """One or two facts that would have to be otherwise."""

    texts: list[str]
    fields: list[str]
    """The declared fields that they are about."""
    probability: float
    """Of the box, were they so."""


class SelectionShape(Shape):
    """`GET /api/boxes/{box_id}/otherwise`; that it was asked is written to the ledger."""

    probability: float
    line: float
    """Probability below which the box would not be selected today; 0 where every box fits."""
    planned: bool
    """Whether today's plan says so; else the day's capacity does."""
    below: list[OtherwiseShape]
    """Smallest sets of facts that would bring it below the line."""
    nearest: OtherwiseShape | None
    """Where there are none: what would lower it most."""
    tried: int
    """How many changed declarations were assessed for the answer."""
