"""Invented declarations, and small changes to them."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from quaywatch.formats.ens.records import GROUPS, Record, record
from quaywatch.formats.xml import Document, parse

DECLARATION = (Path(__file__).parent / "declaration.xml").read_bytes()
AMENDMENT = (
    DECLARATION.replace(b"CC315A", b"CC313A")
    .replace(
        b"<RefNumHEA4>LRN-EXAMPLE-1</RefNumHEA4>", b"<DocNumHEA5>26GB00000000000001</DocNumHEA5>"
    )
    .replace(b"DecPlaHEA394", b"AmdPlaHEA598")
    .replace(b"DecDatTimHEA114", b"DatTimAmeHEA113")
    .replace(b"  <CUSOFFLON><RefNumCOL1>GB000001</RefNumCOL1></CUSOFFLON>\n", b"")
)
NEGOTIABLE = [{"AddInfCodMT23": "10600"}]
PARTY = {
    "NamCO27": "A",
    "StrAndNumCO222": "B",
    "PosCodCO223": "C",
    "CitCO224": "D",
    "CouCO225": "EC",
}


def document(data: bytes = DECLARATION) -> Document:
    made = parse(data)
    assert isinstance(made, Document)
    return made


BASE: Record = record(document().root)


def changed(changes: dict[str, Any]) -> Record:
    """Return the invented declaration with elements set (None: left out).

    A path leads through groups to a leaf, such as `GOOITEGDS/GroMasGDS46`; it takes the first of
    each group and makes what is missing. A list stands for a whole group.
    """
    made = deepcopy(BASE)
    for path, value in changes.items():
        *groups, name = path.split("/")
        holder = made
        for group in groups:
            assert group in GROUPS
            holder = holder.setdefault(group, [{}])[0]
        if value is None:
            holder.pop(name, None)
        else:
            holder[name] = deepcopy(value)
    return made
