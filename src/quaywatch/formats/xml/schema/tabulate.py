"""From XML Schema files to a schema table: for users who bring the next version of a schema."""

from collections.abc import Collection, Iterator
from pathlib import Path

from quaywatch.formats.xml.paths import Element, local
from quaywatch.formats.xml.schema.names import XS
from quaywatch.formats.xml.schema.sources import Key, Sources, UnsupportedSchemaError
from quaywatch.formats.xml.schema.words import RESERVED, cardinality, facets, quoted, wrapped

_GROUPS = ("sequence", "choice", "all")
_INDENT = "  "


def tabulate(path: Path, roots: Collection[str] = ()) -> str:
    """Return the table of the schema in `path` and of the files that it includes and imports.

    With `roots` (names of global elements) only what they reach is kept. The table accepts and
    rejects the same documents. Raises UnsupportedSchemaError for what a table cannot say (identity
    constraints, substitution groups, redefinition, complex types derived by restriction), OSError
    and lxml.etree.XMLSyntaxError.
    """
    sources = Sources(path)
    wanted = [("element", sources.main, name) for name in roots]
    writer = _Writer(sources)
    definitions = writer.reached(wanted) if roots else writer.all()
    lines: list[str] = []
    for uri, prefix in sources.prefixes.items():
        own = [text for (_, space, _), text in definitions.items() if space == uri]
        if own:
            forms = zip(("qualified", "qualified-attributes"), sources.qualified[uri], strict=True)
            flags = "".join(f" {word}" for word, is_set in forms if is_set)
            lines += ["", f"namespace {prefix} {uri or '-'}{flags}", ""]
            lines += [row for text in own for row in text]
    return "\n".join(lines[1:]) + "\n"


