"""A declaration as plain records: leaves by name, groups by name as lists."""

from typing import Any, TypeAlias

from quaywatch.formats.xml import Element

Record: TypeAlias = dict[str, Any]
"""Text of each leaf (`str`) and records of each group (`list[Record]`) by element name."""

GROUPS = frozenset(
    {
        "COMCODGODITM", "CONNR2", "CUSINT632", "CUSOFFENTACTOFF700", "CUSOFFFENT730", "CUSOFFLON",
        "CUSOFFSENT740", "FUNERRER1", "GOOITEGDS", "GOOITEIMP248", "HEAHEA", "IDEMEATRAGI970",
        "IMPOPE200", "ITI", "NOTPAR670", "PACGS2", "PERLODSUMDEC", "PRODOCDC2", "PRTNOT640",
        "SEAID529", "SPEMENMT2", "TRACARENT601", "TRACONCE1", "TRACONCE2", "TRACONCO1",
        "TRACONCO2", "TRAREP", "TRAREQDIV456",
    }
)  # fmt: skip
"""Elements that hold other elements, in all messages."""


def record(element: Element) -> Record:
    """Return what `element` holds. A leaf that is there twice counts once, as the last one says."""
    made: Record = {}
    for child in element:
        name: str = child.tag  # pyright: ignore[reportAssignmentType] - comments are gone
        if name in GROUPS:
            group = record(child)
            if name in made:
                made[name].append(group)
            else:
                made[name] = [group]
        else:
            made[name] = child.text or ""
    return made
