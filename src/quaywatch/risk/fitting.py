"""Learning the figures of the additive model from outcomes of inspections."""

from collections.abc import Iterable, Iterator

import numpy as np
import polars as pl

from quaywatch import checks
from quaywatch.cargo import Frames
from quaywatch.risk.figures import Effect, Figures
from quaywatch.risk.keys import LEVELS
from quaywatch.risk.known import Known
from quaywatch.risk.learner import Block, Learner
from quaywatch.risk.model import Model
from quaywatch.risk.samples import Floats, Samples, only, samples
from quaywatch.rules import RuleBook, load

SPREAD: dict[str, float] = {
    "country_of_loading": 1.0,
    "port_of_loading": 0.7,
    "hs_chapter": 0.7,
    "hs_heading": 0.5,
    "port_and_chapter": 0.5,
    "carrier_code": 0.4,
    "size_type": 0.4,
}
"""How far, in log-odds, values of a level are expected to differ before anything was inspected."""

_TRAIT_SPREAD = 0.5
"""How far a check's or profile's true weight is expected to lie from the declared one."""


def fit(
    frames: Frames,
    outcomes: pl.DataFrame,
    *,
    rulebook: RuleBook | None = None,
    context: checks.Context | None = None,
    declared: Model | None = None,
) -> Model:
    """Learn base rate, priors and weights from inspected consignments.

    `outcomes` has one row an inspection: `row` (of `frames`), `found` and `selection_probability`,
    the chance with which it had been selected, random audit included. Each counts with one over
    that chance (Horvitz and Thompson, 1952), so that what is learned holds for all consignments
    rather than for those that looked suspect. The figures maximise the posterior of a logistic
    model whose Gaussian priors centre on `declared` (by default `Model.default()`): a port is
    shrunk to its country, a heading to its chapter, a weight to its author's; no weight changes
    its sign. Raises ValueError for a probability outside (0, 1].
    """
    book = rulebook or load()
    kept = outcomes["row"].unique().sort()
    seen = only(frames, kept)
    renumbered = outcomes.with_columns(row=kept.search_sorted(outcomes["row"]).cast(pl.UInt32))
    found = checks.run(seen, context or checks.Context())
    return fit_known(Known(seen, found, book.match(seen, found)), renumbered, declared=declared)


def fit_known(known: Known, outcomes: pl.DataFrame, *, declared: Model | None = None) -> Model:
    """Do as `fit` where what is known of the consignments is at hand."""
    start = (declared or Model.default()).figures
    return Model(_learned(samples(known.frames, outcomes, known.findings, known.matches), start))


def _learned(known: Samples, start: Figures) -> Figures:
    levels = {
        level: Block.of_values(known.levels[level], _means(start, level), SPREAD[level])
        for names in LEVELS.values()
        for level in names
    }
    findings = [
        Block.of_trait(code, bearers, start.findings.get(code, start.other_finding), _TRAIT_SPREAD)
        for code, bearers, _ in _traits(known.findings.with_columns(weight=pl.lit(0.0)))
    ]
    profiles = [
        Block.of_trait(code, bearers, start.profiles.get(code, weight), _TRAIT_SPREAD)
        for code, bearers, weight in _traits(known.profiles)
    ]
    learner = Learner(known.found, known.weight, start.base)
    learner.run([*levels.values(), *findings, *profiles])
    return Figures(
        base=learner.base,
        source="learned",
        effects={
            level: start.effects.get(level, {}) | _effects(block, known.found)
            for level, block in levels.items()
        },
        findings=start.findings | _named(findings),
        profiles=start.profiles | _named(profiles),
        other_finding=start.other_finding,
        inspected=len(known.found),
        found=int(known.found.sum()),
    )


def _means(start: Figures, level: str) -> dict[str, float]:
    return {name: effect.value for name, effect in start.effects.get(level, {}).items()}


def _traits(bearers: pl.DataFrame) -> Iterator[tuple[str, pl.Series, float]]:
    for (code,), part in bearers.group_by("code", maintain_order=True):
        yield str(code), part["sample"], part["weight"][0]


def _effects(block: Block, found: Floats) -> dict[str, Effect]:
    size = len(block.names)
    inspected = np.bincount(block.cell, minlength=size)
    finds = np.bincount(block.cell, weights=found[block.sample], minlength=size)
    return {
        name: Effect(value=float(value), inspected=int(looked), found=int(hits))
        for name, value, looked, hits in zip(
            block.names, block.value, inspected, finds, strict=True
        )
    }


def _named(blocks: Iterable[Block]) -> dict[str, float]:
    return {block.names[0]: float(block.value[0]) for block in blocks}
