"""Simulated assessments of ports against the standard: every step, as people would have taken it.

All of it is invented. Ports get better at their own pace, some evidence runs out, some answers are
confirmed and verified and some are not, so that a page has everything to show.
"""

import random
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.node import Node
from quaywatch.norms import Better, Catalogue, Evidence, EvidenceKind, Level, Requirement, Unit
from quaywatch.norms import life as lives
from quaywatch.norms.answer import Answer, Applies, Maturity
from quaywatch.norms.evidence import Figure
from quaywatch.norms.life import Assessment, Plan


class Port(msgspec.Struct, frozen=True):
    """One port of the simulated alliance."""

    locode: str
    level: Level
    skill: float
    """Chance that a requirement is in place when it is first assessed."""


PORTS = (
    Port("BEANR", Level.TARGET, 0.55),
    Port("NLRTM", Level.TARGET, 0.6),
    Port("DEHAM", Level.TARGET, 0.5),
    Port("FRLEH", Level.ENHANCED, 0.4),
    Port("ESALG", Level.ENHANCED, 0.45),
    Port("ESVLC", Level.ENHANCED, 0.4),
    Port("PTSIE", Level.ENHANCED, 0.35),
    Port("ITGIT", Level.ENHANCED, 0.35),
    Port("GRPIR", Level.BASELINE, 0.4),
    Port("ECGYE", Level.ENHANCED, 0.3),
    Port("COCTG", Level.ENHANCED, 0.4),
    Port("PAONX", Level.BASELINE, 0.35),
    Port("PECLL", Level.BASELINE, 0.3),
    Port("BRSSZ", Level.ENHANCED, 0.3),
    Port("DOCAU", Level.BASELINE, 0.35),
)
"""From the north to Guayaquil and Santos."""
_YEARS = 2
_GAIN = 0.12
"""By how much a port does better each year."""
_OWNERS = ("harbour master", "terminal operators", "customs", "port authority", "shipping police")
_NOTE = "Simulated."


def assess(node: Node, today: date) -> None:
    """Put two closed rounds of assessments of all ports on a node's ledger, and an open one."""
    catalogue = node.norms.editions.catalogue()
    for number, port in enumerate(PORTS):
        for year in range(_YEARS, 0, -1):
            since = today - timedelta(days=365 * year - 300 - number)
            skill = port.skill + _GAIN * (_YEARS - year)
            node.norms.desk.take_over(steps(port, since, skill, catalogue))
    begun = steps(PORTS[0], today - timedelta(days=6), PORTS[0].skill + 0.2, catalogue)
    node.norms.desk.take_over(_until(begun, 0.4))


def steps(port: Port, since: date, skill: float, catalogue: Catalogue) -> list[Event]:
    """Return all events of one assessment, from its plan to its end; the same each time."""
    rng = random.Random(f"{port.locode} {since}")  # noqa: S311 - nothing hangs on it
    made = Assessment(id=f"{port.locode}-{since.year}-{since.month:02d}")
    events: list[Event] = []

    def take(event: Event) -> None:
        nonlocal made
        events.append(event)
        made = made.apply(event)

    def act(actor: str) -> Act:
        at = datetime.combine(since, time(9), UTC) + timedelta(minutes=7 * made.version)
        return Act(actor=f"{actor}.{port.locode.lower()}", at=at, seen=made.version)

    plan = Plan(
        port=port.locode,
        catalogue=catalogue.version,
        level=port.level,
        assessors=(act("assessor").actor, act("colleague").actor),
        from_on=since,
        until_on=since + timedelta(days=30),
    )
    take(lives.plan(made, plan, catalogue, act("assessor")))
    for one in catalogue.requirements:
        if port.level.includes(one.level) and rng.random() < 0.94:
            said = _said(rng, skill)
            shown: tuple[str, ...] = ()
            if isinstance(said, Maturity) and said >= Maturity.PARTLY and rng.random() < 0.9:
                evidence = _evidence(rng, one, said, since, f"E{len(made.evidence) + 1}")
                take(lives.add_evidence(made, evidence, act("assessor"), port.locode))
                shown = (evidence.id,)
            answer = _answer(rng, one, said, shown, since)
            take(lives.answer(made, answer, catalogue, act("assessor"), port.locode))
    peer = next(each for each in PORTS if each.locode != port.locode)
    for name in list(made.stated):
        if rng.random() < 0.85:
            take(lives.confirm(made, name, act("colleague"), port.locode))
            if rng.random() < 0.35:
                take(lives.verify(made, name, act(f"peer.{peer.locode}"), peer.locode))
    take(lives.close(made, act("colleague"), port.locode))
    return events


def _until(events: list[Event], share: float) -> list[Event]:
    """Return the first steps of an assessment that is under way."""
    return events[: int(len(events) * share)]


def _said(rng: random.Random, skill: float) -> Maturity | Applies:
    lot = rng.random()
    if lot < 0.04:
        return Applies.UNKNOWN
    if lot < 0.07:
        return Applies.NOT_APPLICABLE
    if rng.random() < skill:
        return rng.choice((Maturity.DONE, Maturity.DONE, Maturity.PROVEN))
    return rng.choice((Maturity.ABSENT, Maturity.BEGUN, Maturity.PARTLY, Maturity.PARTLY))


def _answer(
    rng: random.Random,
    one: Requirement,
    said: Maturity | Applies,
    shown: tuple[str, ...],
    since: date,
) -> Answer:
    lacks = isinstance(said, Maturity) and said < Maturity.DONE and rng.random() < 0.7
    return Answer(
        requirement=one.id,
        said=said,
        evidence=shown,
        note=_NOTE,
        gap_owner=rng.choice(_OWNERS) if lacks else "",
        gap_until=since + timedelta(days=rng.choice((180, 365, 540))) if lacks else None,
        gap_eur=rng.choice((20_000.0, 150_000.0, 900_000.0)) if lacks else None,
    )


def _evidence(
    rng: random.Random, one: Requirement, said: Maturity, since: date, name: str
) -> Evidence:
    counted = EvidenceKind.FIGURE in one.evidence
    return Evidence(
        id=name,
        kind=EvidenceKind.FIGURE if counted else EvidenceKind.OBSERVATION,
        observed_on=since - timedelta(days=rng.randrange(60)),
        valid_until=since + timedelta(days=rng.choice((300, 365, 540, 730))),
        uploaded_at=datetime.combine(since, time(9), UTC),
        author="",
        note=_NOTE,
        figure=_figure(rng, one, met=said >= Maturity.DONE) if counted else None,
    )


def _figure(rng: random.Random, one: Requirement, *, met: bool) -> Figure:
    better = (one.better is Better.MORE) == met
    if one.unit is Unit.YES:
        return Figure(value=float(met))
    factor = 1 + rng.uniform(0.02, 0.3) * (1 if better else -1)
    value = max(one.threshold, 0.01) * factor
    if one.unit is not Unit.SHARE:
        return Figure(value=round(value, 1))
    of = rng.choice((80, 400, 2500))
    share = min(value, 1.0)
    half = 1.96 * (share * (1 - share) / of) ** 0.5
    return Figure(value=share, of=of, low=max(share - half, 0.0), high=min(share + half, 1.0))
