"""Where the names of an expression are looked up."""

from collections.abc import Mapping

import polars as pl

from quaywatch.rules.language.bound import Needs, Typed, finding_column
from quaywatch.rules.language.error import ExpressionError, closest
from quaywatch.rules.language.tree import Name
from quaywatch.rules.language.types import FIELDS, Collection, Field, Type, unless_empty

Lists = Mapping[str, tuple[str, ...]]
"""The lists of texts that expressions can name as `lists.NAME`."""


class Scope:
    """A consignment as an expression sees it."""

    def __init__(self, needs: Needs, lists: Lists) -> None:
        self.needs = needs
        self.lists = lists

    def name(self, node: Name) -> Typed:
        """Return what `node` stands for; raise ExpressionError when nothing bears that name."""
        if node.path.startswith("lists."):
            return self._list(node)
        if node.path in set(Collection):
            return Typed(Type.COLLECTION, pl.col("row"))
        if node.path not in FIELDS:
            raise ExpressionError(f"no field is named {node.path}", node.at, self._guess(node.path))
        self.needs.fields[node.path] = None
        field = FIELDS[node.path]
        return Typed(field.type, self.column(node, field))

    def column(self, node: Name, field: Field) -> pl.Expr:
        """Return where the value of `field` stands, what is missing made null."""
        if field.collection is not None:
            raise ExpressionError(
                f"a consignment can have several {field.collection}: "
                f"ask any({node.path} …), all(…), count(…), sum(…), min(…) or max(…)",
                node.at,
            )
        return pl.col(field.column)

    def finding(self, code: str) -> pl.Expr:
        """Return whether check `code` spoke up on the consignment."""
        self.needs.findings[code] = None
        return pl.col(finding_column(code))

    def _list(self, node: Name) -> Typed:
        name = node.path.removeprefix("lists.")
        if name not in self.lists:
            near = closest(name, self.lists)
            hint = near and f"lists.{near}"
            raise ExpressionError(f"no value list is named {name}", node.at, hint)
        return Typed(Type.TEXTS, pl.lit(None), self.lists[name])

    def _guess(self, path: str) -> str | None:
        same_end = [name for name in FIELDS if name.split(".")[-1] == path.split(".")[-1]]
        return closest(path, FIELDS) or closest(path, same_end) or next(iter(same_end), None)


class ItemScope(Scope):
    """One goods item or container, and the consignment that it belongs to."""

    def __init__(self, outer: Scope, function: str) -> None:
        super().__init__(outer.needs, outer.lists)
        self.function = function
        self.collection: Collection | None = None
        self.outer: dict[str, None] = {}

    def column(self, node: Name, field: Field) -> pl.Expr:
        """Return the item's own column, or that of its consignment under its dotted name."""
        if field.collection is None:
            self.outer[node.path] = None
            return pl.col(node.path)
        if self.collection not in {None, field.collection}:
            raise ExpressionError(
                f"{self.function}() asks {self.collection} here, not {field.collection}: "
                "use two of them",
                node.at,
            )
        self.collection = field.collection
        return pl.col(field.column)

    def finding(self, code: str) -> pl.Expr:
        """Return whether check `code` spoke up on the item's consignment."""
        self.outer[finding_column(code)] = None
        return super().finding(code)


class ElementScope(Scope):
    """One text of a list, known by the name that `exists` gives it."""

    def __init__(self, outer: Scope, variable: str) -> None:
        super().__init__(outer.needs, outer.lists)
        self.variable = variable

    def name(self, node: Name) -> Typed:
        """Return the element or a value list; nothing else is in sight."""
        if node.path == self.variable:
            return Typed(Type.TEXT, unless_empty(pl.element()))
        if node.path.startswith("lists."):
            return self._list(node)
        raise ExpressionError(
            f"inside exists() only {self.variable} and value lists can be named", node.at
        )

    def finding(self, code: str) -> pl.Expr:
        """Refuse: a list's element has no findings."""
        raise ExpressionError("inside exists() findings cannot be asked", 0)
