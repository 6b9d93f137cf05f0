"""Blocks of hundreds of kilograms in loads: how many are told, and in how many honest loads.

Containers come from streams of seeds that chose and measured nothing, a third of them packed in
ways never met. Each is looked at as it is, and with 450 kg of bricks in one place among its goods
or with up to 600 kg behind its doors; bricks are put wherever they fit, also in goods as dense as
they are, from which nothing tells them.
"""

import multiprocessing
from dataclasses import dataclass

from bench._scans.counting import share
from bench._scans.looking import seeds
from bench.result import Result
from quaywatch.cargo import ConcealmentPlace as Place
from quaywatch.scans.detection.blocks import block, measured
from quaywatch.scans.detection.reasoning import by_cell
from quaywatch.scans.detection.unlike import RARE
from quaywatch.scans.standard import Standard, standard
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.held import held
from quaywatch.world.scanner.installation import RELOCATABLE
from quaywatch.world.scanner.loads import drawn, load
from quaywatch.world.scanner.scene import Role, Scene
from quaywatch.world.scanner.threats import hide

TITLE = "blocks of hundreds of kilograms in loads: how many are told, and in how many honest loads"
_HIDDEN = ((Place.AMONG_GOODS, 450.0), (Place.BEHIND_DOORS, 600.0))
_LEAST_KG = 100.0
"""What fitted, from which it counts."""
_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class _Look:
    place: Place | None
    held: bool
    told: bool


def run(quick: bool) -> Result:
    """Look at honest loads, and at as many with a block in one of two places."""
    kinds = (16, 8) if quick else (60, 30)
    usual, strange = list(seeds(kinds[0], False)), list(seeds(kinds[1], True))
    order = [
        one for n, back in enumerate(strange) for one in (usual[2 * n], back, usual[2 * n + 1])
    ]
    with multiprocessing.get_context("spawn").Pool(_PROCESSES) as pool:
        looks = [one for of in pool.imap(_looks, enumerate(order)) for one in of]
    honest = [one for one in looks if one.place is None]
    figures: dict[str, object] = {
        "false_alarms": _share(honest),
        "false_alarms_of_packing_never_met": _share([one for one in honest if one.held]),
        **{
            place.value: _share([one for one in looks if one.place is place])
            for place, _ in _HIDDEN
        },
        "said_to_be_rare": RARE,
    }
    return Result("blocks", figures)


def _share(looks: list[_Look]) -> dict[str, object]:
    counted = share(sum(one.told for one in looks), len(looks))
    return {"told": counted.pop("pd"), **counted}


def _looks(numbered: tuple[int, int]) -> list[_Look]:
    number, seed = numbered
    papers = drawn(seed)
    scene = load(papers, seed)
    made = [_Look(None, held(papers), _told(scene, seed))]
    place, kg = _HIDDEN[number % 4 // 2]
    try:
        with_it = hide(scene, place, kg, seed)
    except ValueError:  # It holds no goods to hide among.
        return made
    if with_it.mass_kg(Role.THREAT) >= _LEAST_KG:
        made.append(_Look(place, held(papers), _told(with_it, seed)))
    return made


def _told(scene: Scene, seed: int) -> bool:
    picture = radiograph(expose(expected(scene, RELOCATABLE), RELOCATABLE, seed), RELOCATABLE)
    found = standard(picture)
    assert isinstance(found, Standard)
    seen = block(by_cell(found.attenuation()[1]), *found.high.shape)
    return seen is not None and measured().false_alarm(seen.score) <= RARE
