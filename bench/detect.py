"""Threats found in simulated pictures: the trained detector beside open literature and the ideal.

Containers come from streams of seeds, and a third of them are packed in ways, that training never
saw. Each is looked at honest and with threats; a detector's threshold is that which 1 or 5 % of the
honest ones pass. The ideal observer knows the load and averages over the threat (`known`; what is
counted of it is a lower bound); two more know less and are told the threat (`grained` all but the
grain, `rearranged` the papers alone), so that they bound nothing but tell where one scan can know
too little.

Looks are kept in `var/`, and a run that was cut off, or ended by `--seconds`, goes on from there.
The full plan has 1,400 honest containers of half a processor second, 500 with threats of four, and
100 that the slow observers see, too, of thirteen: some 36 minutes of two processors.
"""

import multiprocessing
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from bench._goes import TimeIsUp
from bench._scans import baseline, counting
from bench._scans.looking import MASSES, Look, look, net, seeds, usual
from bench.result import Result
from quaywatch.scans.standard import VERSION
from quaywatch.world.scanner.observing.weighing import doubted

TITLE = "threats found in simulated scans, beside an open baseline and the ideal observer"
AIM = 0.90
_PROCESSES = 2
_FOLDER = Path("var/detect")
_DEEP = 6
"""One in so many containers with threats is shown to the slow observers."""
_LOOKS = msgspec.json.Decoder(list[Look])
Task = tuple[int, bool, bool]
"""Seed; whether threats are put in; whether the slow observers are asked."""


def run(quick: bool, seconds: float = float("inf")) -> Result:
    """Look at every container of the plan that was not looked at before, and count.

    Raises:
        TimeIsUp: that takes longer than `seconds`; what was looked at is kept.
    """
    looks = list(_looks(quick, time.monotonic() + seconds))
    honest, threatened = counting.split(looks, lambda one: one.place is None)
    detectors = sorted(honest[0].scores)
    door = [one for one in threatened if one.place == "behind_doors" and one.kg >= 10]
    held, seen = counting.split(door, lambda one: one.held)
    judged = "net" if "net" in detectors else "baseline"
    headline = counting.beside_ideal(honest, door, judged)
    figures: dict[str, object] = {
        "door_10kg_vs_ideal": headline["ratio"],
        "door_10kg_interval": [headline["from"], headline["to"]],
        "door_10kg_seen_packing": counting.beside_ideal(honest, seen, judged)["ratio"],
        "door_10kg_held_out_packing": counting.beside_ideal(honest, held, judged)["ratio"],
        "door_10kg": {
            name: {
                "all": counting.beside_ideal(honest, door, name),
                "seen_packing": counting.beside_ideal(honest, seen, name),
                "held_out_packing": counting.beside_ideal(honest, held, name),
            }
            for name in detectors
        },
        "door_10kg_first_region_touches": _touching(door),
        "honest": {"pictures": len(honest), "held_out": sum(one.held for one in honest)},
        "threatened": len(threatened),
        "false_alarms_held_out": {name: _alarms(honest, name) for name in detectors},
        "all_places": {
            name: {
                f"{kg:g}kg": counting.by_detector(honest, _of_mass(threatened, kg), name)
                for kg in MASSES
            }
            for name in detectors
        },
        "honest_score_rms": {name: _calibrated(threatened, name) for name in counting.OBSERVERS},
        "table": counting.table(honest, threatened, detectors),
        "judged": judged,
    }
    peers: dict[str, object] = {"baseline": counting.beside_ideal(honest, door, "baseline")}
    ratio = headline["ratio"]
    holds = {"door_10kg_vs_ideal": isinstance(ratio, float) and ratio >= AIM}
    if judged == "net":
        holds["better_than_baseline"] = _found(honest, threatened, "net") > _found(
            honest, threatened, "baseline"
        )
    return Result("detect", figures, peers, holds)


def _looks(quick: bool, until: float) -> Iterator[Look]:
    trained = net()
    engine = trained.version if trained else "none"
    folder = _FOLDER / f"{engine}-{VERSION}-{'quick' if quick else 'full'}"
    folder.mkdir(parents=True, exist_ok=True)
    kept = {int(file.stem): file for file in folder.glob("*.json")}
    tasks = _plan(quick)
    waiting = [task for task in tasks if task[0] not in kept]
    if waiting:
        work = partial(_one, usual(40 if quick else 200))
        context = multiprocessing.get_context("spawn")
        with context.Pool(_PROCESSES) as pool:
            for seed, looks in pool.imap_unordered(work, waiting):
                kept[seed] = folder / f"{seed}.json"
                kept[seed].write_bytes(msgspec.json.encode(looks))
                if time.monotonic() > until and len(kept) < len(tasks):
                    raise TimeIsUp
    for seed, *_ in tasks:
        yield from _LOOKS.decode(kept[seed].read_bytes())


def _plan(quick: bool) -> list[Task]:
    """Return containers: two in three packed as training knows, honest ones by the way."""
    with_threats, among, honest = (36, 120, 240) if quick else (600, 2000, 2000)
    placed: list[tuple[float, Task]] = []
    for back, part in ((False, 2 / 3), (True, 1 / 3)):
        threats, count = round(with_threats * part), round(among * part)
        for number, seed in enumerate(seeds(round(honest * part), back)):
            # Those with threats lie evenly among the others, so that a run cut off is a small one.
            order = number * threats // count
            threatened = number < count and order != (number + 1) * threats // count
            deep = threatened and order % _DEEP == 0
            placed.append((number / count, (seed, threatened, deep)))
    return [task for _, task in sorted(placed)]


def _one(custom: baseline.Usual, task: Task) -> tuple[int, list[Look]]:
    seed, threats, deep = task
    return seed, look(seed, custom, threats, deep)


def _of_mass(looks: list[Look], kg: float) -> list[Look]:
    return [one for one in looks if one.kg == kg]


def _found(honest: list[Look], looks: list[Look], detector: str) -> int:
    limit = counting.cut([one.scores[detector] for one in honest], 0.05)
    return sum(one.scores[detector] > limit for one in looks)


def _alarms(honest: list[Look], detector: str) -> dict[str, object]:
    """Return how many honest containers of packings held out pass the threshold of all at 5 %."""
    limit = counting.cut([one.scores[detector] for one in honest], 0.05)
    held = [one for one in honest if one.held]
    return counting.share(sum(one.scores[detector] > limit for one in held), len(held))


def _touching(door: list[Look]) -> dict[str, object] | None:
    told = [one.told_first for one in door if one.told_first is not None]
    return counting.share(sum(told), len(told)) if told else None


def _calibrated(looks: list[Look], observer: str) -> float | None:
    """Return the root mean square of an observer's honest scores; 1 if it models loads truly."""
    scores = [doubted(one.honest, one.detectability) for one in counting.told(looks, observer)]
    return round((sum(one**2 for one in scores) / len(scores)) ** 0.5, 2) if scores else None
