"""The node's own key, shown on the ledger before anything is signed by it."""

import secrets
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from quaywatch.ledger.signing import Key
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.facts import KEY, KEYS, OwnKey
from quaywatch.node.vault import shown_keys


def showing(connection: Connection, key: Key, actor: str, now: datetime) -> list[Draft]:
    """Return what shows the public half of a key on the ledger, nothing if it stands there."""
    shown = shown_keys(connection)
    if key.public in shown:
        return []
    name = f"{KEY}/{secrets.token_hex(16)}"
    said = draft(KEY, OwnKey(public=key.public), key=name, actor=actor, known_at=now)
    placed = msgspec.structs.replace(said.event, stream=KEYS, version=len(shown) + 1)
    return [Draft(event=placed)]
