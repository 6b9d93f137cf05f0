"""The reasons of one consignment: what contributed, which fields it rests on, what they say."""

from collections.abc import Iterable
from datetime import datetime

import polars as pl

from quaywatch.cargo import Finding, Frames, Reason, ReasonKind, Subject
from quaywatch.risk.keys import FIELDS
from quaywatch.risk.model import Scorer
from quaywatch.rules import RuleBook


def reasons(
    frames: Frames,
    contributions: Iterable[tuple[str, str, float]],
    findings: Iterable[Finding],
    rulebook: RuleBook,
    model: Scorer,
) -> tuple[Reason, ...]:
    """Return a reason for each of `contributions` (kind, code, log-odds) to the one of `frames`.

    The base comes first, then the strongest.
    """
    explainer = _Explainer(frames, tuple(findings), rulebook, model)
    found = [explainer.reason(ReasonKind(kind), code, value) for kind, code, value in contributions]
    return tuple(sorted(found, key=_strength))


def _strength(reason: Reason) -> tuple[bool, float, str, str]:
    return (
        reason.kind is not ReasonKind.BASE,
        -abs(reason.contribution),
        reason.kind,
        reason.code,
    )


class _Explainer:
    def __init__(
        self, frames: Frames, findings: tuple[Finding, ...], rulebook: RuleBook, model: Scorer
    ) -> None:
        self._frames = frames
        self._findings = findings
        self._rulebook = rulebook
        self._priors = model.basis(frames)
        self._hits = rulebook.hits(frames)

    def reason(self, kind: ReasonKind, code: str, contribution: float) -> Reason:
        fields, values = self._basis(kind, code)
        mine = [f for f in self._findings if kind is ReasonKind.FINDING and f.code == code]
        return Reason(
            kind=kind,
            code=code,
            contribution=contribution,
            fields=fields,
            values=values,
            events=tuple(sorted({event for finding in mine for event in finding.events})),
        )

    def _basis(self, kind: ReasonKind, code: str) -> tuple[tuple[str, ...], dict[str, str]]:
        match kind:
            case ReasonKind.BASE:
                return (), {}
            case ReasonKind.PRIOR:
                return FIELDS.get(code, ()), self._priors.get(code, {})
            case ReasonKind.FINDING:
                return self._finding(code)
            case ReasonKind.PROFILE:
                fields = self._rulebook.fields(code)
                said = {field: _said(self._frames, field) for field in fields}
                return fields, {field: value for field, value in said.items() if value}
            case ReasonKind.WATCH_LIST:
                hits = self._hits.filter(pl.col("code") == code)
                said = dict(hits.select("field", "value").iter_rows())
                return tuple(said), said

    def _finding(self, code: str) -> tuple[tuple[str, ...], dict[str, str]]:
        mine = [finding for finding in self._findings if finding.code == code]
        fields = dict.fromkeys(field for finding in mine for field in finding.fields)
        said = {
            name: [f.values[name] for f in mine if name in f.values]
            for f in mine
            for name in f.values
        }
        return tuple(fields), {name: _joined(values) for name, values in said.items()}


def _said(frames: Frames, field: str) -> str:
    """Return what a field says, as text; the distinct values of several items joined."""
    subject, column = field.split(".")
    source = {
        Subject.CONSIGNMENT: frames.consignments,
        Subject.GOODS_ITEM: frames.goods_items,
        Subject.EQUIPMENT: frames.equipment,
    }[Subject(subject)]
    values = source[column]
    flat = values.explode() if isinstance(values.dtype, pl.List) else values
    return _joined(text for value in flat.to_list() for text in _text(value))


def _text(value: object) -> list[str]:
    match value:
        case None | "":
            return []
        case datetime():
            return [value.isoformat()]
        case float():
            return [f"{value:g}"]
        case _:
            return [str(value)]


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values))
