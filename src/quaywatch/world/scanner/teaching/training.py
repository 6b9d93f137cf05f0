"""Lessons taken one lot after the other; what was learned is kept, so that it can go on later."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from quaywatch.scans.physics.arrays import Pixels
from quaywatch.world.scanner.teaching import net
from quaywatch.world.streams import stream

STEPS = 4000
_RATE, _WARM, _DECAY = 2e-3, 0.1, 1e-4
_KEEP_EACH = 100
_SHOWS = 0.5
"""g/cm² from which a cell counts as showing a threat."""
_PATCH = 8
"""Cells a side of a patch, of which the peak counts too: alarms are raised by peaks."""
_PEAKS, _OVERLAP, _AMOUNT = 1.0, 0.5, 0.3
"""Weights of the other losses beside that of cells."""
_SHOWN_WEIGHT = 3.0
_CELLS_WEIGHT = 10.0

Lots = Callable[[np.random.Generator], tuple[Pixels, Pixels]]
"""Draws what is seen, by picture, cell and channel, and g/cm² of threat by picture and cell."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the lessons got."""

    step: int
    losses: tuple[float, float, float, float]
    """Mean since the last: cells, overlap, peaks, amount."""


def train(
    drawn: Lots,
    channels: int,
    kept: Path,
    seed: int = 1,
    steps: int = STEPS,
    device: str = "cpu",
) -> Iterator[Progress]:
    """Learn, and go on from `kept` where it is; same lots and seed, same weights on a machine.

    Each lot has `channels` and is drawn by the number of the step, so that a break changes nothing.
    Another `device` than the processor (`cuda`, say) is faster, and does not give the same bits.
    """
    torch: Any = import_module("torch")
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(device == "cpu")
    weights, first, moments = _resumed(torch, kept, seed, channels, device)
    for one in net.learned(weights):
        one.requires_grad_()
    optimiser = torch.optim.AdamW(net.learned(weights), lr=_RATE, weight_decay=_DECAY)
    if moments is not None:
        optimiser.load_state_dict(moments)
    seen: list[tuple[float, ...]] = []
    for step in range(first, steps):
        for group in optimiser.param_groups:
            group["lr"] = rate(step / steps)
        seen.append(_step(torch, weights, optimiser, drawn(stream(seed, f"lot/{step}")), device))
        if (step + 1) % _KEEP_EACH == 0 or step + 1 == steps:
            _keep(torch, kept, weights, optimiser, step + 1)
            a, b, c, d = np.mean(seen, axis=0)
            yield Progress(step + 1, (float(a), float(b), float(c), float(d)))
            seen.clear()


def rate(done: float) -> float:
    """Return the size of steps by the share of them done: up, then down along half a cosine."""
    if done < _WARM:
        return _RATE * (0.1 + 0.9 * done / _WARM)
    return _RATE * (0.01 + 0.99 * 0.5 * (1 + float(np.cos(np.pi * (done - _WARM) / (1 - _WARM)))))


def _step(
    torch: Any, weights: net.Weights, optimiser: Any, drawn: tuple[Any, Any], device: str
) -> tuple[float, ...]:
    x = torch.from_numpy(drawn[0]).to(device).permute(0, 3, 1, 2)
    threat = torch.from_numpy(drawn[1]).to(device)
    with torch.autocast(x.device.type, torch.bfloat16):
        out = net.applied(weights, x, learning=True)
    parts = losses(torch, out.float(), threat)
    optimiser.zero_grad()
    total: Any = sum(parts)
    total.backward()
    torch.nn.utils.clip_grad_norm_(net.learned(weights), 5.0)
    optimiser.step()
    return tuple(float(part.detach()) for part in parts)


def losses(torch: Any, out: Any, threat: Any) -> tuple[Any, Any, Any, Any]:
    """Return what is wrong with cells, with their overlap, with peaks and with amounts."""
    f = torch.nn.functional
    logit, amount = out[:, 0], f.softplus(out[:, 1])
    shows = (threat >= _SHOWS).float()

    def surprise(said: Any, true: Any) -> Any:
        each = f.binary_cross_entropy_with_logits(said, true, reduction="none")
        return (each * (1 + (_SHOWN_WEIGHT - 1) * true)).mean()

    said = torch.sigmoid(logit)
    overlap = 1 - (2 * (said * shows).sum() + 1) / (said.sum() + shows.sum() + 1)
    peaks = f.max_pool2d(logit[:, None], _PATCH)
    amiss = (torch.abs(amount - threat / net.DENSITY_UNIT) * shows).sum() / (shows.sum() + 100)
    return (
        _CELLS_WEIGHT * surprise(logit, shows),
        _OVERLAP * overlap,
        _PEAKS * surprise(peaks, f.max_pool2d(shows[:, None], _PATCH)),
        _AMOUNT * amiss,
    )


def _resumed(
    torch: Any, kept: Path, seed: int, channels: int, device: str
) -> tuple[net.Weights, int, Any]:
    if not kept.exists():
        weights = net.fresh(seed, channels)
        return {name: _laid(torch, one, device) for name, one in weights.items()}, 0, None
    state = torch.load(kept, weights_only=True, map_location="cpu")
    return (
        {name: _laid(torch, one, device) for name, one in state["weights"].items()},
        state["step"],
        state["moments"],
    )


def _laid(torch: Any, one: Any, device: str) -> Any:
    # Channels last: twice as fast on a CPU.
    there = one.to(device)
    return there.contiguous(memory_format=torch.channels_last) if there.dim() == 4 else there


def _keep(torch: Any, kept: Path, weights: net.Weights, optimiser: Any, step: int) -> None:
    state = {
        "weights": {name: one.detach().cpu() for name, one in weights.items()},
        "moments": optimiser.state_dict(),
        "step": step,
    }
    written = kept.with_suffix(".part")
    torch.save(state, written)
    written.replace(kept)
