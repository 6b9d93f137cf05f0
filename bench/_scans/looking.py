"""One simulated container after the other, honest and with threats, before every detector."""

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
import numpy as np

from bench._scans import baseline
from quaywatch.cargo import ConcealmentPlace as Place
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.reading import Finding
from quaywatch.scans.standard import Standard, standard
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.exposing import Drift, Picture, drift
from quaywatch.world.scanner.held import FIRST_HELD_STREAM, held
from quaywatch.world.scanner.installation import RELOCATABLE
from quaywatch.world.scanner.loads import Declared, drawn, load
from quaywatch.world.scanner.observing import grained, known, rearranged, weighing
from quaywatch.world.scanner.observing.gaussian import Seen
from quaywatch.world.scanner.observing.laid import Laid, laid
from quaywatch.world.scanner.scene import Role, Scene
from quaywatch.world.scanner.streaming import seed_of
from quaywatch.world.scanner.threats import hide, possible
from quaywatch.world.streams import stream

MASSES = (1.0, 3.0, 10.0, 30.0)
"""Kilograms hidden."""
_STREAM = FIRST_HELD_STREAM + 7
_LEARNING = 7
"""Stream from which the baseline learns what is usual."""
_OTHERS = 4
"""Threats in each container beside those behind its doors."""


class Told(msgspec.Struct, frozen=True):
    """What an observer who is told the threat scores, with it and without."""

    threatened: float
    honest: float
    detectability: float


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """One picture and what every detector made of it."""

    seed: int
    held: bool
    reefer: bool
    place: str | None = None
    """None for an honest container."""
    kg: float = 0.0
    scores: dict[str, float]
    """By detector; more for a threat likelier."""
    known: float | None = None
    """ln of the ratio averaged over threats, of the observer that knows the load; at least."""
    grained: Told | None = None
    rearranged: Told | None = None
    told_first: bool | None = None
    """The first finding's region touches the threat; behind the doors only."""


@dataclass(frozen=True, slots=True)
class Net:
    """The public entry of the trained detector."""

    version: str
    score: Callable[[Standard], float]
    find: Callable[[Standard], tuple[Finding, ...]]


@cache
def net() -> Net | None:
    """Return the trained detector, None where there is none in this version of the package."""
    if importlib.util.find_spec("quaywatch.scans.detection") is None:
        return None
    module: Any = importlib.import_module("quaywatch.scans.detection")
    return Net(str(module.VERSION), module.score, module.find)


def seeds(count: int, back: bool, stream_seed: int = _STREAM) -> Iterator[int]:
    """Yield seeds of containers packed in ways held back from training, or of others."""
    number = 0
    while count > 0:
        seed = seed_of(stream_seed, number)
        if held(drawn(seed)) == back:
            yield seed
            count -= 1
        number += 1


def usual(count: int) -> baseline.Usual:
    """Learn what the baseline scores of honest containers of training streams."""
    peaks = [
        baseline.peaks(_standard(laid(load(drawn(seed), seed), RELOCATABLE).picture(seed)))
        for seed in seeds(count, back=False, stream_seed=_LEARNING)
    ]
    return baseline.usual(np.array(peaks))


def look(seed: int, custom: baseline.Usual, threats: bool, deep: bool) -> list[Look]:
    """Return the looks at one container: honest, and with threats if wanted.

    `deep` asks the observers that know less than the whole load too, which takes longest.
    """
    papers = drawn(seed)
    scene = load(papers, seed)
    before = laid(scene, RELOCATABLE)
    honest = before.picture(seed)
    back, reefer = held(papers), scene.box.reefer
    looks = [Look(seed=seed, held=back, reefer=reefer, scores=_scores(_standard(honest), custom))]
    if not threats:
        return looks
    observed = _Observed(before, papers, honest, deep)
    for number, (place, kg) in enumerate(_threats(scene, seed)):
        threatened = _hidden(scene, place, kg, seed + number)
        if threatened is None:
            continue
        hidden = before.hidden(threatened)
        taken = seed + 7919 * (number + 1)
        picture = before.picture(taken, hidden)
        found = _standard(picture)
        looks.append(
            Look(
                seed=seed,
                held=back,
                reefer=reefer,
                place=place.value,
                kg=kg,
                scores=_scores(found, custom),
                told_first=_touches(found, hidden) if place is Place.BEHIND_DOORS else None,
                **observed.of(picture, taken, threatened, hidden, place),
            )
        )
    return looks


