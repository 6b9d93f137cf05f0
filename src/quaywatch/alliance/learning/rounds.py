"""Steps of a sum that nobody sees the parts of, and what a party refuses to take part in.

Everybody gets every contribution and adds them up; nobody coordinates. Where a party stays away
from a step, the step is made again without it and it is out for good. A party contributes to a step
once more only for fewer parties, and once only, since the difference of two sums is a part.

What stays: all parties but one that put their parts together know the last one's; and where a party
leaves while sums change little, its part can be guessed from those before and after.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated

import msgspec
import numpy as np
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from quaywatch.alliance.handling import Node
from quaywatch.alliance.learning.masks import (
    MOST_PARTIES,
    Floats,
    decoded,
    encoded,
    masked,
    pair_secret,
    total,
)
from quaywatch.alliance.learning.why import Why

FEWEST = 3
"""Of two, each would know the other's part from the sum."""
_CONTEXT = b"quaywatch sum offer 1\n"


class Refused(ValueError):  # noqa: N818 - the operator's word
    """A step that a party does not take part in."""

    def __init__(self, said: str, why: Why = Why.UNTRUE) -> None:
        """Say it in words, and as a code."""
        super().__init__(said)
        self.why = why


class Missing(Exception):  # noqa: N818 - the operator's word
    """Parties stayed away: the step is to be made again without them."""

    def __init__(self, nodes: Iterable[str]) -> None:
        self.nodes = tuple(sorted(nodes))
        super().__init__(f"nothing came from {', '.join(self.nodes)}")


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A party's key for one session, signed by its node."""

    session: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    node: Node
    public: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    signature: bytes

    @property
    def said(self) -> bytes:
        """What is signed."""
        return _CONTEXT + f"{self.session}\n{self.node}\n".encode() + self.public


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """One party's numbers of one step, behind its masks."""

    session: str
    node: Node
    step: int
    parties: tuple[Node, ...]
    """In whose company it is good; sorted."""
    numbers: bytes
    """64 bits each, least byte first."""


class Gave(msgspec.Struct, frozen=True, kw_only=True):
    """What a party has contributed to: nothing of what."""

    steps: dict[int, tuple[tuple[Node, ...], ...]]
    """In whose company, each time, by step."""
    out: tuple[Node, ...]


class Party:
    """One node in one session; without a seed its keys live as long as this object."""

    def __init__(
        self, session: str, node: str, key: Ed25519PrivateKey, seed: bytes | None = None
    ) -> None:
        """Take part in a session; without 32 secret bytes as a seed the key is drawn."""
        self.session, self.node = session, node
        self._own = (
            X25519PrivateKey.from_private_bytes(seed) if seed else X25519PrivateKey.generate()
        )
        self._secrets = dict[str, bytes]()
        self._given = dict[int, list[frozenset[str]]]()
        self._out = set[str]()
        bare = Offer(
            session=session,
            node=node,
            public=self._own.public_key().public_bytes_raw(),
            signature=b"",
        )
        self.offer = msgspec.structs.replace(bare, signature=key.sign(bare.said))

    def meet(self, offers: Iterable[Offer], keys: Mapping[str, Ed25519PublicKey]) -> None:
        """Agree with the other parties; raises Refused on an offer that its node did not sign."""
        for one in offers:
            if one.node == self.node:
                continue
            if one.session != self.session or one.node not in keys:
                raise Refused(f"{one.node} is not of this session")
            try:
                keys[one.node].verify(one.signature, one.said)
                pair = (self.node, one.node)
                secret = pair_secret(self._own, one.public, self.session, pair)
            except (InvalidSignature, ValueError) as error:
                raise Refused(f"{one.node} has not signed its offer, or it is none") from error
            if self._secrets.setdefault(one.node, secret) != secret:
                raise Refused(f"{one.node} has made two offers")
        if len(self._secrets) + 1 > MOST_PARTIES:
            raise Refused(f"there are more than {MOST_PARTIES} parties")

    def contribute(self, step: int, parties: Iterable[str], values: Floats) -> Contribution:
        """Return the own numbers of a step for these parties, behind masks.

        Raises:
            Refused: there are too few parties, one of them is not met or out, or it was contributed
                to this step before and these are not fewer, or it was made again once already.
            ValueError: a number is too large.

        """
        company = frozenset(parties)
        self._require(step, company)
        numbers = masked(
            encoded(values),
            self.node,
            [(one, self._secrets[one]) for one in sorted(company - {self.node})],
            step,
            company,
        )
        self._out |= self._secrets.keys() - company
        self._given.setdefault(step, []).append(company)
        return Contribution(
            session=self.session,
            node=self.node,
            step=step,
            parties=tuple(sorted(company)),
            numbers=numbers.astype("<u8").tobytes(),
        )

    @property
    def gave(self) -> "Gave":
        """To which steps it contributed, in whose company, and who is out."""
        steps = {
            step: tuple(tuple(sorted(one)) for one in given) for step, given in self._given.items()
        }
        return Gave(steps=steps, out=tuple(sorted(self._out)))

    def recall(self, gave: "Gave") -> None:
        """Know again what was given before this process, so that nothing is given twice."""
        self._given = {step: [*map(frozenset, given)] for step, given in gave.steps.items()}
        self._out = set(gave.out)

    def _require(self, step: int, company: frozenset[str]) -> None:
        if len(company) < FEWEST or self.node not in company:
            raise Refused(f"a sum is of at least {FEWEST} parties, and of this one")
        strangers = company - self._secrets.keys() - {self.node} | company & self._out
        if strangers:
            raise Refused(f"{', '.join(sorted(strangers))} are not met, or were out before")
        given = self._given.get(step, [])
        if given and (len(given) > 1 or not company < given[0]):
            raise Refused("a step is made again once, with fewer parties")
        if step < max(self._given, default=step):
            raise Refused("that step is over")


def summed(contributions: Iterable[Contribution]) -> Floats:
    """Return the sum of all parties of a step: exact, the same for whoever adds up.

    Raises:
        Missing: not all of the parties have contributed.
        ValueError: the contributions are not all of one step and the same company.

    """
    every = {one.node: one for one in contributions}
    kinds = {(one.session, one.step, one.parties, len(one.numbers)) for one in every.values()}
    if len(kinds) != 1:
        raise ValueError("these are not contributions to one step of one company")
    parties = set(next(iter(kinds))[2])
    if parties - every.keys():
        raise Missing(parties - every.keys())
    if every.keys() - parties:
        raise ValueError("somebody contributed who is not of the company")
    parts = [
        np.frombuffer(every[node].numbers, dtype="<u8").astype(np.uint64)
        for node in sorted(parties)
    ]
    return decoded(total(parts))
