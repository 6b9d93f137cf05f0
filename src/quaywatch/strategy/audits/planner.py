"""What would tell us: how much of what answers a question, as surely as is wished.

All that is supposed of the world stands in `Assumed`; every answer is worth what that is worth, so
it is for sliders, and the numbers for a range of it.
"""

from enum import StrEnum
from typing import Annotated

import msgspec

from quaywatch.strategy.audits.mix import Costs, Ways
from quaywatch.strategy.audits.power import Change
from quaywatch.strategy.audits.precision import Stratum, looks, stratified
from quaywatch.strategy.audits.shifts import Corrected, Moved

Part = Annotated[float, msgspec.Meta(gt=0, lt=1)]
Cost = Annotated[float, msgspec.Meta(gt=0)]


class Question(StrEnum):
    """What is to be known."""

    PREVALENCE = "prevalence"
    """How many boxes hold something."""
    DETECTION = "detection"
    """What share of it is found."""
    FALSE_CLEARS = "false-clears"
    """How many cleared pictures show something."""
    FLOW_CHANGED = "flow-changed"
    """Whether less, or more, comes through a port than before."""
    DETECTION_CHANGED = "detection-changed"
    """Whether less, or more, of it is found than before."""
    MOVED = "moved"
    """Whether what a port lost goes through others now."""


class Way(StrEnum):
    """How it can be known."""

    OPENINGS = "openings"
    """Boxes drawn by lot, opened."""
    STRATIFIED = "stratified"
    """The same, drawn more often where more is expected."""
    SCANS = "scans"
    """Boxes drawn by lot, scanned, and opened where something shows."""
    MIX = "mix"
    """Scans by lot, test loads that tell what scans overlook, a few openings."""
    TESTS = "tests"
    """Loads that the service hid itself."""
    SEIZURES = "seizures"
    """Seizures of daily work, with test loads before and after."""
    IMAGES = "images"
    """Stored pictures, read again by another port that is not told what the first reader said."""
    INSERTED = "inserted"
    """Threats inserted into pictures."""
    ONLY_AFTER = "only-after"
    """Openings by lot, where no more can be done for the time before."""


class Caveat(StrEnum):
    """What is to be minded with an answer."""

    BEFORE = "before"
    """Half of it has to be done before the change."""
    STALE = "stale"
    """It misleads where traffickers hide otherwise and the tests do not: openings by lot guard."""
    KNOWN_FINDS = "known-finds"
    """What the look finds is taken as known."""
    SAME_FINDS = "same-finds"
    """What the look finds is taken to be the same before and after."""
    GUESSED = "guessed"
    """It helps as far as it is known beforehand where the risk is."""
    ALLIES = "allies"
    """It takes what allies find by lot where it may have moved to…"""
    CONTROL = "control"
    """…and at ports that it cannot reach, half of it each."""
    READING = "reading"
    """It tells of the reading of pictures, and not of what is scanned at all."""
    TOO_MANY = "too-many"
    """It is more boxes than a port has in a year."""


class Assumed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is supposed, of one port and a year unless it says otherwise."""

    boxes: Annotated[int, msgspec.Meta(ge=100, le=100_000_000)] = 160_000
    """That are drawn from."""
    prevalence: Part = 0.003
    """Share of them that hold something."""
    opening: Part = 0.9
    """Share of what is there that an opening finds…"""
    scan: Part = 0.6
    """…that a scan finds, as it is read…"""
    reader: Part = 0.5
    """…that a second reader finds in a picture of what the first overlooked…"""
    detection: Part = 0.12
    """…and that daily work finds of all."""
    factor: Annotated[float, msgspec.Meta(ge=0.01, le=20)] = 0.4
    """What flow, or detection, is multiplied by in the change that is to be seen."""
    rise: Annotated[float, msgspec.Meta(gt=1, le=20)] = 1.5
    """What the flow of the ports that it may have moved to is multiplied by."""
    risky_boxes: Part = 0.15
    """Share of boxes in the stratum that…"""
    risky_loads: Part = 0.7
    """…holds this share of the loads."""
    done_before: Annotated[int, msgspec.Meta(ge=0, le=10_000_000)] = 0
    """Openings by lot that were done before the change."""
    opening_cost: Cost = 16.0
    """Hours of work, or any unit…"""
    scan_cost: Cost = 0.5
    test_cost: Cost = 24.0
    image_cost: Cost = 0.05

    @property
    def costs(self) -> Costs:
        """What one of each takes."""
        return Costs(self.opening_cost, self.scan_cost, self.test_cost)


class Wished(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How surely it is to be known."""

    power: Annotated[float, msgspec.Meta(ge=0.1, le=0.99)] = 0.8
    """How often a change that is there is seen."""
    error: Annotated[float, msgspec.Meta(ge=0.02, le=1)] = 0.2
    """Relative error of what is estimated."""
    level: Annotated[float, msgspec.Meta(ge=0.001, le=0.2)] = 0.05
    """How often a change is told where there is none, at most."""


