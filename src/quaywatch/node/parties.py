"""What officers ask about parties: who is who, what hangs together, and why."""

import secrets
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection

from quaywatch.cargo import Consignment
from quaywatch.node import known
from quaywatch.node.acquaintance import Acquaintance
from quaywatch.node.drafts import draft
from quaywatch.node.errors import UnknownBox, UnknownParty
from quaywatch.node.facts import PARTY_READ, PartyLook
from quaywatch.node.hearing import mentions_of
from quaywatch.node.party import PartyView, party_view
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading
from quaywatch.node.state import State

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
        self,
        who: Acquaintance,
        state: State,
        queue: Queue,
        reading: Reading,
        clock: Callable[[], datetime],
    ) -> None:
        self._queue, self._reading, self._now = queue, reading, clock
        self._who, self._state = who, state
        self._index: tuple[int, tuple[str, ...], Names | None] = (0, (), None)

    def follow(self) -> None:
        """Come to the last event, so that the first question need not wait for it."""
        with self._known():
            pass

    def named(self, name: str) -> tuple[list[Listed], bool]:
        """Return parties with names like `name`, and whether there are more."""
        with self._known():
            spellings = dict(self._who.heard.spellings)
        mentions = self._alike(name, spellings)
        with self._known() as (network, _):
            found = dict.fromkeys(network.resolver.party(mention) for mention in mentions)
            shown = [_listed(network, party) for party in list(found)[:_SHOWN]]
            return shown, len(found) > _SHOWN

    def read(self, party_id: str, actor: str) -> PartyView:
        """Return what is known of a party; that `actor` looked is on the ledger before.

        Raises:
            UnknownParty: nobody of this id is known.

        """
        self._look(party_id, actor)
        with self._known() as (network, connection):
            return party_view(connection, network, self._who.heard.signs, party_id)

    def graph(self, party_id: str, depth: int, actor: str) -> "Graph":
        """Return what lies within `depth` parties of a party; looking is on the ledger before.

        Raises:
            UnknownParty: nobody of this id is known.

        """
        from quaywatch.links import graph

        self._look(party_id, actor)
        with self._known() as (network, _):
            return graph(network, party_id, depth)

    def why(self, mention_id: str, actor: str) -> "Link":
        """Return why a mention is held to be of a party known before.

        Raises:
            UnknownParty: there is no such mention, or it was the first of its party.

        """
        self._look(mention_id, actor)
        with self._known() as (network, _):
            link = network.resolver.why(mention_id)
        if link is None:
            raise UnknownParty(f"the mention {mention_id!r} joined no other")
        return link

    def of_box(self, box_id: str) -> list[tuple[str, str, str]]:
        """Return role, name and party of those whom a box's consignment names.

        Raises:
            UnknownBox: there is none of this name.

        """
        with self._reading() as connection:
            consignment = _consignment(connection, box_id)
        with self._known() as (network, _):
            resolver = network.resolver
            named = mentions_of(consignment, self._now())
            return [
                (m.party.role.value, m.party.name, resolver.party(m.id))
                for m in named
                if m.id in resolver
            ]

    def behind(self, box_id: str) -> dict[str, set[str]]:
        """Return the consignments of finds on which each input of a box's standing rests today.

        Raises:
            UnknownBox: there is none of this name.

        """
        from quaywatch.links.columns import behind

        with self._reading() as connection:
            consignment = _consignment(connection, box_id)
        with self._known() as (network, _):
            return behind(self._who.look(consignment), network.finds)

    @contextmanager
    def _known(self) -> Generator[tuple["Network", Connection]]:
        """Give the network as of the tables' last event, for as long as nobody changes it.

        The lock comes before the connection: who writes takes them in this order, too.
        """
        with self._who.hold(), self._reading() as connection:
            yield self._who.follow(self._state.position), connection

    def _look(self, party_id: str, actor: str) -> None:
        with self._known() as (network, _):
            if party_id not in network.resolver:
                raise UnknownParty(f"there is no party {party_id!r}")
        key = f"{PARTY_READ}/{secrets.token_hex(16)}"
        look = PartyLook(party_id=party_id)
        made = draft(PARTY_READ, look, key=key, actor=actor, known_at=self._now())
        self._queue.append([made]).result()

    def _alike(self, name: str, spellings: dict[str, str]) -> list[str]:
        """Return mentions of names that hold `name`, then of those spelled almost so."""
        from quaywatch.links import Names
        from quaywatch.links.writing import plain

        asked = plain(name)
        if not asked:
            return []
        index = self._index
        if index[0] != len(spellings):
            texts = tuple(spellings)
            index = self._index = (len(texts), texts, Names(texts) if texts else None)
        _, texts, names = index
        held = sorted((text for text in texts if asked in text), key=lambda text: (len(text), text))
        like = [texts[alike.place] for alike in names.find(name, _ALIKE)] if names else []
        return [spellings[text] for text in dict.fromkeys([*held, *like])]


def _consignment(connection: Connection, box_id: str) -> Consignment:
    rows = known.boxes_named(connection, {box_id})
    if not rows:
        raise UnknownBox(f"there is no box {box_id!r}")
    name = rows[0].consignment_id
    return known.entries(connection, {name})[name].consignment


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
