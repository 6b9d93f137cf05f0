"""Simulated radiographs of a few boxes of the demo, as their port of loading and Antwerp took them.

What a box hides is what the simulated world hid in it; a load put behind the doors came after the
scan at the port of loading.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zlib import crc32

import polars as pl

from quaywatch.cargo import Concealment, ConcealmentPlace
from quaywatch.node import Node, Query
from quaywatch.node.worklist import Line
from quaywatch.scans import writers
from quaywatch.world.scanner.boxes import BOXES
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import MOBILE, RELOCATABLE, Installation, mirrored
from quaywatch.world.scanner.loads import Declared, declared, load
from quaywatch.world.scanner.rescanning import shifted
from quaywatch.world.scanner.scene import Scene
from quaywatch.world.scanner.threats import hide

_FIRST = 2
"""Boxes at the head of the list that are scanned, whatever they hold…"""
_HIDING = 1
"""…and boxes that hide something, wherever they stand."""
_SEARCHED = 400
_SHIFT = 0.02
"""Metres by which packages move on the way (standard deviation)."""
ACTOR = "simulated-scanner"

_PLACES = {
    Concealment.RIP_ON: ConcealmentPlace.BEHIND_DOORS,
    Concealment.IN_LOAD: ConcealmentPlace.AMONG_GOODS,
    Concealment.STRUCTURE: ConcealmentPlace.FLOOR,
    Concealment.REEFER_UNIT: ConcealmentPlace.REFRIGERATION_UNIT,
}


@dataclass(frozen=True, slots=True)
class _Hidden:
    place: ConcealmentPlace
    kg: float


def scan(node: Node, truth: pl.DataFrame, morning: datetime) -> None:
    """Bring scans of a few boxes to the node; `truth` is the world's own (`Batch.truth`)."""
    hidden = {row["equipment_number"]: _hidden(row) for row in truth.iter_rows(named=True)}
    page = node.worklist(Query(limit=_SEARCHED))
    lines = [one for one in page.lines if _declared(one) is not None]
    hiding = [one for one in lines if one.equipment_number in hidden][:_HIDING]
    for line in {one.box_id: one for one in (*lines[:_FIRST], *hiding)}.values():
        _scan(node, line, hidden.get(line.equipment_number), morning)


def _hidden(row: dict[str, object]) -> _Hidden:
    kg = row["mass_kg"]
    assert isinstance(kg, float)  # noqa: S101 - the frame's own type
    return _Hidden(_PLACES[Concealment(str(row["concealment"]))], kg)


def _scan(node: Node, line: Line, hidden: _Hidden | None, morning: datetime) -> None:
    papers = _declared(line)
    if papers is None:
        return
    seed = crc32(line.equipment_number.encode())
    honest = load(papers, seed)
    arrived = honest if hidden is None else _with(honest, hidden, seed)
    loaded = honest if hidden and hidden.place is ConcealmentPlace.BEHIND_DOORS else arrived
    at_origin = mirrored(MOBILE)
    days = timedelta(days=20)
    _bring(node, line, loaded, at_origin, seed, line.port_of_loading, morning - days)
    moved = shifted(arrived, seed, _SHIFT)
    _bring(node, line, moved, RELOCATABLE, seed + 1, "BEANR", morning - timedelta(minutes=20))


def _with(scene: Scene, hidden: _Hidden, seed: int) -> Scene:
    try:
        return hide(scene, hidden.place, hidden.kg, seed)
    except ValueError:
        # The container has no such place: the load is the one way that every container has.
        return hide(scene, ConcealmentPlace.BEHIND_DOORS, hidden.kg, seed)


def _declared(line: Line) -> Declared | None:
    """Return what papers say of a box; None where no such goods or container are simulated."""
    if line.size_type not in BOXES:
        return None
    try:
        usual = declared(line.hs_code[:6], line.size_type)
    except ValueError:
        return None
    return replace(usual, mass_kg=line.gross_mass_kg or usual.mass_kg)


def _bring(
    node: Node,
    line: Line,
    scene: Scene,
    installation: Installation,
    seed: int,
    site: str,
    taken_at: datetime,
) -> None:
    data = picture(scene, installation, seed, line.equipment_number, site, taken_at)
    node.scans.take(data, actor=ACTOR)


def picture(
    scene: Scene,
    installation: Installation,
    seed: int,
    number: str,
    site: str,
    taken_at: datetime,
) -> bytes:
    """Return the file that a simulated scanner makes of a container; it says so itself."""
    exposed = expose(expected(scene, installation), installation, seed)
    return writers.tiff(radiograph(exposed, installation, number, site, taken_at))
