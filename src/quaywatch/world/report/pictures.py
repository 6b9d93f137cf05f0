"""Pictures of the report, as PNG and SVG."""

from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np

from quaywatch.world.arrays import Bools, Floats
from quaywatch.world.report.facts import Comparison
from quaywatch.world.report.gates import Gates

mpl.use("Agg")
mpl.rcParams["svg.hashsalt"] = "quaywatch"

from matplotlib import pyplot as plt  # noqa: E402 - after the choice of backend


def draw(folder: Path, comparisons: list[Comparison], gates: Gates) -> list[Path]:
    """Draw the facts and the ROC curves into `folder`; return the files."""
    return [*_save(folder, "facts", _facts(comparisons)), *_save(folder, "roc", _roc(gates))]


def _save(folder: Path, name: str, figure: Any) -> list[Path]:
    paths = [folder / f"{name}.png", folder / f"{name}.svg"]
    figure.savefig(paths[0], dpi=120, metadata={"Software": None})
    figure.savefig(paths[1], metadata={"Date": None})
    plt.close(figure)
    return paths


def _facts(comparisons: list[Comparison]) -> Any:
    """Every interval drawn from 0 to 1, the world's value on it."""
    figure: Any
    axes: Any
    figure, axes = plt.subplots(figsize=(9, 0.28 * len(comparisons) + 1), layout="constrained")
    for y, comparison in enumerate(reversed(comparisons)):
        fact = comparison.fact
        place = (comparison.value - fact.low) / (fact.high - fact.low)
        axes.plot([0, 1], [y, y], color="#9aa5b1", linewidth=5, solid_capstyle="round")
        colour = "#1f6f50" if comparison.holds else "#b3261e"
        axes.plot([np.clip(place, -0.5, 1.5)], [y], "o", color=colour)
    names = [f"{c.fact.name}  [{c.fact.low:g}, {c.fact.high:g}]" for c in reversed(comparisons)]
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xticks([0, 1], ["published low", "published high"])
    axes.set_title("Simulated world against published figures")
    return figure


def _roc(gates: Gates) -> Any:
    figure: Any
    axes: Any
    figure, axes = plt.subplots(figsize=(5, 5), layout="constrained")
    for name, score in (
        ("documents only", gates.test_score),
        ("today's rules and officers", gates.officers_score),
    ):
        axes.plot(*_curve(gates.test_hides, score), label=name)
    axes.plot([0, 1], [0, 1], color="#9aa5b1", linewidth=1, label="chance")
    axes.set_xlabel("share of innocent boxes looked at")
    axes.set_ylabel("share of hiding boxes looked at")
    axes.set_title("Simulated world, Latin American boxes")
    axes.legend()
    return figure


def _curve(hides: Bools, score: Floats) -> tuple[Floats, Floats]:
    ordered = hides[np.argsort(-score, kind="stable")]
    step = max(len(ordered) // 500, 1)
    true = np.cumsum(ordered) / max(ordered.sum(), 1)
    false = np.cumsum(~ordered) / max((~ordered).sum(), 1)
    return false[::step], true[::step]
