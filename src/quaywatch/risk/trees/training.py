"""Training: from outcomes with their chances of selection to a model that says how good it is."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np
import polars as pl

from quaywatch.risk.trees import boosting
from quaywatch.risk.trees.arrays import Bools, Floats, mean
from quaywatch.risk.trees.calibration import Curve, calibrated
from quaywatch.risk.trees.drift import Watch
from quaywatch.risk.trees.encoding import fold_of
from quaywatch.risk.trees.learner import Lessons, Part, learned
from quaywatch.risk.trees.lookup import Lookup, row_keys, sentinel
from quaywatch.risk.trees.measures import Measures, measure
from quaywatch.risk.trees.novelty import Novelty
from quaywatch.risk.trees.refusals import Given, refuse
from quaywatch.risk.trees.report import Column, Report
from quaywatch.risk.trees.spec import Spec
from quaywatch.risk.trees.trained import Content, TrainedModel, learners


def train(
    table: pl.DataFrame,
    labels: pl.Series,
    propensities: pl.Series,
    times: pl.Series,
    groups: pl.Series | None,
    spec: Spec,
    *,
    until: datetime | None = None,
) -> TrainedModel:
    """Train the declared model on inspected rows.

    `labels` say whether something was found, `propensities` with what chance the row was selected
    for inspection, `times` when it was filed; all as known at `until`. Rows of one group never
    teach each other's encoding; by default the copies of a row are its group. Each row weighs one
    over its chance, clipped. Validation and calibration use scores of later rows by models of
    earlier ones only. The order of rows teaches nothing. Raises `TrainingRefusedError` where the
    set is unfit.
    """
    present = [name for name in spec.columns if name in table.columns]
    keys = row_keys(table, tuple(present)) if present else pl.Series([""] * table.height)
    group = keys if groups is None else groups.cast(pl.String)
    given = Given(
        table, labels.alias("found"), propensities.alias("chance"), times.alias("time"), group
    )
    refuse(given, spec, until)
    rows = _Rows.of(given, keys, spec)
    parts, own = _fitted(rows, spec)
    scores, late = _out_of_time(rows, spec)
    curve, validation = _judged(scores, rows, late)
    whole = _lookup(rows, spec)
    return TrainedModel(
        Content(
            spec=spec,
            parts=parts,
            curve=curve,
            novelty=Novelty.learned(rows.table, spec),
            watch=Watch.learned(rows.table, curve.at(own), spec),
            report=_report(rows, spec, validation, whole, curve),
        )
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """The set in canonical order: by time, then by all that the rows say."""

    table: pl.DataFrame
    found: Floats
    weight: Floats
    counted: Floats
    """Weight in counts of values: copies taken together count in full."""
    time: pl.Series
    group: pl.Series
    key: pl.Series
    clipped: int

    @classmethod
    def of(cls, given: Given, keys: pl.Series, spec: Spec) -> "_Rows":
        weight = 1 / given.chance.cast(pl.Float64).to_numpy()
        most = spec.largest_weight * float(np.median(weight))
        side = pl.DataFrame(
            {
                "time": given.time,
                "key": keys,
                "group": given.group,
                "found": given.found.cast(pl.Float64),
                "weight": np.minimum(weight, most),
                "row": np.arange(len(keys)),
            }
        ).sort("time", "key", "group", "found", "weight", "row")
        return cls(
            table=given.table.select(spec.columns)[side["row"]],
            found=side["found"].to_numpy(),
            weight=side["weight"].to_numpy(),
            counted=side["weight"].to_numpy(),
            time=side["time"],
            group=side["group"],
            key=side["key"],
            clipped=int(np.count_nonzero(weight > most)),
        )

    def where(self, keep: Bools) -> "_Rows":
        mask = pl.Series(keep)
        return _Rows(
            self.table.filter(mask),
            self.found[keep],
            self.weight[keep],
            self.counted[keep],
            self.time.filter(mask),
            self.group.filter(mask),
            self.key.filter(mask),
            self.clipped,
        )

    def once(self, copies: float | None) -> "_Rows":
        """Take copies together: mean outcome, and total weight times `count ** (copies - 1)`."""
        if copies is None:
            return self
        first, place, count = np.unique(
            self.key.rank("dense").to_numpy(),
            return_index=True,
            return_inverse=True,
            return_counts=True,
        )[1:]
        total = np.bincount(place, self.counted).astype(np.float64)
        found = np.bincount(place, self.counted * self.found) / total
        order = np.argsort(first)
        kept = first[order]
        return _Rows(
            self.table[kept],
            found[order],
            (total * count ** (copies - 1.0))[order],
            total[order],
            self.time[kept],
            self.group[kept],
            self.key[kept],
            self.clipped,
        )


def _fitted(rows: _Rows, spec: Spec, members: int | None = None) -> tuple[tuple[Part, ...], Floats]:
    """Return what each form learned, and the log-odds of the rows, each encoded without itself.

    Each form trains at most so many `members`.
    """
    seen, weight = _weighed(rows.once(spec.copies), spec)
    counted = weight * (seen.counted / seen.weight) ** spec.weighted
    lessons = Lessons(
        table=seen.table,
        found=seen.found,
        weight=weight,
        counted=counted * (weight.sum() / counted.sum()),
        fold=fold_of(seen.group, spec.folds, spec.seed),
    )
    pairs = [
        learned(
            form,
            lessons,
            members=form.trees.members if members is None else members,
            shrinkage=spec.shrinkage,
            seed=spec.seed,
        )
        for form in spec.forms
    ]
    return tuple(part for part, _ in pairs), mean([own for _, own in pairs])


def _weighed(rows: _Rows, spec: Spec) -> tuple[_Rows, Floats]:
    """Return the rows to learn from and what each weighs."""
    weight = rows.weight**spec.weighted
    if any(form.factors for form in spec.forms):
        # So many rows as the weights are worth speak against what was declared (Kish 1965).
        weight: Floats = weight * (weight.sum() / (weight**2).sum())
    else:
        weight = weight / weight.mean()
    finds = float(rows.found.sum())
    share = 1.0 if spec.misses is None else spec.misses * finds / (len(weight) - finds)
    if share >= 1.0:
        return rows, weight
    lot = np.random.default_rng(spec.seed).random(len(weight))
    kept = (rows.found > 0) | (lot < share)
    return rows.where(kept), np.where(rows.found > 0, weight, weight / share)[kept]


def _stretches(rows: _Rows, spec: Spec) -> list[tuple[Bools, Bools]]:
    """Return earlier and later rows of each period; later rows have no copy among the earlier
    where copies are taken together, since they would be judged by their own label."""
    size = rows.table.height
    shares = np.linspace(spec.first_share, 1.0, spec.periods + 1)
    cuts = [rows.time[min(int(share * size), size - 1)] for share in shares]
    found: list[tuple[Bools, Bools]] = []
    for number, (start, end) in enumerate(pairwise(cuts)):
        early = (rows.time < start).to_numpy()
        last = number == spec.periods - 1
        upper = (rows.time <= end) if last else (rows.time < end)
        late = upper.to_numpy() & ~early
        if spec.copies is not None:
            late &= ~rows.group.is_in(rows.group.filter(pl.Series(early)).implode()).to_numpy()
        finds = rows.found[early].sum()
        if late.any() and 0 < finds < early.sum():
            found.append((early, late))
    return found


def _out_of_time(rows: _Rows, spec: Spec) -> tuple[Floats, Bools]:
    """Return raw scores of later rows by models of earlier ones, NaN elsewhere, and which."""
    scores = np.full(rows.table.height, np.nan)
    for early, late in _stretches(rows, spec):
        parts, _ = _fitted(rows.where(early), spec, members=1)
        table = rows.table.filter(pl.Series(late))
        scores[late] = mean([each.log_odds(table) for each in learners(spec, parts)])
    return scores, ~np.isnan(scores)


def _judged(scores: Floats, rows: _Rows, late: Bools) -> tuple[Curve, Measures | None]:
    """Return the curve of all later rows; judge the later half by the curve of the earlier."""
    z, found, weight = scores[late], rows.found[late], rows.weight[late]
    if not 0 < found.sum() < len(found):
        return Curve(), None
    half = len(z) // 2
    curve = calibrated(z[:half], found[:half], weight[:half])
    probability = 1 / (1 + np.exp(-curve.at(z[half:])))
    return calibrated(z, found, weight), measure(found[half:], probability)


def _lookup(rows: _Rows, spec: Spec) -> Lookup:
    start = rows.time[int(spec.first_share * (rows.table.height - 1))]
    early = (rows.time < start).to_numpy()
    if not early.any():
        return Lookup(rows=0, copied=0, auc=0.5, copied_auc=0.5)
    return sentinel(rows.key, rows.found, early, ~early)


def _report(
    rows: _Rows, spec: Spec, validation: Measures | None, lookup: Lookup, curve: Curve
) -> Report:
    warnings: list[str] = []
    if lookup.leaks:
        warnings.append(
            f"labels travel with copied rows: a lookup of equal rows reaches an AUC of "
            f"{lookup.copied_auc:.3f} on the {lookup.copied} of {lookup.rows} later rows that "
            "have one"
        )
    if validation is None:
        warnings.append("too few later outcomes to judge or calibrate the model")
    return Report(
        rows=rows.table.height,
        found=int(rows.found.sum()),
        groups=rows.group.n_unique(),
        learned_rows=rows.once(spec.copies).table.height,
        earliest=str(rows.time.min()),
        latest=str(rows.time.max()),
        effective_rows=float(rows.weight.sum() ** 2 / (rows.weight**2).sum()),
        clipped=rows.clipped,
        prevalence=float((rows.weight * rows.found).sum() / rows.weight.sum()),
        validation=validation,
        lookup=lookup,
        curve=curve.kind,
        library=boosting.VERSION,
        columns=tuple(_described(rows.table[name]) for name in spec.columns),
        warnings=tuple(warnings),
    )


def _described(column: pl.Series) -> Column:
    return Column(
        name=column.name,
        kind=str(column.dtype),
        absent=column.null_count(),
        distinct=column.n_unique(),
    )
