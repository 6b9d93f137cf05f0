"""Between Arrow's tables and arrays."""

from importlib import import_module
from typing import Any

import numpy as np


def arrays(table: Any) -> dict[str, Any]:
    """Return the columns of a table or a batch as arrays; an absent number is not a number."""
    return {name: _array(table.column(name)) for name in table.schema.names}


def _array(column: Any) -> Any:
    whole = column.combine_chunks() if hasattr(column, "combine_chunks") else column
    return whole.to_numpy(zero_copy_only=False)


def batch(columns: dict[str, Any]) -> Any:
    """Return arrays as a batch."""
    pyarrow: Any = import_module("pyarrow")
    return pyarrow.RecordBatch.from_arrays(
        [pyarrow.array(column) for column in columns.values()], list(columns)
    )


def table(columns: dict[str, Any]) -> Any:
    """Return arrays as a table; what is not a number is absent."""
    pyarrow: Any = import_module("pyarrow")
    return pyarrow.table({name: whole(column) for name, column in columns.items()})


def whole(column: Any) -> Any:
    """Return one array as Arrow has it; what is not a number is absent."""
    pyarrow: Any = import_module("pyarrow")
    if not hasattr(column, "dtype"):
        return column
    absent = np.isnan(column) if column.dtype.kind == "f" else None
    return pyarrow.array(column, mask=absent)


def lists(rows: Any) -> Any:
    """Return the rows of a matrix as lists; what is not a number stays in them."""
    pyarrow: Any = import_module("pyarrow")
    offsets = np.arange(len(rows) + 1, dtype=np.int32) * rows.shape[1]
    return pyarrow.ListArray.from_arrays(offsets, pyarrow.array(np.ascontiguousarray(rows).ravel()))
