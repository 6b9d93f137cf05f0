"""Assessing a batch: scores in strict order, and the reasons of any one of them."""

from functools import cached_property

import numpy as np
import polars as pl

from quaywatch import checks
from quaywatch.cargo import Assessment, Frames
from quaywatch.risk import exact, explain
from quaywatch.risk.model import Scorer
from quaywatch.rules import RuleBook

KINDS = ("base", "prior", "finding", "profile", "watch_list")
"""Kinds of reason in the order in which they are listed."""


def assess(
    frames: Frames,
    *,
    model: Scorer,
    rulebook: RuleBook,
    context: checks.Context | None = None,
) -> "Assessments":
    """Return what the node thinks of each consignment of a batch.

    The same consignment gets the same score, to the bit, in whatever batch it stands.
    """
    findings = checks.run(frames, context or checks.Context())
    matches = rulebook.match(frames, findings)
    return Assessments(frames, model, rulebook, findings, matches, context)


class Assessments:
    """A batch as assessed; rows are those of its frames."""

    def __init__(
        self,
        frames: Frames,
        model: Scorer,
        rulebook: RuleBook,
        findings: pl.DataFrame,
        matches: pl.DataFrame,
        context: checks.Context | None = None,
    ) -> None:
        self.frames = frames
        self._context = context
        self.model = model
        self.rulebook = rulebook
        self.findings = findings
        """What the checks found: `row`, `code`, `subject`, `index`."""
        self.versions = {
            "checks": checks.version(),
            "rules": rulebook.version,
            "model": model.version,
        }
        """Digests of everything that, with the frames, determines the result."""
        self._added = exact.on_grid(model.contributions(frames, findings, matches))
        self._digest = exact.digests(frames.consignments["consignment_id"])
        self._base = exact.lots(self._digest) + exact.snapped(model.base)

    @cached_property
    def scores(self) -> pl.DataFrame:
        """`row`, `consignment_id`, `log_odds`, `probability` and `rank` (1 is the highest risk).

        Equal log-odds are next to impossible; were they equal, the id's digest and then the row
        decide, so that ranks never tie.
        """
        height = len(self.frames)
        rows = self._added["row"].to_numpy()
        added = np.bincount(rows, weights=self._added["contribution"].to_numpy(), minlength=height)
        log_odds = self._base + added
        order = np.lexsort((np.arange(height), self._digest, -log_odds))
        rank = np.empty(height, dtype=np.uint32)
        rank[order] = np.arange(1, height + 1, dtype=np.uint32)
        consignments = self.frames.consignments
        return pl.DataFrame(
            [
                consignments["row"],
                consignments["consignment_id"],
                pl.Series("log_odds", log_odds),
                pl.Series("probability", exact.probabilities(log_odds)),
                pl.Series("rank", rank),
            ]
        )

    @cached_property
    def contributions(self) -> pl.DataFrame:
        """`row`, `kind`, `code` and `contribution`: by row, kind in the order of `KINDS`, code.

        Those of a row sum exactly to its log-odds.
        """
        kinds = [KINDS.index(kind) for kind in self._added["kind"].to_list()]
        height = len(self.frames)
        base = pl.DataFrame(
            {
                "row": self.frames.consignments["row"],
                "kind": pl.Series(["base"], dtype=pl.String).new_from_index(0, height),
                "code": pl.Series(["base"], dtype=pl.String).new_from_index(0, height),
                "contribution": self._base,
            }
        )
        order = pl.Series("order", [0] * height + kinds, dtype=pl.UInt8)
        return base.vstack(self._added).hstack([order]).sort("row", "order", "code").drop("order")

    def explain(self, row: int) -> Assessment:
        """Return the assessment of one consignment, its reasons strongest first after the base."""
        frames = self.frames.alone(row)
        added, mine = self._added, self.findings
        if len(self.frames) > 1:
            added, found = added.filter(pl.col("row") == row), mine.filter(pl.col("row") == row)
            mine = found.with_columns(row=pl.lit(0, pl.UInt32))
        contributions = [("base", "base", float(self._base[row]))]
        contributions += zip(added["kind"], added["code"], added["contribution"], strict=True)
        findings = tuple(finding for _, finding in checks.describe(frames, mine, self._context))
        _, consignment_id, log_odds, probability, _ = self.scores.row(row)
        return Assessment(
            consignment_id=consignment_id,
            log_odds=log_odds,
            probability=probability,
            reasons=explain.reasons(frames, contributions, findings, self.rulebook, self.model),
            findings=findings,
            versions=self.versions,
        )
