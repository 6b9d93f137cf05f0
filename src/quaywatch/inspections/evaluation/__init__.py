"""How much better targeting is than chance, told without fooling oneself.

Outcomes exist only for what was inspected. Each counts with the chance that it had of being seen,
so that figures hold for all that waited, for what was picked as for policies that never ran; each
comes with an interval that holds the truth as often as it says (`bench intervals`), or with the
reasons why there is none. Formulas, sources and what may be claimed: `docs/evaluation.md`.
"""

from quaywatch.inspections.evaluation import policy as policies
from quaywatch.inspections.evaluation.backtest import CANDIDATES, Backtest, backtest
from quaywatch.inspections.evaluation.curves import (
    Bin,
    RankPoint,
    calibration,
    parts,
    ranking,
    reliability,
)
from quaywatch.inspections.evaluation.effort import delay, finds_per_hour
from quaywatch.inspections.evaluation.estimate import LEVEL, Estimate, Finds, Reason
from quaywatch.inspections.evaluation.missing import Extremes, Missing, missing
from quaywatch.inspections.evaluation.policy import Policy
from quaywatch.inspections.evaluation.report import Evaluation, Judge, Stratum, Worth, evaluate
from quaywatch.inspections.evaluation.sample import SAMPLE, Booleans, Sample
from quaywatch.inspections.evaluation.totals import Totals

__all__ = [
    "CANDIDATES",
    "LEVEL",
    "SAMPLE",
    "Backtest",
    "Bin",
    "Booleans",
    "Estimate",
    "Evaluation",
    "Extremes",
    "Finds",
    "Judge",
    "Missing",
    "Policy",
    "RankPoint",
    "Reason",
    "Sample",
    "Stratum",
    "Totals",
    "Worth",
    "backtest",
    "calibration",
    "delay",
    "evaluate",
    "finds_per_hour",
    "missing",
    "parts",
    "policies",
    "ranking",
    "reliability",
]
