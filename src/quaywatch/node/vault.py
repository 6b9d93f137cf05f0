"""Models as they lie on the ledger, opened only under the node's own seal."""

import hashlib
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from quaywatch.ledger import originals
from quaywatch.ledger.schema import event
from quaywatch.ledger.signing import Key, is_signed
from quaywatch.node.errors import Tampered
from quaywatch.node.facts import KEYS, OwnKey
from quaywatch.risk.life import Work, sealed
from quaywatch.risk.opening import Kept, opened


class Vault:
    """Opens models; one that was opened once stays open."""

    def __init__(self, key_file: Path) -> None:
        self.key_file = key_file
        self._open: dict[Work, Kept] = {}

    def key(self) -> Key:
        """Return the node's key, made at first use; raises LedgerError as `Key.at` does."""
        return Key.at(self.key_file)

    def model(self, connection: Connection, work: Work) -> Kept:
        """Return a model that is to be put to work.

        Raises:
            Tampered: its bytes, the statement about it or the signature are not the node's.

        """
        if work not in self._open:
            self._open[work] = self.examined(connection, work)
        return self._open[work]

    def examined(self, connection: Connection, work: Work) -> Kept:
        """Return a model that is read and verified anew; raises as `model` does."""
        name = f"The model {work.model_id} is refused: "
        if work.seal.key not in self._trusted(connection):
            raise Tampered(f"{name}it was signed by a key that is not this node's.")
        said = sealed(work.kind, work.digest, work.stated)
        if not is_signed(work.seal.key, work.seal.signature, said):
            raise Tampered(f"{name}its signature is not true of what is stated about it.")
        data = originals.load(connection, bytes.fromhex(work.digest))
        if hashlib.sha256(data).hexdigest() != work.digest:
            raise Tampered(f"{name}its bytes are not those that were signed.")
        return opened(work.kind, data)

    def _trusted(self, connection: Connection) -> set[str]:
        """Return the keys that count: the node's own, or in a copy without it the ledger's."""
        if self.key_file.exists():
            return {self.key().public}
        return set(shown_keys(connection))


def shown_keys(connection: Connection) -> list[str]:
    """Return the keys by which the node has signed, as the ledger tells, oldest first."""
    said = select(event.c.payload).where(event.c.stream == KEYS).order_by(event.c.version)
    return [
        msgspec.json.decode(payload, type=OwnKey).public for payload in connection.scalars(said)
    ]
