"""One simulated case put to the model: what it says, beside the truth."""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quaywatch.strategy.flow import EXPLANATIONS, Explanation
from quaywatch.strategy.flow.simulated import CHANGED, Case, Design, simulate
from quaywatch.strategy.flow.verdict import Fit, fit

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trial:
    """What was asked and what came out."""

    explanation: Explanation
    stated: tuple[float, ...]
    """Probability of each explanation."""
    withheld: bool
    failed: bool
    """A check of the computation failed."""
    covered: dict[str, bool]
    """Whether the central 90 in a hundred hold the truth."""
    seconds: float
    """Of processor."""

    @property
    def best(self) -> Explanation:
        """The most probable."""
        return EXPLANATIONS[int(np.argmax(self.stated))]

    @property
    def wrong_and_sure(self) -> bool:
        """A wrong explanation is given as the right one."""
        return not self.withheld and self.best is not self.explanation


def trial(asked: tuple[Explanation, Design, int]) -> Trial:
    """Simulate a case and put it to the model."""
    explanation, design, seed = asked
    case = simulate(explanation, design, seed)
    begin = time.process_time()
    found = fit(case.evidence, seed=seed)
    spent = time.process_time() - begin
    said = found.verdict
    return Trial(
        explanation=explanation,
        stated=tuple(said.probability[each] for each in EXPLANATIONS),
        withheld=said.explanation is None,
        failed=bool(said.checks.wrong),
        covered=_covered(case, found),
        seconds=spent,
    )


def _covered(case: Case, found: Fit) -> dict[str, bool]:
    truth, said = case.truth, found.levels
    at_target = found.problem.cell[:, 0] == 0
    before = at_target & (found.problem.cell[:, 2] == 0)
    after = at_target & (found.problem.cell[:, 2] == 1)
    until = CHANGED - 1
    gone = truth.fall * (1 - truth.parts[3])
    return {
        "arriving_before": _holds(said.arriving[:, before].mean(1), truth.arriving[0, :until]),
        "arriving_after": _holds(said.arriving[:, after].mean(1), truth.arriving[0, until:]),
        "detection_before": _holds(said.detection[:, before].mean(1), truth.detection[0, :until]),
        "detection_after": _holds(said.detection[:, after].mean(1), truth.detection[0, until:]),
        "traffic": _holds(found.fall.traffic, np.exp(-gone)),
        "seen": _holds(found.fall.seen, np.exp(-truth.unseen)),
        "part_of_truth": _holds(
            found.fall.parts[:, EXPLANATIONS.index(truth.explanation)], truth.parts.max()
        ),
    }


def _holds(draws: Floats, truth: Floats | float) -> bool:
    low, high = np.quantile(draws, (0.05, 0.95))
    return bool(low <= np.mean(truth) <= high)
