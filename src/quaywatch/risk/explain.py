"""The reasons of one consignment: what contributed, which fields it rests on, what they say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from quaywatch.cargo import Finding, Reason, ReasonKind, Subject
from quaywatch.cargo.columns import Rows, by_row
from quaywatch.risk.known import Known
from quaywatch.risk.model import Scorer
from quaywatch.rules import RuleBook


@dataclass(frozen=True, slots=True)
class About:
    """What the reasons of one consignment rest on beside its findings."""

    declared: Rows
    bases: Mapping[str, Mapping[str, str]]
    """What each prior and all that was learned rests on: see `Scorer.bases`."""
    fields: Callable[[str], tuple[str, ...]]
    """The fields that these are made of: see `Scorer.fields`."""
    hits: Sequence[tuple[str, str, str]]
    """Code, field and value of each entry of a watch list that it meets."""


def about(known: Known, rulebook: RuleBook, model: Scorer) -> list[About]:
    """Return what the reasons of each consignment of a small batch rest on."""
    hits: dict[int, list[tuple[str, str, str]]] = {}
    met = rulebook.hits(known.frames).select("row", "code", "field", "value")
    for row, *hit in met.iter_rows():
        hits.setdefault(row, []).append((hit[0], hit[1], hit[2]))
    each = zip(by_row(known.frames), model.bases(known), strict=True)
    return [
        About(rows, bases, model.fields, hits.get(row, ()))
        for row, (rows, bases) in enumerate(each)
    ]


def reasons(
    known: About,
    contributions: Iterable[tuple[str, str, float]],
    findings: Iterable[Finding],
    rulebook: RuleBook,
) -> tuple[Reason, ...]:
    """Return a reason for each of `contributions` (kind, code, log-odds) to one consignment.

    The base comes first, then the strongest.
    """
    explainer = _Explainer(known, findings, rulebook)
    found = [explainer.reason(_KINDS[kind], code, value) for kind, code, value in contributions]
    return tuple(sorted(found, key=_strength))


_KINDS = {str(kind): kind for kind in ReasonKind}


def basis_of(kind: str, code: str) -> str:
    """Return the name under which `Scorer.bases` has what a reason rests on.

    What was learned of a port, say, and the prior of that port share a code.
    """
    return f"{kind} {code}" if kind == ReasonKind.LEARNED else code


def _strength(reason: Reason) -> tuple[bool, float, str, str]:
    return (
        reason.kind is not ReasonKind.BASE,
        -abs(reason.contribution),
        reason.kind,
        reason.code,
    )


class _Explainer:
    def __init__(self, known: About, findings: Iterable[Finding], rulebook: RuleBook) -> None:
        self._known = known
        self._rulebook = rulebook
        self._findings: dict[str, list[Finding]] = {}
        for finding in findings:
            self._findings.setdefault(finding.code, []).append(finding)
        self._said: dict[str, str] = {}
        """What fields say; many profiles rest on the same."""

    def reason(self, kind: ReasonKind, code: str, contribution: float) -> Reason:
        fields, values, events = self._basis(kind, code)
        return Reason(
            kind=kind,
            code=code,
            contribution=contribution,
            fields=fields,
            values=values,
            events=events,
        )

    def _basis(
        self, kind: ReasonKind, code: str
    ) -> tuple[tuple[str, ...], dict[str, str], tuple[int, ...]]:
        """Return the fields, the values and the events that a reason rests on."""
        match kind:
            case ReasonKind.BASE:
                return (), {}, ()
            case ReasonKind.PRIOR | ReasonKind.LEARNED:
                said = self._known.bases.get(basis_of(kind, code), {})
                return self._known.fields(code), dict(said), ()
            case ReasonKind.FINDING:
                return self._finding(code)
            case ReasonKind.PROFILE:
                fields = self._rulebook.fields(code)
                said = {field: value for field in fields if (value := self._declared(field))}
                return fields, said, ()
            case ReasonKind.WATCH_LIST:
                said = {field: value for hit, field, value in self._known.hits if hit == code}
                return tuple(said), said, ()
            case ReasonKind.LOOK | ReasonKind.NOTICE:
                return (), {}, ()

    def _declared(self, field: str) -> str:
        if field not in self._said:
            self._said[field] = _said(self._known.declared, field)
        return self._said[field]

    def _finding(self, code: str) -> tuple[tuple[str, ...], dict[str, str], tuple[int, ...]]:
        mine = self._findings.get(code, [])
        fields = dict.fromkeys(field for finding in mine for field in finding.fields)
        said: dict[str, list[str]] = {}
        for finding in mine:
            for name, value in finding.values.items():
                said.setdefault(name, []).append(value)
        events = sorted({event for finding in mine for event in finding.events})
        return tuple(fields), {n: _joined(each) for n, each in said.items()}, tuple(events)


def _said(declared: Rows, field: str) -> str:
    """Return what a field says, as text; the distinct values of several items joined."""
    subject, column = field.split(".")
    return _joined(text for item in declared[Subject(subject)] for text in _text(item[column]))


def _text(value: object) -> list[str]:
    match value:
        case None | "":
            return []
        case list():
            return [text for each in cast("list[object]", value) for text in _text(each)]
        case datetime():
            return [value.isoformat()]
        case float():
            return [f"{value:g}"]
        case _:
            return [str(value)]


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values))
