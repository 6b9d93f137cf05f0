"""From a schema table to XML Schema, one document a namespace."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from quaywatch.formats.xml.paths import Element
from quaywatch.formats.xml.schema.layout import Row, TableError, rows
from quaywatch.formats.xml.schema.names import XML, XS, Names, child, occurs
from quaywatch.formats.xml.schema.simple import add_simple

_DRIVER = "urn:quaywatch:schema"
_GROUPS = ("sequence", "choice", "all")


@dataclass(frozen=True)
class Section:
    """The part of a table that speaks of one namespace."""

    names: Names
    uri: str
    schema: Element


def build(text: str, variants: Collection[str] = ()) -> etree.XMLSchema:
    """Return the compiled schema of a table. Raises TableError.

    It imports nothing but the sections of the table itself, whatever that says.
    """
    sections = _sections(rows(text, variants))
    documents = {section.uri: etree.tostring(section.schema) for section in sections}
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    parser.resolvers.add(_OwnSections(documents))
    driver = etree.Element(f"{{{XS}}}schema", {"targetNamespace": _DRIVER})
    for uri in documents:
        child(driver, "import", schemaLocation=f"section:{uri}", **_namespace(uri))
    try:
        return etree.XMLSchema(etree.fromstring(etree.tostring(driver), parser))
    except etree.XMLSchemaParseError as error:
        raise TableError(str(error)) from None


class _OwnSections(etree.Resolver):
    def __init__(self, documents: dict[str, bytes]) -> None:
        self._documents = documents

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        content = self._documents.get((system_url or "").removeprefix("section:"), b"")
        return self.resolve_string(content, context)


def _namespace(uri: str) -> dict[str, str]:
    return {"namespace": uri} if uri else {}


def _sections(lines: Sequence[Row]) -> list[Section]:
    heads = [row for row in lines if row.word(0) == "namespace"]
    if not lines or lines[0].word(0) != "namespace":
        raise TableError("a table begins with a namespace")
    prefixes = {row.word(1): "" if row.word(2) == "-" else row.word(2) for row in heads}
    found: list[Section] = []
    for row in lines:
        if row.word(0) == "namespace":
            found.append(_section(row, prefixes))
        else:
            _add_top(found[-1], row)
    return found


def _section(head: Row, prefixes: dict[str, str]) -> Section:
    uri, flags = prefixes[head.word(1)], head.words[3:]
    declared = {prefix: uri for prefix, uri in prefixes.items() if uri not in ("", XML)}
    schema = etree.Element(f"{{{XS}}}schema", {}, {"xs": XS, **declared})
    if uri:
        schema.set("targetNamespace", uri)
    if "qualified" in flags:
        schema.set("elementFormDefault", "qualified")
    if "qualified-attributes" in flags:
        schema.set("attributeFormDefault", "qualified")
    for other in dict.fromkeys(prefixes.values()):
        if other != uri:
            child(schema, "import", schemaLocation=f"section:{other}", **_namespace(other))
    return Section(Names(head.word(1) if uri else ""), uri, schema)


def _add_top(section: Section, row: Row) -> None:
    kind, names = row.word(0), section.names
    if kind.startswith("@"):
        _add_attribute(section.schema, row, names)
    elif kind == "element":
        _add_element(section.schema, row, row.word(1), row.words[2:], names)
    elif kind == "simple":
        add_simple(section.schema, row, row.words[2:], names).set("name", row.word(1))
    elif kind == "complex":
        _add_complex(section.schema, row, row.words[2:], names).set("name", row.word(1))
    elif kind == "group":
        group = child(section.schema, "group", name=row.word(1))
        _add_content(group, row.rows, names)
    else:
        raise TableError(f"line {row.number}: {kind!r} does not begin a definition")


def _add_complex(parent: Element, row: Row, words: Sequence[str], names: Names) -> Element:
    made = holder = child(parent, "complexType")
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word in ("mixed", "abstract"):
            made.set(word, "true")
        elif word in ("extends", "text") and rest:
            content = child(made, "complexContent" if word == "extends" else "simpleContent")
            holder = child(content, "extension", base=names.type(rest.pop(0)))
        else:
            raise TableError(f"line {row.number}: {word!r} is not understood")
    _add_content(holder, [line for line in row.rows if not line.word(0).startswith("@")], names)
    for line in row.rows:
        if line.word(0) == "@*":
            child(holder, "anyAttribute", namespace=line.word(1), processContents=line.word(2))
        elif line.word(0).startswith("@"):
            _add_attribute(holder, line, names)
    return made


def _add_content(holder: Element, lines: Sequence[Row], names: Names) -> None:
    if len(lines) == 1 and lines[0].word(0) in _GROUPS:
        _add_particle(holder, lines[0], names)
    elif lines:
        sequence = child(holder, "sequence")
        for line in lines:
            _add_particle(sequence, line, names)


def _add_particle(parent: Element, row: Row, names: Names) -> None:
    kind = row.word(0)
    if kind in _GROUPS:
        group = child(parent, kind, **occurs(row.words[1] if row.words[1:] else "1"))
        for line in row.rows:
            _add_particle(group, line, names)
    elif kind in ("group", "ref"):
        name = "group" if kind == "group" else "element"
        child(parent, name, ref=names.type(row.word(1)), **occurs(row.word(2)))
    elif kind == "any":
        bounds = occurs(row.word(1))
        child(parent, "any", namespace=row.word(2), processContents=row.word(3), **bounds)
    else:
        at = 1 if kind == "element" else 0
        element = _add_element(parent, row, row.word(at), row.words[at + 2 :], names)
        element.attrib.update(occurs(row.word(at + 1)))


def _add_element(
    parent: Element, row: Row, name: str, words: Sequence[str], names: Names
) -> Element:
    made = child(parent, "element", name=name)
    _type(made, row, _options(made, words, ("nillable", "abstract")), names)
    return made


def _add_attribute(parent: Element, row: Row, names: Names) -> None:
    name = row.word(0)[1:]
    made = child(parent, "attribute", **{"ref" if ":" in name else "name": name})
    rest = _options(made, row.words[1:], ())
    if rest and rest[0] in ("required", "prohibited"):
        made.set("use", rest.pop(0))
    rest = _options(made, rest, ())
    if rest:
        _type(made, row, rest, names)


def _options(made: Element, words: Sequence[str], flags: Collection[str]) -> list[str]:
    """Set the options that `words` begin with on `made`; return the words after them."""
    rest = list(words)
    while rest:
        if rest[0] in flags:
            made.set(rest.pop(0), "true")
        elif rest[0] in ("qualified", "unqualified"):
            made.set("form", rest.pop(0))
        elif rest[0] in ("default", "fixed") and len(rest) > 1:
            made.set(rest.pop(0), rest.pop(0))
        else:
            break
    return rest


def _type(made: Element, row: Row, words: Sequence[str], names: Names) -> None:
    if not words:
        raise TableError(f"line {row.number}: the type is missing")
    if words[0] == "complex":
        _add_complex(made, row, words[1:], names)
    elif words[0] == "simple":
        add_simple(made, row, words[1:], names)
    else:
        made.set("type", names.type(words[0]))
