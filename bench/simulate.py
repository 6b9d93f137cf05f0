"""How fast the simulated scanner is: full dual-energy pictures of 40-foot containers.

Every picture is of another scene, drawn, packed, projected and exposed from its seed; one in two
hides something. Two processes run at a time, as a training run would use them.
"""

import multiprocessing
import time

import numpy as np

from bench._reading import peak_mb
from bench.result import Result
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import drift, expose
from quaywatch.world.scanner.installation import INSTALLATIONS, RELOCATABLE
from quaywatch.world.scanner.likelihood import log_likelihood
from quaywatch.world.scanner.loads import declared, load
from quaywatch.world.scanner.streaming import Simulated, one
from quaywatch.world.scanner.test_object import measured, test_object

TITLE = "simulated dual-energy pictures of 40-foot containers a minute, two processes"
BAR_PER_MIN = 300.0
_PROCESSES = 2


def run(quick: bool) -> Result:
    """Count pictures a minute with two processes, and processor seconds of one."""
    count = 40 if quick else 400
    context = multiprocessing.get_context("spawn")
    with context.Pool(_PROCESSES) as pool:
        # Compiled code is loaded before the clock starts.
        pool.map(_many, [(10_000 + n, 2) for n in range(_PROCESSES)], chunksize=1)
        started = time.perf_counter()
        runs = pool.map(
            _many, [(n * count, count // _PROCESSES) for n in range(_PROCESSES)], chunksize=1
        )
        wall = time.perf_counter() - started
    made = sum(number for number, _, _ in runs)
    spent = sum(seconds for _, seconds, _ in runs)
    bananas = load(declared("080390"), 1)
    lines, rows = RELOCATABLE.lines(bananas.box.length), RELOCATABLE.fan.rows
    # Processor seconds of both: what two cores make when nothing else runs on them.
    per_min = made / (spent / _PROCESSES) * 60
    figures: dict[str, object] = {
        "images_per_min": round(per_min, 1),
        "images_per_core_min": round(made / spent * 60, 1),
        "wall_images_per_min": round(made / wall * 60, 1),
        "images": made,
        "lines_by_rows": f"{lines} x {rows}",
        "peak_mb": round(max(peak for _, _, peak in runs)),
        "likelihood_cpu_s": round(_likelihood(), 2),
        "installations": {
            installation.name: _quality(index) for index, installation in enumerate(INSTALLATIONS)
        },
        "equal_to_the_bit": _same(one(3), one(3)),
    }
    holds = {"images_per_min": per_min >= BAR_PER_MIN, "equal_to_the_bit": _same(one(4), one(4))}
    return Result("simulate", figures, {}, holds)


def _many(task: tuple[int, int]) -> tuple[int, float, float]:
    """Make pictures of 40-foot containers from a seed on; return how many, processor s and MB."""
    seed, wanted = task
    made, started = 0, time.process_time()
    while made < wanted:
        scan = one(seed, threats=0.5)
        seed += 1
        # Shorter containers cost their time too; they count for nothing.
        made += scan.scene.box.length > 12
    return made, time.process_time() - started, peak_mb()


def _likelihood() -> float:
    scene = load(declared("080390"), 1)
    supposed = expected(scene, RELOCATABLE)
    picture = expose(supposed, RELOCATABLE, 1)
    known = drift(supposed.low.shape[0], RELOCATABLE, 1)
    log_likelihood(picture, supposed, known, RELOCATABLE)
    started = time.process_time()
    log_likelihood(picture, supposed, known, RELOCATABLE)
    return time.process_time() - started


def _quality(index: int) -> dict[str, float]:
    installation = INSTALLATIONS[index]
    figures = measured(expose(expected(test_object(), installation), installation, 1), installation)
    return {
        "penetration_mm": round(figures.penetration_mm),
        "contrast_sensitivity": round(figures.contrast_sensitivity, 4),
        "resolution_mm": round(figures.resolution_mm, 1),
        "wire_snr": round(figures.wire, 1),
    }


def _same(first: Simulated, again: Simulated) -> bool:
    return np.array_equal(first.picture.low, again.picture.low) and np.array_equal(
        first.picture.high, again.picture.high
    )
