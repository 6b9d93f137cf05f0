"""The line between nodes: how fast, how flat, and what faults leave of it.

In full it takes an hour or more. `python -m bench exchange --seconds 300` does as much of it as
fits into so long, the faults first, and goes on the next time.
"""

from pathlib import Path

from bench._exchange.faults import kills, worlds
from bench._exchange.speed import catching_up, pulls, rates
from bench._goes import Goes
from bench.result import Result

TITLE = "exchange: batches between nodes a core, beside OpenTAXII; faults, kill -9, catching up"

INGEST_BAR, PULL_BAR, FLAT_BAR, CATCH_UP_BAR_S = 40_000, 200_000, 1.2, 60.0
_ROOT = Path(__file__).parents[1]
_MEASURED = (
    *(
        _ROOT / "src" / "quaywatch" / "alliance" / name
        for name in ("exchange", "line", "transport")
    ),
    _ROOT / "src" / "quaywatch" / "ledger",
    _ROOT / "tests" / "alliance" / "line" / "world.py",
    _ROOT / "tests" / "alliance" / "transport" / "trials.py",
    Path(__file__),
    Path(__file__).parent / "_exchange",
)


def run(quick: bool, seconds: float | None = None) -> Result:
    """Break everything, and measure the processor time of each end; raises TimeIsUp."""
    name = "exchange-quick" if quick else "exchange"
    goes = Goes(name, _MEASURED, seconds, fresh=quick)
    killed = kills(goes, 20 if quick else 1_000)
    broken = worlds(goes, 2_000 if quick else 1_000_000)
    caught = catching_up(goes, 50_000 if quick else 1_000_000)
    rate = rates(goes, *(20_000, 2_000) if quick else (200_000, 10_000))
    held = [10_000, 100_000] if quick else [10_000, 100_000, 1_000_000, 10_000_000]
    pull = pulls(goes, held)
    goes.done()
    flat = max(pull.last.values()) / min(pull.last.values())
    lost = caught.lost + killed.lost + caught.resume_lost
    doubled = caught.doubled + killed.doubled
    slowest = min(pull.last.values())
    return Result(
        name="exchange",
        figures={
            "ingest_per_core_s": round(rate.ingest),
            "pull_per_core_s": round(slowest),
            "pull_per_core_s_by_held": {size: round(one) for size, one in pull.last.items()},
            "pull_flat": round(flat, 3),
            "pull_anywhere_per_core_s": {size: round(one) for size, one in pull.anywhere.items()},
            "lost": lost,
            "doubled": doubled,
            "revived": killed.revived,
            "catch_up_objects": caught.objects,
            "catch_up_s": round(caught.wall_s, 2),
            "catch_up_bytes_an_object": round(caught.bytes_each, 1),
            "resume_lost_of_250": caught.resume_lost,
            "fault_steps": broken.steps,
            "fault_broken": broken.broken,
            "kills": killed.kills,
            "killed_published": killed.published,
        },
        peers={
            "opentaxii": round(rate.opentaxii),
            "ratio_opentaxii": round(rate.ingest / rate.opentaxii, 1),
        },
        holds={
            "ingest": rate.ingest >= INGEST_BAR,
            "pull": slowest >= PULL_BAR,
            "pull_flat": flat <= FLAT_BAR,
            "nothing_lost": lost == 0,
            "nothing_doubled": doubled == 0,
            "nothing_revived": killed.revived == 0,
            "catch_up": caught.wall_s / caught.objects * 1e6 <= CATCH_UP_BAR_S,
            "faults": broken.broken == [],
        },
    )
