"""The figures of an additive model, as they are saved."""

import msgspec


class Effect(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one value of one level adds to the log-odds, and on what evidence."""

    value: float
    inspected: int = 0
    found: int = 0


class Figures(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base rate, priors by route, goods, carrier and container, and weights of what speaks up."""

    base: float
    """Log-odds of a consignment of which nothing is known."""
    source: str
    """Where the figures come from: an expert's declaration or outcomes of inspections."""
    effects: dict[str, dict[str, Effect]] = {}
    """By level (see `keys.LEVELS`), then by value."""
    findings: dict[str, float] = {}
    """Log-odds by code of check."""
    profiles: dict[str, float] = {}
    """Log-odds by code of profile; one that is absent counts with its author's weight."""
    other_finding: float = 0.2
    """Log-odds of a check that the model has never met."""
    inspected: int = 0
    """Consignments inspected that the figures were learned from."""
    found: int = 0
