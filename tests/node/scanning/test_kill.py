"""kill -9 while scans come in: what was acknowledged is there, once, and read after the start."""

import random
import threading
import time
from collections import Counter

import httpx
import numpy as np

from quaywatch.intake import Sender, Senders
from quaywatch.node import Node
from quaywatch.node.facts import SCAN
from quaywatch.scans.verdicts import ScanEvent
from tests.node.making import DAY, NUMBERS
from tests.node.serving import Served
from tests.node.tables import contents
from tests.places import Places
from tests.scans.pictures import png

KILLS = 2
AT_LEAST = 3


def test_no_scan_that_was_acknowledged_is_lost_or_doubled(places: Places) -> None:
    where = places.of("node")
    with Node.open(where, clock=lambda: DAY) as node:
        key = Senders(node.ledger.engine).add(Sender("scanner"))
    kept: list[str] = []
    service = Served(where)
    for kill in range(KILLS):
        if kill:
            service.start()
        sender = threading.Thread(target=_send, args=(service.url, key, kill, kept), daemon=True)
        sender.start()
        while sender.is_alive() and len(kept) < (kill + 1) * AT_LEAST:
            time.sleep(0.01)
        time.sleep(random.Random(kill).uniform(0.0, 0.3))
        service.kill()
        sender.join()
    with Node.open(where, clock=lambda: DAY) as node:
        assert node.ledger.verify() is None
        stored = Counter(
            event.key.rpartition("/")[2] for event in node.ledger.read(limit=10_000, kinds=[SCAN])
        )
        assert len(kept) >= KILLS * AT_LEAST
        assert set(kept) <= set(stored)
        assert set(stored.values()) == {1}
        node.machine.read_all()
        readings = node.ledger.read(limit=10_000, kinds=[ScanEvent.READ.value])
        assert Counter(event.stream for event in readings) == dict.fromkeys(
            (f"scan/{digest}" for digest in stored), 1
        )
        rows = contents(node)
        node.rebuild()
        assert contents(node) == rows


def _send(url: str, key: str, kill: int, kept: list[str]) -> None:
    headers = {"Authorization": f"Bearer {key}"}
    for number in range(1000):
        shade = 9000 + kill * 1000 + number
        picture = png(np.full((20, 30), shade, np.uint16))
        address = f"{url}/api/intake/scans?container={NUMBERS[number % 50]}"
        try:
            answer = httpx.post(address, content=picture, headers=headers, timeout=30)
        except httpx.TransportError:
            return
        assert answer.status_code == 200, answer.text
        kept.append(answer.json()["digest"])