class Needs(msgspec.Struct, frozen=True, kw_only=True):
    """One way to answer a question, with all that it takes, over both times and all ports."""

    question: Question
    way: Way
    possible: bool = True
    """Whether any number is enough; where none is, no numbers are given."""
    openings: int = 0
    scans: int = 0
    tests: int = 0
    images: int = 0
    cost: float = 0.0
    most: float | None = None
    """The power that it reaches at most, where no number is enough."""
    gain: float | None = None
    """Variance beside that of draws over all alike, where strata are drawn from."""
    caveats: tuple[Caveat, ...] = ()


def plan(assumed: Assumed, wished: Wished) -> tuple[Needs, ...]:
    """Return for each question the ways to answer it, the cheapest first.

    Raises:
        ValueError: a wish that nothing meets for what is assumed, such as a change by nothing.

    >>> plan(Assumed(), Wished())[0].way
    <Way.MIX: 'mix'>
    """
    every = [
        *_prevalence(assumed, wished),
        *_detection(assumed, wished),
        *_flow(assumed, wished),
        *_moved(assumed, wished),
    ]
    order = list(Question)
    return tuple(sorted(every, key=lambda one: (order.index(one.question), _dearness(one))))


def times(needs: Needs) -> int:
    """Return over how many times and ports a way is spread, as much on each."""
    return _parts(needs.caveats)


def _dearness(needs: Needs) -> tuple[bool, float]:
    return not needs.possible, needs.cost


