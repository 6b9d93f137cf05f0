"""Whose past is looked at: the keys of a consignment, made of what it says in words.

A key is a digest of the characters that count, so that one party written in two ways of blanks,
points, case and accents has one past. What a consignment does not say has no key (0), and no past.
"""

from enum import IntEnum
from typing import Any

import numpy as np

from quaywatch.cargo.compiled import compiled, inlined
from quaywatch.cargo.identifiers import telephone
from quaywatch.history.digests import TEXT, Way, followed, joined
from quaywatch.history.letters import DIGITS


class Key(IntEnum):
    """Whose past it is; the value is its row in arrays of keys."""

    CONSIGNEE = 0
    CONSIGNOR = 1
    NOTIFY_PARTY = 2
    PAIR = 3
    """Consignor and consignee together."""
    TELEPHONE = 4
    """Of the consignee, else of the notify party."""
    ADDRESS = 5
    """Of the consignee, with its city."""
    CONTAINER = 6
    """The first that the consignment numbers."""
    CARRIER = 7
    ROUTE = 8
    """Port of loading and port of discharge."""
    GOODS = 9
    """Heading of the first goods code, and country of receipt, else of loading."""
    VESSEL = 10
    """IMO number, else name."""
    WAY = 11
    """Places of receipt, loading, transhipment, discharge and delivery, in their order."""
    CONSIGNOR_WAY = 12
    """Consignor and way together."""
    VIA = 13
    """Ports of loading, transhipment and discharge, in their order."""


_PLACES = (
    "consignment.place_of_receipt",
    "consignment.port_of_loading",
    "consignment.transhipment_ports",
    "consignment.port_of_discharge",
    "consignment.place_of_delivery",
)

FIELDS: dict[Key, tuple[str, ...]] = {
    Key.CONSIGNEE: ("consignment.consignee_name", "consignment.consignee_identifier"),
    Key.CONSIGNOR: ("consignment.consignor_name", "consignment.consignor_identifier"),
    Key.NOTIFY_PARTY: ("consignment.notify_party_name", "consignment.notify_party_identifier"),
    Key.PAIR: ("consignment.consignor_name", "consignment.consignee_name"),
    Key.TELEPHONE: ("consignment.consignee_telephone", "consignment.notify_party_telephone"),
    Key.ADDRESS: ("consignment.consignee_address", "consignment.consignee_city"),
    Key.CONTAINER: ("equipment.number",),
    Key.CARRIER: ("consignment.carrier_code",),
    Key.ROUTE: ("consignment.port_of_loading", "consignment.port_of_discharge"),
    Key.GOODS: (
        "goods_item.hs_code",
        "consignment.place_of_receipt",
        "consignment.port_of_loading",
    ),
    Key.VESSEL: ("consignment.imo_number", "consignment.vessel_name"),
    Key.WAY: _PLACES,
    Key.CONSIGNOR_WAY: ("consignment.consignor_name", *_PLACES),
    Key.VIA: _PLACES[1:4],
}
"""The fields that each key is made of."""

_TELEPHONE = Way(DIGITS, tail=telephone.TELLING, least=telephone.SHORTEST)
_COUNTRY = Way(head=2, least=2)
_HEADING = Way(head=4, least=4)
_IMO = Way(DIGITS, least=7)

_WAYS: tuple[tuple[str, Way], ...] = (
    ("consignee_name", TEXT),
    ("consignee_identifier", TEXT),
    ("consignor_name", TEXT),
    ("consignor_identifier", TEXT),
    ("notify_party_name", TEXT),
    ("notify_party_identifier", TEXT),
    ("consignee_telephone", _TELEPHONE),
    ("notify_party_telephone", _TELEPHONE),
    ("consignee_address", TEXT),
    ("consignee_city", TEXT),
    ("number", TEXT),
    ("carrier_code", TEXT),
    ("port_of_loading", TEXT),
    ("port_of_discharge", TEXT),
    ("hs_code", _HEADING),
    ("place_of_receipt", _COUNTRY),
    ("port_of_loading", _COUNTRY),
    ("imo_number", _IMO),
    ("vessel_name", TEXT),
    ("transhipment_ports", TEXT),
    ("place_of_receipt", TEXT),
    ("place_of_delivery", TEXT),
)
"""The texts that keys are made of, each with how it is read; `compose` takes them in this order.
Several ports are one text, joined by blanks."""

COLUMNS: tuple[str, ...] = tuple(name for name, _ in _WAYS)
WAYS = np.array([way for _, way in _WAYS], dtype=np.int64)
"""How each of `COLUMNS` is read: rows of `Way`."""


@compiled
def compose(digests: Any) -> Any:
    """Return keys [key, row] from the digests [text, row] of `COLUMNS`."""
    rows = digests.shape[1]
    keys = np.zeros((14, rows), dtype=np.int64)
    for i in range(rows):
        d = digests[:, i]
        consignee, consignor = _either(d[0], d[1]), _either(d[2], d[3])
        keys[0, i], keys[1, i] = consignee, consignor
        keys[2, i] = _either(d[4], d[5])
        keys[3, i] = joined(consignor, consignee)
        keys[4, i] = _either(d[6], d[7])
        keys[5, i] = joined(d[8], d[9])
        keys[6, i], keys[7, i] = d[10], d[11]
        keys[8, i] = joined(d[12], d[13])
        keys[9, i] = joined(d[14], _either(d[15], d[16]))
        keys[10, i] = _either(d[17], d[18])
        if keys[8, i] != 0:
            keys[13, i] = followed(keys[8, i], d[19])
            keys[11, i] = followed(followed(keys[13, i], d[20]), d[21])
            keys[12, i] = joined(consignor, keys[11, i])
    return keys


@inlined
def _either(one: int, other: int) -> int:
    return one if one != 0 else other
