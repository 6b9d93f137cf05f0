"""XML Schema files with all that they include and import, and what their names refer to."""

from pathlib import Path

from lxml import etree

from quaywatch.formats.xml.paths import Element, local
from quaywatch.formats.xml.schema.names import XML, XS

_KINDS = {"complexType": "type", "simpleType": "type"}
_REFERENCES = {"element": "element", "group": "group", "attribute": "attribute"}
_UNTOLD = ("key", "keyref", "unique", "redefine", "override", "notation")
_UNTOLD_ATTRIBUTES = ("substitutionGroup", "block", "blockDefault")

Key = tuple[str, str, str]
"""Kind, namespace and name of a global definition."""


class UnsupportedSchemaError(ValueError):
    """A schema uses something that a table cannot say; the message names it and its line."""

    def __init__(self, element: Element, what: str) -> None:
        super().__init__(f"{element.base}, line {element.sourceline}: {what} cannot be tabulated")


class Sources:
    """The documents of a schema. Raises OSError, XMLSyntaxError or UnsupportedSchemaError."""

    def __init__(self, path: Path) -> None:
        self._seen: set[tuple[Path, str]] = set()
        self._space: dict[Element, str] = {}
        self.prefixes: dict[str, str] = {XS: "xs"}
        """Prefix in the table by namespace, the main schema's first."""
        self.definitions: dict[Key, Element] = {}
        """All global definitions in the order in which they are met."""
        self.qualified: dict[str, tuple[bool, bool]] = {}
        """By namespace, whether local elements and attributes are qualified by default."""
        self.main = self._load(path, None)

    def space(self, element: Element) -> str:
        """Return the namespace that the document of `element` defines."""
        return self._space[element.getroottree().getroot()]

    def key(self, element: Element, attribute: str, kind: str) -> Key:
        """Return what the qualified name in an attribute of `element` refers to."""
        prefix, _, name = (element.get(attribute) or "").rpartition(":")
        if prefix == "xml":
            return kind, XML, name
        uri = element.nsmap.get(prefix or None)
        return kind, str(uri) if uri is not None else self.space(element), name

    def _load(self, path: Path, including: str | None) -> str:
        root = etree.parse(str(path), etree.XMLParser(no_network=True, load_dtd=False)).getroot()
        uri = root.get("targetNamespace", including or "")
        if (path.resolve(), uri) in self._seen:
            return uri
        self._seen.add((path.resolve(), uri))
        self._space[root] = uri
        self._name(uri, root)
        forms = [root.get(f"{kind}FormDefault") == "qualified" for kind in ("element", "attribute")]
        self.qualified.setdefault(uri, (forms[0], forms[1]))
        for element in root.iter(f"{{{XS}}}*"):
            _refuse_untold(element)
        for element in root.iterchildren(f"{{{XS}}}*"):
            self._take(element, path, uri)
        return uri

    def _take(self, element: Element, path: Path, uri: str) -> None:
        kind, name = local(element), element.get("name")
        if kind in ("include", "import"):
            location = element.get("schemaLocation")
            if location is not None:
                self._load(path.parent / location, uri if kind == "include" else None)
        elif name is not None:
            self.definitions.setdefault((_KINDS.get(kind, kind), uri, name), element)

    def _name(self, uri: str, root: Element) -> None:
        if uri in self.prefixes:
            return
        taken = set(self.prefixes.values())
        own = [prefix for prefix, space in root.nsmap.items() if space == uri and prefix]
        free = [prefix for prefix in own if prefix not in taken]
        made = (f"n{number}" for number in range(len(taken), 1000))
        prefix = "xml" if uri == XML else free[0] if free else next(made)
        self.prefixes[uri] = prefix


def reference(element: Element) -> tuple[str, str] | None:
    """Return attribute and kind of what a `ref` element refers to; None if it has no `ref`."""
    kind = local(element)
    return ("ref", _REFERENCES.get(kind, kind)) if element.get("ref") is not None else None


def _refuse_untold(element: Element) -> None:
    if local(element) in _UNTOLD:
        raise UnsupportedSchemaError(element, local(element))
    for attribute in _UNTOLD_ATTRIBUTES:
        if element.get(attribute):
            raise UnsupportedSchemaError(element, attribute)
