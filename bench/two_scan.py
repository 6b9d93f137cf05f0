"""Added behind the doors between two scans by different scanners: how much of it is found.

Every pair is of its own container, voyage and two installations, drawn from seeds and cargo
recipes that neither the net for pairs, trees nor calibration have seen (`pairs.Part`); the net for
single scans, which counts too, has met other containers with those that are not packed in ways
held back. Honest pairs tell false alarms; the same pairs with cocaine put in on the way tell
detection, which counts only where the region that is marked touches what was added. The bar is
about the alarm behind the doors, at 1 % false alarms of its own by the calibration that ships. Some
containers are compared as a whole, too: anything added, removed or moved anywhere, at 1 % of all
alarms together.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import islice

import numpy as np

from bench._two_scan.looking import DoorLook, Threat, WholeLook, as_a_whole, at_doors
from bench._two_scan.pairs import Part, Voyage, earlier, seeds, style, voyage
from bench._two_scan.train import MEASURED_ON
from bench._usual import wilson
from bench.result import Result
from quaywatch.cargo import ConcealmentPlace

TITLE = "two scans of one container: 5 kg added behind the doors found at 1 % false alarms"
BAR, ALARMS = 0.95, 0.01
PAIRS, QUICK_PAIRS = 240, 100
_WHOLE, _QUICK_WHOLE = 60, 4
"""Of these, containers that are compared as a whole."""
_MEANT: Threat = (ConcealmentPlace.BEHIND_DOORS, 5.0)
_MASSES = (1.0, 3.0, 10.0, 30.0)
_PLACES = (
    ConcealmentPlace.BEHIND_DOORS,
    ConcealmentPlace.AMONG_GOODS,
    ConcealmentPlace.IN_GOODS,
    ConcealmentPlace.PALLETS,
    ConcealmentPlace.FLOOR,
    ConcealmentPlace.ROOF,
    ConcealmentPlace.WALLS,
    ConcealmentPlace.DOORS,
    ConcealmentPlace.FRONT_WALL,
    ConcealmentPlace.EVAPORATOR,
)


def run(quick: bool) -> Result:
    """Compare honest pairs and the same with something added."""
    honest: list[DoorLook] = []
    meant: list[DoorLook] = []
    whole: list[WholeLook] = []
    number = QUICK_PAIRS if quick else PAIRS
    for place, seed in enumerate(islice(seeds(MEASURED_ON, {Part.MEASURED}), number)):
        one = voyage(seed)
        before = earlier(one)
        if before is None:
            continue
        for threat, looks in ((None, honest), (_MEANT, meant)):
            look = at_doors(one, before, threat)
            if look is not None:
                looks.append(look)
        if place < (_QUICK_WHOLE if quick else _WHOLE):
            whole += as_a_whole(one, (None, _MEANT, _other(place)))
    found = _share(_found(look) for look in meant)
    bound = float(np.quantile([look.plain for look in honest], 1 - ALARMS))
    figures: dict[str, object] = {
        "door_5kg_pd_at_1pct": found,
        "false_alarms": _share(look.false_alarm <= ALARMS for look in honest),
        "false_alarms_of_what_is_missing": _share(
            look.missing <= ALARMS for look in honest if look.missing is not None
        ),
        "pd_at_own_quantile": _own_quantiles(honest, meant),
        "alarms_for_another_reason": _share(
            look.false_alarm <= ALARMS and not look.right for look in meant
        ),
        "pairs": len(honest),
        "by_packing": _by(meant, lambda look: style(look.voyage)),
        "by_installations": _by(meant, lambda look: _pair(look.voyage)),
        "by_shift_cm": _by(meant, _shift),
        "by_way": _by(meant, _way),
        "by_trailers": _by(meant, lambda look: str(sum(look.voyage.trailers))),
        "false_alarms_by_packing": _by(honest, lambda look: style(look.voyage), _alarmed),
        "false_alarms_by_shift_cm": _by(honest, _shift, _alarmed),
        "false_alarms_by_way": _by(honest, _way, _alarmed),
        **_of_all(whole),
    }
    peers: dict[str, object] = {
        "plain_difference_door_5kg_pd_at_1pct": _share(look.plain > bound for look in meant)
    }
    return Result("two_scan", figures, peers, {"door_5kg_pd_at_1pct": found[0] >= BAR})


def _other(number: int) -> Threat:
    place = _PLACES[number % len(_PLACES)]
    return place, _MASSES[(number // len(_PLACES) + number) % len(_MASSES)]


def _alarmed(look: DoorLook) -> bool:
    return look.false_alarm <= ALARMS


def _found(look: DoorLook) -> bool:
    return look.right and _alarmed(look)


Share = tuple[float, float, float, int]
"""A share, its interval at 95 % (Wilson), and of how many."""


def _share(held: Iterable[bool]) -> Share:
    each = list(held)
    low, high = wilson(sum(each), len(each), 0.95)
    return round(sum(each) / max(len(each), 1), 4), round(low, 3), round(high, 3), len(each)


def _own_quantiles(honest: list[DoorLook], meant: list[DoorLook]) -> dict[str, Share]:
    """Return what is found at thresholds that so many of these honest pairs themselves pass."""
    scores = [look.score for look in honest]
    made: dict[str, Share] = {}
    for share in (0.01, 0.05, 0.10):
        bound = float(np.quantile(scores, 1 - share))
        made[f"{share:g}"] = _share(look.right and look.score > bound for look in meant)
    return made


def _by(
    looks: list[DoorLook],
    group: Callable[[DoorLook], str],
    held: Callable[[DoorLook], bool] = _found,
) -> dict[str, Share]:
    groups: dict[str, list[bool]] = defaultdict(list)
    for look in looks:
        groups[group(look)].append(held(look))
    return {name: _share(each) for name, each in sorted(groups.items())}


def _shift(look: DoorLook) -> str:
    return f"{100 * look.voyage.shift:g}"


def _pair(one: Voyage) -> str:
    return " then ".join(installation.name for installation in one.installations)


def _way(look: DoorLook) -> str:
    first, second = look.voyage.installations
    return "same" if first.doors_first is second.doors_first else "turned"


def _of_all(looks: list[WholeLook]) -> dict[str, object]:
    """Return what whole comparisons say, wherever the finding was that called."""
    honest = [look for look in looks if look.threat is None]
    groups: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for look in looks:
        if look.threat is not None:
            place, kg = look.threat
            groups[place.value][f"{kg:g}"].append(look.told <= ALARMS)
    kg = [look.kg for look in looks if look.threat == _MEANT and look.kg > 0.0]
    return {
        "false_alarms_of_all": _share(look.told <= ALARMS for look in honest),
        "found_of_all_by_place_and_kg": {
            place: {mass: _share(held) for mass, held in sorted(by.items(), key=_number)}
            for place, by in groups.items()
        },
        "kg_told_for_5_kg": [round(float(each), 2) for each in np.quantile(kg, (0.25, 0.5, 0.75))]
        if kg
        else [],
        "cpu_s": round(float(np.mean([look.seconds for look in looks])), 2),
    }


def _number(item: tuple[str, list[bool]]) -> float:
    return float(item[0])
