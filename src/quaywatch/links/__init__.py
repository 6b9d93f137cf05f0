"""Who is who: names and identifiers resolved to parties, and how parties hang together.

A `Mention` is one party of one document. `Resolver` says which mentions are one party and why;
`Network` follows what parties share and which of them stood in finds, as known at each instant;
`graph` draws a party's surroundings.
"""

from quaywatch.links.entity import Entity, Said
from quaywatch.links.graph import Edge, Graph, Node, graph
from quaywatch.links.link import Evidence, Link
from quaywatch.links.mention import Mention
from quaywatch.links.network import Network
from quaywatch.links.resolver import Resolution, Resolver, resolve
from quaywatch.links.signs import FrontSign
from quaywatch.links.standing import Near, PartyStanding, Sign, Standing
from quaywatch.links.ties import Tie, of_consignment
from quaywatch.links.weights import Weights

__all__ = [
    "Edge",
    "Entity",
    "Evidence",
    "FrontSign",
    "Graph",
    "Link",
    "Mention",
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
]
