"""What the letter says, before it takes a form."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from quaywatch import checks
from quaywatch.cargo.identifiers import unlocode
from quaywatch.letters import Letter, Passage, Table, percent
from quaywatch.scorecards.card import Scorecard
from quaywatch.scorecards.dimension import Dimension
from quaywatch.scorecards.report import Example, Report

LANGUAGES = checks.LANGUAGES
_FAULTS = 8
_LANES = 12


def letter(report: Report, *, language: str, authority: str, simulated: bool) -> Letter:
    """Put a report into words.

    Raises:
        KeyError: `language` is none of `LANGUAGES`.

    """
    say = _texts()[language]
    return Letter(
        language=language,
        authority=authority,
        title=say["title"],
        simulated=say["simulated"] if simulated else "",
        opening=tuple(_opening(report, say, language)),
        tables=(
            _measures(report.card, say, language),
            _faults(report, say, language),
            _lanes(report, say, language),
        ),
        examples_title=say["examples"],
        examples=tuple(_example(example, say, language) for example in report.worst),
        method=say["method"],
    )


def lane_title(lane: str) -> str:
    """Return a lane by the names of its ports where they are known."""
    return " → ".join(unlocode.name(code) or code or "—" for code in lane.split(">"))


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    text = files("quaywatch.scorecards.letter").joinpath("texts.toml").read_text("utf-8")
    return tomllib.loads(text)


def _opening(report: Report, say: Mapping[str, str], language: str) -> list[str]:
    card, period = report.card, report.period
    said = [
        say["to"].format(name=card.name),
        say["period"].format(
            first=period.first_day, last=period.last_day, consignments=card.consignments
        ),
        say["score"].format(
            score=percent(card.score, language),
            low=percent(card.low, language),
            high=percent(card.high, language),
        ),
    ]
    if card.percentile is not None:
        share = percent(card.percentile, language, digits=0)
        said.append(say["percentile"].format(percentile=share))
    if card.trend is not None:
        change = percent(abs(card.trend.change), language)
        said.append(say[card.trend.direction].format(change=change, weeks=period.weeks))
    return said


def _measures(card: Scorecard, say: Mapping[str, str], language: str) -> Table:
    return Table(
        title=say["measures"],
        head=(say["question"], say["share"], say["interval"], say["counted"]),
        rows=tuple(
            (
                say[dimension],
                percent(measure.value, language),
                f"{percent(measure.low, language)} - {percent(measure.high, language)}",
                f"{measure.right} / {measure.judged}",
            )
            for dimension in Dimension
            if (measure := card.measures.get(dimension)) is not None
        ),
        none=say["none"],
    )


def _faults(report: Report, say: Mapping[str, str], language: str) -> Table:
    return Table(
        title=say["faults"],
        head=(say["fault"], say["consignments"]),
        rows=tuple(
            (f"{checks.text(fault.finding, language)} ({fault.reference})", str(fault.consignments))
            for fault in report.faults[:_FAULTS]
        ),
        none=say["none"],
    )


def _lanes(report: Report, say: Mapping[str, str], language: str) -> Table:
    return Table(
        title=say["lanes"],
        head=(say["lane"], say["consignments"], say["share"]),
        rows=tuple(
            (lane_title(lane.name), str(lane.consignments), percent(lane.score, language))
            for lane in report.lanes[:_LANES]
        ),
        none=say["none"],
    )


def _example(example: Example, say: Mapping[str, str], language: str) -> Passage:
    heading = say["example"].format(
        reference=example.reference,
        message=example.message or "—",
        lane=lane_title(example.lane),
    )
    return Passage(
        heading=heading,
        sentences=tuple(checks.text(finding, language) for finding in example.findings),
    )
