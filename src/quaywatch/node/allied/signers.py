"""Whose signature is taken of what is handed over beside the line: partners', settled by two."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from quaywatch.alliance.line.peers import keys_of
from quaywatch.node.allied import settled


def signers(connection: Connection, today: date) -> Mapping[str, frozenset[str]]:
    """Return public keys in hexadecimal by name of node.

    They are those of agreements in force, and those that a partner has changed to on the line
    since. A key that was revoked there counts no more, even where an agreement still names it.
    """
    found: dict[str, frozenset[str]] = {}
    for node, agreement in settled.agreements(connection).items():
        if today <= agreement.until:
            known = keys_of(connection, node)
            revoked = {each.public.hex() for each in known if each.revoked_at is not None}
            every = {*agreement.keys, *(each.public.hex() for each in known)}
            found[node] = frozenset(every - revoked)
    return found
