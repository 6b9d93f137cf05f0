"""The simulated world: consignments a minute, all text included."""

import random
import time
from datetime import UTC, datetime

from bench.result import Result
from quaywatch.world import Config, simulate
from quaywatch.world.reference import lexicon, table

TITLE = "world: consignments a minute with documents, events and outcomes, beside a plain loop"

BAR = 3_000_000
_PEER_ROWS = 20_000


def run(quick: bool) -> Result:
    """Simulate months of Antwerp's whole traffic; the set-up of firms and texts counts too."""
    months = 3 if quick else 8
    start, processor = time.perf_counter(), time.process_time()
    world = simulate(Config(months=months))
    prepared = time.perf_counter()
    consignments = boxes = events = 0
    for batch in world:
        consignments += len(batch.frames)
        boxes += batch.frames.equipment.height
        events += batch.movements.height
    end, spent = time.perf_counter(), time.process_time() - processor
    per_minute = 60 * consignments / (end - start)
    peer = _plain_python()
    figures: dict[str, object] = {
        "rows_per_min": round(per_minute),
        "rows_per_min_after_setup": round(60 * consignments / (end - prepared)),
        "rows_per_processor_min": round(60 * consignments / spent),
        "setup_s": round(prepared - start, 1),
        "consignments": consignments,
        "containers": boxes,
        "events": events,
    }
    peers: dict[str, object] = {"plain_python_rows_per_min": round(peer)}
    return Result("world", figures, peers, {"rows_per_min": per_minute >= BAR})


def _plain_python() -> float:
    """Make the same kinds of fields and events row by row, as a script with `random` would; no
    lives of firms, no calls of ships, no outcomes: the peer does less."""
    rng = random.Random(1)
    goods, cities = table("goods").to_dicts(), table("cities").to_dicts()
    start = time.perf_counter()
    rows = [_row(rng, goods, cities) for _ in range(_PEER_ROWS)]
    return 60 * len(rows) / (time.perf_counter() - start)


def _row(
    rng: random.Random, goods: list[dict[str, str]], cities: list[dict[str, str]]
) -> dict[str, object]:
    item = rng.choice(goods)
    row: dict[str, object] = {
        "reference": f"QVEL{rng.randrange(10**9):09}",
        "description": f"{rng.randrange(1, 5000)} {item[rng.choice(['en', 'es', 'pt'])]}",
        "hs_code": item["hs_code"],
        "gross_mass_kg": round(float(item["mass_kg"]) * rng.lognormvariate(0, 0.06)),
        "number": f"QXAU{rng.randrange(10**6):06}{rng.randrange(10)}",
        "seal": f"ML{rng.randrange(10**7)}",
    }
    for role in ("consignor", "consignee", "notify_party"):
        row |= _party(rng, role, rng.choice(cities))
    row["events"] = [_event(rng, str(row["number"])) for _ in range(8)]
    return row


def _event(rng: random.Random, number: str) -> dict[str, object]:
    return {
        "equipment_number": number,
        "kind": rng.choice(["gate_in", "loaded", "discharged", "gate_out"]),
        "at": datetime.fromtimestamp(1_767_225_600 + rng.random() * 1e7, UTC),
        "location": "BEANR" if rng.random() > 0.13 else None,
        "facility": "PORT TERMINAL" if rng.random() > 0.5 else None,
    }


def _party(rng: random.Random, role: str, city: dict[str, str]) -> dict[str, object]:
    brand = "".join(rng.choice(lexicon()["brand"][part]) for part in ("start", "middle", "end"))
    return {
        f"{role}_name": f"{brand} {rng.choice(lexicon()['trade']['en']['general'])} Ltd",
        f"{role}_identifier": f"{city['country']}SIM{rng.randrange(10**9):09}",
        f"{role}_address": f"{rng.choice(lexicon()['streets']['en'])} {rng.randrange(1, 300)}",
        f"{role}_city": city["city"],
        f"{role}_postcode": city["postcode"],
        f"{role}_country": city["country"],
        f"{role}_telephone": f"+999 {rng.randrange(10**8):08}",
        f"{role}_email": f"office@{brand.lower()}.example",
    }
