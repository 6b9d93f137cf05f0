"""The best of a stream too long to hold: batches assessed one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from quaywatch import checks
from quaywatch.cargo import Assessment, Consignment, FilingHeader, to_frames
from quaywatch.risk.assessments import assess
from quaywatch.risk.model import Scorer
from quaywatch.rules import RuleBook


@dataclass(frozen=True, slots=True)
class Ranked:
    """A consignment among the riskiest of a stream."""

    assessment: Assessment
    consignment: Consignment


class Ranking:
    """Keeps the `top` riskiest consignments of all batches put to it; memory stays flat.

    Containers declared in earlier batches are the context of later ones, so that a container
    declared twice on a voyage shows wherever in the stream it stands the second time.
    """

    def __init__(self, model: Scorer, rulebook: RuleBook, top: int) -> None:
        self.assessed = 0
        """Consignments seen so far."""
        self._model = model
        self._rulebook = rulebook
        self._top = top
        self._best: list[Ranked] = []
        self._context = checks.Context()

    def add(self, received: Iterable[tuple[FilingHeader, Consignment]]) -> None:
        """Assess a batch and keep what belongs among the riskiest."""
        batch = list(received)
        if not batch:
            return
        frames = to_frames(batch)
        result = assess(frames, model=self._model, rulebook=self._rulebook, context=self._context)
        rows: list[int] = result.scores.sort("rank")["row"].head(self._top).to_list()
        candidates = [Ranked(result.explain(row), batch[row][1]) for row in rows]
        self._best = sorted([*self._best, *candidates], key=_risk)[: self._top]
        self.assessed += len(batch)
        declared = pl.concat([self._context.voyage_containers, checks.voyage_containers(frames)])
        self._context = checks.Context(voyage_containers=declared)

    def best(self) -> list[Ranked]:
        """Return the riskiest seen so far, riskiest first."""
        return self._best


def _risk(ranked: Ranked) -> tuple[float, str]:
    return -ranked.assessment.log_odds, ranked.assessment.consignment_id
