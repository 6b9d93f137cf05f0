"""A declaration as plain records: leaves by name, groups by name as lists."""

from typing import Any, TypeAlias

from quaywatch.formats.xml import Element

Record: TypeAlias = dict[str, Any]
"""Text of each leaf (`str`) and records of each group (`list[Record]`) by element name."""

_TOP = """CUSINT632 CUSOFFENTACTOFF700 CUSOFFFENT730 CUSOFFLON CUSOFFSENT740 FUNERRER1 GOOITEGDS
HEAHEA IMPOPE200 ITI NOTPAR670 PERLODSUMDEC SEAID529 TRACARENT601 TRACONCE1 TRACONCO1 TRAREP
TRAREQDIV456"""
_OF_ITEMS = (
    "COMCODGODITM CONNR2 IDEMEATRAGI970 PACGS2 PRODOCDC2 PRTNOT640 SPEMENMT2 TRACONCE2 TRACONCO2"
)
GROUPS = {
    **dict.fromkeys(_TOP.split(), ""),
    **dict.fromkeys(_OF_ITEMS.split(), "GOOITEGDS"),
    "GOOITEIMP248": "IMPOPE200",
}
"""The group around each group, in all messages; empty for those right below the root."""
ALONE = frozenset({"CUSOFFFENT730", "HEAHEA", "PERLODSUMDEC"})
"""Groups that a declaration has once."""


def record(root: Element) -> Record:
    """Return what a message holds. It must keep to the schema: leaves come ahead of groups."""
    whole: Record = {}
    latest = {"": whole}
    holder = whole
    elements = root.iter()
    next(elements)
    for element in elements:
        name: str = element.tag  # pyright: ignore[reportAssignmentType] - comments are gone
        around = GROUPS.get(name)
        if around is None:
            holder[name] = element.text or ""
        else:
            latest[name] = holder = {}
            groups = latest[around]
            if name in groups:
                groups[name].append(holder)
            else:
                groups[name] = [holder]
    return whole
