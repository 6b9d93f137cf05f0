"""Scenarios read from shapes, and outcomes as shapes."""

from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np

from quaywatch.api.errors import ApiError
from quaywatch.api.strategy import allocation_shapes as shapes
from quaywatch.cargo.identifiers import unlocode
from quaywatch.inspections.treatments import Treatments
from quaywatch.node.strategy.measured import measured
from quaywatch.strategy.allocation import DEARER, SPOILT, Alliance, Difference, Outcome
from quaywatch.strategy.figures import public
from quaywatch.strategy.scenarios import Scenario, built, usual
from quaywatch.strategy.scenarios.assumptions import origins

_STREAMS = 80
_PORTS = (
    *("BEANR", "BEZEE", "NLRTM", "NLVLI", "NLAMS", "DEHAM", "DEBRV", "FRLEH", "FRDKK", "FRFOS"),
    *("ESALG", "ESVLC", "ESBCN", "PTSIE", "PTLIS", "ITGIT", "ITGOA", "ITTRS", "GRPIR", "SEGOT"),
    *("SEHEL", "NOOSL", "GBLGP", "GBSOU", "PLGDN", "LTKLJ", "FIHEL", "DKAAR", "IEDUB", "SIKOP"),
    *("HRRJK", "ROCND", "BGVAR", "CYLMS", "MTMAR"),
)
"""Ports that one can add to a scenario beside those in it."""


def scenario(shape: shapes.StrategyScenario) -> Scenario:
    """Return what somebody supposes; raises ApiError."""
    try:
        return msgspec.convert(shape.model_dump(), Scenario)
    except msgspec.ValidationError as error:
        raise ApiError(422, "scenario.wrong", str(error)) from error


def alliance(shape: shapes.StrategyScenario) -> Alliance:
    """Return a scenario as an alliance; raises ApiError where it contradicts itself."""
    try:
        return built(scenario(shape))
    except ValueError as error:
        raise ApiError(422, "scenario.wrong", str(error)) from error


def beginning(
    met: Mapping[str, float] | None = None, treatments: Treatments | None = None
) -> shapes.StrategyAssumptions:
    """Return the scenario that one begins with, and what it rests on.

    Args:
        met: how much of the common standard ports meet, of those that are assessed.
        treatments: what the node's plans reckon with; what was measured of scans counts here too.

    """
    known, standings = measured(usual(public()), treatments), met or {}
    made = known.scenario
    ports = tuple(
        msgspec.structs.replace(one, met=standings.get(one.port, 0.0)) for one in made.ports
    )
    made = msgspec.structs.replace(made, ports=ports)
    drawn = dict.fromkeys([*(one.port for one in made.ports), *_PORTS])
    return shapes.StrategyAssumptions(
        scenario=shape(made),
        assumptions=[
            shapes.StrategyAssumption(**msgspec.to_builtins(one)) for one in known.assumptions
        ],
        origins=[_origin(one.code, one.basis.value, one.source, one.port) for one in _origins()],
        places=lying(drawn),
        standings=[
            shapes.StrategyMeets(port=port, met=share) for port, share in sorted(standings.items())
        ],
        standard=[
            shapes.StrategyStandardFigure(name="dearer", **msgspec.to_builtins(DEARER)),
            shapes.StrategyStandardFigure(name="spoilt", **msgspec.to_builtins(SPOILT)),
        ],
    )


def lying(ports: Any) -> list[shapes.StrategyLies]:
    """Return where ports lie, by their codes."""
    found = [(port, unlocode.find(port)) for port in sorted(ports)]
    return [
        shapes.StrategyLies(
            port=port, name=at.name, longitude=at.longitude or 0.0, latitude=at.latitude or 0.0
        )
        for port, at in found
        if at is not None and at.longitude is not None
    ]


def shape(made: Scenario) -> shapes.StrategyScenario:
    """Return a scenario as a shape."""
    return shapes.StrategyScenario.model_validate(msgspec.to_builtins(made))


def outcome(made: Outcome) -> shapes.StrategyOutcome:
    """Return what comes of a way of spending the minutes."""
    return shapes.StrategyOutcome(
        how=made.how.value,
        arriving=made.arriving,
        level=made.level,
        deterred=made.deterred,
        ports=[
            shapes.StrategyAtPort(
                port=at.port,
                member=at.member,
                arriving=at.arriving,
                chosen=at.chosen,
                minutes=at.minutes,
                has=at.has,
                covered=at.covered,
                level=at.level,
                price=at.price,
            )
            for at in made.ports
        ],
        streams=_streams(made),
        proof=made.certificate.proof.value,
        bound=made.certificate.bound,
        gap=made.certificate.gap,
    )


def difference(made: Difference) -> shapes.StrategyDifference:
    """Return what a change does."""
    return shapes.StrategyDifference(
        before=outcome(made.before),
        after=outcome(made.after),
        reasons=[shapes.StrategyReason(**msgspec.to_builtins(one)) for one in made.reasons],
    )


def _origins() -> list[Any]:
    return list(origins().values())


def _origin(code: str, basis: Any, source: str, port: str) -> shapes.StrategyOrigin:
    at = unlocode.find(port) if port else None
    return shapes.StrategyOrigin(
        code=code,
        basis=basis,
        source=source,
        name=at.name if at else code,
        longitude=at.longitude if at else None,
        latitude=at.latitude if at else None,
    )


def _streams(made: Outcome) -> list[shapes.StrategyStream]:
    """Return the widest streams from a route to a port, of traffickers who err."""
    rationality = made.alliance.traffickers.rationality
    if rationality is None:
        return []
    first = made.laid.begins[:-1]
    value = made.laid.sites.gain[first] - made.laid.sites.loss[first] * made.shares
    weight = np.exp(rationality * (value - value.max()))
    weight *= sum(at.chosen or 0.0 for at in made.ports) / weight.sum()
    # Every port of a scenario has the same routes with the same goods under each.
    ports, cells = made.alliance.ports, made.alliance.ports[0].strata
    routes = list(dict.fromkeys(one.route for one in cells))
    summed = weight.reshape(len(ports), len(routes), -1).sum(axis=2)
    sums = {
        (route, member.port): float(summed[place, number])
        for place, member in enumerate(ports)
        for number, route in enumerate(routes)
    }
    widest = sorted(sums.items(), key=lambda each: (-each[1], each[0]))[:_STREAMS]
    return [shapes.StrategyStream(route=r, port=p, chosen=share) for (r, p), share in widest]
