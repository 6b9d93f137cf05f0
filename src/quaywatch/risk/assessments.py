"""Assessing a batch: scores in strict order, and the reasons of any one of them."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import polars as pl

from quaywatch import checks
from quaywatch.cargo import Assessment, Finding, Frames
from quaywatch.risk import exact, explain
from quaywatch.risk.known import Known
from quaywatch.risk.model import Floats, Scorer
from quaywatch.risk.ordering import by_row
from quaywatch.rules import RuleBook

KINDS = ("base", "prior", "learned", "finding", "profile", "watch_list")
"""Kinds of reason in the order in which they are listed."""


def assess(
    frames: Frames,
    *,
    model: Scorer,
    rulebook: RuleBook,
    context: checks.Context | None = None,
    past: pl.DataFrame | None = None,
) -> "Assessments":
    """Return what the node thinks of each consignment of a batch.

    `past` is what the past says of each, row by row (see `history`), if that is known.

    The same consignment gets the same score, to the bit, in whatever batch it stands.
    """
    findings = checks.run(frames, context or checks.Context())
    matches = rulebook.match(frames, findings)
    return Assessments(Known(frames, findings, matches, past), model, rulebook, context)


class Assessments:
    """A batch as assessed; rows are those of its frames."""

    def __init__(
        self,
        known: Known,
        model: Scorer,
        rulebook: RuleBook,
        context: checks.Context | None = None,
    ) -> None:
        self.known = known
        self.frames = known.frames
        self._context = context
        self.model = model
        self.rulebook = rulebook
        self.findings = known.findings
        """What the checks found: `row`, `code`, `subject`, `index`."""
        self.versions = {
            "checks": checks.version(),
            "rules": rulebook.version,
            "model": model.version,
        }
        """Digests of everything that, with the frames, determines the result."""
        self._digest = exact.digests(known.frames.consignments["consignment_id"])
        self._lots = exact.lots(self._digest)

    def by(self, model: Scorer) -> "Assessments":
        """Return what another model thinks of the same batch, of which the same is known."""
        return Assessments(self.known, model, self.rulebook, self._context)

    @cached_property
    def _added(self) -> pl.DataFrame:
        return exact.on_grid(self.model.contributions(self.known))

    @cached_property
    def _base(self) -> Floats:
        return self._lots + exact.snapped(self.model.base)

    @property
    def _log_odds(self) -> Floats:
        """What the model says; of contributions where they are there already, to the same bit."""
        if "_added" in self.__dict__:
            return self._base + exact.added(self._added, len(self.frames))
        return self._lots + self.model.log_odds(self.known)

    @cached_property
    def scores(self) -> pl.DataFrame:
        """`row`, `consignment_id`, `log_odds`, `probability` and `rank` (1 is the highest risk).

        Asked for alone, they cost no reasons.

        Equal log-odds are next to impossible; were they equal, the id's digest and then the row
        decide, so that ranks never tie.
        """
        height = len(self.frames)
        log_odds = self._log_odds
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
        height = len(self.frames)
        base = pl.DataFrame(
            {
                "row": self.frames.consignments["row"],
                "kind": pl.Series(["base"], dtype=pl.String).new_from_index(0, height),
                "code": pl.Series(["base"], dtype=pl.String).new_from_index(0, height),
                "contribution": self._base,
            }
        )
        every = base.vstack(self._added)
        codes = every["code"].unique().sort()
        kind = every["kind"].cast(pl.Enum(KINDS)).to_physical().cast(pl.Int64)
        code = every["code"].cast(pl.Enum(codes)).to_physical().cast(pl.Int64)
        keys = (kind * len(codes) + code).to_numpy()
        return every[by_row(every["row"].cast(pl.Int64).to_numpy(), keys, height)]

    def explain(self, row: int) -> Assessment:
        """Return the assessment of one consignment, its reasons strongest first after the base."""
        if len(self.frames) == 1:
            return self.explained()[row]
        mine, numbered = pl.col("row") == row, pl.lit(0, pl.UInt32).alias("row")
        added = self._added.filter(mine).with_columns(numbered)
        return _explained(self, self.known.alone(row), added, [self.scores.row(row)])[0]

    def explained(self) -> list[Assessment]:
        """Return the assessments of all consignments, as `explain` does of one."""
        added, scores = self._added, self.scores.rows()
        return _explained(self, self.known, added, scores)

    def base(self, row: int) -> float:
        """Return the log-odds of a consignment of which nothing is known, its lot included."""
        return float(self._base[row])

    def described(self, frames: Frames, findings: pl.DataFrame) -> list[tuple[int, Finding]]:
        """Return findings with what they rest on: see `checks.describe`."""
        return checks.describe(frames, findings, self._context)


_Score = tuple[int, str, float, float, int]


def _explained(
    assessed: Assessments, known: Known, added: pl.DataFrame, scores: Sequence[_Score]
) -> list[Assessment]:
    """Explain the consignments of `known`; a score's row is that in the whole batch."""
    described: dict[int, list[Finding]] = {}
    for row, finding in assessed.described(known.frames, known.findings):
        described.setdefault(row, []).append(finding)
    contributions: dict[int, list[tuple[str, str, float]]] = {}
    for row, kind, code, value in added.select("row", "kind", "code", "contribution").iter_rows():
        contributions.setdefault(row, []).append((kind, code, value))
    about = explain.about(known, assessed.rulebook, assessed.model)
    explained: list[Assessment] = []
    for place, (row, consignment_id, log_odds, probability, _) in enumerate(scores):
        found = tuple(described.get(place, ()))
        mine = [("base", "base", assessed.base(row)), *contributions.get(place, ())]
        explained.append(
            Assessment(
                consignment_id=consignment_id,
                log_odds=log_odds,
                probability=probability,
                reasons=explain.reasons(about[place], mine, found, assessed.rulebook),
                findings=found,
                versions=assessed.versions,
            )
        )
    return explained
