"""Planning a day again in a node: freeze, draw, proposals and tables, after one change at a time.

The boxes are made up and stand at the terminals of the assumed calendar. Each change is one more
filing or an outage at one terminal; measured is all that the node does from the change on its
ledger to the plan in force, beside the first plan of the day.
"""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from bench.result import Result
from quaywatch.cargo import (
    Classifier,
    Consignment,
    Conveyance,
    Equipment,
    Filing,
    FilingHeader,
    GoodsItem,
    Movement,
    MovementKind,
    Party,
    PartyRole,
    Route,
)
from quaywatch.formats import native
from quaywatch.inspections import Outage
from quaywatch.node import Node
from quaywatch.node.drawing import PAUSE

TITLE = "a day is planned again in a node, from the change on the ledger to the plan in force"
START = datetime(2026, 3, 3, 4, tzinfo=UTC)
_COUNTRIES = ("EC", "CO", "BR", "PE", "CR", "PA", "CL", "DO", "GT", "HN")
_GOODS = ("FRESH BANANAS", "SCRAP METAL", "COFFEE", "TIMBER", "")
_CHANGES = 5
_AT_ONCE = 500


def run(quick: bool) -> Result:
    """Plan a day of a node, then let it change."""
    boxes = 1_000 if quick else 5_000
    with TemporaryDirectory(prefix="quaywatch-bench-") as folder:
        now = [START]
        with Node.open(Path(folder) / "node.sqlite", clock=lambda: now[0]) as node:
            terminals = sorted({r.terminal for r in node.capacity.resource if r.terminal})
            for first in range(0, boxes, _AT_ONCE):
                node.intake(_filing(first, min(_AT_ONCE, boxes - first), terminals))
            start = time.process_time()
            made = node.plan_day()
            cold = time.process_time() - start
            assert made is not None
            filings = [
                _after_a_filing(node, now, boxes + n, terminals[n % 2]) for n in range(_CHANGES)
            ]
            outages = [_after_an_outage(node, now, terminals[n % 2], n) for n in range(_CHANGES)]
            plans = len(node.draws.made(node.today()))
            holds = not node.draws.verify(node.today())
    figures: dict[str, object] = {
        "boxes": boxes,
        "asked": len(made.plan.asked),
        "first_plan_ms": round(cold * 1000),
        "after_a_filing_ms": round(median(filings) * 1000),
        "after_an_outage_ms": round(median(outages) * 1000),
        "plans": plans,
    }
    return Result(
        "rolling", figures, {}, {"every_draw_verifies": holds, "planned": plans > _CHANGES}
    )


def _after_a_filing(node: Node, now: list[datetime], number: int, terminal: str) -> float:
    node.intake(_filing(number, 1, [terminal]))
    now[0] += PAUSE
    start = time.process_time()
    node.follow()
    return time.process_time() - start


def _after_an_outage(node: Node, now: list[datetime], terminal: str, n: int) -> float:
    (name, *_) = [each.called for each in node.capacity.resource if each.terminal == terminal]
    now[0] += timedelta(minutes=1)
    begin = now[0] + timedelta(hours=2 + n)
    broken = Outage(resource=name, from_at=begin, until_at=begin + PAUSE, reason="bench")
    start = time.process_time()
    node.report_outage(broken, actor="bench")
    return time.process_time() - start


def _filing(first: int, count: int, terminals: list[str]) -> bytes:
    """Write so many bills of one box, each at a terminal until some hours later."""
    rng = np.random.default_rng(first)
    stay = rng.uniform(3, 60, count).tolist()
    bills = tuple(_bill(first + i, int(rng.integers(len(_GOODS)))) for i in range(count))
    leaves = tuple(
        Movement(
            equipment_number=_number(first + i),
            kind=MovementKind.GATE_OUT,
            classifier=Classifier.PLANNED,
            at=START + timedelta(hours=stay[i]),
            location="BEANR",
            facility=terminals[int(rng.integers(len(terminals)))],
        )
        for i in range(count)
    )
    header = FilingHeader(format="native", sender="TSTL", reference=f"M{first}")
    return native.write([Filing(header=header, consignments=bills, movements=leaves)])


def _bill(number: int, goods: int) -> Consignment:
    country = _COUNTRIES[number % len(_COUNTRIES)]
    return Consignment(
        reference=f"BL{number}",
        parties=(
            Party(role=PartyRole.CONSIGNOR, name=f"EXPORTADORA {number % 97} SA", country=country),
            Party(role=PartyRole.CONSIGNEE, name=f"IMPORT {number % 89} NV", country="BE"),
        ),
        goods_items=(
            GoodsItem(
                sequence=1,
                description=_GOODS[goods],
                hs_code="080390",
                package_count=1000,
                package_type="CT",
                gross_mass_kg=20_000.0 + number % 4_000,
            ),
        ),
        equipment=(Equipment(number=_number(number), size_type="45R1"),),
        route=Route(port_of_loading=f"{country}AAA", port_of_discharge="BEANR"),
        conveyance=Conveyance(
            vessel_name="TEST STAR",
            voyage=f"{number % 7}N",
            carrier_code="TSTL",
            departure_at=START - timedelta(days=18),
            arrival_at=START - timedelta(hours=2),
        ),
    )


def _number(number: int) -> str:
    return f"TSTU{1_000_000 + number:07d}"