def _threats(scene: Scene, seed: int) -> list[tuple[Place, float]]:
    """Draw what is hidden: behind the doors 10 kg and another mass, elsewhere as it comes."""
    rng = stream(seed, "detect")
    behind = [(Place.BEHIND_DOORS, 10.0), (Place.BEHIND_DOORS, MASSES[int(rng.choice([0, 1, 3]))])]
    rest = [
        (place, kg)
        for place in Place
        for kg in MASSES
        if place is not Place.BEHIND_DOORS and possible(scene, place)
    ]
    chosen = rng.choice(len(rest), _OTHERS, replace=False)
    return behind + [rest[int(one)] for one in chosen]


def _hidden(scene: Scene, place: Place, kg: float, seed: int) -> Scene | None:
    """Hide it, unless there is no room for most of it."""
    try:
        threatened = hide(scene, place, kg, seed)
    except ValueError:
        return None
    return threatened if threatened.mass_kg(Role.THREAT) > 0.8 * kg else None


def _standard(picture: Picture) -> Standard:
    found = standard(radiograph(picture, RELOCATABLE))
    assert isinstance(found, Standard)
    return found


def _scores(found: Standard, custom: baseline.Usual) -> dict[str, float]:
    scores = {"baseline": custom.score(found)}
    trained = net()
    if trained is not None:
        scores["net"] = trained.score(found)
    return scores


def _touches(found: Standard, hidden: Pixels) -> bool | None:
    trained = net()
    if trained is None:
        return None
    findings = trained.find(found)
    region = findings[0].region if findings else None
    if region is None:
        return False
    shown = hidden[region.first_line : region.last_line, region.first_row : region.last_row]
    return bool((shown > 0.5).any())


@dataclass(slots=True)
class _Observed:
    """A container before the ideal observers."""

    before: Laid
    papers: Declared
    honest: Picture
    deep: bool
    texture: grained.Grained | None = None
    packings: rearranged.Rearranged | None = None

    def of(
        self, picture: Picture, taken: int, threatened: Scene, hidden: Pixels, place: Place
    ) -> dict[str, Any]:
        """Return what they make of one picture."""
        scene, lines = self.before.scene, hidden.shape[0]
        moving, still = (drift(lines, RELOCATABLE, one) for one in (taken, scene.seed))
        ratio = known.log_ratio(picture, self.before, hidden, moving)
        places = sum(possible(scene, one) for one in Place)
        prior = weighing.log_prior(threatened, place, places, ratio)
        found: dict[str, Any] = {"known": weighing.averaged(ratio, prior)}
        if not self.deep:
            return found
        for name, observed in (("grained", self._grained), ("rearranged", self._rearranged)):
            there, absent = observed(picture, hidden, moving), observed(self.honest, hidden, still)
            found[name] = Told(
                weighing.standardised(there.log_ratio, there.detectability),
                weighing.standardised(absent.log_ratio, absent.detectability),
                there.detectability,
            )
        return found

    def _grained(self, picture: Picture, hidden: Pixels, moving: Drift) -> Seen:
        self.texture = self.texture or grained.grained(self.before)
        return grained.weighed(picture, self.texture, hidden, moving)

    def _rearranged(self, picture: Picture, hidden: Pixels, moving: Drift) -> Seen:
        self.packings = self.packings or rearranged.rearranged(self.papers, self.before)
        return rearranged.weighed(picture, self.packings, self.before, hidden, moving)
