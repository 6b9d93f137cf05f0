"""Asking for many rows by name with one parameter, which is quick to compile on both engines."""

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import ARRAY, Column, ColumnElement, Connection, any_, func, literal, select


def among(
    connection: Connection, tested: Column[Any], values: Collection[str] | Collection[int]
) -> ColumnElement[bool]:
    """Return the condition that a column's value is one of `values`."""
    wanted = sorted(values)
    if connection.dialect.name == "postgresql":
        return tested == any_(literal(wanted, ARRAY(tested.type)))
    listed = func.json_each(msgspec.json.encode(wanted).decode()).table_valued("value")
    return tested.in_(select(listed.c.value))
