"""Draws what happens to each box of a month, before anybody is told of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.random import Generator

from quaywatch.cargo import InspectionKind, OutcomeResult, SelectionBasis

START = datetime(2026, 3, 1, tzinfo=UTC)
UNTIL = START + timedelta(days=31)
AS_OF = UNTIL + timedelta(days=2)
HERE = "BEANR"
ORIGINS = ("ECGYE", "COCTG", "BRSSZ", "CRMOB", "CNSHA", "USNYC", "ZACPT")
RISKY = frozenset(ORIGINS[:4])
HUB = "PAMIT"
OFFICERS = ("ann", "bob", "cem", "dua")
ANALYSTS = ("eve", "fay", "gus")
_HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Look:
    """One look ordered of a box."""

    kind: InspectionKind
    basis: SelectionBasis
    ordered_at: datetime
    slot_at: datetime
    by: str
    reasoned: bool
    cancelled: bool
    recorded_at: datetime | None
    result: OutcomeResult
    mass_kg: float | None
    photographed: bool


@dataclass(slots=True)
class Shot:
    """One radiograph, and what was said of it."""

    digest: str
    taken_at: datetime
    foreign: bool
    machine: bool
    words: list[tuple[str, datetime, bool]]
    """Who, when, and whether it alarmed; each knows of no other."""


@dataclass(slots=True)
class Drawn:
    """Everything about one box."""

    number: int
    origin: str
    reefer: bool
    empty: bool
    filed_at: datetime
    whole: bool
    vague: bool
    departs_at: datetime
    loaded_at: datetime | None
    """When it was loaded and that was told; else the declared departure is all there is."""
    via_hub: str
    """Empty, `joined` or `broken`: whether the events at a hub fit together."""
    arrives_at: datetime
    discharged_at: datetime | None
    left_at: datetime | None
    bill_seal: bool
    quay_seal: str
    """Empty, `same` or `other`: what the quay tells of the seal."""
    weighed: bool
    look: Look | None
    shots: list[Shot]
    kept_at: datetime | None
    """Kept without an order, until…"""
    let_go_at: datetime | None
    visits: list[tuple[str, datetime, bool]]
    """Who opened the dossier, when, and whether for a task."""

    @property
    def came_at(self) -> datetime:
        return self.discharged_at or self.arrives_at


@dataclass(slots=True)
class Port:
    """A month of a port."""

    boxes: list[Drawn]
    threats: list[tuple[str, str, datetime, bool]]
    """Picture, reader, instant, whether found."""
    strays: list[tuple[str, datetime]]
    """Containers at the gate that never came, and when."""


def drawn(seed: int, count: int) -> Port:
    """Draw a port's month of `count` boxes."""
    rng = np.random.default_rng(seed)
    boxes = [_box(rng, number) for number in range(count)]
    for one in boxes:
        _until_now(one)
    threats = [
        (
            f"{number:064x}",
            str(rng.choice(ANALYSTS)),
            START + timedelta(hours=float(rng.uniform(-48, 800))),
            bool(rng.random() < 0.7),
        )
        for number in range(90)
    ]
    strays = [(f"CLNU{number:07d}", START + timedelta(days=5 + number)) for number in range(7)]
    return Port(boxes, threats, strays)


def _until_now(one: Drawn) -> None:
    """Leave out what has not happened yet."""
    if one.left_at is not None and one.left_at > AS_OF:
        one.left_at = None
    if one.let_go_at is not None and one.let_go_at > AS_OF:
        one.let_go_at = None
    if one.look is not None and one.look.recorded_at is not None and one.look.recorded_at > AS_OF:
        one.look.recorded_at = None
    one.visits = [each for each in one.visits if each[1] <= AS_OF]


