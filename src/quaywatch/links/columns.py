"""How a consignment's parties stood, as one row of numbers for a model.

A consignment is measured by the traders that it declares; no person is given a figure.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import polars as pl

from quaywatch.links.mention import Mention
from quaywatch.links.network import Network
from quaywatch.links.signs import FrontSign
from quaywatch.links.standing import Standing
from quaywatch.links.ties import Tie

_NEAR = "Zhou, Lü and Zhang 2009"
_SAFE = "WCO SAFE, FATF 2020"
_ONE = "0 or 1"


class Column(NamedTuple):
    """One number of a standing; null where a consignment names nobody."""

    name: str
    meaning: str
    """In plain English."""
    unit: str
    source: str
    """Who measured traders so, or named the sign, before."""


_TIES: dict[Tie, str] = {
    Tie.TELEPHONE: "a telephone",
    Tie.MAILBOX: "a mailbox",
    Tie.DOMAIN: "a domain of mailboxes",
    Tie.ADDRESS: "an address",
    Tie.DEALS: "consignments",
}
_SIGNS: dict[FrontSign, str] = {
    FrontSign.NEW_IN_CROWD: "a new party has an address of many",
    FrontSign.ONE_ROOF: "consignor and consignee are under one roof",
    FrontSign.AT_MOVER: "the consignee is where one is who moves goods for others",
    FrontSign.NOT_ITS_TRADE: "the goods are of another trade than a name tells",
    FrontSign.NEW_GOODS: "a party of a settled trade has its first goods of a chapter",
}

COLUMNS: tuple[Column, ...] = (
    Column("parties_finds", "most past finds of one party", "consignments", "DATE"),
    Column("parties_nearness", "nearness to finds of the party nearest to them", "share", _NEAR),
    *(
        Column(
            f"parties_near_by_{tie.value}",
            f"nearness to finds through {shared} shared, of the party nearest so",
            "share",
            _NEAR,
        )
        for tie, shared in _TIES.items()
    ),
    Column("parties_new", "parties never named before", "parties", "WCO"),
    Column("parties_youngest", "since the youngest party was first named", "days", "WCO"),
    Column("parties_at_address", "most others at the address of one", "parties", _SAFE),
    Column("parties_at_telephone", "most others at the telephone of one", "parties", _SAFE),
    *(
        Column(f"parties_{sign.value.replace('-', '_')}", f"whether {meaning}", _ONE, _SAFE)
        for sign, meaning in _SIGNS.items()
    ),
)
"""The numbers, in order."""

_SCHEMA = {column.name: pl.Float64() for column in COLUMNS}


def row(standing: Standing) -> tuple[float | None, ...]:
    """Return a standing as numbers, in the order of `COLUMNS`."""
    parties = standing.parties
    if not parties:
        return (None,) * len(COLUMNS)
    signs = {sign.code for sign in standing.signs}
    return (
        float(standing.own_finds),
        standing.nearness,
        *(max(party.by_tie.get(tie, 0.0) for party in parties) for tie in _TIES),
        float(sum(party.mentions == 0 for party in parties)),
        min(party.age_days for party in parties),
        float(max(party.shared_address for party in parties)),
        float(max(party.shared_telephone for party in parties)),
        *(float(sign in signs) for sign in _SIGNS),
    )


def framed(rows: Sequence[tuple[float | None, ...]]) -> pl.DataFrame:
    """Return rows as a table with the columns of `COLUMNS` (Float64)."""
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def standings(
    filings: Iterable[tuple[str, Sequence[Mention]]], finds: Iterable[tuple[str, datetime]] = ()
) -> pl.DataFrame:
    """Return how the parties of many consignments stood, one row a filing in the order given.

    `filings` are ids of consignments with their mentions, in the order in which they became known;
    `finds` are consignments that held something, with when that was known. A find counts for
    filings that became known later; one in a consignment not filed by then is left out. Raises
    ValueError where a filing comes before one that it follows.
    """
    network = Network()
    waiting = sorted(finds, key=lambda find: (find[1], find[0]), reverse=True)
    rows: list[tuple[float | None, ...]] = []
    for consignment, mentions in filings:
        while mentions and waiting and waiting[-1][1] < mentions[0].at:
            name, at = waiting.pop()
            if name in network.consignments:
                network.found(name, at)
        rows.append(row(network.observe(consignment, mentions)))
    return framed(rows)
