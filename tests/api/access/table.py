"""Every route with what it is asked and whom it lets pass, and where the service declares it."""

import re
from collections.abc import Iterable, Mapping

from tests.api.access import allies, inspecting, judging, steering

ROUTES = [*inspecting.ROUTES, *judging.ROUTES, *steering.ROUTES, *allies.ROUTES]
"""Method, address, body and roles; `{box}`, `{request}` and `{sent}` stand for what there is."""

FOR_MACHINES = {
    ("POST", "/api/intake"),
    ("POST", "/api/intake/scans"),
    ("GET", "/api/intake/outbox"),
    ("GET", "/api/intake/outbox/{position}"),
    ("POST", "/api/intake/outbox/{position}/delivered"),
}
"""Routes that a key or a certificate opens, and no session."""


def declared(method: str, address: str, described: Mapping[str, Iterable[str]]) -> str:
    """Return the path of the one route that answers at an address.

    Args:
        method: of the request.
        address: with what follows a question mark or without it.
        described: the methods of each path that the service declares, in small letters.

    Raises:
        LookupError: no route answers there.

    """
    plain = address.partition("?")[0]
    found = [
        path
        for path, methods in described.items()
        if method.lower() in methods and re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), plain)
    ]
    if not found:
        raise LookupError(f"no route answers {method} {address}")
    return min(found, key=lambda path: path.count("{"))
