"""The net: a small U-Net of convolutions, as named weights and one function of them."""

from importlib import import_module
from typing import Any

WIDTHS = (48, 80, 112, 144)
"""Channels at full size and after each halving."""
OUTPUTS = 2
"""Logit of a threat in a cell; how much of it there is, before softplus, in `DENSITY_UNIT`."""
DENSITY_UNIT = 20.0
"""g/cm²."""
EPSILON = 1e-5
FIRST = "down0.a"
"""The convolution that sees the picture."""
_RARE = -3.0
"""Logit of a threat to begin with."""

Weights = dict[str, Any]
"""Tensors by name: `down0.a.weight`; `.mean` and `.variance` are kept, not learned."""


def shapes(channels: int) -> list[tuple[str, int, int]]:
    """Return name, channels in and channels out of each convolution of 3 x 3.

    `channels` is how many the net sees.
    """
    found: list[tuple[str, int, int]] = []
    for level, width in enumerate(WIDTHS):
        before = WIDTHS[level - 1] if level else channels
        found += [(f"down{level}.a", before, width), (f"down{level}.b", width, width)]
    for level, width in enumerate(WIDTHS[:-1]):
        found += [
            (f"up{level}.a", width + WIDTHS[level + 1], width),
            (f"up{level}.b", width, width),
        ]
    return found


def fresh(seed: int, channels: int) -> Weights:
    """Return weights before any lesson (He's normal distribution)."""
    torch: Any = import_module("torch")
    source = torch.Generator().manual_seed(seed)
    weights: Weights = {}
    for name, before, after in shapes(channels):
        spread = (2.0 / (9 * before)) ** 0.5
        weights[f"{name}.weight"] = torch.randn(after, before, 3, 3, generator=source) * spread
        weights[f"{name}.gain"], weights[f"{name}.shift"] = torch.ones(after), torch.zeros(after)
        weights[f"{name}.mean"], weights[f"{name}.variance"] = torch.zeros(after), torch.ones(after)
    head = torch.randn(OUTPUTS, WIDTHS[0], 1, 1, generator=source)
    weights["head.weight"] = head * (1.0 / WIDTHS[0]) ** 0.5
    weights["head.bias"] = torch.full((OUTPUTS,), _RARE)
    return weights


def learned(weights: Weights) -> list[Any]:
    """Return the weights that lessons change."""
    return [one for name, one in weights.items() if not name.endswith((".mean", ".variance"))]


def applied(weights: Weights, seen: Any, *, learning: bool) -> Any:
    """Return logit and amount by picture, output, cell along and cell up."""
    f: Any = import_module("torch.nn.functional")

    def block(x: Any, name: str) -> Any:
        for part in ("a", "b"):
            at = f"{name}.{part}"
            x = f.conv2d(x, weights[f"{at}.weight"], padding=1)
            x = f.batch_norm(
                x,
                weights[f"{at}.mean"],
                weights[f"{at}.variance"],
                weights[f"{at}.gain"],
                weights[f"{at}.shift"],
                training=learning,
                eps=EPSILON,
            )
            x = f.relu(x)
        return x

    kept: list[Any] = []
    x = seen
    for level in range(len(WIDTHS)):
        x = block(f.max_pool2d(x, 2) if level else x, f"down{level}")
        kept.append(x)
    cat: Any = import_module("torch").cat
    for level in reversed(range(len(WIDTHS) - 1)):
        x = block(cat([kept[level], f.interpolate(x, scale_factor=2.0)], 1), f"up{level}")
    return f.conv2d(x, weights["head.weight"], weights["head.bias"])
