"""Between the data frames of Spark and those of Polars: one schema, said in both tongues."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import polars as pl

_NAMES: dict[Any, tuple[str, str]] = {
    pl.String: ("string", "string"),
    pl.Boolean: ("boolean", "bool_"),
    pl.Float64: ("double", "float64"),
    pl.Int64: ("bigint", "int64"),
    pl.Int32: ("int", "int32"),
    pl.Int8: ("tinyint", "int8"),
}
"""Each type as Spark's SQL and as Arrow name it."""


def ddl(schema: Mapping[str, pl.DataType]) -> str:
    """Return a schema as Spark reads it."""
    return ", ".join(f"`{name}` {_sql(dtype)}" for name, dtype in schema.items())


def taken(given: Any) -> pl.DataFrame:
    """Return a table or a batch of Arrow as a frame."""
    return pl.DataFrame(given)


def handed(frame: pl.DataFrame, schema: Mapping[str, pl.DataType]) -> Any:
    """Return the columns of `schema` as a table of the types that Spark takes back."""
    pyarrow: Any = import_module("pyarrow")
    wanted = pyarrow.schema([(name, _arrow(pyarrow, dtype)) for name, dtype in schema.items()])
    chosen: Any = frame.select(*schema)
    return chosen.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(wanted)


def _sql(dtype: pl.DataType) -> str:
    match dtype:
        case pl.List():
            return f"array<{_sql(_type(dtype.inner))}>"
        case pl.Struct():
            fields = (f"`{each.name}`: {_sql(_type(each.dtype))}" for each in dtype.fields)
            return f"struct<{', '.join(fields)}>"
        case pl.Datetime():
            return "timestamp"
        case _:
            return _NAMES[dtype.base_type()][0]


def _arrow(pyarrow: Any, dtype: pl.DataType) -> Any:
    match dtype:
        case pl.List():
            return pyarrow.list_(_arrow(pyarrow, _type(dtype.inner)))
        case pl.Struct():
            return pyarrow.struct(
                [(each.name, _arrow(pyarrow, _type(each.dtype))) for each in dtype.fields]
            )
        case pl.Datetime():
            return pyarrow.timestamp(dtype.time_unit, dtype.time_zone)
        case _:
            return getattr(pyarrow, _NAMES[dtype.base_type()][1])()


def _type(dtype: Any) -> pl.DataType:
    """Return an instance; Polars also takes the class for one."""
    return dtype() if isinstance(dtype, type) else dtype
