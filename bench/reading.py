"""From a scan sent over HTTP until what machines made of it is served.

A node with its service runs in this process, the readers in theirs, as in use; each picture is a
simulated container at two energies, new to the node. Seconds are on the clock; processor seconds of
all processes and of the parts are told beside them, since they do not depend on what else the
machine does: on two free cores a reading takes less than that.
"""

import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from fastapi.testclient import TestClient

from bench.result import Result
from quaywatch.api.app import create_app
from quaywatch.intake import Sender, Senders
from quaywatch.node import Node
from quaywatch.scans import writers
from quaywatch.scans.machine.engines import ENGINES
from quaywatch.scans.machine.reading import read_picture
from quaywatch.scans.readers import read
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.installation import RELOCATABLE
from quaywatch.world.scanner.streaming import one

TITLE = "a scan sent over HTTP until its machine reading is served"
BAR_S = 3.0
_CONTAINER = "TSTU0000014"
_PATIENCE_S = 120.0
_EVERY_S = 0.005


def run(quick: bool) -> Result:
    """Send pictures one after the other, and say where the time goes."""
    count = 3 if quick else 10
    sent = [writers.tiff(radiograph(one(n).picture, RELOCATABLE)) for n in range(count + 1)]
    with tempfile.TemporaryDirectory() as folder, Node.open(Path(folder) / "node.sqlite") as node:
        key = Senders(node.ledger.engine).add(Sender("scanner"))
        with TestClient(create_app(node), headers={"Authorization": f"Bearer {key}"}) as client:
            _read(client, node, sent[0])
            before = _of_all()
            timed = [_read(client, node, each) for each in sent[1:]]
            spent = (_of_all() - before) / count
    seconds = median(total for _, total in timed)
    figures: dict[str, object] = {
        "seconds": round(seconds, 2),
        "slowest_s": round(max(total for _, total in timed), 2),
        "taken_in_s": round(median(taken for taken, _ in timed), 2),
        "processor_s": round(spent, 2),
        "megabytes": round(len(sent[1]) / 1e6, 1),
        "parts_s": _parts(sent[1]),
    }
    return Result("reading", figures, {}, {"seconds": seconds <= BAR_S})


def _read(client: Any, node: Node, data: bytes) -> tuple[float, float]:
    """Return seconds until a picture was on disk, and until its reading was there."""
    started = time.perf_counter()
    answer = client.post(f"/api/intake/scans?container={_CONTAINER}", content=data)
    taken = time.perf_counter() - started
    digest = str(answer.json()["digest"])
    while node.verdicts.of(digest).reading is None:
        if time.perf_counter() - started > _PATIENCE_S:
            raise TimeoutError("no reading came")
        time.sleep(_EVERY_S)
    return taken, time.perf_counter() - started


def _of_all() -> float:
    """Return processor seconds of this process, its readers, and their forks that have ended."""
    readers = Path("/proc/self/task").glob("*/children")
    ticks = sum(
        sum(map(int, Path(f"/proc/{reader}/stat").read_text().rpartition(")")[2].split()[11:15]))
        for listed in readers
        for reader in listed.read_text().split()
    )
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def _parts(data: bytes) -> dict[str, float]:
    """Return processor seconds of what a reading consists of, in this process."""
    spent = {"decoding": _spent(lambda: read(data))}
    picture = read(data).radiograph
    assert picture is not None
    for each in ((), *((engine,) for engine in ENGINES)):
        name = each[0].name if each else "standard"
        read_picture(picture, (), None, each)  # Compiles, and loads what is kept.
        took = _spent(lambda engines=each: read_picture(picture, (), None, engines))
        spent[name] = took - (spent["standard"] if each else 0.0)
    return {name: round(took, 2) for name, took in spent.items()}


def _spent(work: Callable[[], object]) -> float:
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
