"""What who asks has committed itself to: a tree over its own manifest, each leaf with its salt.

The root says nothing of what is on it; whatever is opened later can be shown to have been on it
before the question was asked, and cannot be shown otherwise.
"""

import hmac
from collections.abc import Iterable

from quaywatch.alliance.matching.items import Item
from quaywatch.ledger.tree import BadProof, Tree, check_inclusion, leaf_hash

SALT = 16


class Manifest:
    """The items at hand on a day, in their order."""

    def __init__(self, items: Iterable[Item], secret: bytes) -> None:
        """Lay the tree; whoever has the same items and secret has the same one."""
        self.items = sorted(set(items))
        self.secret = secret
        self.places = {item: place for place, item in enumerate(self.items)}
        self._tree = Tree(
            leaf(item.said, self.salt(place)) for place, item in enumerate(self.items)
        )
        self.root = self._tree.root()

    def __len__(self) -> int:
        """How many items there are."""
        return len(self.items)

    def salt(self, place: int) -> bytes:
        """Return what keeps the leaf at a place from being guessed."""
        return hmac.digest(self.secret, b"leaf" + place.to_bytes(8, "big"), "sha256")[:SALT]

    def path(self, place: int) -> tuple[bytes, ...]:
        """Return the way from the item at a place to the root."""
        return tuple(self._tree.inclusion(place))


def leaf(said: bytes, salt: bytes) -> bytes:
    """Return the leaf of an item."""
    return leaf_hash(salt + said)


def is_on(
    said: bytes, salt: bytes, place: int, size: int, root: bytes, path: tuple[bytes, ...]
) -> bool:
    """Say whether an item was on the manifest of a root."""
    if len(salt) != SALT:
        return False
    try:
        check_inclusion(leaf(said, salt), place, size, root, path)
    except BadProof:
        return False
    return True
