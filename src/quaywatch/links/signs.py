"""Signs that a party may be a front, from what was known before.

After the risk indicators on parties in the WCO SAFE Framework of Standards and in FATF's report on
trade-based money laundering (2020): a new firm at an address of many, sender and receiver under one
roof, a receiver that lives with its forwarder, goods that are not its trade.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

from quaywatch.cargo import PartyRole
from quaywatch.links.mention import Mention
from quaywatch.links.names import name
from quaywatch.links.standing import Known, Sign
from quaywatch.links.ties import MOVERS, Tie, Value, values
from quaywatch.links.writing import sound

_NEW_DAYS = 90
_CROWD = 5
"""Other parties from which an address is crowded."""
_SETTLED = 5
"""Consignments from which a party has a trade of its own."""


class FrontSign(StrEnum):
    """The signs, by code."""

    NEW_IN_CROWD = "new-in-crowd"
    """First seen less than 90 days ago, at an address that five other parties share or more."""
    ONE_ROOF = "one-roof"
    """Consignor and consignee share address, telephone or mailbox."""
    AT_MOVER = "at-mover"
    """The consignee has the address, telephone or mailbox of one that moves goods for others."""
    NOT_ITS_TRADE = "not-its-trade"
    """The name tells a trade, and the goods are of another."""
    NEW_GOODS = "new-goods"
    """After five consignments or more, the first of this chapter."""


@cache
def _chapters() -> dict[str, frozenset[str]]:
    """Return, by word of a name as compared, the HS chapters of that trade."""
    text = (files("quaywatch.links") / "data" / "trades.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return {sound(row["trade"]): frozenset(row["chapters"].split()) for row in rows}


def signs(known: Known, mentions: Sequence[Mention], parties: Sequence[str]) -> tuple[Sign, ...]:
    """Return the signs that a consignment's parties give, before it is taken in."""
    pairs = list(zip(mentions, parties, strict=True))
    told = [sign for mention, party in pairs for sign in _of_one(known, mention, party)]
    for mention, party in pairs:
        if mention.party.role is PartyRole.CONSIGNOR:
            told.extend(_one_roof(mention, party, pairs))
    return tuple(told)


def _of_one(known: Known, mention: Mention, party: str) -> Iterator[Sign]:
    role = mention.party.role
    first = known.first_seen.get(party)
    new = first is None or (mention.at - first).days < _NEW_DAYS
    for value in values(mention):
        others = known.sharing(value).keys() - {party}
        if new and value[0] is Tie.ADDRESS and len(others) >= _CROWD:
            yield _sign(FrontSign.NEW_IN_CROWD, role, (party,), value[1], len(others))
        movers = sorted(others & known.movers.keys())
        if role is PartyRole.CONSIGNEE and value[0] is not Tie.DOMAIN and movers:
            yield _sign(FrontSign.AT_MOVER, role, (party, movers[0]), value[1], len(movers))
    if role not in MOVERS:
        yield from _of_goods(known, mention, party)


def _of_goods(known: Known, mention: Mention, party: str) -> Iterator[Sign]:
    chapters = {goods[:2] for goods in mention.goods}
    trades = [_chapters()[word] for word in name(mention.party.name).words if word in _chapters()]
    written = " ".join(sorted(chapters))
    if chapters and trades and not chapters & frozenset[str]().union(*trades):
        yield _sign(FrontSign.NOT_ITS_TRADE, mention.party.role, (party,), written, 1)
    before = known.chapters.get(party, {})
    if chapters and sum(before.values()) >= _SETTLED and not chapters & before.keys():
        total = sum(before.values())
        yield _sign(FrontSign.NEW_GOODS, mention.party.role, (party,), written, total)


def _one_roof(mention: Mention, party: str, pairs: list[tuple[Mention, str]]) -> Iterator[Sign]:
    ours: set[Value] = {value for value in values(mention) if value[0] is not Tie.DOMAIN}
    for other, receiver in pairs:
        if other.party.role is PartyRole.CONSIGNEE and receiver != party:
            for value in sorted(ours & set(values(other))):
                role = mention.party.role
                yield _sign(FrontSign.ONE_ROOF, role, (party, receiver), value[1], 1)


def _sign(
    code: FrontSign, role: PartyRole, parties: tuple[str, ...], value: str, count: int
) -> Sign:
    return Sign(code=code.value, role=role.value, parties=parties, value=value, count=count)
