"""How fast each end of the line is, and how flat."""

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import msgspec

from bench._goes import Goes
from bench._line import AT_ONCE, Answering, Pair, as_stix, notices, publish
from bench._opentaxii import OpenTaxii
from quaywatch.alliance.line import What
from quaywatch.alliance.transport import Courier
from quaywatch.alliance.transport.courier import TOGETHER
from quaywatch.cli.serving import spare_what_stays
from tests.alliance.making import ANTWERP, ROTTERDAM

_PART = 100_000
"""Notices that are published between two looks at the clock."""
_TURNS = 9
"""In which each size is asked, after one that does not count."""
_ASKED = 500
"""Times in one turn: a second or more, which the kernel tells in hundredths."""


class Rates(msgspec.Struct):
    """Objects a second of one core."""

    ingest: float = 0.0
    opentaxii: float = 0.0


class Pulls(msgspec.Struct):
    """How many were published, and objects a second by how many stood there when it was asked."""

    there: int = 0
    last: dict[str, float] = {}
    """Of who asks for the last ten thousand, as partners do."""
    anywhere: dict[str, float] = {}


class Caught(msgspec.Struct):
    """A node that was away asked for everything."""

    objects: int = 0
    wall_s: float = 0.0
    bytes_each: float = 0.0
    lost: int = 0
    doubled: int = 0
    resume_lost: int = -1
    """Of 250 objects of one instant, read by somebody who was cut off; -1 before it was tried."""


def rates(goes: Goes, ingested: int, posted: int) -> Rates:
    """Measure taking in: here signature, schema, handling, Merkle, on disk; and at the peer."""
    found = goes.kept("rates", Rates)
    if not found.ingest:
        goes.look()
        with TemporaryDirectory() as folder:
            found.ingest = _ingest(Path(folder), ingested)
        goes.keep("rates", found)
    if not found.opentaxii:
        goes.look()
        with TemporaryDirectory() as folder:
            spare_what_stays()
            found.opentaxii = posted / OpenTaxii(Path(folder)).ingest(as_stix(notices(posted)))
        goes.keep("rates", found)
    return found


def _ingest(folder: Path, count: int) -> float:
    pair = Pair.make(folder)
    publish(pair.rotterdam.line, notices(count))
    spare_what_stays()
    line, after, spent = pair.antwerp.line, 0, 0.0
    while bodies := pair.rotterdam.line.after(ANTWERP, after, limit=TOGETHER):
        started = time.process_time()
        taken = line.receive(ROTTERDAM, bodies)
        spent += time.process_time() - started
        after = taken[-1].number
    assert line.arrivals(count - 1)[0].number == count
    return count / spent


def pulls(goes: Goes, sizes: list[int]) -> Pulls:
    """Measure the answering process's time, by how many there are to answer from.

    All sizes stand there at once and are asked in turns, so that whatever else the machine does
    falls on each of them alike; of each the middle turn counts.
    """
    found = goes.kept("pulls", Pulls)
    if not found.last:
        goes.look()
        folders = [_standing(goes, found, size) for size in sizes]
        goes.look()
        _measured(found, dict(zip(sizes, folders, strict=True)))
        goes.keep("pulls", found)
    return found


def _standing(goes: Goes, found: Pulls, size: int) -> Path:
    """Return the folder of two nodes with so many published, which goes on from the size before."""
    folder = goes.folder / f"pull-{size}"
    if folder.exists():
        return folder
    pair = _pair(goes.folder / "pull", found)
    while found.there < size:
        goes.look()
        part = min(size - found.there, _PART)
        found.there += publish(pair.rotterdam.line, notices(part, seed=found.there + 1))
        goes.keep("pulls", found)
    for node in (pair.rotterdam, pair.antwerp):
        node.line.scrub()
        node.line.engine.dispose()
    copy = folder.with_suffix(".new")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(goes.folder / "pull", copy)
    return copy.rename(folder)


def _pair(folder: Path, found: Pulls) -> Pair:
    """Return both nodes, those of an earlier go with what that go published to its very end."""
    if not found.there:
        shutil.rmtree(folder, ignore_errors=True)
        return Pair.make(folder)
    pair = Pair.again(folder)
    found.there = pair.rotterdam.line.peers.get(ANTWERP).sent * AT_ONCE
    return pair


def _measured(found: Pulls, folders: dict[int, Path]) -> None:
    pairs = {size: Pair.again(folder) for size, folder in folders.items()}
    answering = {size: Answering(pair) for size, pair in pairs.items()}
    sent = {size: pair.rotterdam.line.peers.get(ANTWERP).sent for size, pair in pairs.items()}
    try:
        for rates, tail in ((found.last, True), (found.anywhere, False)):
            spent: dict[int, list[float]] = {size: [] for size in folders}
            for turn in range(_TURNS + 1):
                for size, last in sent.items():
                    first = last - 10 if tail else 0
                    spent[size].append(_asked(answering[size], first, last, seed=turn))
            for size, turns in spent.items():
                rates[str(size)] = _ASKED * 10 * AT_ONCE / median(turns[1:])
    finally:
        for one in answering.values():
            one.stop()


def _asked(answering: Answering, first: int, last: int, seed: int) -> float:
    """Ask for ten batches of a thousand again and again; return the answering processor seconds."""
    rng = random.Random(seed)
    began = answering.cpu_s()
    for _ in range(_ASKED):
        got = len(answering.client.log(rng.randint(first, last - 10), limit=10))
        if got != 10:
            raise ValueError(f"ten batches were asked for, {got} came")
    return answering.cpu_s() - began


def catching_up(goes: Goes, count: int) -> Caught:
    """Let a node that was away ask for everything, over HTTPS; let another be cut off."""
    found = goes.kept("catch-up", Caught)
    if not found.objects:
        goes.look()
        with TemporaryDirectory() as folder:
            found = _caught_up(Path(folder), count)
        goes.keep("catch-up", found)
    if found.resume_lost < 0:
        goes.look()
        with TemporaryDirectory() as folder:
            found.resume_lost = _resumed(Path(folder))
        goes.keep("catch-up", found)
    return found


def _caught_up(folder: Path, count: int) -> Caught:
    pair = Pair.make(folder)
    publish(pair.rotterdam.line, notices(count))
    answering = Answering(pair)
    courier = Courier(pair.antwerp.line, pair.antwerp.certificate, pair.antwerp.key)
    spare_what_stays()
    size = sum(map(len, pair.rotterdam.line.after(ANTWERP, 0, limit=10))) / min(count, 10_000)
    started = time.perf_counter()
    while courier.pull(answering.client):
        pass
    wall_s = time.perf_counter() - started
    answering.stop()
    arrived = list(_arrived(pair))
    each = len(set(arrived))
    return Caught(
        objects=count,
        wall_s=wall_s,
        bytes_each=size,
        lost=count - each,
        doubled=len(arrived) - each,
    )


def _resumed(folder: Path) -> int:
    """Return how many of 250 are lost where somebody is cut off after the first part."""
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
