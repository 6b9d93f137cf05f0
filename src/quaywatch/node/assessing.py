"""Scores consignments and packs what the tables keep of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec
import polars as pl

from quaywatch.cargo import Frames, Reason, to_frames
from quaywatch.checks import Context
from quaywatch.node.entries import Entry
from quaywatch.node.force import NONE, InForce
from quaywatch.node.headlines import Contribution, Found, Headlines
from quaywatch.risk import Assessments, assess, past_version
from quaywatch.risk import Scorer as Model
from quaywatch.risk.origins import Origin, stood
from quaywatch.rules import RuleBook

_ENCODER = msgspec.json.Encoder(order="deterministic")
_NOBODY: Mapping[str, Model] = {}


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
    met: tuple[str, ...]
    """Codes of the profiles of the ledger that it meets, whether they count or are watched."""
    versions: bytes
    """Versions of checks, rules and model, as JSON."""
    shadows: tuple[tuple[str, float, float], ...] = ()
    """Name of each model that is watched, with its log-odds and probability."""


UNSCORED = Scored(
    probability=0.0, findings=(), strongest=b"[]", assessment=b"", met=(), versions=b"{}"
)
"""Of a consignment that was cancelled: it comes no more."""


class Scorer:
    """The rule book and the model in force: profiles of the ledger beside those given.

    `shadows` are models that are watched, by name: what they think is kept and counts for nothing.
    `origins` are standings of ports of loading, which all of them weigh.
    """

    def __init__(
        self,
        given: RuleBook,
        model: Model,
        in_force: InForce = NONE,
        shadows: Mapping[str, Model] = _NOBODY,
        origins: tuple[Origin, ...] = (),
    ) -> None:
        self.given, self.bare, self.in_force, self.origins = given, model, in_force, origins
        self._shadows = shadows
        self.model = stood(model, origins)
        self.shadows = {name: stood(each, origins) for name, each in shadows.items()}
        self.rulebook = given
        if in_force != NONE:
            self.rulebook = given.with_profiles(in_force.live, in_force.former)
        self._noted = RuleBook(in_force.noted, lists=given.lists)
        self._headlines = Headlines(self.model)

    def with_models(self, model: Model, shadows: Mapping[str, Model]) -> "Scorer":
        """Return the same with other models."""
        return Scorer(self.given, model, self.in_force, shadows, self.origins)

    def with_profiles(self, in_force: InForce) -> "Scorer":
        """Return the same with other profiles of the ledger."""
        return Scorer(self.given, self.bare, in_force, self._shadows, self.origins)

    def with_origins(self, origins: tuple[Origin, ...]) -> "Scorer":
        """Return the same with other standings of ports of loading."""
        return Scorer(self.given, self.bare, self.in_force, self._shadows, origins)

    @property
    def asks_the_past(self) -> bool:
        """Whether a model does, be it one that is watched."""
        return any(model.asks_the_past for model in (self.model, *self.shadows.values()))

    def score(
        self, entries: Sequence[Entry], context: Context, recalled: Callable[[], pl.DataFrame]
    ) -> dict[str, Scored]:
        """Assess consignments, each once; return what is thought of each by name.

        `recalled` returns what the past says of each, row by row, for models that ask.
        """
        frames = to_frames((e.header, e.consignment) for e in entries)
        past = recalled() if self.asks_the_past else None
        found = assess(frames, model=self.model, rulebook=self.rulebook, context=context, past=past)
        versions = _ENCODER.encode(found.versions | {"past": past_version()})
        findings = _findings(found.findings)
        contributions = _contributions(found.contributions)
        met = self._met(frames, found.findings)
        shadows = self._shadowed(found)
        headlines = self._headlines.of(found.known, contributions, findings, context)
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
                met.get(row, ()),
                versions,
                tuple((name, *told[row]) for name, told in shadows.items()),
            )
            for row, log_odds, probability in scores
        }

    def _shadowed(self, found: Assessments) -> dict[str, list[tuple[float, float]]]:
        """Return the log-odds and probability of each row, by model that is watched."""
        return {
            name: found.by(model).scores.select("log_odds", "probability").rows()
            for name, model in self.shadows.items()
        }

    def _met(self, frames: Frames, findings: pl.DataFrame) -> dict[int, tuple[str, ...]]:
        if not self._noted.profiles:
            return {}
        matches = self._noted.match(frames, findings).select("row", "code")
        rows: Iterator[tuple[int, str]] = matches.iter_rows()
        return {
            row: tuple(code for _, code in group)
            for row, group in groupby(rows, key=lambda match: match[0])
        }


def _scored(
    kept: Kept,
    headlines: list[Reason],
    met: tuple[str, ...],
    versions: bytes,
    shadows: tuple[tuple[str, float, float], ...],
) -> Scored:
    return Scored(
        probability=kept.probability,
        findings=tuple(sorted({code for code, _, _ in kept.findings})),
        strongest=_ENCODER.encode(headlines),
        assessment=_ENCODER.encode(kept),
        met=met,
        versions=versions,
        shadows=shadows,
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
