"""The net that joins what both others say: its teaching, and the file it becomes.

A lesson (`joining_lessons`) counts by the plainest of all cells, as an alarm does: where nothing
was put it should be low, and where something was put it should be high there.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from quaywatch.scans.comparing.doors import BEHIND, LEAF
from quaywatch.scans.comparing.joining import CHANNELS
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.world.scanner.teaching.handing_over import Graph, file_of

_WIDTH, _REACH = 24, (1, 2, 4)
"""Planes of the net, and cells between those that each of its convolutions sees."""
_LOT, _TIMES = 16, 20
"""Lessons a step, and how often each is met, about."""
_RATE, _DECAY, _LEFT_OUT = 3e-3, 1e-2, 0.1
_FOUND = 1.5
"""What a lesson with bricks counts, against one without."""
_FEW = 1e-3
"""Standard deviation below which a plane tells nothing."""
_NETS = 3
"""Nets that are taught each from another start; what they say is averaged."""

Weights = dict[str, Any]


def taught(folder: Path) -> list[Weights]:
    """Teach nets on the lessons of a folder; the same lessons give the same bits."""
    return [taught_from(folder, start) for start in range(_NETS)]


def taught_from(folder: Path, start: int) -> Weights:
    """Teach one net from a start, which is a number."""
    torch: Any = import_module("torch")
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    torch.manual_seed(start)
    x, base, shows = _read(torch, folder)
    weights = _fresh(torch, x)
    learned = [one.requires_grad_() for name, one in weights.items() if name not in ("mean", "sd")]
    optimiser = torch.optim.AdamW(learned, lr=_RATE, weight_decay=_DECAY)
    steps = _TIMES * len(x) // _LOT
    slope = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps)
    rng = np.random.default_rng(start)
    for _ in range(steps):
        some = torch.from_numpy(rng.integers(0, len(x), _LOT))
        said = base[some] + _applied(torch, weights, x[some].permute(0, 3, 1, 2), learning=True)
        optimiser.zero_grad()
        _amiss(torch, said, shows[some]).backward()
        optimiser.step()
        slope.step()
    return {name: one.detach() for name, one in weights.items()}


def _read(torch: Any, folder: Path) -> tuple[Any, Any, Any]:
    kept = [np.load(path) for path in sorted(folder.glob("*.npz"))]
    x, base, shows = (
        torch.from_numpy(np.concatenate([one[name] for one in kept if name in one.files]))
        for name in ("seen", "base", "shows")
    )
    return x.float(), base, shows


def _fresh(torch: Any, x: Any) -> Weights:
    def drawn(after: int, before: int, size: int) -> Any:
        return torch.randn(after, before, size, size) * (2.0 / (before * size * size)) ** 0.5

    weights: Weights = {
        "mean": x.mean((0, 1, 2)), "sd": torch.clamp(x.std((0, 1, 2)), min=_FEW),
        "first.weight": drawn(_WIDTH, CHANNELS, 1), "first.bias": torch.zeros(_WIDTH),
        # What both nets say is what it begins with.
        "last.weight": torch.zeros(1, _WIDTH, 1, 1), "last.bias": torch.zeros(1),
    }  # fmt: skip
    for reach in _REACH:
        weights[f"reach{reach}.weight"] = drawn(_WIDTH, _WIDTH, 3) * 0.5
        weights[f"reach{reach}.bias"] = torch.zeros(_WIDTH)
    return weights


def _applied(torch: Any, weights: Weights, x: Any, *, learning: bool) -> Any:
    """Return by how much likelier it is than both nets say, by picture, cell along and up."""
    f = torch.nn.functional
    even = (x - weights["mean"][:, None, None]) / weights["sd"][:, None, None]
    h = f.relu(f.conv2d(even, weights["first.weight"], weights["first.bias"]))
    for reach in _REACH:
        kernel, bias = weights[f"reach{reach}.weight"], weights[f"reach{reach}.bias"]
        some = f.dropout2d(h, _LEFT_OUT, learning)
        h = h + f.relu(f.conv2d(some, kernel, bias, padding=reach, dilation=reach))
    return f.conv2d(h, weights["last.weight"], weights["last.bias"])[:, 0]


def _amiss(torch: Any, said: Any, shows: Any) -> Any:
    """Return how far the plainest cells are from what they should be: low but where bricks lie."""
    f = torch.nn.functional
    zone = torch.zeros_like(shows[0], dtype=torch.bool)
    zone[LEAF // CELL : -(-BEHIND // CELL)] = True
    there = (shows > 0) & zone
    near = f.max_pool2d(shows[:, None], 5, 1, 2)[:, 0] > 0
    missed = there.flatten(1).any(1)
    low = f.softplus(_plainest(torch, said, zone & ~near)).mean()
    high = f.softplus(-_plainest(torch, said[missed], there[missed])).sum() / len(said)
    return low + _FOUND * high


def _plainest(torch: Any, said: Any, where: Any) -> Any:
    """Return a smooth maximum over some cells of each picture."""
    return torch.logsumexp(said.masked_fill(~where, -30.0).flatten(1), 1)


def onnx_bytes(nets: list[Weights]) -> bytes:
    """Return the mean of nets as a model file: `seen` by cell along, up and channel; `more` by
    cell."""
    graph = Graph()
    turned = graph.add("Transpose", ["seen"], perm=[2, 0, 1])
    x = graph.add("Unsqueeze", [turned, graph.keep("first", np.array([0]))])
    said = [_handed_over(graph, f"net{n}", weights, x) for n, weights in enumerate(nets)]
    outer = graph.keep("outer", np.array([0, 1]))
    mean = graph.add("Mean", said)
    graph.nodes.append(graph.helper.make_node("Squeeze", [mean, outer], ["more"]))
    return file_of(graph, CHANNELS, ("more",))


def _handed_over(graph: Graph, net: str, weights: Weights, x: str) -> str:
    told: dict[str, Pixels] = {name: one.numpy() for name, one in weights.items()}

    def conv(x: str, name: str, reach: int = 0) -> str:
        kernel = told[f"{name}.weight"]
        kept = [graph.keep(f"{net}.{name}.{part}", told[f"{name}.{part}"])
                for part in ("weight", "bias")]  # fmt: skip
        return graph.add("Conv", [x, *kept], kernel_shape=list(kernel.shape[2:]),
                         pads=[reach] * 4, dilations=[max(reach, 1)] * 2)  # fmt: skip

    # Means and deviations of what is seen are taken into the first convolution.
    told["first.weight"] = told["first.weight"] / told["sd"][:, None, None]
    middle: Pixels = (told["first.weight"][:, :, 0, 0] * told["mean"]).sum(axis=1, dtype=np.float32)
    told["first.bias"] = told["first.bias"] - middle
    x = graph.add("Relu", [conv(x, "first")])
    for reach in _REACH:
        x = graph.add("Add", [x, graph.add("Relu", [conv(x, f"reach{reach}", reach)])])
    return conv(x, "last")
