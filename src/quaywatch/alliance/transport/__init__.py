"""The line over HTTPS: both ends show certificates, logs are read from a number, nothing is lost.

`app` answers partners, on a port of its own that nothing else is reachable through; `Client` calls
one of them; `Courier` keeps calling all of them.
"""

from quaywatch.alliance.transport.app import LineApp
from quaywatch.alliance.transport.certificates import (
    Card,
    certificate_at,
    new_certificate,
)
from quaywatch.alliance.transport.client import Client, Refusal, Unreachable
from quaywatch.alliance.transport.courier import Courier, Errand
from quaywatch.alliance.transport.desks import Desk, Desks, TurnedAway
from quaywatch.alliance.transport.serving import LineServer

__all__ = [
    "Card",
    "Client",
    "Courier",
    "Desk",
    "Desks",
    "Errand",
    "LineApp",
    "LineServer",
    "Refusal",
    "TurnedAway",
    "Unreachable",
    "certificate_at",
    "new_certificate",
]
