"""A compiled schema, and what it finds wrong with a document."""

from functools import cache
from importlib.resources import files
from threading import Lock

from lxml import etree

from quaywatch.cargo.problem import Problem
from quaywatch.formats.xml.document import Document
from quaywatch.formats.xml.paths import Element
from quaywatch.formats.xml.schema.build import build


class Schema:
    """What a message may hold. It may be used by several threads at once."""

    def __init__(self, compiled: etree.XMLSchema) -> None:
        self._compiled = compiled
        self._lock = Lock()

    def accepts(self, root: Element) -> bool:
        """Return whether the document keeps to the schema."""
        return self._compiled.validate(root)

    def problems(self, document: Document, code: str = "xml.schema") -> list[Problem]:
        """Return what is wrong, in the order of the document, each at its element."""
        with self._lock:
            if self._compiled.validate(document.root):
                return []
            entries = list(self._compiled.error_log)
        return [
            document.problem(code, entry.message, _found(document.root, entry.path))
            for entry in entries
        ]


@cache
def load(package: str, *names: str, variant: str = "") -> Schema:
    """Return the schema of tables (files in `package`, laid end to end), compiled once.

    `variant` chooses the lines `when VARIANT: …`. Raises TableError.
    """
    texts = [files(package).joinpath(name).read_text(encoding="utf-8") for name in names]
    return Schema(build("\n".join(texts), (variant,)))


def _found(root: Element, path: str | None) -> Element:
    """Return the element that an error speaks of, or the root when its path does not tell."""
    namespaces = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    try:
        found = root.getroottree().xpath(path or "/*", namespaces=namespaces)
    except etree.XPathError:
        return root
    match found:
        case [Element() as element, *_]:
            return element
        case _:
            return root
