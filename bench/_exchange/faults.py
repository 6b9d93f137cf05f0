"""What faults leave of the line: worlds in which everything goes wrong, and kill -9."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from bench._goes import Goes
from tests.alliance.line.world import Broken
from tests.alliance.line.world import run as run_world
from tests.alliance.transport.trials import Ground, Tally

_WORLD_STEPS = 400
_FIRST_SEED = 10_000
_KILLS_ON_ONE_GROUND = 50


class Worlds(msgspec.Struct):
    """Worlds of three nodes, by seed from the first on."""

    tried: int = 0
    steps: int = 0
    broken: list[str] = []


class Kills(msgspec.Struct):
    """Kills of processes, and what all of them together showed."""

    grounds: int = 0
    kills: int = 0
    published: int = 0
    withdrawn: int = 0
    lost: int = 0
    doubled: int = 0
    revived: int = 0


def worlds(goes: Goes, steps: int) -> Worlds:
    """Let one world after the other run until all of them made so many steps."""
    found = goes.kept("worlds", Worlds)
    while found.steps < steps:
        goes.look()
        seed = _FIRST_SEED + found.tried
        try:
            found.steps += run_world(seed, _WORLD_STEPS).steps
        except Broken as error:
            found.broken.append(f"seed {seed}: {error}")
            found.steps += _WORLD_STEPS
        found.tried += 1
        goes.keep("worlds", found)
    return found


def kills(goes: Goes, wanted: int) -> Kills:
    """Kill the nodes of one ground after the other until there were so many kills."""
    found = goes.kept("kills", Kills)
    while found.kills < wanted:
        goes.look()
        with TemporaryDirectory() as folder:
            seen = _on_one_ground(
                Path(folder), found.grounds, min(wanted - found.kills, _KILLS_ON_ONE_GROUND)
            )
        found = Kills(
            grounds=found.grounds + 1,
            **{name: getattr(found, name) + getattr(seen, name) for name in Tally.__slots__},
        )
        goes.keep("kills", found)
    return found


def _on_one_ground(folder: Path, number: int, wanted: int) -> Tally:
    rng, tally = random.Random(f"kills {number}"), Tally()
    ground = Ground(folder)
    while tally.kills < wanted:
        ground.trial(rng, tally)
    ground.look(tally)
    return tally
