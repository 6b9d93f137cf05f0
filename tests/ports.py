"""Ports for services that bind some time after their port was chosen.

A port that the kernel hands out may be handed to any outgoing connection before it is bound; those
below its range are nobody's.
"""

import random
import socket
from contextlib import ExitStack
from pathlib import Path

_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")
_LOWEST, _HIGHEST = 10_000, 60_000
_TRIES = 1000


def free_port(following: int = 0) -> int:
    """Return a port that is free, as are so many after it; raises OSError where none is found."""
    chosen = random.SystemRandom()
    below = int(_RANGE.read_text().split()[0]) if _RANGE.exists() else _HIGHEST
    if below - _LOWEST <= following:
        below = _HIGHEST
    for _ in range(_TRIES):
        first = chosen.randrange(_LOWEST, below - following)
        if _are_free(range(first, first + following + 1)):
            return first
    raise OSError("no free port")


def _are_free(ports: range) -> bool:
    with ExitStack() as bound:
        try:
            for port in ports:
                bound.enter_context(socket.socket()).bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
