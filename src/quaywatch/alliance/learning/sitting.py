"""A session of secure sums at one port: what it asks of the others, gives them, and comes to.

Nobody leads. Each port keeps its offer and all signed contributions to the last steps that it knows
of, and asks the others for theirs, so that what one has heard all hear. Who has given nothing for
longer than was agreed is left out, by all: a port that sees a step contributed to in smaller
company makes it again in that company, once.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated

import msgspec
import numpy as np
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from quaywatch.alliance.handling import Node
from quaywatch.alliance.learning.boosted import Boosted
from quaywatch.alliance.learning.growing import Growing, Trees
from quaywatch.alliance.learning.logistic import Logistic, Regression
from quaywatch.alliance.learning.masks import Floats
from quaywatch.alliance.learning.rounds import (
    FEWEST,
    Contribution,
    Gave,
    Missing,
    Offer,
    Party,
    Refused,
    summed,
)
from quaywatch.alliance.learning.why import Why

_CONTEXT = b"quaywatch sum contribution 1\n"


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What ports learn together; the same words at each, opened by two people there."""

    session: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]{1,64}$")]
    parties: Annotated[tuple[Node, ...], msgspec.Meta(min_length=FEWEST, max_length=64)]
    features: Annotated[
        tuple[Annotated[str, msgspec.Meta(min_length=1, max_length=100)], ...],
        msgspec.Meta(min_length=1, max_length=40),
    ]
    fewest: Annotated[int, msgspec.Meta(ge=FEWEST)] = FEWEST
    """With fewer ports it ends without a model."""
    steps: Annotated[int, msgspec.Meta(ge=1, le=50)] = 8
    ridge: Annotated[float, msgspec.Meta(ge=0, le=1e6)] = 1.0
    trees: Trees | None = None
    """Boosted trees are grown so, in as many steps as they take; None for the regression."""
    patience_s: Annotated[float, msgspec.Meta(gt=0, le=86_400)] = 600.0
    """How long a step waits for a port."""

    def __post_init__(self) -> None:
        """Refuse one whose parties are not in order, or too few."""
        if sorted(set(self.parties)) != list(self.parties) or self.fewest > len(self.parties):
            raise ValueError("parties are sorted and different, and no fewer than the fewest")

    def learner(self, rows: Floats, found: Floats) -> Regression | Growing:
        """Return what learns at one port; raises ValueError where its rows do not serve."""
        if self.trees is not None:
            return Growing(self.trees, self.features, rows, found)
        return Regression(self.steps, self.ridge, self.features, rows, found)

    @property
    def digest(self) -> bytes:
        """Names it: ports whose plans differ do not sum."""
        return sha256(msgspec.json.encode(self, order="deterministic")).digest()


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A contribution, as its port signed it."""

    said: bytes
    signature: bytes

    @classmethod
    def of(cls, one: Contribution, key: Ed25519PrivateKey) -> "Signed":
        """Sign one."""
        said = msgspec.msgpack.encode(one)
        return cls(said=said, signature=key.sign(_CONTEXT + said))

    def opened(self, keys: Mapping[str, Ed25519PublicKey]) -> Contribution:
        """Return what a party signed; raises Refused."""
        try:
            found = _CONTRIBUTIONS.decode(self.said)
            keys[found.node].verify(self.signature, _CONTEXT + self.said)
        except (InvalidSignature, KeyError, msgspec.DecodeError) as error:
            raise Refused("a contribution that no party signed, or none") from error
        return found


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What a port has given, and heard of the others."""

    plan: bytes
    offer: Offer
    contributions: list[Signed]


