"""Scores consignments and packs what the tables keep of it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec
import polars as pl

from quaywatch.cargo import Reason, to_frames
from quaywatch.checks import Context
from quaywatch.node.entries import Entry
from quaywatch.node.headlines import Contribution, Found, Headlines
from quaywatch.risk import Model, assess
from quaywatch.rules import RuleBook

_ENCODER = msgspec.json.Encoder(order="deterministic")


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of an assessment: its reasons' texts and values follow from the consignment."""

    log_odds: float
    probability: float
    contributions: tuple[Contribution, ...]
    findings: tuple[Found, ...]


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """One consignment's assessment as the tables hold it."""

    probability: float
    findings: tuple[str, ...]
    """Codes of the checks that spoke up, each once, sorted."""
    strongest: bytes
    """The reasons that raise the risk most, as JSON."""
    assessment: bytes
    """`Kept` as JSON; empty when there is none."""
    versions: bytes
    """Versions of checks, rules and model, as JSON."""


UNSCORED = Scored(probability=0.0, findings=(), strongest=b"[]", assessment=b"", versions=b"{}")
"""Of a consignment that was cancelled: it comes no more."""


class Scorer:
    """The rule book and the model in force."""

    def __init__(self, rulebook: RuleBook, model: Model) -> None:
        self.rulebook, self.model = rulebook, model
        self._headlines = Headlines(model)

    def score(self, entries: Sequence[Entry], context: Context) -> dict[str, Scored]:
        """Assess consignments, each once; return what is thought of each by name."""
        if not entries:
            return {}
        frames = to_frames((e.header, e.consignment) for e in entries)
        found = assess(frames, model=self.model, rulebook=self.rulebook, context=context)
        versions = _ENCODER.encode(found.versions)
        findings = _findings(found.findings)
        contributions = _contributions(found.contributions)
        headlines = self._headlines.of(frames, contributions, findings, context)
        scores: Iterator[tuple[int, float, float]] = found.scores.select(
            "row", "log_odds", "probability"
        ).iter_rows()
        return {
            entries[row].consignment_id: _scored(
                Kept(
                    log_odds=log_odds,
                    probability=probability,
                    contributions=tuple(contributions.get(row, ())),
                    findings=tuple(findings.get(row, ())),
                ),
                headlines.get(row, []),
                versions,
            )
            for row, log_odds, probability in scores
        }


def _scored(kept: Kept, headlines: list[Reason], versions: bytes) -> Scored:
    return Scored(
        probability=kept.probability,
        findings=tuple(sorted({code for code, _, _ in kept.findings})),
        strongest=_ENCODER.encode(headlines),
        assessment=_ENCODER.encode(kept),
        versions=versions,
    )


def _findings(frame: pl.DataFrame) -> dict[int, list[Found]]:
    """Group findings, which come sorted by row, by it."""
    rows: Iterator[tuple[int, str, str, int]] = frame.select(
        "row", "code", "subject", "index"
    ).iter_rows()
    return {row: [r[1:] for r in group] for row, group in groupby(rows, key=lambda r: r[0])}


def _contributions(frame: pl.DataFrame) -> dict[int, list[Contribution]]:
    """Group contributions, which come sorted by row, by it."""
    rows: Iterator[tuple[int, str, str, float]] = frame.select(
        "row", "kind", "code", "contribution"
    ).iter_rows()
    return {row: [r[1:] for r in group] for row, group in groupby(rows, key=lambda r: r[0])}
