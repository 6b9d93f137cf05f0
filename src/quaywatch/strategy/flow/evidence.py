"""What is known of some ports over some years: what the model of flow and detection learns from."""

from enum import StrEnum
from typing import Annotated

import msgspec

Count = Annotated[int, msgspec.Meta(ge=0)]
Mass = Annotated[float, msgspec.Meta(ge=0)]


class BadEvidence(ValueError):  # noqa: N818 - the analyst's word
    """Evidence that contradicts itself; the message names port, year and field."""


class Role(StrEnum):
    """What a port can be to the one whose seizures fell."""

    TARGET = "target"
    """The one whose seizures fell."""
    RECEIVER = "receiver"
    """Traffic that avoids the target can go there."""
    CONTROL = "control"
    """It cannot, for want of services or capacity: it shows the common trend alone."""


class PortYear(msgspec.Struct, frozen=True, kw_only=True):
    """One port in one year; None is *nobody said*, which is not nought."""

    port: str
    year: int
    hits: Count | None = None
    """Lots found by targeting, tips and chance alike, those of random audits left out."""
    mass_kg: Mass | None = None
    """Of these."""
    containers: Count | None = None
    """That arrived and could have carried a lot; needed where some were audited."""
    audited: Count = 0
    """Drawn by lot and opened, whatever targeting said of them."""
    audit_hits: Count = 0
    audit_mass_kg: Mass = 0.0
    tests: Count = 0
    """Loads that the service hid itself, blind to those who look."""
    tests_found: Count = 0


class Upstream(msgspec.Struct, frozen=True, kw_only=True):
    """What was seized before it left, bound for the target."""

    year: int
    mass_kg: Mass


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Ports over years, around a change at one of them."""

    roles: dict[str, Role]
    """Of each port; exactly one is the target."""
    changed: int
    """The first year of after."""
    port_years: tuple[PortYear, ...]
    upstream: tuple[Upstream, ...] = ()
    tests_refreshed: bool = False
    """The seeded tests of after were hidden the way lots were then hidden, as far as was known."""

    def __post_init__(self) -> None:
        """Refuse what contradicts itself; raises BadEvidence."""
        if list(self.roles.values()).count(Role.TARGET) != 1:
            raise BadEvidence("roles: exactly one port is the target")
        seen: set[tuple[str, int]] = set()
        for one in self.port_years:
            where = f"{one.port} {one.year}"
            if one.port not in self.roles:
                raise BadEvidence(f"{where}: the port has no role")
            if (one.port, one.year) in seen:
                raise BadEvidence(f"{where}: stands twice")
            seen.add((one.port, one.year))
            _sound(one, where)
        own = {one.year for one in self.port_years if one.port == self.target}
        if not own or not min(own) < self.changed <= max(own):
            raise BadEvidence(f"changed: {self.target} needs years before and after")

    @property
    def target(self) -> str:
        """The port whose seizures fell."""
        return next(port for port, role in self.roles.items() if role is Role.TARGET)

    @property
    def years(self) -> range:
        """From the first year to the last that anything is said of."""
        said = [one.year for one in (*self.port_years, *self.upstream)]
        return range(min(said), max(said) + 1)

    def without(self, port: str) -> "Evidence":
        """Return the same with nothing said of a port other than the target."""
        if port == self.target:
            raise BadEvidence(f"{port}: without the target there is no question")
        return msgspec.structs.replace(
            self,
            roles={each: role for each, role in self.roles.items() if each != port},
            port_years=tuple(one for one in self.port_years if one.port != port),
        )


def _sound(one: PortYear, where: str) -> None:
    if one.audit_hits > one.audited:
        raise BadEvidence(f"{where}, audit_hits: more than were audited")
    if one.tests_found > one.tests:
        raise BadEvidence(f"{where}, tests_found: more than there were tests")
    if one.audited and one.audited > (one.containers or 0):
        raise BadEvidence(f"{where}, audited: more than there were containers")
    if one.hits == 0 and one.mass_kg:
        raise BadEvidence(f"{where}, mass_kg: a mass of no hits")
