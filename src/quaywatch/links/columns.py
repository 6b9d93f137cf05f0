"""How a consignment's parties stood, as one row of numbers for a model.

A consignment is measured by the traders that it declares; no person is given a figure.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from quaywatch.cargo.columns import PARTY_FIELDS, PARTY_ROLES
from quaywatch.links.signs import FrontSign
from quaywatch.links.standing import Standing
from quaywatch.links.ties import Tie

_NEAR = "Zhou, Lü and Zhang 2009"
_SAFE = "WCO SAFE, FATF 2020"
_ONE = "0 or 1"


def _of_parties(*fields: str) -> tuple[str, ...]:
    return tuple(f"consignment.{role}_{field}" for role in PARTY_ROLES for field in fields)


_ALL = _of_parties(*PARTY_FIELDS)
_ROOF = _of_parties("address", "telephone", "email")
_GOODS = (*_of_parties("name"), "goods_item.hs_code")


class Column(NamedTuple):
    """One number of a standing; null where a consignment names nobody."""

    name: str
    meaning: str
    """In plain English."""
    unit: str
    source: str
    """Who measured traders so, or named the sign, before."""
    fields: tuple[str, ...] = _ALL
    """The declared fields that it rests on."""


_TIES: dict[Tie, tuple[str, tuple[str, ...]]] = {
    Tie.TELEPHONE: ("a telephone", _of_parties("telephone")),
    Tie.MAILBOX: ("a mailbox", _of_parties("email")),
    Tie.DOMAIN: ("a domain of mailboxes", _of_parties("email")),
    Tie.ADDRESS: ("an address", _of_parties("address", "city")),
    Tie.DEALS: ("consignments", _ALL),
}
_SIGNS: dict[FrontSign, tuple[str, tuple[str, ...]]] = {
    FrontSign.NEW_IN_CROWD: (
        "a new party has an address of many",
        _of_parties("name", "address", "city"),
    ),
    FrontSign.ONE_ROOF: ("consignor and consignee are under one roof", _ROOF),
    FrontSign.AT_MOVER: ("the consignee is where one is who moves goods for others", _ROOF),
    FrontSign.NOT_ITS_TRADE: ("the goods are of another trade than a name tells", _GOODS),
    FrontSign.NEW_GOODS: (
        "a party of a settled trade has its first goods of a chapter",
        _GOODS,
    ),
}
_FINDS, _NEARNESS = "parties_finds", "parties_nearness"


def _near_by(tie: Tie) -> str:
    return f"parties_near_by_{tie.value}"


COLUMNS: tuple[Column, ...] = (
    Column(_FINDS, "most past finds of one party", "consignments", "DATE"),
    Column(_NEARNESS, "nearness to finds of the party nearest to them", "share", _NEAR),
    *(
        Column(
            _near_by(tie),
            f"nearness to finds through {shared} shared, of the party nearest so",
            "share",
            _NEAR,
            fields,
        )
        for tie, (shared, fields) in _TIES.items()
    ),
    Column("parties_new", "parties never named before", "parties", "WCO"),
    Column("parties_youngest", "since the youngest party was first named", "days", "WCO"),
    Column(
        "parties_at_address",
        "most others at the address of one",
        "parties",
        _SAFE,
        _TIES[Tie.ADDRESS][1],
    ),
    Column(
        "parties_at_telephone",
        "most others at the telephone of one",
        "parties",
        _SAFE,
        _TIES[Tie.TELEPHONE][1],
    ),
    *(
        Column(f"parties_{sign.value.replace('-', '_')}", f"whether {meaning}", _ONE, _SAFE, fields)
        for sign, (meaning, fields) in _SIGNS.items()
    ),
)
"""The numbers, in order."""

OF_FINDS: tuple[str, ...] = (_FINDS, _NEARNESS, *map(_near_by, _TIES))
"""Those that rest on past finds."""

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


def packed_row(standing: Standing) -> bytes:
    """Return the same as eight bytes a number (little-endian), not a number for null."""
    return np.array(row(standing), dtype="<f8").tobytes()


def framed(rows: Sequence[tuple[float | None, ...]]) -> pl.DataFrame:
    """Return rows as a table with the columns of `COLUMNS` (Float64)."""
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def behind(standing: Standing, finds: Mapping[str, Mapping[str, object]]) -> dict[str, set[str]]:
    """Return the consignments of finds on which each of `OF_FINDS` rests, where there are any.

    `finds` are those of each party, as the network has them.
    """
    found: dict[str, set[str]] = {name: set() for name in OF_FINDS}
    for party in standing.parties:
        if party.own_finds:
            found[_FINDS].update(finds.get(party.party, ()))
        for near in party.near:
            found[_NEARNESS].update(near.consignments)
            found[_near_by(near.tie)].update(near.consignments)
    return {name: cases for name, cases in found.items() if cases}
