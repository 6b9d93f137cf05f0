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


def _allowed(papers: Declared) -> bool:
    return not held(papers)


def school(
    folder: Path,
    lessons: int,
    measured: int,
    steps: int,
    *,
    pairs: int = 4,
    processes: int = 1,
    device: str = "cpu",
) -> Iterator[str]:
    """Make lessons, train, hand over and calibrate; yield what was done.

    A step learns from so many `pairs` of cut-outs, on a `device` as PyTorch names it; so many
    `processes` make lessons. Everything is kept in `folder`, and what is there already is not made
    again.
    """
    write = partial(write_all, kept=_allowed, processes=processes)
    write(folder / "taught", _TAUGHT, lessons, strange=True)
    write(folder / "measured", _MEASURED, measured)
    for name in ("taught", "measured"):
        yield f"{len(list((folder / name).glob('*.json')))} lessons in {name}"
    lots = partial(lot, shelf(folder / "taught"), pairs)
    for progress in train(lots, CHANNELS, folder / "kept.pt", steps=steps, device=device):
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
