"""A scenario as an alliance, and the usual scenario from what is published."""

from typing import Any

from quaywatch.strategy.allocation import (
    Alliance,
    Look,
    Member,
    Stratum,
    Traffickers,
    under_standards,
)
from quaywatch.strategy.figures import Figure, Figures, Quantity, Scope, ranked
from quaywatch.strategy.scenarios.assumptions import assumptions, goods, routes
from quaywatch.strategy.scenarios.scenario import Port, Scenario

_ALLIED = ("BE", "DE", "ES", "FR", "GR", "IT", "NL", "PT", "SE")
"""States whose ports the usual scenario has; those with published containers are in it."""


def built(scenario: Scenario) -> Alliance:
    """Return a scenario as an alliance of which scanning is spread over.

    Raises:
        ValueError: opening takes no longer than scanning or finds no more, or shares of routes or
            goods come to more than one.

    """
    _check(scenario)
    looks = (
        Look(name="scan", detection=scenario.scan_finds, minutes=scenario.scan_minutes),
        Look(name="open", detection=scenario.open_finds, minutes=scenario.open_minutes),
    )
    cells = [
        (route.code, each.code, route.share * each.share, route.factor * each.factor)
        for route in scenario.routes
        for each in scenario.goods
    ]
    members = [_member(scenario, port, cells, looks) for port in scenario.ports]
    inside = [place for place, port in enumerate(scenario.ports) if port.member]
    made = Alliance(
        members=tuple(members[place] for place in inside),
        outsiders=tuple(one for place, one in enumerate(members) if place not in set(inside)),
        traffickers=Traffickers(rationality=scenario.rationality or None, stay=scenario.stay),
    )
    if scenario.standard is None:
        return made
    met = {port.port: port.met for port in scenario.ports}
    return under_standards(made, met, scenario.standard)


def usual(known: Figures) -> Scenario:
    """Return the scenario that one begins with: allied ports by their published containers."""
    value = {name: one.value for name, one in assumptions().items()}
    ports = [
        Port(
            port=port,
            containers=float(round(teu * value["boxes_per_teu"] * value["at_risk"], -2)),
            scanned=value["scanned"],
        )
        for port, teu in sorted(_handled(known).items())
    ]
    rest = {"at_risk", "boxes_per_teu", "scanned"}
    numbers: dict[str, Any] = {name: each for name, each in value.items() if name not in rest}
    return Scenario(ports=tuple(ports), routes=routes(), goods=goods(), **numbers)


def _handled(known: Figures) -> dict[str, float]:
    """Return TEU of the latest year by allied port, the best known figure of it."""
    latest: dict[str, list[Figure]] = {}
    for one in known.figures:
        allied = one.scope is Scope.PORT and one.country in _ALLIED
        if not allied or one.quantity is not Quantity.TEU:
            continue
        held = latest.get(one.place, [])
        if not held or one.last >= held[0].last:
            latest[one.place] = [*(held if held and held[0].last == one.last else []), one]
    return {port: ranked(found)[0].value for port, found in latest.items()}


def _member(
    scenario: Scenario,
    port: Port,
    cells: list[tuple[str, str, float, float]],
    looks: tuple[Look, ...],
) -> Member:
    gain, penalty = scenario.gain, scenario.penalty
    floor = scenario.floor if port.floor is None else port.floor
    return Member(
        port=port.port,
        minutes=port.containers * port.scanned * scenario.scan_minutes,
        strata=tuple(
            Stratum(
                route=route,
                goods=sort,
                containers=port.containers * share,
                gain=gain * factor,
                penalty=penalty,
                looks=looks,
                floor=floor,
            )
            for route, sort, share, factor in cells
        ),
    )


def _check(scenario: Scenario) -> None:
    for name, parts in (("routes", scenario.routes), ("goods", scenario.goods)):
        if sum(one.share for one in parts) > 1 + 1e-6:
            raise ValueError(f"the shares of {name} come to more than one")
        if len({one.code for one in parts}) < len(parts):
            raise ValueError(f"one of the {name} is there twice")
    if scenario.open_finds < scenario.scan_finds or scenario.open_minutes < scenario.scan_minutes:
        raise ValueError("opening takes longer than scanning and finds more")
    if scenario.gain + scenario.penalty <= 0:
        raise ValueError("a load that is found costs nothing")
