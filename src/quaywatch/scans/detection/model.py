"""The trained net, run by ONNX Runtime: what ships in the package and nothing else."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any, Protocol

import numpy as np

from quaywatch.scans.detection.calibration import Calibrated, calibrated
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.physics.arrays import Pixels

WEIGHTS, CALIBRATION, BLOCKS = "threats.onnx", "threats.json", "blocks.json"
_SHA256 = {
    WEIGHTS: "ed207570e9e682374ce386ed36b8dd7c64f26a20bc90cd79bdb078483e718f28",
    CALIBRATION: "3b966f1e0ce9dd630a51a647dc22ea84e901ddc865ad004f364899e4652db281",
    BLOCKS: "d915a2f52a50715063ef60070e64e22cfe35dbfedf3396f31f2854a85226dd40",
}
"""Of the files that ship; others are refused."""


class Net(Protocol):
    """A model ready to run."""

    def run(self, outputs: list[str], inputs: dict[str, Pixels]) -> list[Pixels]:
        """Return the outputs asked for."""
        ...


class AlteredModelError(Exception):
    """A file of the model is not the one that was measured."""


@dataclass(frozen=True, slots=True)
class Maps:
    """What the net makes of a container, by cell along and cell up."""

    logit: Pixels
    """Of a threat in the cell."""
    amount: Pixels
    """g/cm² of threat, where there is one."""


def checked(name: str) -> bytes:
    """Return a file of the package; raises `AlteredModelError` where it was changed."""
    data = (files("quaywatch.scans.detection") / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != _SHA256[name]:
        raise AlteredModelError(f"{name} is not the file that ships with this version")
    return data


VERSION = hashlib.sha256("".join(_SHA256.values()).encode()).hexdigest()[:12]
"""Of weights and calibrations together."""


def session(data: bytes) -> Net:
    """Return a model ready to run: on one thread, so that the same picture gives the same bits."""
    # Its types are known in part only.
    runtime: Any = import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return runtime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


@cache
def shipped() -> Net:
    """Return the net that ships; raises `AlteredModelError` where its file was changed."""
    return session(checked(WEIGHTS))


@cache
def shipped_calibration() -> Calibrated:
    """Return what its scores mean; raises `AlteredModelError` where the file was changed."""
    return calibrated(json.loads(checked(CALIBRATION)))


def run(net: Net, seen: Pixels) -> Maps:
    """Run the net on what `features` gives."""
    logit, amount = net.run(["logit", "amount"], {"seen": seen})
    return Maps(np.asarray(logit, np.float32), np.asarray(amount, np.float32))


def cut(made: Maps, lines: int, rows: int) -> Maps:
    """Return maps without the cells that fill up the input of so many lines and rows."""
    inside = slice(lines // CELL), slice(rows // CELL)
    return Maps(made.logit[inside], made.amount[inside])
