"""Training a model on what was inspected, and the statement about it that the node signs."""

import hashlib
from datetime import datetime
from functools import cache
from importlib.metadata import version as version_of

import numpy as np
import polars as pl

from quaywatch import checks
from quaywatch.cargo import Frames
from quaywatch.history import CATALOGUE
from quaywatch.node.learning import Inspected
from quaywatch.risk import assess, fit
from quaywatch.risk.keys import LEVELS, keys
from quaywatch.risk.life import Judged, ModelKind, Refusal, Refused, Report, Span, Trained
from quaywatch.risk.life.documents import card, sheet
from quaywatch.risk.opening import Kept
from quaywatch.risk.trees.drift import Watch
from quaywatch.risk.trees.measures import auc
from quaywatch.risk.trees.spec import Category, Spec
from quaywatch.rules import RuleBook

INPUTS = Spec(categories=tuple(Category(name=each) for each in sum(LEVELS.values(), ())))
"""What is watched for drift."""

_EARLIER = 0.6
"""Share of the inspections, earliest first, that teaches those that are judged on the rest."""
_FEWEST_FINDS = 5
"""Fewer finds on either side judge nothing."""


def learn(known: Inspected, kind: ModelKind, rulebook: RuleBook) -> Kept:
    """Train a model; the same inspections give the same bytes.

    Raises:
        Refused: nothing was inspected that could teach it.

    """
    if known.outcomes.is_empty():
        raise Refused(
            Refusal.TOO_LITTLE, "Nothing was inspected yet that had a known chance to be picked."
        )
    match kind:
        case ModelKind.ADDITIVE:
            return fit(known.frames, known.outcomes.drop("at", "planned"), rulebook=rulebook)


def scores(model: Kept, frames: Frames, rulebook: RuleBook) -> pl.DataFrame:
    """Return `row`, `log_odds` and `probability` of filings seen alone, by row."""
    found = assess(frames, model=model, rulebook=rulebook)
    return found.scores.select("row", "log_odds", "probability")


def statement(
    model: Kept,
    kind: ModelKind,
    known: Inspected,
    traffic: Frames,
    rulebook: RuleBook,
    *,
    until: datetime,
    position: int,
) -> Trained:
    """Return what is to be said of a model that was trained on `known`.

    `traffic` is the trade of the last days before `until`, inspected or not; where there was none,
    what was inspected shows what inputs look like.
    """
    usual = traffic if len(traffic) else known.frames
    at = known.outcomes["at"]
    first, last = at.min(), at.max()
    span = Span(
        position=position,
        until=until,
        first=first if isinstance(first, datetime) else None,
        last=last if isinstance(last, datetime) else None,
    )
    report = _report(known, kind, rulebook)
    data = model.dump()
    made_with = versions(rulebook)
    seen = scores(model, usual, rulebook)["log_odds"].to_numpy()
    return Trained(
        kind=kind,
        version=model.version,
        digest=hashlib.sha256(data).hexdigest(),
        size=len(data),
        made_with=made_with,
        span=span,
        report=report,
        watch=Watch.learned(keys(usual), seen, INPUTS),
        card=card(kind, model.version, report, span, made_with),
        sheet=sheet(model.version, report, span, _said(known)),
    )


def versions(rulebook: RuleBook) -> dict[str, str]:
    """Return the versions of all that a training rests on beside the ledger."""
    return {
        "quaywatch": version_of("quaywatch"),
        "numpy": version_of("numpy"),
        "polars": version_of("polars"),
        "lightgbm": version_of("lightgbm"),
        "checks": checks.version(),
        "rules": rulebook.version,
        "features": _features(),
    }


@cache
def _features() -> str:
    """Return 16 hex digits over the declaration of every input and feature of the past."""
    return hashlib.sha256(repr((LEVELS, CATALOGUE)).encode()).hexdigest()[:16]


def _report(known: Inspected, kind: ModelKind, rulebook: RuleBook) -> Report:
    found = known.outcomes["found"].cast(pl.Float64).to_numpy()
    weight = 1 / known.outcomes["selection_probability"].to_numpy()
    judged = _judged(known, kind, rulebook)
    remarks: list[str] = []
    if not found.any():
        remarks.append("nothing was found yet: it says little more than what experts declared")
    if judged is None:
        remarks.append("too few finds to judge it on later inspections")
    return Report(
        inspected=len(found),
        found=int(found.sum()),
        effective=float(weight.sum() ** 2 / (weight**2).sum()),
        prevalence=float((weight * found).sum() / weight.sum()),
        judged=judged,
        remarks=tuple(remarks),
    )


def _judged(known: Inspected, kind: ModelKind, rulebook: RuleBook) -> Judged | None:
    """Judge a model trained alike on the earlier inspections by the later ones."""
    ordered = known.outcomes.sort("at", "row")
    cut = ordered["at"][int(_EARLIER * (ordered.height - 1))]
    late = ordered.filter(pl.col("at") > cut)
    early = known.until(cut)
    if min(early.outcomes["found"].sum(), late["found"].sum()) < _FEWEST_FINDS:
        return None
    model = learn(early, kind, rulebook)
    said = late.join(scores(model, known.frames, rulebook), on="row", maintain_order="left")
    found = said["found"].cast(pl.Float64).to_numpy()
    weight = 1 / said["selection_probability"].to_numpy()
    return Judged(
        inspected=late.height,
        found=int(found.sum()),
        auc=auc(found, said["log_odds"].to_numpy(), weight),
        expected=float(np.dot(weight, said["probability"].to_numpy())),
        seen=float(np.dot(weight, found)),
    )


def _said(known: Inspected) -> dict[str, tuple[int, int]]:
    said = keys(known.frames)[known.outcomes["row"]]
    return {
        c.name: (len(c) - c.null_count(), c.drop_nulls().n_unique()) for c in said.iter_columns()
    }