def _box(rng: Generator, number: int) -> Drawn:
    def yes(chance: float) -> bool:
        return bool(rng.random() < chance)

    def hours(low: float, high: float) -> timedelta:
        return timedelta(hours=round(float(rng.uniform(low, high)), 2))

    arrives = START + hours(-120, 31 * 24 + 30)
    departs = arrives - timedelta(days=18)
    came = arrives + hours(0, 8)
    told = yes(0.9)
    made = Drawn(
        number=number,
        origin=str(rng.choice(ORIGINS)),
        reefer=yes(0.4),
        empty=yes(0.25),
        # Some are filed late, aboard: so that all months hold first filings.
        filed_at=departs + (hours(-72, 0) if yes(0.5) else hours(1, 17 * 24)),
        whole=yes(0.8),
        vague=yes(0.2),
        departs_at=departs,
        loaded_at=departs - hours(1, 10) if yes(0.9) else None,
        via_hub=str(rng.choice(["", "joined", "broken"], p=[0.6, 0.3, 0.1])),
        arrives_at=arrives,
        discharged_at=came if told else None,
        left_at=came + hours(30, 200) if told and yes(0.85) else None,
        bill_seal=yes(0.7),
        quay_seal=str(rng.choice(["", "same", "other"], p=[0.3, 0.6, 0.1])) if told else "",
        weighed=yes(0.6),
        look=None,
        shots=[],
        kept_at=None,
        let_go_at=None,
        visits=[],
    )
    if told and yes(0.7):
        made.look = _look(rng, came)
    _shoot(rng, made, came)
    if told and made.look is None and yes(0.5):
        made.kept_at = came + hours(1, 4)
        made.let_go_at = made.kept_at + hours(1, 60) if yes(0.8) else None
    _visit(rng, made, came)
    return made


def _look(rng: Generator, came: datetime) -> Look:
    ordered = came + timedelta(hours=round(float(rng.uniform(0.5, 3)), 2))
    basis = SelectionBasis(str(rng.choice([each.value for each in SelectionBasis])))
    kind = InspectionKind(str(rng.choice(["scan", "scan", "open", "documents"])))
    result = OutcomeResult(str(rng.choice(["nothing", "irregularity", "found"], p=[0.7, 0.1, 0.2])))
    slot = ordered + timedelta(hours=int(rng.integers(1, 12)))
    late = float(rng.exponential(20))
    cancelled = bool(rng.random() < 0.12)
    there = not cancelled and bool(rng.random() < 0.9)
    return Look(
        kind=kind,
        basis=basis,
        ordered_at=ordered,
        slot_at=slot,
        by=str(rng.choice(OFFICERS)),
        reasoned=bool(rng.random() < 0.9),
        cancelled=cancelled,
        recorded_at=slot + timedelta(hours=round(late, 2)) if there else None,
        result=result,
        mass_kg=round(float(rng.uniform(5, 900))) if rng.random() < 0.8 else None,
        photographed=bool(rng.random() < 0.6),
    )


def _shoot(rng: Generator, made: Drawn, came: datetime) -> None:
    if rng.random() < 0.25:
        made.shots.append(Shot(f"a{made.number:063x}", came - timedelta(days=15), True, False, []))
    if rng.random() < 0.4:
        shot = Shot(f"b{made.number:063x}", came + _HOUR, False, bool(rng.random() < 0.85), [])
        made.shots.append(shot)
        names = [str(one) for one in rng.permutation(ANALYSTS)]
        many = int(rng.integers(0, 3))
        for place in range(many):
            # A second analyst is asked where the first has doubts.
            doubts = (many > 1 and place == 0) or bool(rng.random() < 0.3)
            shot.words.append((names[place], shot.taken_at + _HOUR * (place + 1), doubts))


def _visit(rng: Generator, made: Drawn, came: datetime) -> None:
    if made.look is not None:
        before = made.look.ordered_at - timedelta(minutes=20)
        if rng.random() < 0.9 or made.look.by == OFFICERS[0]:
            made.visits.append((made.look.by, before, True))
        asked = made.look.recorded_at is None and not made.look.cancelled
        if asked:
            made.visits.append((str(rng.choice(OFFICERS)), made.look.slot_at + _HOUR * 30, True))
    if rng.random() < 0.1:
        made.visits.append(("ivo", came - timedelta(days=2), False))
