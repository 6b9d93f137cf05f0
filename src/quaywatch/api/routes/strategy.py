"""`/api/strategy`: what is known of the ports together."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends

from quaywatch.api.access import guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.api.strategy import telling, tunnel
from quaywatch.api.strategy.shapes import StrategyFigures, StrategyFinds
from quaywatch.api.strategy.tunnel_shapes import TunnelPair, TunnelRuns
from quaywatch.strategy.tunnel import BadRun

router = APIRouter(prefix="/api/strategy", tags=["strategy"])


@router.get("/figures", dependencies=guard(Permission.STRATEGY))
def read_figures() -> StrategyFigures:
    """Return the public figures, each with its source."""
    return telling.published()


@router.get("/tunnel", dependencies=guard(Permission.STRATEGY))
def read_tunnel(held: Held) -> TunnelRuns:
    """Return the simulated runs that are kept beside the node."""
    return tunnel.runs(held.settings.tunnel)


@router.get("/tunnel/{a}/{b}", dependencies=guard(Permission.STRATEGY))
def read_tunnel_pair(a: str, b: str, held: Held) -> TunnelPair:
    """Return two simulated runs beside each other."""
    try:
        return tunnel.pair(held.settings.tunnel, a, b)
    except KeyError as error:
        raise ApiError(404, "not-found", f"No run is called {error.args[0]}.") from error
    except BadRun as error:
        raise ApiError(409, "tunnel.unreadable", str(error)) from error


@router.get("/finds")
def read_finds(
    held: Held, who: Annotated[OpenSession, Depends(requires(Permission.STRATEGY))]
) -> list[StrategyFinds]:
    """Return what this node found itself, and what allies told it of, by port and year.

    Own finds are for who sees the node's cargo, those of allies for who reads notices.
    """
    role = who.user.role
    seen = {
        "own": allows(role, Permission.READ),
        "allied": allows(role, Permission.ALLIANCE),
    }
    found = [one for one in held.node.finds() if seen[one.whose]]
    return [StrategyFinds(**msgspec.to_builtins(one)) for one in found]
