"""The line between nodes: how fast, how flat, and what faults leave of it."""

import gc
import random
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench._line import Answering, Pair, as_stix, notices, publish
from bench._opentaxii import OpenTaxii
from bench.result import Result
from quaywatch.alliance.line import What
from quaywatch.alliance.transport import Courier
from quaywatch.alliance.transport.courier import TOGETHER
from tests.alliance.line.world import Broken
from tests.alliance.line.world import run as run_world
from tests.alliance.making import ANTWERP, ROTTERDAM
from tests.alliance.transport.trials import Ground, Tally

TITLE = "exchange: batches between nodes a core, beside OpenTAXII; faults, kill -9, catching up"

INGEST_BAR, PULL_BAR, FLAT_BAR, CATCH_UP_BAR_S = 40_000, 200_000, 1.2, 60.0
_WORLD_STEPS = 400
_KILLS_ON_ONE_GROUND = 50


def run(quick: bool) -> Result:
    """Measure the processor time of each end, then break everything."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        ingest = _ingest(folder / "ingest", 20_000 if quick else 200_000)
        held = [10_000, 100_000] if quick else [10_000, 100_000, 1_000_000, 10_000_000]
        pulls, anywhere = _pulls(folder / "pull", held)
        caught = _catch_up(folder / "catch-up", 50_000 if quick else 1_000_000)
        resumed = _resume(folder / "resume")
        peer = _opentaxii(folder, 2_000 if quick else 10_000)
        steps, broken = _faults(2_000 if quick else 1_000_000)
        tally = _kills(folder / "kills", 20 if quick else 1_000)
    flat = max(pulls.values()) / min(pulls.values())
    lost = caught.lost + tally.lost + resumed
    doubled = caught.doubled + tally.doubled
    return Result(
        name="exchange",
        figures={
            "ingest_per_core_s": round(ingest),
            "pull_per_core_s": round(min(pulls.values())),
            "pull_per_core_s_by_held": {str(size): round(rate) for size, rate in pulls.items()},
            "pull_flat": round(flat, 3),
            "pull_anywhere_per_core_s": {str(size): round(rate) for size, rate in anywhere.items()},
            "lost": lost,
            "doubled": doubled,
            "revived": tally.revived,
            "catch_up_objects": caught.objects,
            "catch_up_s": round(caught.wall_s, 2),
            "catch_up_bytes_an_object": round(caught.bytes_each, 1),
            "resume_lost_of_250": resumed,
            "fault_steps": steps,
            "fault_broken": broken,
            "kills": tally.kills,
            "killed_published": tally.published,
        },
        peers={
            "opentaxii": round(peer),
            "ratio_opentaxii": round(ingest / peer, 1),
        },
        holds={
            "ingest": ingest >= INGEST_BAR,
            "pull": min(pulls.values()) >= PULL_BAR,
            "pull_flat": flat <= FLAT_BAR,
            "nothing_lost": lost == 0,
            "nothing_doubled": doubled == 0,
            "nothing_revived": tally.revived == 0,
            "catch_up": caught.wall_s / caught.objects * 1e6 <= CATCH_UP_BAR_S,
            "faults": broken == [],
        },
    )


def _ingest(folder: Path, count: int) -> float:
    """Objects a second of processor time: signature, schema, handling, Merkle, on disk."""
    pair = Pair.make(folder)
    publish(pair.rotterdam.line, notices(count))
    _spare()
    line, after, spent = pair.antwerp.line, 0, 0.0
    while bodies := pair.rotterdam.line.after(ANTWERP, after, limit=TOGETHER):
        started = time.process_time()
        taken = line.receive(ROTTERDAM, bodies)
        spent += time.process_time() - started
        after = taken[-1].number
    assert line.arrivals(count - 1)[0].number == count
    return count / spent


def _pulls(folder: Path, sizes: list[int]) -> tuple[dict[int, float], dict[int, float]]:
    """Objects a second of the answering process's time, by how many there are to answer from.

    First of who asks for the last ten thousand, as partners do, then of who asks for any.
    """
    pair = Pair.make(folder)
    answering = Answering(pair)
    rates: tuple[dict[int, float], dict[int, float]] = ({}, {})
    there = 0
    try:
        for size in sizes:
            there += publish(pair.rotterdam.line, notices(size - there, seed=size))
            last = pair.rotterdam.line.peers.get(ANTWERP).sent
            for rate, first in zip(rates, (last - 10, 0), strict=True):
                _asked(answering, first, last, 10)
                began = answering.cpu_s()
                objects = _asked(answering, first, last, 150)
                rate[size] = objects / max(answering.cpu_s() - began, 0.01)
    finally:
        answering.stop()
    return rates


def _asked(answering: Answering, first: int, last: int, times: int) -> int:
    """Ask for ten batches of a thousand again and again."""
    rng = random.Random(times)
    batches = 0
    for _ in range(times):
        batches += len(answering.client.log(rng.randint(first, last - 10), limit=10))
    return batches * 1000


class _Caught:
    def __init__(self, objects: int, wall_s: float, bytes_each: float, arrived: list[str]) -> None:
        self.objects, self.wall_s, self.bytes_each = objects, wall_s, bytes_each
        self.lost = objects - len(set(arrived))
        self.doubled = len(arrived) - len(set(arrived))


def _catch_up(folder: Path, count: int) -> _Caught:
    """A node that was away asks for everything, over HTTPS."""
    pair = Pair.make(folder)
    publish(pair.rotterdam.line, notices(count))
    answering = Answering(pair)
    courier = Courier(pair.antwerp.line, pair.antwerp.certificate, pair.antwerp.key)
    _spare()
    size = sum(map(len, pair.rotterdam.line.after(ANTWERP, 0, limit=10))) / min(count, 10_000)
    started = time.perf_counter()
    while courier.pull(answering.client):
        pass
    wall_s = time.perf_counter() - started
    answering.stop()
    return _Caught(count, wall_s, size, list(_arrived(pair)))


def _resume(folder: Path) -> int:
    """250 objects of one instant, read in parts by somebody who is cut off after the first."""
    pair = Pair.make(folder)
    told = notices(250)
    for part in (100, 100, 50):
        publish(pair.rotterdam.line, iter([next(told) for _ in range(part)]))
    answering = Answering(pair)
    pair.antwerp.line.receive(ROTTERDAM, answering.client.log(0, limit=1))
    answering.client.close()
    again = Answering(pair)
    courier = Courier(pair.antwerp.line, pair.antwerp.certificate, pair.antwerp.key)
    while courier.pull(again.client):
        pass
    answering.stop()
    again.stop()
    return 250 - len(set(_arrived(pair)))


def _arrived(pair: Pair) -> Iterator[str]:
    after = 0
    while found := pair.antwerp.line.arrivals(after, 10_000):
        yield from (one.id for one in found if one.what is What.NOTICE)
        after = found[-1].number


def _opentaxii(folder: Path, count: int) -> float:
    """The peer takes as many bytes in, and keeps them; it checks no signature and no tree."""
    _spare()
    return count / OpenTaxii(folder).ingest(as_stix(notices(count)))


def _faults(steps: int) -> tuple[int, list[str]]:
    """Worlds of three nodes in which everything goes wrong."""
    broken: list[str] = []
    done = 0
    for seed in range(10_000, 10_000 + steps // _WORLD_STEPS):
        try:
            done += run_world(seed, _WORLD_STEPS).steps
        except Broken as error:
            broken.append(f"seed {seed}: {error}")
    return done, broken


def _kills(folder: Path, kills: int) -> Tally:
    rng, tally = random.Random(20260301), Tally()
    while tally.kills < kills:
        place = folder / str(tally.kills)
        place.mkdir(parents=True)
        ground = Ground(place)
        until = min(tally.kills + _KILLS_ON_ONE_GROUND, kills)
        while tally.kills < until:
            ground.trial(rng, tally)
        ground.look(tally)
    return tally


def _spare() -> None:
    """Keep what stands out of the collector's rounds, as the service does."""
    gc.collect()
    gc.freeze()
