"""What the comparison says of single pairs: of the doors alone, and of a container as a whole."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from bench._two_scan.pairs import Voyage, arrival, earlier, later, taken
from bench._two_scan.plainly import difference
from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.comparing import Comparison, compare
from quaywatch.scans.comparing.alone import alone, newly
from quaywatch.scans.comparing.doors import Put, behind
from quaywatch.scans.comparing.registering import Registered, registered
from quaywatch.scans.comparing.scoring import Zone, calibration, key
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.standard import Standard

_SHOWS = 0.5
"""g/cm² from which a pixel shows what was added."""
Threat = tuple[ConcealmentPlace, float]


@dataclass(frozen=True, slots=True)
class DoorLook:
    """What is said to have been put behind the doors."""

    voyage: Voyage
    score: float
    false_alarm: float
    """Of the alarm behind the doors, by the calibration that ships."""
    right: bool
    """The plainest region touches what was added; False for an honest pair."""
    plain: float
    """Score of the peer."""
    missing: float | None
    """False-alarm share of what an honest pair is said to lack; None for another."""


@dataclass(frozen=True, slots=True)
class WholeLook:
    """What a whole comparison says, anything anywhere."""

    threat: Threat | None
    told: float
    """Least false-alarm share of all findings."""
    kg: float
    """That is told to have been added behind the doors, 0 where nothing is."""
    seconds: float
    """Of the processor, for the comparison alone."""


def at_doors(one: Voyage, before: Standard, threat: Threat | None) -> DoorLook | None:
    """Compare one pair behind the doors; None where there is no room for the threat."""
    after = later(one, threat) if arrival(one, threat) is not None else None
    if after is None:
        return None
    pair = registered(before, after)
    if pair is None:
        return None
    put = next(behind(pair, _newly(before, after, pair)))
    right = threat is not None and _touches(after, put, one, threat)
    missing = _missing(before, after) if threat is None else None
    return DoorLook(one, put.score, _share(put), right, difference(before, after), missing)


def _missing(before: Standard, after: Standard) -> float | None:
    back = registered(after, before)
    return None if back is None else _share(next(behind(back, _newly(after, before, back))))


def _newly(before: Standard, after: Standard, pair: Registered) -> Pixels:
    return newly(alone(before, turned=pair.turned), alone(after))


def _share(put: Put) -> float:
    return calibration().curves[key(Zone.DOORS)].false_alarm(put.score)


def _touches(after: Standard, put: Put, one: Voyage, threat: Threat) -> bool:
    region = after.region(*put.box)
    grams = taken(one, threat)
    lines = slice(region.first_line, region.last_line)
    return bool((grams[lines, region.first_row : region.last_row] >= _SHOWS).any())


def as_a_whole(one: Voyage, threats: Iterable[Threat | None]) -> list[WholeLook]:
    """Compare one container whole, with each of several threats."""
    before = earlier(one)
    made: list[WholeLook] = []
    for threat in threats:
        after = later(one, threat)
        if before is not None and after is not None:
            made.append(_whole(before, after, threat))
    return made


def _whole(before: Standard, after: Standard, threat: Threat | None) -> WholeLook:
    started = time.process_time()
    told = compare(before, after)
    spent = time.process_time() - started
    findings = told.findings if isinstance(told, Comparison) else ()
    doors = [each for each in findings if each.place is ConcealmentPlace.BEHIND_DOORS]
    return WholeLook(
        threat,
        min((each.false_alarm for each in findings), default=1.0),
        max((each.mass_kg or 0.0 for each in doors), default=0.0),
        spent,
    )
