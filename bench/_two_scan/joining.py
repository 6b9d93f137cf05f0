"""The net that joins what both others say: its lessons, its teaching, and the file it becomes.

Lessons are voyages that neither of the two was taught on, of loads that no trade packs: there and
back without anything added, and there with bricks behind the doors. A lesson counts by the plainest
of all cells, as an alarm does: where nothing was put it should be low, and where something was put
it should be high there.
"""

from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from bench._two_scan.lessons import on_grid, taught_codes
from bench._two_scan.pairs import Part, Voyage, earlier, later, seeds, taken, voyage
from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.comparing.alone import alone, newly
from quaywatch.scans.comparing.doors import ALONE, BEHIND, LEAF, of_pair
from quaywatch.scans.comparing.joining import ALONG, CHANNELS, UP, seen
from quaywatch.scans.comparing.registering import registered
from quaywatch.scans.comparing.seeing import end
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.detection.model import Net
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.standard import Standard
from quaywatch.world.scanner.teaching.chance import between
from quaywatch.world.scanner.teaching.handing_over import Graph, file_of
from quaywatch.world.scanner.teaching.varying import Load, varied

TAUGHT = {Load.STRANGE: (420_000, 346), Load.HEAVY: (440_000, 173)}
"""By what they carry, the first seed of voyages, and their number."""
_KG = (3.0, 12.0)
"""Of bricks behind the doors; logarithms are as likely anywhere."""
_SHOWS = 0.5
"""g/cm² from which a cell shows what was added."""
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


def write_all(folder: Path, net: Net, voyages: dict[Load, tuple[int, int]]) -> None:
    """Write the lessons of voyages, those that the folder does not hold yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for load, (first, number) in voyages.items():
        for seed in islice(seeds(first, {Part.TAUGHT}), number):
            path = folder / f"{seed}.npz"
            if not path.exists():
                made = list(lessons(net, voyage(seed, varied(seed, load, taught_codes()))))
                arrays: dict[str, Any] = {
                    "seen": np.stack([one for one, _, _ in made]).astype(np.float16),
                    "base": np.stack([one for _, one, _ in made]).astype(np.float32),
                    "shows": np.stack([one for _, _, one in made]),
                } if made else {}  # fmt: skip
                np.savez(path, **arrays)


def lessons(net: Net, one: Voyage) -> Iterator[tuple[Pixels, Pixels, Pixels]]:
    """Yield what the net sees, what both others say together, and where something was put."""
    before = earlier(one)
    kg = between(_KG, np.random.default_rng(one.seed))
    for threat in (None, (ConcealmentPlace.BEHIND_DOORS, kg)):
        after = later(one, threat)
        if before is None or after is None:
            continue
        nothing = np.zeros((ALONG, UP), dtype=np.float32)
        yield from _lesson(net, before, after, nothing if threat is None else
                           _shows(on_grid(after, taken(one, threat))))  # fmt: skip
        if threat is None:
            yield from _lesson(net, after, before, nothing)


def _lesson(
    net: Net, before: Standard, after: Standard, shows: Pixels
) -> Iterator[tuple[Pixels, Pixels, Pixels]]:
    pair = registered(before, after)
    if pair is not None:
        told, new = end(pair), newly(alone(before, turned=pair.turned), alone(after))
        logit = of_pair(net, told)
        base = np.full((ALONG, UP), -9.0, dtype=np.float32)
        together = (logit + ALONE * new)[:ALONG, :UP]
        base[: together.shape[0], : together.shape[1]] = together
        yield seen(told, logit, new), base, shows


def _shows(grams: Pixels) -> Pixels:
    up = grams.shape[1] // CELL
    cells = grams[: ALONG * CELL, : up * CELL].reshape(ALONG, CELL, up, CELL).max(axis=(1, 3))
    out = np.zeros((ALONG, UP), dtype=np.float32)
    out[:, :up] = cells[:, :UP] > _SHOWS
    return out


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
