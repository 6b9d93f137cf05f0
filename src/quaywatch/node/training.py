"""Training a model on what was inspected, and the statement about it that the node signs."""

import hashlib
from datetime import datetime
from functools import cache
from importlib.metadata import version as version_of

import msgspec
import numpy as np
import polars as pl

from quaywatch import checks
from quaywatch.node.lessons import Lessons
from quaywatch.risk import Assessments, Known, Model, past_version
from quaywatch.risk.fitting import fit_known
from quaywatch.risk.inputs import CATEGORIES, DECLARED, inputs
from quaywatch.risk.keys import LEVELS
from quaywatch.risk.life import Judged, ModelKind, Refusal, Refused, Report, Span, Trained
from quaywatch.risk.life.documents import card, sheet
from quaywatch.risk.opening import Kept
from quaywatch.risk.trees.drift import Watch
from quaywatch.risk.trees.measures import auc
from quaywatch.risk.trees.spec import Category, Number, Spec
from quaywatch.rules import RuleBook

_EARLIER = 0.6
"""Share of the inspections, earliest first, that teaches those that are judged on the rest."""
_FEWEST_FINDS = 5
"""Fewer finds on either side judge nothing."""


def learn(known: Lessons, kind: ModelKind) -> Kept:
    """Train a model; the same lessons give the same bytes.

    Raises:
        Refused: too little was inspected to teach it, or what was is unfit; the reason says how.

    """
    if known.outcomes.is_empty():
        raise Refused(
            Refusal.TOO_LITTLE, "Nothing was inspected yet that had a known chance to be picked."
        )
    match kind:
        case ModelKind.ADDITIVE:
            return fit_known(
                known.known, known.outcomes.select("row", "found", "selection_probability")
            )
        case ModelKind.LEARNED:
            return _with_trees(known)


def _with_trees(known: Lessons) -> Kept:
    from quaywatch.risk import learned
    from quaywatch.risk.trees import TrainingRefusedError

    told = known.outcomes
    rows = inputs(known.known, Model.default())[told["row"]].with_columns(
        told["found"],
        told["selection_probability"].alias("chance"),
        told["at"].alias("time"),
        told["consignment_id"].alias("group"),
    )
    try:
        return learned.learn(rows)
    except OSError as error:
        raise Refused(Refusal.NO_TREES, f"Boosted trees need OpenMP: {error}") from error
    except TrainingRefusedError as error:
        raise Refused(Refusal.TOO_LITTLE, f"These inspections cannot teach it: {error}") from error


def scores(model: Kept, known: Known, rulebook: RuleBook) -> pl.DataFrame:
    """Return `row`, `log_odds` and `probability`, by row."""
    return Assessments(known, model, rulebook).scores.select("row", "log_odds", "probability")


def statement(
    model: Kept,
    kind: ModelKind,
    known: Lessons,
    traffic: Known,
    rulebook: RuleBook,
    *,
    until: datetime,
    position: int,
) -> Trained:
    """Return what is to be said of a model that was trained on `known`.

    `traffic` is the trade of the last days before `until`, inspected or not; where there was none,
    what was inspected shows what inputs look like.
    """
    usual = traffic if len(traffic.frames) else known.known
    at = known.outcomes["known_at"]
    first, last = at.min(), at.max()
    span = Span(
        position=position,
        until=until,
        first=first if isinstance(first, datetime) else None,
        last=last if isinstance(last, datetime) else None,
    )
    report = _report(known, kind, rulebook)
    data, made_with = model.dump(), versions(rulebook)
    return Trained(
        kind=kind,
        version=model.version,
        digest=hashlib.sha256(data).hexdigest(),
        size=len(data),
        made_with=made_with,
        span=span,
        report=report,
        watch=watch(model, usual, rulebook),
        card=card(kind, model.version, report, span, made_with),
        sheet=sheet(model.version, report, span, _said(known)),
    )


def watch(model: Kept, usual: Known, rulebook: RuleBook) -> Watch:
    """Return what the inputs and the scores of the usual trade look like."""
    table = inputs(usual, Model.default())
    numbers = [name for name in DECLARED if table[name].fill_nan(None).count()]
    spec = Spec(
        numbers=tuple(Number(name=each) for each in numbers),
        categories=tuple(Category(name=each) for each in CATEGORIES),
    )
    return Watch.learned(table, scores(model, usual, rulebook)["log_odds"].to_numpy(), spec)


class Drift(msgspec.Struct, frozen=True, kw_only=True):
    """How far one input, or the score, has moved since a model was trained."""

    name: str
    psi: float
    """Population stability index."""
    ks: float | None
    """Distance of Kolmogorov and Smirnov; None for a category."""
    level: str
    """`steady`, `notice` or `alarm`."""


def drifted(model: Kept, trained: Trained, traffic: Known, rulebook: RuleBook) -> list[Drift]:
    """Return how far today's trade lies from that of when the model was trained, farthest first."""
    if not len(traffic.frames):
        return []
    seen = scores(model, traffic, rulebook)["log_odds"].to_numpy()
    found = trained.watch.against(inputs(traffic, Model.default()), seen)
    return msgspec.convert(found.to_dicts(), list[Drift])


def versions(rulebook: RuleBook) -> dict[str, str]:
    """Return the versions of all that a training rests on beside the ledger."""
    libraries = ("quaywatch", "numpy", "polars", "lightgbm")
    return {name: version_of(name) for name in libraries} | {
        "checks": checks.version(),
        "rules": rulebook.version,
        "features": inputs_version(),
        "past": past_version(),
    }


@cache
def inputs_version() -> str:
    """Return 16 hex digits over the declaration of every input."""
    return hashlib.sha256(repr((LEVELS, DECLARED, CATEGORIES)).encode()).hexdigest()[:16]


def _report(known: Lessons, kind: ModelKind, rulebook: RuleBook) -> Report:
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


def _judged(known: Lessons, kind: ModelKind, rulebook: RuleBook) -> Judged | None:
    """Judge a model trained alike on the earlier inspections by the later ones."""
    ordered = known.outcomes.sort("known_at", "row")
    cut = ordered["known_at"][int(_EARLIER * (ordered.height - 1))]
    late = ordered.filter(pl.col("known_at") > cut)
    early = known.until(cut)
    if min(early.outcomes["found"].sum(), late["found"].sum()) < _FEWEST_FINDS:
        return None
    try:
        model = learn(early, kind)
    except Refused:
        return None
    said = late.join(scores(model, known.known, rulebook), on="row", maintain_order="left")
    found = said["found"].cast(pl.Float64).to_numpy()
    weight = 1 / said["selection_probability"].to_numpy()
    return Judged(
        inspected=late.height,
        found=int(found.sum()),
        auc=auc(found, said["log_odds"].to_numpy(), weight),
        expected=float(np.dot(weight, said["probability"].to_numpy())),
        seen=float(np.dot(weight, found)),
    )


def _said(known: Lessons) -> dict[str, tuple[int, int]]:
    table = inputs(known.known, Model.default()).select(*DECLARED, *CATEGORIES)
    return {
        column.name: (len(column) - column.null_count(), column.drop_nulls().n_unique())
        for column in table[known.outcomes["row"]].iter_columns()
    }
