"""Assessing many ways in which one consignment might be, each as if it were the only one."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import polars as pl

from quaywatch.cargo import Frames, to_frames
from quaywatch.checks import Context
from quaywatch.risk.assessments import assess
from quaywatch.risk.counterfactual.case import Case
from quaywatch.risk.counterfactual.search import Assessor
from quaywatch.risk.model import Scorer
from quaywatch.rules import RuleBook

Past = Callable[[Frames], pl.DataFrame | None]
"""What the past says of consignments, were they filed like this."""

_AT_ONCE = 64
"""Up to here the checks are asked row by row, which costs less."""


def assessor(*, model: Scorer, rulebook: RuleBook, context: Context, past: Past) -> Assessor:
    """Return what assesses cases with checks, profiles, watch lists and model."""

    def log_odds(cases: Sequence[Case]) -> list[float]:
        frames = to_frames((case.header, case.consignment) for case in cases)
        told = pl.col("code").is_in(list(cases[0].told))
        found = assess(
            frames,
            model=model,
            rulebook=rulebook,
            context=Context(context.voyage_containers, context.story.filter(told)),
            past=_otherwise(past(frames), cases),
        )
        return found.scores["log_odds"].to_list()

    def every(cases: Sequence[Case]) -> list[float]:
        # A batch has one story for each name, and all cases have one name.
        alike: dict[frozenset[str], list[int]] = defaultdict(list)
        for place, case in enumerate(cases):
            alike[frozenset(case.told)].append(place)
        found: dict[int, float] = {}
        for places in alike.values():
            for start in range(0, len(places), _AT_ONCE):
                some = places[start : start + _AT_ONCE]
                found |= zip(some, log_odds([cases[place] for place in some]), strict=True)
        return [found[place] for place in range(len(cases))]

    return every


def _otherwise(past: pl.DataFrame | None, cases: Sequence[Case]) -> pl.DataFrame | None:
    """Put in what is taken to be otherwise than the past says."""
    names = {name for case in cases for name in case.past}
    if past is None or not names:
        return past
    return past.with_columns(
        pl.Series(
            name,
            [case.past.get(name, said) for case, said in zip(cases, past[name], strict=True)],
            dtype=past.schema[name],
        )
        for name in sorted(names & set(past.columns))
    )
