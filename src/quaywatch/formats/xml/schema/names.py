"""Names of types and elements across the namespaces of a table."""

from dataclasses import dataclass

from lxml import etree

from quaywatch.formats.xml.paths import Element

XS = "http://www.w3.org/2001/XMLSchema"
XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True)
class Names:
    """What a name without a prefix means in one section of a table."""

    prefix: str
    """Prefix of the section's own namespace; empty when it has none."""

    def type(self, word: str) -> str:
        """Return the qualified name of a type, group or global element."""
        return word if ":" in word or not self.prefix else f"{self.prefix}:{word}"


def child(parent: Element, kind: str, /, **attributes: str) -> Element:
    """Add an XML Schema element to `parent`."""
    return etree.SubElement(parent, f"{{{XS}}}{kind}", attributes)


def occurs(word: str) -> dict[str, str]:
    """Return the attributes for a cardinality such as `1`, `0..1` or `1..*`."""
    least, between, most = word.partition("..")
    most = most if between else least
    bounds = {"minOccurs": least, "maxOccurs": "unbounded" if most == "*" else most}
    return {name: value for name, value in bounds.items() if value != "1"}
