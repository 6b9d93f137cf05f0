"""Asking for many rows by name with one parameter, which is quick to compile on both engines."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    any_,
    bindparam,
    delete,
    func,
    select,
)
from sqlalchemy.sql.dml import Delete

AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]
Names = Collection[str] | Collection[int]

_POSTGRESQL = "postgresql"


def rows_among(
    connection: Connection, query: AnySelect, column: Column[Any], names: Names
) -> list[AnyRow]:
    """Run `query` for those rows whose `column` is one of `names`."""
    if not names:
        return []
    statement = _asking(query, column, connection.dialect.name)
    return list(connection.execute(statement, _parameter(connection, names)))


def delete_among(connection: Connection, column: Column[Any], names: Names) -> None:
    """Remove those rows whose `column` is one of `names`."""
    if names:
        statement = _removing(column, connection.dialect.name)
        connection.execute(statement, _parameter(connection, names))


# Building a statement takes longer than running it: each is built once.
@lru_cache(maxsize=256)
def _asking(query: AnySelect, column: Column[Any], dialect: str) -> AnySelect:
    return query.where(_among(column, dialect))


@lru_cache(maxsize=64)
def _removing(column: Column[Any], dialect: str) -> Delete:
    return delete(column.table).where(_among(column, dialect))


def _among(column: Column[Any], dialect: str) -> ColumnElement[bool]:
    if dialect == _POSTGRESQL:
        return column == any_(bindparam("names", type_=ARRAY(column.type)))
    listed = func.json_each(bindparam("names")).table_valued("value")
    return column.in_(select(listed.c.value))


def _parameter(connection: Connection, names: Names) -> dict[str, object]:
    wanted = sorted(names)
    if connection.dialect.name == _POSTGRESQL:
        return {"names": wanted}
    return {"names": msgspec.json.encode(wanted).decode()}
