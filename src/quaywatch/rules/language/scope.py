"""Where the names of an expression are looked up."""

from collections.abc import Mapping

from quaywatch.rules.language.bound import Needs, Term
from quaywatch.rules.language.error import ExpressionError, closest
from quaywatch.rules.language.tree import Name
from quaywatch.rules.language.types import FIELDS, Collection, Field, Type
from quaywatch.rules.language.wordings import Wrong

Lists = Mapping[str, tuple[str, ...]]
"""The lists of texts that expressions can name as `lists.NAME`."""


class Scope:
    """A consignment as an expression sees it."""

    def __init__(self, needs: Needs, lists: Lists) -> None:
        self.needs = needs
        self.lists = lists

    def name(self, node: Name) -> Term:
        """Return what `node` stands for; raise ExpressionError when nothing bears that name."""
        if node.path.startswith("lists."):
            return self._list(node)
        if node.path in set(Collection):
            return Term("collection", Type.COLLECTION, value=node.path, at=node.at)
        if node.path not in FIELDS:
            guess = self._guess(node.path)
            raise ExpressionError(Wrong.NO_FIELD, node.at, guess, name=node.path)
        self.needs.fields[node.path] = None
        return self.value(node, FIELDS[node.path])

    def value(self, node: Name, field: Field) -> Term:
        """Return the value of `field`."""
        if field.collection is not None:
            raise ExpressionError(Wrong.SEVERAL, node.at, several=field.collection, name=node.path)
        return Term("field", field.type, value=node.path, at=node.at)

    def finding(self, code: str, at: int) -> Term:
        """Return whether check `code` spoke up on the consignment."""
        self.needs.findings[code] = None
        return Term("finding", Type.TRUTH, value=code, at=at)

    def _list(self, node: Name) -> Term:
        name = node.path.removeprefix("lists.")
        if name not in self.lists:
            near = closest(name, self.lists)
            hint = near and f"lists.{near}"
            raise ExpressionError(Wrong.NO_LIST, node.at, hint, name=name)
        return Term("literal", Type.TEXTS, value=self.lists[name], at=node.at)

    def _guess(self, path: str) -> str | None:
        same_end = [name for name in FIELDS if name.split(".")[-1] == path.split(".")[-1]]
        return closest(path, FIELDS) or closest(path, same_end) or next(iter(same_end), None)


class ItemScope(Scope):
    """One goods item or container, and the consignment that it belongs to."""

    def __init__(self, outer: Scope, function: str) -> None:
        super().__init__(outer.needs, outer.lists)
        self.function = function
        self.collection: Collection | None = None

    def value(self, node: Name, field: Field) -> Term:
        """Return the value of the item's own field, or of a field of its consignment."""
        if field.collection is None:
            return Term("field", field.type, value=node.path, at=node.at)
        if self.collection not in {None, field.collection}:
            raise ExpressionError(
                Wrong.OF_ANOTHER,
                node.at,
                name=self.function,
                here=self.collection or "",
                there=field.collection,
            )
        self.collection = field.collection
        return Term("item", field.type, value=node.path, at=node.at)


class ElementScope(Scope):
    """One text of a list, known by the name that `exists` gives it."""

    def __init__(self, outer: Scope, variable: str) -> None:
        super().__init__(outer.needs, outer.lists)
        self.variable = variable

    def name(self, node: Name) -> Term:
        """Return the element or a value list; nothing else is in sight."""
        if node.path == self.variable:
            return Term("element", Type.TEXT, at=node.at)
        if node.path.startswith("lists."):
            return self._list(node)
        raise ExpressionError(Wrong.ONLY_ELEMENT, node.at, name=self.variable)

    def finding(self, code: str, at: int) -> Term:
        """Refuse: a list's element has no findings."""
        raise ExpressionError(Wrong.NO_FINDING_HERE, at)
