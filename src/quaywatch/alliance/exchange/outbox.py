"""What a node has sent to one other, in order: a log that can be read again from any number."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from quaywatch.alliance.exchange.batch import NOTHING, Batch, sealed
from quaywatch.alliance.exchange.items import Item, KeyChange, encoded


class Outbox(msgspec.Struct, kw_only=True):
    """The chain of batches to one recipient."""

    sender: str
    recipient: str
    batches: list[Batch] = []

    def send(self, items: Sequence[Item], key: Ed25519PrivateKey, at: datetime) -> Batch:
        """Append a batch of items and return it; raises ValueError as `sealed` does.

        A change of key goes alone, so that everybody agrees on which batch is the first of the new
        one.
        """
        if any(isinstance(item, KeyChange) for item in items) and len(items) > 1:
            raise ValueError("a change of key goes alone")
        batch = sealed(
            [encoded(item) for item in items],
            key,
            sender=self.sender,
            recipient=self.recipient,
            number=len(self.batches) + 1,
            previous=self.batches[-1].digest if self.batches else NOTHING,
            made_at=at,
        )
        self.batches.append(batch)
        return batch

    def after(self, number: int) -> Iterator[Batch]:
        """Yield the batches after a number, in order: what a recipient that was away asks for."""
        yield from self.batches[number:]
