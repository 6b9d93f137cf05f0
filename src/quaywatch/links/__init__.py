"""Who is who: names and identifiers resolved to parties, and how parties hang together."""

from quaywatch.links.entity import Entity, Said
from quaywatch.links.link import Evidence, Link
from quaywatch.links.mention import Mention
from quaywatch.links.resolver import Resolution, Resolver, resolve
from quaywatch.links.weights import Weights

__all__ = [
    "Entity",
    "Evidence",
    "Link",
    "Mention",
    "Resolution",
    "Resolver",
    "Said",
    "Weights",
    "resolve",
]
