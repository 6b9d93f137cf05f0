"""The types of the expression language and the fields that carry them."""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from quaywatch.cargo import Subject, columns


class Type(StrEnum):
    """What a value is; the name is how messages speak of it."""

    TRUTH = "a yes or no"
    NUMBER = "a number"
    TEXT = "a text"
    INSTANT = "an instant"
    DURATION = "a duration"
    TEXTS = "a list of texts"
    NUMBERS = "a list of numbers"
    COLLECTION = "a collection"


class Collection(StrEnum):
    """What a consignment has several of."""

    GOODS = "goods"
    EQUIPMENT = "equipment"


@dataclass(frozen=True, slots=True)
class Field:
    """A named value of a consignment, of one of its goods items or of one of its containers."""

    column: str
    type: Type
    collection: Collection | None = None
    """Where its column stands; None: in the frame of consignments."""

    @property
    def declared(self) -> str:
        """Its name in reasons and findings: the frame's noun and the column."""
        nouns = {
            None: Subject.CONSIGNMENT,
            Collection.GOODS: Subject.GOODS_ITEM,
            Collection.EQUIPMENT: Subject.EQUIPMENT,
        }
        return f"{nouns[self.collection]}.{self.column}"

    @property
    def present(self) -> pl.Expr:
        """Its column, with what else counts as missing made null, numbers all of one type."""
        value = pl.col(self.column)
        if self.type is Type.TEXT:
            return unless_empty(value).alias(self.column)
        return value.cast(pl.Float64).fill_nan(None) if self.type is Type.NUMBER else value


def unless_empty(text: pl.Expr) -> pl.Expr:
    """Return `text`, null where it is empty: that is how some formats say that it is missing."""
    return pl.when(text != "").then(text)


def _type(data_type: pl.DataType) -> Type:
    match data_type:
        case pl.String():
            return Type.TEXT
        case pl.Int64() | pl.Float64():
            return Type.NUMBER
        case pl.Datetime():
            return Type.INSTANT
        case _:
            return Type.TEXTS


_ROUTE = (
    "place_of_receipt",
    "port_of_loading",
    "transhipment_ports",
    "port_of_discharge",
    "place_of_delivery",
)
_CONVEYANCE = (
    "vessel_name",
    "imo_number",
    "voyage",
    "carrier_code",
    "departure_at",
    "arrival_at",
)
_CONSIGNMENT = ("reference", "level", "master_reference", "freight_payment")
_FILING = ("format", "sender", "reference", "function")
_OTHERS = {
    "filing.received_at": "received_at",
    "filing.type": "filing_type",
    "route.countries": "routing_countries",
    "route.first_entry": "first_entry",
}
"""Fields whose columns bear another name."""


def _columns() -> dict[str, str]:
    named = {f"route.{name}": name for name in _ROUTE}
    named |= {f"conveyance.{name}": name for name in _CONVEYANCE}
    named |= {f"consignment.{name}": name for name in _CONSIGNMENT}
    named |= {f"filing.{name}": f"filing_{name}" for name in _FILING}
    named |= _OTHERS
    for role in columns.PARTY_ROLES:
        named |= {f"{role}.{name}": f"{role}_{name}" for name in columns.PARTY_FIELDS}
    return named


def _items(collection: Collection, schema: dict[str, pl.DataType]) -> dict[str, Field]:
    return {
        f"{collection}.{name}": Field(name, _type(data_type), collection)
        for name, data_type in schema.items()
        if name not in {"row", "index"}
    }


FIELDS: dict[str, Field] = {
    **{
        name: Field(column, _type(columns.CONSIGNMENT_SCHEMA[column]))
        for name, column in _columns().items()
    },
    **_items(Collection.GOODS, columns.GOODS_ITEM_SCHEMA),
    **_items(Collection.EQUIPMENT, columns.EQUIPMENT_SCHEMA),
}
"""Every field that an expression can name, by its dotted name."""
