"""The model card and the data sheet, written of nothing but what the training found out."""

from quaywatch.risk.life.kinds import ModelKind
from quaywatch.risk.life.trained import Report, Span

_FORMS = {
    ModelKind.ADDITIVE: "additive: one figure for each port, kind of goods, carrier, size-type, "
    "check and profile, shrunk to what experts declared",
    ModelKind.LEARNED: "learned: what experts declared, moved by figures and small boosted trees",
}


def card(
    kind: ModelKind, version: str, report: Report, span: Span, made_with: dict[str, str]
) -> str:
    """Return the model card in Markdown (after Mitchell et al. 2019)."""
    lines = [
        f"# Model {version}",
        "",
        f"- Form: {_FORMS[kind]}",
        (
            f"- Learned from {report.found} finds in {report.inspected} inspected consignments "
            f"({_between(span)}); nothing that became known after {span.until.isoformat()}"
        ),
        (
            "- Weighted by one over the chance of selection, so that it holds for all consignments "
            f"and not for those that looked suspect: {report.effective:.0f} effective inspections, "
            f"share that holds something {report.prevalence:.5f}"
        ),
        (
            "- Meant to rank consignments for officers who decide; a score is about a consignment, "
            "not about a person"
        ),
        f"- Made with {_listed(made_with)}",
        "",
        "## Judged on later inspections",
        "",
        _judged(report),
        "",
        "## Remarks",
        "",
        *[f"- {remark}" for remark in report.remarks or ("none",)],
    ]
    return "\n".join(lines) + "\n"


def sheet(version: str, report: Report, span: Span, levels: dict[str, tuple[int, int]]) -> str:
    """Return the data sheet in Markdown (after Gebru et al. 2021).

    `levels` says of each input how many inspected consignments have it, and how many values.
    """
    lines = [
        f"# Data of model {version}",
        "",
        f"- {report.inspected} inspected consignments, {report.found} of them with a find",
        f"- Reported: {_between(span)}",
        f"- Last event of the ledger that was there: {span.position}",
        "- Left out: what an officer chose, and what was chosen with no known chance",
        "",
        "| input | said | different values |",
        "|---|---|---|",
        *[f"| {name} | {said} | {values} |" for name, (said, values) in sorted(levels.items())],
    ]
    return "\n".join(lines) + "\n"


def _listed(made_with: dict[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in sorted(made_with.items()))


def _between(span: Span) -> str:
    if span.first is None or span.last is None:
        return "none"
    return f"{span.first.date().isoformat()} to {span.last.date().isoformat()}"


def _judged(report: Report) -> str:
    if report.judged is None:
        return "Not judged: too few later finds."
    told = report.judged
    return (
        f"Models trained alike on the earlier inspections, judged on the later {told.inspected} "
        f"with {told.found} finds: AUC {told.auc:.3f}; {told.expected:.1f} finds foretold where "
        f"there were {told.seen:.1f}, both weighted."
    )
