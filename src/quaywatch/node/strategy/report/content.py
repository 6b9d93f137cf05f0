"""What the strategy report says: what is known, why less was seized, and where to look."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import expm1

from quaywatch.cargo.identifiers import unlocode
from quaywatch.letters import Letter, Table, decimal, percent
from quaywatch.node.strategy.measured import Measured
from quaywatch.node.strategy.report.bars import bars
from quaywatch.strategy.allocation import How, Outcome, compare
from quaywatch.strategy.figures import (
    Figure,
    Figures,
    PortYear,
    Quantity,
    change,
    disagreements,
    yearly,
)
from quaywatch.strategy.flow.verdict import Verdict
from quaywatch.strategy.scenarios import Scenario, built
from quaywatch.strategy.scenarios.assumptions import Assumption, Basis

Say = Mapping[str, str]

_BASES = {
    Basis.PUBLIC: "public",
    Basis.ASSUMED: "basis_assumed",
    Basis.MEASURED: "basis_measured",
}


def strategy_report(
    known: Figures,
    verdict: Verdict | None,
    target: str,
    scenario: Scenario,
    rests: Measured,
    *,
    language: str,
    authority: str,
    simulated: bool,
) -> Letter:
    """Put the alliance's strategy into words.

    Args:
        known: the public figures.
        verdict: why less was seized at the target; None while it is computed.
        target: UN/LOCODE of the port that the verdict is of.
        scenario: the supposed world in which scanning is spread.
        rests: what one begins with, as far as the node has measured it.
        language: en, fr, nl or es; KeyError for another.
        authority: whose report it is.
        simulated: whether the node that makes it is.
    """
    say = _texts()[language]
    years = yearly(known.figures, known.singles)
    outcomes = compare(built(scenario))
    shares = [
        (say[how.value], one.arriving, percent(one.arriving, language))
        for how, one in outcomes.items()
        if one.arriving is not None
    ]
    return Letter(
        language=language,
        authority=authority,
        title=say["title"],
        simulated=say["simulated"] if simulated else "",
        opening=tuple(_opening(known, years, verdict, target, say, language)),
        chart=bars(shares, say["chart"]),
        chart_says=say["chart"],
        tables=(
            _known(years, say, language),
            _ways(outcomes, say, language),
            _ports(outcomes, say, language),
            _assumed(scenario, rests, say, language),
        ),
        method=say["method"],
    )


@cache
def _texts() -> Mapping[str, Say]:
    place = files("quaywatch.node.strategy.report").joinpath("texts.toml")
    return tomllib.loads(place.read_text("utf-8"))


def _opening(
    known: Figures,
    years: Sequence[PortYear],
    verdict: Verdict | None,
    target: str,
    say: Say,
    language: str,
) -> list[str]:
    differ = len(disagreements(known.figures))
    said = [
        say["figures"].format(count=len(known.figures), version=known.version, differ=differ),
        *_changes(years, target, say, language),
    ]
    if verdict is None:
        return [*said, say["pending"], say["tells"]]
    ranked = sorted(verdict.probability.items(), key=lambda each: -each[1])
    odds = "; ".join(f"{say[each.value]} {percent(share, language)}" for each, share in ranked)
    port = _name(target)
    if verdict.explanation is None:
        said.append(say["withheld"].format(port=port, list=odds))
    else:
        reason = say[verdict.explanation.value]
        said.append(say["decided"].format(port=port, explanation=reason, list=odds))
    return [*said, say["tells"]]


def _changes(years: Sequence[PortYear], port: str, say: Say, language: str) -> list[str]:
    """Tell what changed at a port where mass and number are known of two years in a row."""
    pairs = {one.year: one for one in years if one.port == port and one.mean_kg is not None}
    said: list[str] = []
    for year, after in pairs.items():
        before = pairs.get(year - 1)
        if before is None:
            continue
        found = change(*_both(before), *_both(after))
        logs = (found.mass_log, found.count_log, found.size_log)
        mass, number, size = (_grown(log, language) for log in logs)
        text = say["change"]
        said.append(
            text.format(
                port=_name(port), before=year - 1, after=year, mass=mass, number=number, size=size
            )
        )
    return said


def _both(one: PortYear) -> tuple[float, int]:
    mass, number = (one.said[each][0] for each in (Quantity.COCAINE_KG, Quantity.SEIZURES))
    return mass.value, int(number.value)


def _known(years: Sequence[PortYear], say: Say, language: str) -> Table:
    latest = {one.port: one for one in years if Quantity.COCAINE_KG in one.said}
    rows: list[tuple[str, ...]] = []
    for port, one in sorted(latest.items(), key=lambda each: -_mass(each[1]).value):
        number = one.said.get(Quantity.SEIZURES)
        mean = "-" if one.mean_kg is None else _whole(one.mean_kg, language)
        rows.append(
            (
                f"{_name(port)} ({port})",
                str(one.year),
                _told(_mass(one), language),
                "-" if number is None else _told(number[0], language),
                mean,
                _mass(one).source,
            )
        )
    head = tuple(say[each] for each in ("port", "year", "mass", "number", "mean", "source"))
    return Table(title=say["known"], head=head, rows=tuple(rows), none=say["none"])


def _ways(outcomes: Mapping[How, Outcome], say: Say, language: str) -> Table:
    rows = tuple(
        (
            say[how.value],
            "-" if one.arriving is None else percent(one.arriving, language),
            "-" if one.certificate.gap is None else f"{one.certificate.gap:.0e}",
        )
        for how, one in outcomes.items()
    )
    head = (say["how"], say["arrives"], say["gap"])
    return Table(title=say["ways"], head=head, rows=rows, none=say["none"])


def _ports(outcomes: Mapping[How, Outcome], say: Say, language: str) -> Table:
    pooled, alone = outcomes[How.POOLED], outcomes.get(How.NATIONAL)
    was = {at.port: at.arriving for at in alone.ports} if alone else {}
    rows: list[tuple[str, ...]] = []
    for at in pooled.ports:
        before = was.get(at.port)
        gained = "-"
        if before is not None and at.arriving is not None:
            gained = decimal(f"{100 * (before - at.arriving):+.2f}", language)
        arriving = "-" if at.arriving is None else percent(at.arriving, language)
        rows.append((_name(at.port), percent(at.covered, language), arriving, gained))
    head = (say["port"], say["covered"], say["arrives"], say["gained"])
    return Table(title=say["ports"], head=head, rows=tuple(rows), none=say["none"])


def _assumed(scenario: Scenario, rests: Measured, say: Say, language: str) -> Table:
    rows = tuple(
        _rests(one, getattr(scenario, one.name, one.value), rests.interval, say, language)
        for one in rests.assumptions
    )
    head = (say["name"], say["value"], say["range"], say["basis"])
    return Table(title=say["assumed"], head=head, rows=rows, none=say["none"])


def _rests(
    one: Assumption,
    value: float,
    interval: tuple[float, float] | None,
    say: Say,
    language: str,
) -> tuple[str, ...]:
    """Return a number with what it rests on: where it is measured, its interval and who did."""
    low, high, basis = one.low, one.high, say[_BASES[one.basis]]
    if value != one.value:
        basis = say["basis_given"]
    elif one.basis is Basis.MEASURED and interval is not None:
        low, high = interval
        basis = f"{basis}: {one.source}"
    return (
        say[f"assume_{one.name}"],
        decimal(f"{value:.3g}", language),
        decimal(f"{low:.3g} - {high:.3g}", language),
        basis,
    )


def _mass(one: PortYear) -> Figure:
    return one.said[Quantity.COCAINE_KG][0]


def _told(one: Figure, language: str) -> str:
    mark = " *" if one.provisional else ""
    return f"{'≥ ' if one.at_least else ''}{_whole(one.value, language)}{mark}"


def _name(port: str) -> str:
    return unlocode.name(port) or port


def _grown(log: float, language: str) -> str:
    return decimal(f"{100 * expm1(log):+.0f}", language) + (" %" if language != "en" else "%")


def _whole(value: float, language: str) -> str:
    written = f"{value:,.0f}"
    return written if language == "en" else written.replace(",", " ")
