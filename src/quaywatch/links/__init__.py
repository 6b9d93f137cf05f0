"""Who is who: names and identifiers resolved to parties, and how parties hang together.

A `Mention` is one party of one document. `Resolver` says which mentions are one party and why;
`Network` follows what parties share and which of them stood in finds, as known at each instant;
`graph` draws a party's surroundings. The compiler is loaded with the first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from quaywatch.cargo.sources import digest_of
from quaywatch.links.mention import Mention

if TYPE_CHECKING:
    from quaywatch.links.batch import standings
    from quaywatch.links.columns import COLUMNS, OF_FINDS, Column
    from quaywatch.links.drawing import Edge, Graph, Node, graph
    from quaywatch.links.entity import Entity, Said
    from quaywatch.links.link import Evidence, Link
    from quaywatch.links.lookup import Alike, Names
    from quaywatch.links.network import Network
    from quaywatch.links.resolver import Resolution, Resolver, resolve
    from quaywatch.links.signs import FrontSign
    from quaywatch.links.standing import Near, PartyStanding, Sign, Standing
    from quaywatch.links.ties import Tie, of_consignment
    from quaywatch.links.weights import Weights

__all__ = [
    "COLUMNS",
    "OF_FINDS",
    "Alike",
    "Column",
    "Edge",
    "Entity",
    "Evidence",
    "FrontSign",
    "Graph",
    "Link",
    "Mention",
    "Names",
    "Near",
    "Network",
    "Node",
    "PartyStanding",
    "Resolution",
    "Resolver",
    "Said",
    "Sign",
    "Standing",
    "Tie",
    "Weights",
    "graph",
    "of_consignment",
    "resolve",
    "standings",
    "version",
]

_HOMES = {
    "COLUMNS": "columns",
    "Alike": "lookup",
    "Column": "columns",
    "Edge": "drawing",
    "Entity": "entity",
    "Evidence": "link",
    "FrontSign": "signs",
    "Graph": "drawing",
    "Link": "link",
    "Names": "lookup",
    "Near": "standing",
    "OF_FINDS": "columns",
    "Network": "network",
    "Node": "drawing",
    "PartyStanding": "standing",
    "Resolution": "resolver",
    "Resolver": "resolver",
    "Said": "entity",
    "Sign": "standing",
    "Standing": "standing",
    "Tie": "ties",
    "Weights": "weights",
    "graph": "drawing",
    "of_consignment": "ties",
    "resolve": "resolver",
    "standings": "batch",
}


def version() -> str:
    """Return a digest of all that decides how parties stand, beside what was told of them."""
    return digest_of("quaywatch.links")


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"quaywatch.links.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
