"""What the report says, before it takes a form."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from quaywatch.letters import Letter, Table, decimal, percent
from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.gaps.ranking import Gap
from quaywatch.norms.report.chart import Bar, chart
from quaywatch.norms.requirement import Level, Requirement, Unit
from quaywatch.norms.sharing import counted
from quaywatch.norms.standing import Backing, Standing, State

LANGUAGES = ("en", "fr", "nl", "es")
_GAPS = 10
_PROVEN = (Backing.VERIFIED, Backing.MEASURED)

Say = Mapping[str, str]


def report(
    port: str,
    day: date,
    level: Level,
    catalogue: Catalogue,
    standings: Sequence[Standing],
    gaps: Sequence[Gap],
    *,
    language: str,
    authority: str,
    simulated: bool,
) -> Letter:
    """Put a port's standing into words.

    Args:
        port: UN/LOCODE.
        day: of the standing.
        level: of the port.
        catalogue: in force.
        standings: of the port on the day.
        gaps: ranked.
        language: one of `LANGUAGES`; KeyError for another.
        authority: whose report it is.
        simulated: whether nothing in it is real.
    """
    say = _texts()[language]
    says = say["chart"]
    names = {group.code: group.name[language] for group in catalogue.groups}
    bars = [Bar(name=names[code], counts=each) for code, each in counted(standings).items()]
    words = {state: say[state.value] for state in State}
    return Letter(
        language=language,
        authority=authority,
        title=say["title"].format(port=port),
        simulated=say["simulated"] if simulated else "",
        opening=tuple(_opening(day, level, catalogue, standings, say)),
        chart=chart(bars, words, says),
        chart_says=says,
        tables=(
            _measured(catalogue, standings, say, language),
            _gaps(catalogue, gaps, say, language),
        ),
        method=say["method"],
    )


@cache
def _texts() -> Mapping[str, Say]:
    text = files("quaywatch.norms.report").joinpath("texts.toml").read_text("utf-8")
    return tomllib.loads(text)


def _opening(
    day: date, level: Level, catalogue: Catalogue, standings: Sequence[Standing], say: Say
) -> list[str]:
    states = Counter(one.state for one in standings)
    asked = len(standings) - states[State.NOT_APPLICABLE]
    proven = sum(one.state is State.MET and one.backing in _PROVEN for one in standings)
    said = [
        say["asked"].format(
            day=day, level=say[level.value], asked=asked, version=catalogue.version
        ),
        say["met_of"].format(met=states[State.MET], asked=asked, proven=proven),
        say["open_of"].format(
            not_met=states[State.NOT_MET],
            partly=states[State.PARTLY],
            expired=states[State.EXPIRED],
            unknown=states[State.UNKNOWN],
        ),
    ]
    unsure = sum(not one.certain for one in standings)
    return [*said, say["unsure"].format(unsure=unsure)] if unsure else said


def _measured(
    catalogue: Catalogue, standings: Sequence[Standing], say: Say, language: str
) -> Table:
    rows: list[tuple[str, ...]] = []
    for one in standings:
        asked, figure = catalogue.get(one.requirement), one.figure
        if one.backing is Backing.MEASURED and asked is not None and figure is not None:
            told = [_figure(each, asked, language) for each in (figure.low, figure.high)]
            bounds = " - ".join(told) if figure.low is not None or figure.high is not None else ""
            rows.append(
                (
                    _named(asked, language),
                    _figure(figure.value, asked, language),
                    bounds,
                    _figure(asked.threshold, asked, language),
                    say[one.state.value],
                )
            )
    head = (say["requirement"], say["figure"], say["interval"], say["threshold"], say["state"])
    return Table(title=say["measured"], head=head, rows=tuple(rows), none=say["none_measured"])


def _gaps(catalogue: Catalogue, gaps: Sequence[Gap], say: Say, language: str) -> Table:
    rows = [
        (
            _named(asked, language),
            say[one.state.value],
            f"{percent(one.removed_low, language)} - {percent(one.removed_high, language)}",
            "-" if one.eur is None else f"{one.eur:,.0f}".replace(",", " "),
            say["sure"] if one.ahead else say["not_sure"],
        )
        for one in gaps[:_GAPS]
        if (asked := catalogue.get(one.requirement)) is not None
    ]
    head = (say["requirement"], say["state"], say["removes"], say["cost"], say["order"])
    return Table(title=say["gaps"], head=head, rows=tuple(rows), none=say["none_open"])


def _named(asked: Requirement, language: str) -> str:
    return f"{asked.id} {asked.statement[language]}"


def _figure(value: float | None, asked: Requirement, language: str) -> str:
    if value is None:
        return "?"
    if asked.unit is Unit.SHARE:
        return percent(value, language)
    written = f"{value:.1f}".removesuffix(".0")
    return decimal(written, language)
