"""How much each kind of evidence counts: weights of Fellegi and Sunter (1969), as log-odds."""

import hashlib
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np

from quaywatch.links.evidence import KINDS, Kind


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fitted model: log-odds that two mentions are one party.

    They are `prior` + `by_size` ln(parties) + the sum over kinds of evidence of weight times
    amount.
    """

    source: str
    """What the weights were fitted to, and how."""
    prior: float
    by_size: float
    """Of two mentions that share a key, the share that are one party falls slower than parties
    grow in number, since a word that picks them out grows rarer."""
    joins_at: float
    """Log-odds from which a mention joins the party that it is most like."""
    merges_at: float
    """Log-odds from which one more party is merged into that one: a bridge must bear more."""
    weights: dict[str, float]
    """Log-odds an amount of one, by the kind of evidence in small letters."""

    @classmethod
    def default(cls) -> "Weights":
        """Return the weights that travel with the package."""
        return _shipped()

    @property
    def version(self) -> str:
        """Digest of everything that changes a link."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()[:16]

    def vector(self) -> np.ndarray:
        """Return one weight a kind, in order, and room for the prior behind them."""
        named = [self.weights[kind.name.lower()] for kind in Kind]
        return np.array([*named, self.prior], dtype=np.float64)[: KINDS + 1]


@cache
def _shipped() -> Weights:
    text = (files("quaywatch.links") / "data" / "weights.json").read_bytes()
    return msgspec.json.decode(text, type=Weights)
