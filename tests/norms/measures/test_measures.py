"""What measures say, and what they keep to themselves."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from quaywatch.cargo import InspectionKind, SelectionBasis
from quaywatch.norms import Catalogue, Level, State, standing
from quaywatch.norms.measures import (
    MEASURES,
    Facts,
    Period,
    Terms,
    drilled,
    figures,
    measure_all,
    measured,
)
from quaywatch.norms.measures.facts import Box, Examined, Hold, Leg, MonthTold, SealWord
from quaywatch.norms.measures.wording import LANGUAGES, wordings

START = datetime(2026, 3, 2, tzinfo=UTC)
PERIOD = Period(since=START, until=START + timedelta(days=30), as_of=START + timedelta(days=31))


def boxes(count: int, weighed: int) -> tuple[Box, ...]:
    return tuple(
        Box(
            box_id=f"box{number}",
            container=f"TSTU{number:07d}",
            consignment_id=f"TSTL:{number}",
            probability=0.001,
            discharged_at=START + timedelta(hours=number),
            weighed=number < weighed,
        )
        for number in range(count)
    )


def test_every_measure_a_requirement_names_is_taken() -> None:
    named = {one.measure for one in Catalogue.load().requirements if one.measure is not None}
    assert named <= set(MEASURES)


def test_every_measure_is_declared_in_words_of_four_languages() -> None:
    assert all((one.cases.__doc__ or "").strip() for one in MEASURES.values())
    told = wordings()
    assert told.keys() == MEASURES.keys()
    for words in told.values():
        assert all(words[each].strip() for each in LANGUAGES)
        assert len(set(words.values())) == len(LANGUAGES)


def test_a_node_that_knows_nothing_says_nothing() -> None:
    found = measure_all(Facts(period=PERIOD))
    assert all(one.value is None and one.is_thin for one in found.values())
    assert figures(found.values()) == {}


@pytest.mark.parametrize(("count", "said"), [(29, False), (30, True)])
def test_too_few_cases_are_too_thin_to_say(count: int, said: bool) -> None:
    one = measured(MEASURES["verified_mass"], Facts(period=PERIOD, boxes=boxes(count, 10)))
    assert (one.judged, one.right, one.is_thin) == (count, 10, not said)
    assert (one.figure is not None) is said


def test_a_nil_return_tells_of_a_month_and_silence_does_not() -> None:
    """January and February had inspections and no find; of February nothing was said."""
    looked = tuple(
        Examined(
            box_id=f"box{month}",
            number=1,
            kind=InspectionKind.SCAN,
            basis=SelectionBasis.OFFICER,
            ordered_at=datetime(2026, month, 5, tzinfo=UTC),
            recorded_at=datetime(2026, month, 6, tzinfo=UTC),
        )
        for month in (1, 2, 3)
    )
    nil = MonthTold(month="2026-01", at=datetime(2026, 2, 3, tzinfo=UTC))
    until = datetime(2026, 4, 2, tzinfo=UTC)
    period = Period(since=until - timedelta(days=90), until=until, as_of=until)
    known = Facts(period=period, examined=looked, months=(nil,))
    cases = list(drilled(MEASURES["months_told"], known))
    assert [(one.id, one.counts) for one in cases] == [("2026-02", False), ("2026-01", True)]
    assert measured(MEASURES["months_told"], known).value == 0.5
    late = MonthTold(month="2026-01", at=datetime(2026, 3, 20, tzinfo=UTC))
    known = Facts(period=period, examined=looked, months=(late,))
    assert measured(MEASURES["months_told"], known).value == 0.0


def told(*months: str) -> tuple[MonthTold, ...]:
    """Months told on the tenth day of the next one."""
    return tuple(
        MonthTold(month=one, at=datetime(2026, int(one[-2:]) + 1, 10, tzinfo=UTC)) for one in months
    )


@pytest.mark.parametrize(
    ("months", "until", "said"),
    [
        (("2026-01", "2026-02", "2026-03"), 5, [("2026-Q1", True)]),
        (("2026-01", "2026-03"), 5, [("2026-Q1", False)]),
        ((), 5, [("2026-Q1", False)]),
        (("2026-01", "2026-02", "2026-03"), 4, []),
    ],
    ids=["each month", "a gap", "silence", "not due yet"],
)
def test_a_quarter_is_told_in_full_where_each_of_its_months_is(
    months: tuple[str, ...], until: int, said: list[tuple[str, bool]]
) -> None:
    """The quarter ran out in March and was due thirty days later, on the last of April."""
    end = datetime(2026, until, 2, tzinfo=UTC)
    period = Period(since=end - timedelta(days=30), until=end, as_of=end)
    worked = frozenset({"2026-01", "2026-02", "2026-03", "2026-04"})
    known = Facts(period=period, worked=worked, months=told(*months))
    cases = list(drilled(MEASURES["quarters_told"], known))
    assert [(one.id, one.counts) for one in cases] == said


def test_a_figure_stands_in_the_standing_with_its_interval() -> None:
    known = Facts(period=PERIOD, boxes=boxes(100, 89))
    found = figures(measure_all(known).values())
    stood = standing(Catalogue.load(), Level.ENHANCED, {}, {}, found, PERIOD.until.date())
    one = next(each for each in stood if each.requirement == "DAT-05")
    assert (one.state, one.certain) == (State.NOT_MET, False)
    assert one.figure is not None
    assert one.figure.low is not None
    assert one.figure.low < 0.89 < 0.9


def test_what_speaks_against_the_port_comes_first() -> None:
    known = Facts(period=PERIOD, boxes=boxes(40, 38))
    first, second, third, *_ = drilled(MEASURES["verified_mass"], known)
    assert [first.id, second.id] == ["box38", "box39"]
    assert third.counts is True


def test_what_lies_outside_of_the_period_counts_nowhere() -> None:
    early = Period(since=START - timedelta(days=9), until=START, as_of=START)
    assert measured(MEASURES["verified_mass"], Facts(period=early, boxes=boxes(40, 1))).among == 0


def test_other_terms_are_another_version_and_the_same_content_the_same() -> None:
    one = MEASURES["high_risk_scanned"]
    assert one.version(Terms()) == one.version(Terms())
    assert one.version(Terms(high_risk=0.02)) != one.version(Terms())
    longer = msgspec.structs.replace(one, least=60)
    assert longer.version(Terms()) != one.version(Terms())


def test_seals_are_held_against_what_stood_there_before() -> None:
    def agreed(*words: SealWord) -> int | None:
        box = msgspec.structs.replace(boxes(1, 0)[0], seals=words)
        one = measured(
            msgspec.structs.replace(MEASURES["seal_agrees"], least=1),
            Facts(period=PERIOD, boxes=(box,)),
        )
        return one.right if one.judged else None

    declared = SealWord(told=("EC 123-456",))
    assert agreed(declared) is None
    assert agreed(declared, SealWord(told=("ec123456",))) == 1
    assert agreed(declared, SealWord(told=("EC123457",))) == 0
    resealed = SealWord(told=("EC123456",), put=("BE9",))
    assert agreed(declared, resealed, SealWord(told=("BE9",))) == 1
    assert agreed(declared, resealed, SealWord(told=("EC123456",))) == 0


@pytest.mark.parametrize(
    ("legs", "known"),
    [
        ([("ECGYE", "BEANR")], True),
        ([("ECGYE", "PAMIT"), ("PAMIT", "BEANR")], True),
        ([("ECGYE", "PAMIT"), ("COCTG", "BEANR")], False),
        ([("ECGYE", None), ("PAMIT", "BEANR")], False),
        ([("PAMIT", "BEANR")], False),
        ([], False),
    ],
)
def test_a_way_is_known_when_each_ship_takes_over_from_the_last(
    legs: list[tuple[str, str | None]], known: bool
) -> None:
    box = msgspec.structs.replace(
        boxes(1, 0)[0],
        origin="ECGYE",
        discharge="BEANR",
        legs=tuple(Leg(loaded=loaded, discharged=out) for loaded, out in legs),
    )
    one = measured(MEASURES["way_known"], Facts(period=PERIOD, boxes=(box,)))
    assert one.right == known


def test_a_hold_that_one_person_lifted_alone_counts_against_the_port() -> None:
    def hold(proposed: str, lifted: str) -> Hold:
        until = START + timedelta(days=2)
        return Hold(
            box_id="box0",
            since=START,
            until=until,
            by_people=True,
            proposed_by=proposed,
            lifted_by=lifted,
        )

    holds = (hold("ann", "bob"), hold("ann", "Ann"), hold("", "bob"))
    one = measured(MEASURES["lifted_by_two"], Facts(period=PERIOD, holds=holds))
    assert (one.right, one.judged) == (1, 3)


def test_an_audit_whose_verdict_was_not_kept_counts_against_the_port() -> None:
    audits = tuple(
        Examined(
            box_id=f"box{number}",
            number=1,
            kind=InspectionKind.OPEN,
            basis=SelectionBasis.RANDOM_AUDIT,
            ordered_at=START,
            recorded_at=START + timedelta(hours=3),
            verdict_kept=number > 0,
        )
        for number in range(3)
    )
    one = measured(MEASURES["audits_with_verdict"], Facts(period=PERIOD, examined=audits))
    assert (one.right, one.judged) == (2, 3)
