"""The whole way from nothing to the two files that `scans.detection` ships; each step resumes."""

import hashlib
import json
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from quaywatch.scans.detection.features import CHANNELS
from quaywatch.scans.detection.model import CALIBRATION, WEIGHTS, session
from quaywatch.world.scanner.held import held
from quaywatch.world.scanner.loads import Declared
from quaywatch.world.scanner.teaching.calibrating import calibrate
from quaywatch.world.scanner.teaching.drawing import lot, shelf
from quaywatch.world.scanner.teaching.handing_over import onnx_bytes
from quaywatch.world.scanner.teaching.lessons import write_all
from quaywatch.world.scanner.teaching.training import train

_TAUGHT, _MEASURED = 1, 600
"""First streams of seeds that the net is taught on and that its scores are measured on."""
_PAIRS = 4
"""Pairs of cut-outs in one lot."""


def _allowed(papers: Declared) -> bool:
    return not held(papers)


def school(folder: Path, lessons: int, measured: int, steps: int) -> Iterator[str]:
    """Make lessons, train, hand over and calibrate; yield what was done.

    Everything is kept in `folder`, and what is there already is not made again.
    """
    write_all(folder / "taught", _TAUGHT, lessons, kept=_allowed, strange=True)
    write_all(folder / "measured", _MEASURED, measured, kept=_allowed)
    for name in ("taught", "measured"):
        yield f"{len(list((folder / name).glob('*.json')))} lessons in {name}"
    taught = shelf(folder / "taught")
    for progress in train(partial(lot, taught, _PAIRS), CHANNELS, folder / "kept.pt", steps=steps):
        yield f"step {progress.step}: " + " ".join(f"{loss:.4f}" for loss in progress.losses)
    yield from hand_over(folder)


def hand_over(folder: Path) -> Iterator[str]:
    """Write the net as it was last kept, and what its scores mean."""
    torch: Any = import_module("torch")
    data = onnx_bytes(torch.load(folder / "kept.pt", weights_only=True)["weights"])
    (folder / WEIGHTS).write_bytes(data)
    meaning = calibrate(session(data), shelf(folder / "measured"))
    (folder / CALIBRATION).write_text(json.dumps(meaning, indent=1) + "\n", encoding="utf-8")
    for name in (WEIGHTS, CALIBRATION):
        yield f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}"
