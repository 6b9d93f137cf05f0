"""The whole report: facts, gates, pictures, as text and Markdown."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quaywatch.world.report.facts import Comparison
from quaywatch.world.report.gates import MONTHS, Gates, latam_setting, run_gates
from quaywatch.world.report.measure import compare, gather_boxes

ANTWERP_LATAM_BOXES = 330_000
SEEDS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Report:
    """Facts of the first seed and gates of every seed."""

    seeds: tuple[int, ...]
    comparisons: list[Comparison]
    gates: list[Gates]

    @property
    def holds(self) -> bool:
        """Whether every gate of every seed holds."""
        return all(gate.holds for gates in self.gates for gate in gates.gates)


def make_report(quick: bool, say: Callable[[str], None]) -> Report:
    """Measure; `quick` takes one seed and three months of whole traffic (under 45 seconds)."""
    seeds = SEEDS[:1] if quick else SEEDS
    comparisons: list[Comparison] = []
    gates: list[Gates] = []
    for seed in seeds:
        say(f"seed {seed}: drawing eight months of Latin American boxes")
        setting = latam_setting(seed, placebo=False)
        if not comparisons:
            boxes = gather_boxes(setting, range(MONTHS))
            say(f"seed {seed}: measuring {len(boxes):,} boxes against published figures")
            years = len(boxes) / ANTWERP_LATAM_BOXES
            comparisons = compare(seed, boxes, years, 3 if quick else 12)
        say(f"seed {seed}: gates")
        gates.append(run_gates(seed, setting))
    return Report(seeds, comparisons, gates)


def lines(report: Report) -> list[str]:
    """Return the report as plain lines."""
    result = ["Published figures"]
    for c in report.comparisons:
        mark = "ok " if c.holds else "OUT"
        interval = f"[{c.fact.low:g}, {c.fact.high:g}]"
        result.append(f"{mark} {c.fact.name:44} {c.value:>12,.5g}  {interval:>18}  {c.fact.source}")
    inside = sum(c.holds for c in report.comparisons)
    result.append(f"{inside} of {len(report.comparisons)} figures inside their intervals")
    for seed, gates in zip(report.seeds, report.gates, strict=True):
        result.append(f"Gates, seed {seed}")
        result.extend(
            f"{'pass' if g.holds else 'FAIL'} {g.name:48} {g.value:.3f}  [{g.low:g}, {g.high:g}]"
            for g in gates.gates
        )
    return result


def write(report: Report, folder: Path) -> list[Path]:
    """Write the table and the pictures into `folder`; return the files."""
    from quaywatch.world.report.pictures import draw

    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "report.md"
    page.write_text(_markdown(report), encoding="utf-8")
    return [page, *draw(folder, report.comparisons, report.gates[0])]


def _markdown(report: Report) -> str:
    rows = [
        f"| {c.fact.name} | {c.value:,.4g} | {c.fact.low:g} to {c.fact.high:g} "
        f"| {'yes' if c.holds else '**no**'} | {c.fact.source} |"
        for c in report.comparisons
    ]
    gates = [
        f"| {seed} | {g.name} | {g.value:.3f} | {g.low:g} to {g.high:g} "
        f"| {'pass' if g.holds else '**fail**'} |"
        for seed, all_gates in zip(report.seeds, report.gates, strict=True)
        for g in all_gates.gates
    ]
    return "\n".join(
        [
            "# The simulated world beside published figures",
            "",
            "Everything here is simulated. The world proves software; it says nothing about real",
            "trafficking.",
            "",
            "| figure | simulated | published | inside | source |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "![facts](facts.svg)",
            "",
            "| seed | gate | value | interval | |",
            "|---|---|---|---|---|",
            *gates,
            "",
            "![ROC curves](roc.svg)",
            "",
        ]
    )