def _prevalence(assumed: Assumed, wished: Wished) -> list[Needs]:
    about = Question.PREVALENCE
    found = assumed.prevalence * assumed.opening
    opened = looks(found, wished.error, assumed.boxes)
    made = [_openings(about, Way.OPENINGS, opened, assumed, Caveat.KNOWN_FINDS)]
    high = found * assumed.risky_loads / assumed.risky_boxes
    if high < 1:
        low = found * (1 - assumed.risky_loads) / (1 - assumed.risky_boxes)
        boxes = assumed.risky_boxes
        spread = stratified((Stratum(boxes, high), Stratum(1 - boxes, low)), wished.error)
        drawn = _openings(
            about, Way.STRATIFIED, spread.total, assumed, Caveat.KNOWN_FINDS, Caveat.GUESSED
        )
        made.append(msgspec.structs.replace(drawn, gain=spread.gain))
    ways = Ways(assumed.prevalence, assumed.opening, assumed.scan)
    mix = ways.cheapest(wished.error, assumed.costs, max(1, assumed.boxes // 1000))
    if mix.scans:
        made.append(
            Needs(
                question=about,
                way=Way.MIX,
                openings=mix.openings,
                scans=mix.scans,
                tests=mix.tests,
                cost=mix.cost,
                caveats=(Caveat.STALE, *_too_many(mix.scans + mix.openings, assumed)),
            )
        )
    return made


def _detection(assumed: Assumed, wished: Wished) -> list[Needs]:
    missed = assumed.prevalence * (1 - assumed.scan) / (1 - assumed.prevalence * assumed.scan)
    images = looks(missed * assumed.reader, wished.error)
    pairs = {
        Way.TESTS: (assumed.detection, assumed.test_cost, Caveat.STALE),
        Way.INSERTED: (assumed.scan, assumed.image_cost, Caveat.READING),
    }
    made = [
        Needs(
            question=Question.FALSE_CLEARS,
            way=Way.IMAGES,
            images=images,
            cost=images * assumed.image_cost,
            caveats=(Caveat.KNOWN_FINDS, *_too_many(images, assumed)),
        )
    ]
    for way, (share, cost, caveat) in pairs.items():
        once = looks(share, wished.error)
        made.append(_tests(Question.DETECTION, way, once, cost, caveat))
        each = _change(share, assumed.factor, wished).needed(wished.power)
        twice = None if each is None else 2 * each
        said = (Caveat.BEFORE, caveat)
        made.append(_tests(Question.DETECTION_CHANGED, way, twice, cost, *said))
    return made


def _flow(assumed: Assumed, wished: Wished) -> list[Needs]:
    about, found = Question.FLOW_CHANGED, assumed.prevalence * assumed.opening
    change = _change(found, assumed.factor, wished)
    scanned = _change(assumed.prevalence * assumed.scan, assumed.factor, wished)
    made = [
        _openings(about, Way.OPENINGS, _both(change.needed(wished.power)), assumed, Caveat.BEFORE),
        _scans(about, _both(scanned.needed(wished.power)), assumed, Caveat.BEFORE),
        _only_after(change, assumed, wished),
    ]
    seizures = assumed.boxes * assumed.prevalence * assumed.detection
    tested = Corrected(
        seizures, assumed.factor, (assumed.detection, assumed.detection), wished.level
    )
    tests = _both(tested.needed(wished.power))
    one = _tests(about, Way.SEIZURES, tests, assumed.test_cost, Caveat.BEFORE, Caveat.STALE)
    return [*made, one if tests else msgspec.structs.replace(one, most=tested.most)]


def _only_after(change: Change, assumed: Assumed, wished: Wished) -> Needs:
    after = change.needed_after(assumed.done_before, wished.power)
    made = _openings(Question.FLOW_CHANGED, Way.ONLY_AFTER, after, assumed)
    if after is not None:
        return made
    return msgspec.structs.replace(made, most=change.most_after(assumed.done_before))


def _moved(assumed: Assumed, wished: Wished) -> list[Needs]:
    made: list[Needs] = []
    said = (Caveat.BEFORE, Caveat.ALLIES, Caveat.CONTROL)
    for way, finds in ((Way.OPENINGS, assumed.opening), (Way.SCANS, assumed.scan)):
        share = assumed.prevalence * finds
        if share * assumed.rise > 1:
            continue
        each = Moved(share, share, assumed.rise, level=wished.level).needed(wished.power)
        number = None if each is None else 4 * each
        if way is Way.OPENINGS:
            made.append(_openings(Question.MOVED, way, number, assumed, *said))
        else:
            made.append(_scans(Question.MOVED, number, assumed, *said))
    return made


def _change(share: float, factor: float, wished: Wished) -> Change:
    return Change(share, min(1.0, share * factor), wished.level)


def _both(each: int | None) -> int | None:
    return None if each is None else 2 * each


def _openings(
    question: Question, way: Way, number: int | None, assumed: Assumed, *caveats: Caveat
) -> Needs:
    return Needs(
        question=question,
        way=way,
        possible=number is not None,
        openings=number or 0,
        cost=(number or 0) * assumed.opening_cost,
        caveats=(*caveats, *_too_many((number or 0) // _parts(caveats), assumed)),
    )


def _scans(question: Question, number: int | None, assumed: Assumed, *caveats: Caveat) -> Needs:
    return Needs(
        question=question,
        way=Way.SCANS,
        possible=number is not None,
        scans=number or 0,
        cost=(number or 0) * assumed.scan_cost,
        caveats=(
            *caveats,
            Caveat.SAME_FINDS,
            *_too_many((number or 0) // _parts(caveats), assumed),
        ),
    )


def _tests(
    question: Question, way: Way, number: int | None, cost: float, *caveats: Caveat
) -> Needs:
    inserted = way is Way.INSERTED
    return Needs(
        question=question,
        way=way,
        possible=number is not None,
        tests=0 if inserted else number or 0,
        images=number or 0 if inserted else 0,
        cost=(number or 0) * cost,
        caveats=caveats,
    )


def _parts(caveats: tuple[Caveat, ...]) -> int:
    """Return over how many years and ports the looks are spread."""
    return (2 if Caveat.BEFORE in caveats else 1) * (2 if Caveat.CONTROL in caveats else 1)


def _too_many(number: int, assumed: Assumed) -> tuple[Caveat, ...]:
    return (Caveat.TOO_MANY,) if number > assumed.boxes else ()
