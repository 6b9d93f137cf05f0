"""The model card and the data sheet, written of nothing but what the run found out."""

import msgspec

from quaywatch.risk.trees.measures import Measures
from quaywatch.risk.trees.spec import Form
from quaywatch.risk.trees.trained import TrainedModel


def card(model: TrainedModel) -> str:
    """Return the model card in Markdown (after Mitchell et al. 2019)."""
    report, spec = model.report, model.content.spec
    signed = [c.name for c in (*spec.every_number, *spec.every_category) if c.monotone]
    lines = [
        f"# Model {model.version}",
        "",
        f"- SHA-256: `{model.digest}`",
        f"- Library: {report.library}; seed {spec.seed}",
        *[_shape(form) for form in spec.forms],
        (
            f"- Learned from {report.found} finds in {report.rows} inspected rows, "
            f"{report.earliest} to {report.latest}"
        ),
        (
            f"- Weighted by one over the chance of selection: {report.effective_rows:.0f} "
            f"effective rows, {report.clipped} weights clipped, prevalence {report.prevalence:.5f}"
        ),
        f"- Calibration: {report.curve}",
        f"- Columns that can move the risk one way only: {', '.join(signed) or 'none'}",
        (
            "- Meant to rank consignments for officers who decide; a score is about a consignment, "
            "not about a person"
        ),
        "",
        "## Judged on later rows",
        "",
        *_judged(report.validation),
        "",
        "## Warnings",
        "",
        *[f"- {warning}" for warning in report.warnings or ("none",)],
    ]
    return "\n".join(lines) + "\n"


def data_sheet(model: TrainedModel) -> str:
    """Return the data sheet in Markdown (after Gebru et al. 2021)."""
    report = model.report
    lines = [
        f"# Data of model {model.version}",
        "",
        f"- {report.rows} rows in {report.groups} groups, {report.found} finds",
        f"- {report.learned_rows} rows after copies were taken together",
        f"- Time: {report.earliest} to {report.latest}",
        (
            f"- Lookup of equal rows: {report.lookup.copied} of {report.lookup.rows} later rows "
            f"have an earlier copy; AUC {report.lookup.auc:.3f}, among copies "
            f"{report.lookup.copied_auc:.3f}"
        ),
        "",
        "| column | kind | absent | distinct |",
        "|---|---|---|---|",
        *[f"| {c.name} | {c.kind} | {c.absent} | {c.distinct} |" for c in report.columns],
    ]
    return "\n".join(lines) + "\n"


def facts(model: TrainedModel) -> bytes:
    """Return what both documents rest on as JSON, with the digest and the declaration."""
    content = {"sha256": model.digest, "spec": model.content.spec, "report": model.report}
    return msgspec.json.format(msgspec.json.encode(content, order="sorted"), indent=1) + b"\n"


def _shape(form: Form) -> str:
    trees = form.trees
    kind = "random" if trees.random_splits else "searched"
    factors = f", after {len(form.factors)} factors" if form.factors else ""
    return (
        f"- Learner: {trees.members} boosters of {trees.rounds} trees with at most "
        f"{trees.leaves} leaves and {kind} splits, on {len(form.numbers)} numbers and "
        f"{len(form.categories)} categories{factors}"
    )


def _judged(validation: Measures | None) -> list[str]:
    if validation is None:
        return ["Not judged: too few later outcomes."]
    v = validation
    return [
        (
            f"{v.found} finds in {v.rows} rows. AUC {v.auc:.3f}, average precision "
            f"{v.average_precision:.3f}, expected calibration error "
            f"{v.expected_calibration_error:.4f}, Brier {v.brier:.4f}, ties {v.tie_rate:.4f} "
            "(before lots)."
        ),
        "",
        "| first | precision | recall |",
        "|---|---|---|",
        *[f"| {s} | {v.precision[s]:.3f} | {v.recall[s]:.3f} |" for s in v.precision],
        "",
        "| predicted | found | rows |",
        "|---|---|---|",
        *[f"| {b.predicted:.4f} | {b.found:.4f} | {b.rows} |" for b in v.reliability],
    ]
