"""Shapes of the wind tunnel: simulated runs by quarter and port, and one against another."""

from quaywatch.api.shape import Shape


class TunnelListed(Shape):
    """A run that is kept beside the node."""

    name: str
    scenario: str
    policy: str
    seeds: int


class TunnelRuns(Shape):
    """`GET /api/strategy/tunnel`: the runs, by name. All are simulated."""

    runs: list[TunnelListed]
    scenarios: list[str]
    """That come with Quaywatch, whether they were run here or not…"""
    policies: list[str]
    """…and the policies that can be run through each."""


class TunnelInterval(Shape):
    """A mean over seeds with its 95 % interval; without one from a single seed."""

    mean: float
    low: float | None
    high: float | None


class TunnelPort(Shape):
    """A port by quarter: mean tonnes sent and seized. `other` is another way than containers."""

    port: str
    sent: list[float]
    seized: list[float]


class TunnelRun(Shape):
    """One run: what all ports and the other way come to by quarter, in tonnes, and each port."""

    name: str
    scenario: str
    policy: str
    traffickers: str
    seeds: int
    consignments_per_year: int
    quarters: list[str]
    """Such as `2024 Q1`."""
    begins: int
    """Quarter from which the policy holds."""
    delivered: list[TunnelInterval]
    seized: list[TunnelInterval]
    ports: list[TunnelPort]


class TunnelAgainst(Shape):
    """What B does beside A on the seeds they share, once both have settled; shares."""

    seeds: int
    reduction: TunnelInterval
    reduction_ports: TunnelInterval
    displaced: TunnelInterval | None
    looks: TunnelInterval


class TunnelPlace(Shape):
    """A port and where it lies, in degrees east and north."""

    port: str
    name: str
    longitude: float
    latitude: float


class TunnelPair(Shape):
    """`GET /api/strategy/tunnel/{a}/{b}`: two runs, and what sets them apart."""

    a: TunnelRun
    b: TunnelRun
    against: TunnelAgainst | None
    displaced: list[TunnelInterval | None]
    """By quarter, over the year that it ends: of what left ports, the share that is at others."""
    places: list[TunnelPlace]
