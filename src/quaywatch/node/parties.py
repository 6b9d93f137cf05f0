"""What officers ask about parties: who is who, what hangs together, and why."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from quaywatch.ledger import Ledger
from quaywatch.node import known
from quaywatch.node.acquaintance import Acquaintance, mentions_of
from quaywatch.node.drafts import draft
from quaywatch.node.errors import UnknownBox, UnknownParty
from quaywatch.node.facts import PARTY_READ, PartyLook
from quaywatch.node.party import PartyView, party_view
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading

if TYPE_CHECKING:
    from quaywatch.links import Graph, Link, Names, Network

_ALIKE = 0.5
_SHOWN = 50


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A party in a list."""

    party_id: str
    name: str
    names: int
    roles: tuple[str, ...]
    mentions: int
    finds: int
    last_seen: datetime


class Parties:
    """Answers about parties as of the ledger's last event; safe to use from many threads."""

    def __init__(
        self, ledger: Ledger, queue: Queue, reading: Reading, clock: Callable[[], datetime]
    ) -> None:
        self._queue, self._reading, self._now = queue, reading, clock
        self._acquaintance = Acquaintance(ledger)
        self._index: tuple[int, tuple[str, ...], Names | None] = (0, (), None)

    def follow(self) -> None:
        """Come to the ledger's last event, so that the first question need not wait for it."""
        self._acquaintance.now()

    def keep(self) -> None:
        """Keep a snapshot of who is who, if much was heard since the last one."""
        self._acquaintance.keep()

    def named(self, name: str) -> tuple[list[Listed], bool]:
        """Return parties with names like `name`, and whether there are more."""
        with self._acquaintance.hold():
            network = self._acquaintance.now()
            mentions = self._alike(name)
            found = dict.fromkeys(network.resolver.party(mention) for mention in mentions)
            shown = [_listed(network, party) for party in list(found)[:_SHOWN]]
            return shown, len(found) > _SHOWN

    def read(self, party_id: str, actor: str) -> PartyView:
        """Return what is known of a party; that `actor` looked is on the ledger before.

        Raises:
            UnknownParty: nobody of this id is known.

        """
        self._look(party_id, actor)
        with self._acquaintance.hold(), self._reading() as connection:
            network = self._acquaintance.now()
            return party_view(connection, network, self._acquaintance.signs, party_id)

    def graph(self, party_id: str, depth: int, actor: str) -> "Graph":
        """Return what lies within `depth` parties of a party; looking is on the ledger before.

        Raises:
            UnknownParty: nobody of this id is known.

        """
        from quaywatch.links import graph

        self._look(party_id, actor)
        with self._acquaintance.hold():
            return graph(self._acquaintance.now(), party_id, depth)

    def why(self, mention_id: str, actor: str) -> "Link":
        """Return why a mention is held to be of a party known before.

        Raises:
            UnknownParty: there is no such mention, or it was the first of its party.

        """
        self._look(mention_id, actor)
        with self._acquaintance.hold():
            link = self._acquaintance.now().resolver.why(mention_id)
        if link is None:
            raise UnknownParty(f"the mention {mention_id!r} joined no other")
        return link

    def of_box(self, box_id: str) -> list[tuple[str, str, str]]:
        """Return role, name and party of those whom a box's consignment names.

        Raises:
            UnknownBox: there is none of this name.

        """
        with self._reading() as connection:
            rows = known.boxes_named(connection, {box_id})
            if not rows:
                raise UnknownBox(f"there is no box {box_id!r}")
            entries = known.entries(connection, {rows[0].consignment_id})
        consignment = entries[rows[0].consignment_id].consignment
        with self._acquaintance.hold():
            resolver = self._acquaintance.now().resolver
            named = mentions_of(consignment, self._now())
            return [
                (m.party.role.value, m.party.name, resolver.party(m.id))
                for m in named
                if m.id in resolver
            ]

    def _look(self, party_id: str, actor: str) -> None:
        with self._acquaintance.hold():
            if party_id not in self._acquaintance.now().resolver:
                raise UnknownParty(f"there is no party {party_id!r}")
        key = f"{PARTY_READ}/{secrets.token_hex(16)}"
        look = PartyLook(party_id=party_id)
        made = draft(PARTY_READ, look, key=key, actor=actor, known_at=self._now())
        self._queue.append([made]).result()

    def _alike(self, name: str) -> list[str]:
        """Return mentions of names that hold `name`, then of those spelled almost so."""
        from quaywatch.links import Names
        from quaywatch.links.writing import plain

        spellings = self._acquaintance.spellings
        asked = plain(name)
        if not asked:
            return []
        if self._index[0] != len(spellings):
            texts = tuple(spellings)
            self._index = (len(texts), texts, Names(texts) if texts else None)
        _, texts, names = self._index
        held = sorted((text for text in texts if asked in text), key=lambda text: (len(text), text))
        like = [texts[alike.place] for alike in names.find(name, _ALIKE)] if names else []
        return [spellings[text] for text in dict.fromkeys([*held, *like])]


def _listed(network: "Network", party: str) -> Listed:
    entity = network.resolver.entity(party)
    return Listed(
        party_id=party,
        name=entity.name,
        names=len(entity.names),
        roles=tuple(role.value for role in entity.roles),
        mentions=entity.mentions,
        finds=len(network.finds.get(party, {})),
        last_seen=entity.last_seen,
    )
