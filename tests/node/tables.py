"""Everything that the derived tables hold, for comparing."""

from sqlalchemy import select

from quaywatch.node import Node
from quaywatch.node.schema import DERIVED


def contents(node: Node) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every derived table, sorted."""
    with node.ledger.engine.connect() as connection:
        return {
            table.name: sorted(
                tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
                for row in connection.execute(select(table))
            )
            for table in DERIVED.sorted_tables
        }