class _Writer:
    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._met: dict[Key, None] = {}

    def all(self) -> dict[Key, list[str]]:
        """Return the lines of every definition."""
        return {
            key: list(self._definition(element))
            for key, element in self._sources.definitions.items()
            if key[0] != "attributeGroup"
        }

    def reached(self, wanted: list[Key]) -> dict[Key, list[str]]:
        """Return the lines of the definitions that `wanted` need, in the order of the schema."""
        found: dict[Key, list[str]] = {}
        self._met = dict.fromkeys(wanted)
        while missing := [key for key in self._met if key not in found and key[1] != XS]:
            for key in missing:
                if key not in self._sources.definitions:
                    raise KeyError(f"the schema has no {key[0]} {key[2]!r}")
                found[key] = list(self._definition(self._sources.definitions[key]))
        order = self._sources.definitions
        return {key: found[key] for key in order if key in found and key[0] != "attributeGroup"}

    def _definition(self, element: Element) -> Iterator[str]:
        kind, name = local(element), element.get("name") or ""
        if kind == "element":
            yield from self._element(f"element {name}", element)
        elif kind == "attribute":
            yield from self._attribute(element)
        elif kind == "simpleType":
            yield from self._simple(f"simple {name}", element)
        elif kind == "complexType":
            yield from self._complex(f"complex {name}", element)
        elif kind == "group":
            yield f"group {name}"
            yield from _indented(self._content(element))

    def _reference(self, element: Element, attribute: str, kind: str = "type") -> str:
        key = self._sources.key(element, attribute, kind)
        self._met.setdefault(key)
        _, uri, name = key
        if uri == self._sources.space(element) and name not in RESERVED:
            return name
        return f"{self._sources.prefixes[uri]}:{name}" if uri else name

    def _element(self, start: str, element: Element) -> Iterator[str]:
        words = [start, *self._options(element, ("nillable", "abstract"))]
        yield from self._typed(" ".join(words), element, "xs:anyType")

    def _typed(self, start: str, element: Element, untyped: str) -> Iterator[str]:
        if element.get("type") is not None:
            yield f"{start} {self._reference(element, 'type')}"
            return
        for inner in element.iterchildren(f"{{{XS}}}*"):
            if local(inner) == "simpleType":
                yield from self._simple(f"{start} simple", inner)
                return
            if local(inner) == "complexType":
                yield from self._complex(f"{start} complex", inner)
                return
        yield f"{start} {untyped}"

    def _options(self, element: Element, flags: Collection[str]) -> Iterator[str]:
        yield from (flag for flag in flags if element.get(flag) in ("true", "1"))
        for word in ("default", "fixed"):
            if (value := element.get(word)) is not None:
                yield f"{word} {quoted(value)}"
        parent = element.getparent()
        if parent is None or local(parent) == "schema" or element.get("ref") is not None:
            return
        own = element.getroottree().getroot()
        kind = local(element)
        form = element.get("form", own.get(f"{kind}FormDefault", "unqualified"))
        usual = self._sources.qualified[self._sources.space(element)][kind == "attribute"]
        if (form == "qualified") != usual:
            yield form

    def _simple(self, start: str, element: Element) -> Iterator[str]:
        for inner in element.iterchildren(f"{{{XS}}}union", f"{{{XS}}}list"):
            yield from self._composed(start, inner)
            return
        restriction = next(element.iterchildren(f"{{{XS}}}restriction"))
        if restriction.get("base") is None:
            raise UnsupportedSchemaError(restriction, "a base without a name")
        yield from wrapped(f"{start} {self._reference(restriction, 'base')}", facets(restriction))

    def _composed(self, start: str, element: Element) -> Iterator[str]:
        if local(element) == "list":
            yield f"{start} list {self._reference(element, 'itemType')}"
            return
        members: list[str] = []
        for member in (element.get("memberTypes") or "").split():
            element.set("memberTypes", member)
            members.append(self._reference(element, "memberTypes"))
        yield " ".join([start, "union", *members])
        for inner in element.iterchildren(f"{{{XS}}}simpleType"):
            yield from _indented(self._simple("simple", inner))

    def _complex(self, start: str, element: Element) -> Iterator[str]:
        words, holder = [start], element
        words += [flag for flag in ("mixed", "abstract") if element.get(flag) in ("true", "1")]
        for content in element.iterchildren(f"{{{XS}}}complexContent", f"{{{XS}}}simpleContent"):
            if content.get("mixed") in ("true", "1"):
                words.append("mixed")
            holder = next(content.iterchildren(f"{{{XS}}}extension", f"{{{XS}}}restriction"))
            if local(holder) != "extension":
                raise UnsupportedSchemaError(holder, "restriction of a complex type")
            words.append("extends" if local(content) == "complexContent" else "text")
            words.append(self._reference(holder, "base"))
        yield " ".join(words)
        yield from _indented(self._content(holder))
        yield from _indented(self._attributes(holder))

    def _content(self, holder: Element) -> Iterator[str]:
        for particle in holder.iterchildren(f"{{{XS}}}*"):
            if local(particle) == "sequence" and cardinality(particle) == "1":
                for inner in particle.iterchildren(f"{{{XS}}}*"):
                    yield from self._particle(inner)
            else:
                yield from self._particle(particle)

    def _particle(self, element: Element) -> Iterator[str]:
        kind, times = local(element), cardinality(element)
        if kind in _GROUPS:
            yield f"{kind} {times}"
            for inner in element.iterchildren(f"{{{XS}}}*"):
                yield from _indented(self._particle(inner))
        elif kind == "any":
            namespace = quoted(element.get("namespace", "##any"))
            yield f"any {times} {namespace} {element.get('processContents', 'strict')}"
        elif kind in ("element", "group") and element.get("ref") is not None:
            word = "ref" if kind == "element" else "group"
            yield f"{word} {self._reference(element, 'ref', kind)} {times}"
        elif kind == "element":
            name = element.get("name") or ""
            start = f"element {name}" if name in RESERVED else name
            yield from self._element(f"{start} {times}", element)

    def _attributes(self, holder: Element) -> Iterator[str]:
        for element in holder.iterchildren(f"{{{XS}}}*"):
            kind = local(element)
            if kind == "attribute":
                yield from self._attribute(element)
            elif kind == "attributeGroup":
                key = self._sources.key(element, "ref", kind)
                yield from self._attributes(self._sources.definitions[key])
            elif kind == "anyAttribute":
                namespace = quoted(element.get("namespace", "##any"))
                yield f"@* {namespace} {element.get('processContents', 'strict')}"

    def _attribute(self, element: Element) -> Iterator[str]:
        use = element.get("use", "optional")
        words = [] if use == "optional" else [use]
        words += self._options(element, ())
        if element.get("ref") is not None:
            yield " ".join([f"@{self._qualified(element)}", *words])
        else:
            start = " ".join([f"@{element.get('name')}", *words])
            yield from self._typed(start, element, "xs:anySimpleType")

    def _qualified(self, element: Element) -> str:
        key = self._sources.key(element, "ref", "attribute")
        self._met.setdefault(key)
        return f"{self._sources.prefixes[key[1]]}:{key[2]}"


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (_INDENT + text for text in lines)
