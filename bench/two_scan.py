"""Added behind the doors between two scans by different scanners: how much of it is found.

Every pair is of its own container, voyage and two installations, drawn from seeds that neither
trees nor calibration have seen; honest pairs tell false alarms, the same pairs with cocaine put in
on the way tell detection. The bar is about the alarm behind the doors, at 1 % false alarms of its
own by the calibration that ships. Beside it stands the alarm about a container as a whole: anything
added, removed or moved anywhere, at 1 % of all together.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from bench._two_scan.pairs import Voyage, earlier, later, voyage
from bench._two_scan.plainly import difference
from bench._two_scan.train import MEASURED_ON
from bench._usual import wilson
from bench.result import Result
from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.comparing import Comparison, compare
from quaywatch.scans.comparing.scoring import SHARES, Zone
from quaywatch.scans.reading import Sign
from quaywatch.scans.standard import Standard

TITLE = "two scans of one container: 5 kg added behind the doors found at 1 % false alarms"
BAR, ALARMS = 0.95, 0.01
PAIRS, QUICK_PAIRS = 160, 20
_MEANT = (ConcealmentPlace.BEHIND_DOORS, 5.0)
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


@dataclass(frozen=True, slots=True)
class Look:
    """One comparison of two scans."""

    voyage: Voyage
    place: ConcealmentPlace | None
    """Of what was added; None for an honest pair."""
    kg: float
    told: float
    """Least false-alarm share of anything that was told."""
    behind_doors: float
    """Of what was told to be added behind the doors."""
    plain: float
    """Score of the peer, in the zone of the doors."""
    kg_told: float
    seconds: float
    """Of the processor, for the comparison alone."""

    @property
    def alarmed(self) -> bool:
        """Whether an analyst would be called."""
        return self.told <= ALARMS

    @property
    def shown(self) -> bool:
        """Whether something is said to be added behind the doors, at 1 % of that alarm's own."""
        return self.behind_doors * SHARES[Zone.DOORS, Sign.ADDED] <= ALARMS


def run(quick: bool) -> Result:
    """Compare honest pairs and the same with something added."""
    looks: list[Look] = []
    for number in range(QUICK_PAIRS if quick else PAIRS):
        looks += _looks(MEASURED_ON + number, number)
    honest = [look for look in looks if look.place is None]
    meant = [look for look in looks if (look.place, look.kg) == _MEANT]
    found = _share(look.shown for look in meant)
    bound = float(np.quantile([look.plain for look in honest], 1 - ALARMS))
    figures: dict[str, object] = {
        "door_5kg_pd_at_1pct": found,
        "false_alarms_doors": _share(look.shown for look in honest),
        "door_5kg_pd_at_1pct_of_all": _share(look.alarmed for look in meant),
        "false_alarms_of_all": _share(look.alarmed for look in honest),
        "pairs": len(honest),
        "by_installations": _by(meant, lambda look: _pair(look.voyage)),
        "by_shift_cm": _by(meant, lambda look: f"{100 * look.voyage.shift:g}"),
        "by_way": _by(meant, _way),
        "by_trailers": _by(meant, lambda look: str(sum(look.voyage.trailers))),
        "false_alarms_by_shift_cm": _by(
            honest, lambda look: f"{100 * look.voyage.shift:g}", shown=False
        ),
        "found_by_place_and_kg": _table(looks),
        "kg_told_for_5_kg": _kg(meant),
        "cpu_s": round(float(np.mean([look.seconds for look in looks])), 2),
    }
    peers: dict[str, object] = {
        "plain_difference_door_5kg_pd_at_1pct": _share(look.plain > bound for look in meant)
    }
    return Result("two_scan", figures, peers, {"door_5kg_pd_at_1pct": found[0] >= BAR})


def _looks(seed: int, number: int) -> list[Look]:
    """Compare one honest pair, the same with 5 kg behind the doors, and with another mass."""
    one = voyage(seed)
    before = earlier(one)
    if before is None:
        return []
    place = _PLACES[number % len(_PLACES)]
    other = (place, _MASSES[(number // len(_PLACES) + number) % len(_MASSES)])
    made: list[Look] = []
    for threat in (None, _MEANT, other):
        after = later(one, threat)
        if after is not None:
            made.append(_look(one, before, after, threat))
    return made


def _look(
    one: Voyage,
    before: Standard,
    after: Standard,
    threat: tuple[ConcealmentPlace, float] | None,
) -> Look:
    started = time.process_time()
    told = compare(before, after)
    spent = time.process_time() - started
    findings = told.findings if isinstance(told, Comparison) else ()
    doors = [
        each
        for each in findings
        if each.sign is Sign.ADDED and each.place is ConcealmentPlace.BEHIND_DOORS
    ]
    best = min(doors, key=lambda each: each.false_alarm, default=None)
    return Look(
        one,
        threat[0] if threat else None,
        threat[1] if threat else 0.0,
        min((each.false_alarm for each in findings), default=1.0),
        best.false_alarm if best else 1.0,
        difference(before, after),
        (best.mass_kg or 0.0) if best else 0.0,
        spent,
    )


Share = tuple[float, float, float, int]
"""A share, its interval at 95 % (Wilson), and of how many."""


def _share(held: Iterable[bool]) -> Share:
    each = list(held)
    low, high = wilson(sum(each), len(each), 0.95)
    return round(sum(each) / max(len(each), 1), 4), round(low, 3), round(high, 3), len(each)


def _by(looks: list[Look], group: Callable[[Look], str], *, shown: bool = True) -> dict[str, Share]:
    groups: dict[str, list[bool]] = defaultdict(list)
    for look in looks:
        groups[group(look)].append(look.shown if shown else look.alarmed)
    return {name: _share(held) for name, held in sorted(groups.items())}


def _pair(one: Voyage) -> str:
    return " then ".join(installation.name for installation in one.installations)


def _way(look: Look) -> str:
    first, second = look.voyage.installations
    return "same" if first.doors_first is second.doors_first else "turned"


def _table(looks: list[Look]) -> dict[str, dict[str, Share]]:
    """Return alarms by place and mass, wherever the finding was that called."""
    groups: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for look in looks:
        if look.place is not None:
            groups[look.place.value][f"{look.kg:g}"].append(look.alarmed)
    return {
        place: {
            kg: _share(held) for kg, held in sorted(by.items(), key=lambda item: float(item[0]))
        }
        for place, by in groups.items()
    }


def _kg(meant: list[Look]) -> dict[str, float]:
    """Return quartiles of the mass that is told where 5 kg were found."""
    told = [look.kg_told for look in meant if look.shown]
    if not told:
        return {}
    low, middle, high = np.quantile(told, (0.25, 0.5, 0.75))
    return {
        "q25": round(float(low), 2),
        "median": round(float(middle), 2),
        "q75": round(float(high), 2),
    }
