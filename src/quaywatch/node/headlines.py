"""The reasons that a line of the work list shows, with the values that their titles name."""

from collections.abc import Mapping, Sequence

import polars as pl

from quaywatch import checks
from quaywatch.cargo import Frames, Reason, ReasonKind
from quaywatch.checks.found import FOUND_SCHEMA
from quaywatch.risk import Known, Scorer
from quaywatch.risk.explain import basis_of
from quaywatch.risk.keys import LEVELS, keys_of_each
from quaywatch.risk.origins import KEY

STRONGEST = 3
"""Reasons shown of each box."""

Contribution = tuple[str, str, float]
"""Kind, code and signed log-odds of one reason."""

Found = tuple[str, str, int]
"""Code, subject and index of one finding."""

_REMEMBERED = 20_000


class Headlines:
    """Finds the strongest reasons of many consignments at once.

    What a prior rests on depends on a few keys, such as the port and the goods' chapter, that most
    consignments share: it is asked of the model once for each.
    """

    def __init__(self, model: Scorer) -> None:
        self._model = model
        self._bases: dict[tuple[object, ...], dict[str, str]] = {}

    def of(
        self,
        known: Known,
        contributions: Mapping[int, Sequence[Contribution]],
        findings: Mapping[int, Sequence[Found]],
        context: checks.Context,
    ) -> dict[int, list[Reason]]:
        """Return the reasons that raise the risk of each row most, strongest first."""
        chosen = {row: _strongest(reasons) for row, reasons in contributions.items()}
        said = _said(known.frames, chosen, findings, context)
        places = keys_of_each(known.frames) if chosen else []
        learned = self._learned(known, chosen)
        return {
            row: [self._reason(known, row, reason, said | learned, places) for reason in reasons]
            for row, reasons in chosen.items()
        }

    def _learned(
        self, known: Known, chosen: Mapping[int, Sequence[Contribution]]
    ) -> dict[tuple[int, str], dict[str, str]]:
        """Return what the chosen reasons that were learned rest on, by row and code."""
        asked = {
            row: [code for kind, code, _ in reasons if kind == ReasonKind.LEARNED]
            for row, reasons in chosen.items()
        }
        if not any(asked.values()):
            return {}
        bases = self._model.bases(known)
        return {
            (row, code): bases[row].get(basis_of(ReasonKind.LEARNED, code), {})
            for row, codes in asked.items()
            for code in codes
        }

    def _reason(
        self,
        known: Known,
        row: int,
        reason: Contribution,
        said: Mapping[tuple[int, str], dict[str, str]],
        places: Sequence[Mapping[str, object]],
    ) -> Reason:
        kind, code, contribution = reason
        values: dict[str, str] = {}
        if kind in (ReasonKind.FINDING, ReasonKind.LEARNED):
            values = said.get((row, code), {})
        elif kind == ReasonKind.PRIOR:
            values = self._basis(known, row, code, places[row])
        return Reason(kind=ReasonKind(kind), code=code, contribution=contribution, values=values)

    def _basis(
        self, known: Known, row: int, code: str, place: Mapping[str, object]
    ) -> dict[str, str]:
        key = (code, *(place[level] for level in LEVELS.get(code, (KEY,))))
        if key not in self._bases:
            if len(self._bases) >= _REMEMBERED:
                self._bases.clear()
            self._bases[key] = self._model.bases(known.alone(row))[0].get(code, {})
        return self._bases[key]


def _strongest(contributions: Sequence[Contribution]) -> list[Contribution]:
    raising = [c for c in contributions if c[0] != ReasonKind.BASE and c[2] > 0]
    return sorted(raising, key=lambda c: (-c[2], c[1]))[:STRONGEST]


def _said(
    frames: Frames,
    chosen: Mapping[int, Sequence[Contribution]],
    findings: Mapping[int, Sequence[Found]],
    context: checks.Context,
) -> dict[tuple[int, str], dict[str, str]]:
    """Return what the fields behind each chosen finding say, by row and code."""
    shown: dict[tuple[int, str], tuple[int, str, str, int]] = {}
    for row, reasons in chosen.items():
        codes = {code for kind, code, _ in reasons if kind == ReasonKind.FINDING}
        for code, subject, index in findings.get(row, ()):
            if code in codes:
                shown.setdefault((row, code), (row, code, subject, index))
    if not shown:
        return {}
    found = pl.DataFrame(list(shown.values()), schema=FOUND_SCHEMA, orient="row")
    described = checks.describe(frames, found, context)
    return {(row, finding.code): finding.values for row, finding in described}