_CONTRIBUTIONS = msgspec.msgpack.Decoder(Contribution)


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Where a session stands at one port, for whoever goes on; numbers are behind masks."""

    step: int
    company: tuple[Node, ...]
    met: bool
    offers: tuple[Offer, ...]
    contributions: tuple[Signed, ...]
    gave: Gave


class Sitting:
    """One port in one session; goes on in another process from `kept`, `totals` and its seed."""

    def __init__(
        self,
        plan: Plan,
        node: str,
        key: Ed25519PrivateKey,
        keys: Mapping[str, Ed25519PublicKey],
        rows: Floats,
        found: Floats,
        now: datetime,
        seed: bytes | None = None,
    ) -> None:
        """Sit down with the own rows (rows by features) and outcomes (0 or 1).

        With 32 secret bytes as a seed the keys are the same in another process.

        Raises:
            ValueError: there are too few rows, or of one outcome alone, or a key is missing.

        """
        if node not in plan.parties or set(plan.parties) - {node} - keys.keys():
            raise ValueError("every party has to be known here, and this node be one")
        self.plan, self.node = plan, node
        self._key, self._keys = key, dict(keys)
        self._party = Party(plan.session, node, key, seed)
        self._learner = plan.learner(rows, found)
        self._offers = {node: self._party.offer}
        self._heard: dict[tuple[int, str], Contribution] = {}
        self._given: dict[tuple[int, str], Signed] = {}
        self._company = frozenset(plan.parties)
        self._met = False
        self._step, self._since = 0, now
        self._passed = False
        self.totals: list[bytes] = []
        """The sum of each step that is over, as 64-bit floats, least byte first."""
        self.why_not = ""
        """Why it ended without a model, in words…"""
        self.why: Why | None = None
        """…and as a code."""

    @property
    def kept(self) -> Kept:
        """What is to be on disk before anything more is given."""
        return Kept(
            step=self._step,
            company=self.company,
            met=self._met,
            offers=tuple(one for _, one in sorted(self._offers.items())),
            contributions=tuple(self.given.contributions),
            gave=self._party.gave,
        )

    def gave(self, step: int) -> tuple[tuple[str, ...], bytes]:
        """Return in whose company this port gave to one of the last two steps, and the bytes."""
        signed = self._given[step, self.node]
        return _CONTRIBUTIONS.decode(signed.said).parties, signed.said

    def go_on(self, kept: Kept, totals: Sequence[bytes]) -> None:
        """Stand where another process stood; nothing is given that was not given then.

        Raises Refused where the keys or rows are not those that it began with.
        """
        offers = {one.node: one for one in kept.offers}
        if offers.get(self.node) != self._party.offer:
            raise Refused("the keys with which it began are not here any more", Why.LOST)
        for total in totals:
            self._learner.took(np.frombuffer(total, dtype="<f8"))
        self.totals = list(totals)
        self._step, self._company = kept.step, frozenset(kept.company)
        self._offers, self._met = offers, kept.met
        every = self._keys | {self.node: self._key.public_key()}
        for each in kept.contributions:
            one = each.opened(every)
            self._heard[one.step, one.node], self._given[one.step, one.node] = one, each
        if kept.met:
            parties = {node for step in kept.gave.steps.values() for one in step for node in one}
            self._party.meet([offers[node] for node in sorted(parties)], self._keys)
        self._party.recall(kept.gave)

    @property
    def model(self) -> Logistic | Boosted | None:
        """What was learned; None while it runs, or where it came to nothing."""
        return self._learner.model

    @property
    def company(self) -> tuple[str, ...]:
        """The ports that are in it still."""
        return tuple(sorted(self._company))

    @property
    def given(self) -> Given:
        """What others may have of it: an offer, and numbers behind masks."""
        told = [one for _, one in sorted(self._given.items(), key=lambda row: row[0])]
        return Given(plan=self.plan.digest, offer=self._party.offer, contributions=told)

    def hear(self, node: str, said: Given) -> None:
        """Take what another port has given; raises Refused."""
        if node not in self.plan.parties or said.plan != self.plan.digest:
            raise Refused(f"{node} has another plan, or is no party")
        if said.offer.node != node or self._offers.setdefault(node, said.offer) != said.offer:
            raise Refused(f"{node} has made two offers, or another's")
        for each in said.contributions:
            one = each.opened(self._keys | {self.node: self._key.public_key()})
            if one.session == self.plan.session and one.step > self._step:
                self._passed = self._passed or self.node not in one.parties
            if (one.session, one.step) != (self.plan.session, self._step):
                continue
            before = self._heard.get((one.step, one.node))
            if one.node != self.node and (before is None or set(one.parties) < set(before.parties)):
                self._heard[one.step, one.node] = one
                self._given[one.step, one.node] = each

    def advance(self, now: datetime) -> None:
        """Go as far as what was heard allows; leave out who is late."""
        self._since = min(self._since, now)  # a clock that was put back holds nobody up
        try:
            while self.model is None and not self.why_not and self._moved(now):
                self._since = now
        except (Refused, ValueError, np.linalg.LinAlgError) as error:
            self.why_not = str(error)
            self.why = error.why if isinstance(error, Refused) else Why.UNFIT

    def _moved(self, now: datetime) -> bool:
        if self._passed:
            said = "the other ports went on without this one, which gave nothing in time"
            raise Refused(said, Why.LEFT_OUT)
        late = now - self._since > timedelta(seconds=self.plan.patience_s)
        if not self._met:
            if missing := self._company - self._offers.keys():
                return late and self._without(missing)
            self._party.meet(
                [one for node, one in sorted(self._offers.items()) if node in self._company],
                self._keys,
            )
            self._met = True
            self._contribute()
        for one in self._of_step():
            if set(one.parties) < self._company:
                return self._without(self._company - set(one.parties))
        try:
            total = summed(one for one in self._of_step() if one.parties == self.company)
        except Missing as missing:
            return late and self._without(frozenset(missing.nodes))
        self._took(total)
        return True

    def _of_step(self) -> list[Contribution]:
        return [
            one
            for (step, node), one in sorted(self._heard.items())
            if step == self._step and node in self._company
        ]

    def _without(self, nodes: frozenset[str]) -> bool:
        left = self._company - nodes
        if self.node not in left:
            said = "the other ports go on without this one, which gave nothing in time"
            raise Refused(said, Why.LEFT_OUT)
        if len(left) < self.plan.fewest:
            said = f"without {', '.join(sorted(nodes))} there are too few"
            raise Refused(said, Why.TOO_FEW)
        self._company = left
        if self._met:
            self._contribute()
        return True

    def _contribute(self) -> None:
        one = self._party.contribute(self._step, self._company, self._learner.part())
        self._heard[self._step, self.node] = one
        self._given[self._step, self.node] = Signed.of(one, self._key)
        for step, node in [key for key in self._given if key[0] < self._step - 1]:
            del self._given[step, node]

    def _took(self, total: Floats) -> None:
        self.totals.append(total.astype("<f8").tobytes())
        self._learner.took(total)
        if self._learner.model is None:
            self._step += 1
            self._contribute()
